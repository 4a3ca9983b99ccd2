"""Pages that people have signed can't be deleted: said in words, before anything is tried."""

from collections.abc import Collection, Iterable
from typing import cast

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from wagtail.models import Page

from ..admin.links import register_url
from ..signature.models import Signature, Submission
from .models import PetitionPage


def signed_pages_within(pages: Iterable[Page]) -> list[PetitionPage]:
    """Return the petition pages among the given pages and all below them whose petition has signatures.

    Those that wait to be confirmed are some too: their mails lead to the page.
    """
    paths = tuple(page.path for page in pages)
    signed = (
        PetitionPage.objects.filter(alias_of__isnull=True)
        .filter(
            Exists(Signature.objects.filter(petition=OuterRef("petition")))
            | Exists(Submission.objects.filter(petition=OuterRef("petition")))
        )
        .select_related("petition", "locale")
        .order_by("path")
    )
    return [page for page in signed if page.path.startswith(paths)]


def refuse_to_delete_signed_pages(request: HttpRequest, pages: Collection[Page]) -> HttpResponse | None:
    """Return the page that says why these pages stay, and what to do instead; None if they may go."""
    signed = signed_pages_within(pages)
    if not signed:
        return None
    shown = [
        {
            "page": page,
            "language": page.locale.get_display_name(),
            "register_url": register_url(page.petition, cast(AbstractBaseUser, request.user)),
            "unpublish_url": reverse("wagtailadmin_pages:unpublish", args=[page.pk])
            if page.permissions_for_user(request.user).can_unpublish()
            else "",
        }
        for page in signed
        if page.petition is not None
    ]
    context = {
        "shown": shown,
        "others_may_go": {page.pk for page in pages} != {page.pk for page in signed},
        "back_url": reverse("wagtailadmin_explore", args=[next(iter(pages)).get_parent().pk]),
    }
    return render(request, "petition_blocks/page/admin/deletion_refused.html", context, status=409)
