"""The bin in the admin: its list, putting back, deleting for good."""

from collections.abc import Sequence
from typing import cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import page_permission_policy

from .actions import Refused, delete_for_good, put_back, put_in_bin
from .forms import PutBackForm
from .models import KEPT_FOR, BinnedPage
from .places import binned_pages_for, may_delete, may_put_below, nearest_place, place_to_go_back_to
from .tree import is_in_bin


def _editor(request: HttpRequest) -> User:
    """Return who is asking; the admin lets nobody in who hasn't signed in."""
    return cast(User, request.user)


def told_with_way_back(request: HttpRequest, binned: BinnedPage) -> SafeString:
    """Return the sentence that a page is in the bin, with the button that puts it back."""
    return mark_safe(  # noqa: S308 - drawn by a template, which escapes
        render_to_string("editorial/admin/bin/is_in_bin.html", {"binned": binned}, request=request)
    )


def delete_into_bin(request: HttpRequest, page: Page) -> HttpResponseBase | None:
    """Answer for Wagtail's view that deletes a page: ask once, then put it into the bin.

    None where Wagtail says by itself that something needs the page.
    """
    if is_in_bin(page):
        return redirect("editorial_bin")
    if ReferenceIndex.get_references_to(page).group_by_source_object().is_protected:
        return None
    next_url = get_valid_next_url_from_request(request)
    if request.method != "POST":
        context = {
            "page": page,
            "number_below": page.get_descendant_count(),
            "days": KEPT_FOR.days,
            "next": next_url,
        }
        return render(request, "editorial/admin/bin/confirm.html", context)
    parent = page.get_parent()
    binned = put_in_bin(page, _editor(request))
    messages.success(request, told_with_way_back(request, binned))
    return redirect(next_url) if next_url else redirect("wagtailadmin_explore", parent.pk)


def lead_to_bin(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead whoever opens a page that lies in the bin to the bin: there it is to be put back first."""
    if not is_in_bin(page):
        return None
    messages.warning(
        request,
        _("“%(title)s” is in the bin. Put it back to go on with it.")
        % {"title": page.get_admin_display_title()},
    )
    return redirect("editorial_bin")


class BinView(WagtailAdminTemplateMixin, TemplateView):
    """What is in the bin, for those who might delete it."""

    page_title = gettext_lazy("Bin")
    header_icon = "bin"
    template_name = "editorial/admin/bin/index.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Answer those who may do something with pages."""
        if not page_permission_policy.user_has_any_permission(request.user, {"add", "change", "publish"}):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> Sequence[dict[str, str]]:
        """Return the way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add `rows`: each page with where it was, what went with it, and whether anything was public."""
        context: dict[str, object] = super().get_context_data(**kwargs)
        context["days"] = KEPT_FOR.days
        context["rows"] = [
            {
                "binned": binned,
                "place": place_to_go_back_to(binned),
                "number_below": binned.page.get_descendant_count(),
                "was_public": bool(binned.public_before.all()),
            }
            for binned in binned_pages_for(_editor(self.request))
        ]
        return context


def _binned_page(request: HttpRequest, pk: int) -> BinnedPage:
    binned = get_object_or_404(BinnedPage.objects.select_related("page", "parent"), pk=pk)
    if not may_delete(_editor(request), binned):
        raise PermissionDenied
    return binned


def _tell_that_it_is_gone(request: HttpRequest) -> HttpResponse:
    """Answer a button that was pressed twice, or by two people."""
    messages.warning(request, _("This page is no longer in the bin."))
    return redirect("editorial_bin")


@require_POST
def put_back_view(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put a page back where it was; where that can't be, ask for another place."""
    binned = BinnedPage.objects.filter(pk=pk).first()
    if binned is None:
        return _tell_that_it_is_gone(request)
    binned = _binned_page(request, pk)
    title, as_draft = binned.title, bool(request.POST.get("as_draft"))
    try:
        page = put_back(binned, _editor(request), as_draft=as_draft)
    except ValidationError:
        return redirect("editorial_bin_place", pk)
    except BinnedPage.DoesNotExist:
        return _tell_that_it_is_gone(request)
    return _tell_that_it_is_back(request, page, title)


def place_view(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask where a page is to go, and with which slug, and put it there."""
    binned = _binned_page(request, pk)
    place = place_to_go_back_to(binned)
    first = {"parent": place or nearest_place(binned), "slug": binned.slug}
    form = PutBackForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        chosen, as_draft = form.cleaned_data["parent"], form.cleaned_data["as_draft"]
        is_public = not as_draft and binned.public_before.exists()
        if is_in_bin(chosen) or not may_put_below(_editor(request), binned, chosen, public=is_public):
            form.add_error("parent", _("You may not put it there. Choose another place."))
        elif chosen != place and not binned.page.specific_class.can_exist_under(chosen):
            form.add_error("parent", _("Such a page can’t be there. Choose another place."))
        else:
            title = binned.title
            try:
                page = put_back(
                    binned, _editor(request), parent=chosen, slug=form.cleaned_data["slug"], as_draft=as_draft
                )
            except ValidationError as error:
                # Also what a move is refused for: another language, an address that the site itself uses.
                form.add_error("parent" if "parent" in error.message_dict else "slug", error.messages)
            else:
                return _tell_that_it_is_back(request, page, title)
    is_taken = place is not None and place.get_children().filter(slug=binned.slug).exists()
    context = {"binned": binned, "form": form, "place": place, "is_taken": is_taken}
    return render(request, "editorial/admin/bin/place.html", context)


def _tell_that_it_is_back(request: HttpRequest, page: Page, title: str) -> HttpResponse:
    told = (
        _("“%(title)s” is back, and visitors can read it again.")
        if page.live
        else _("“%(title)s” is back, as a draft.")
    )
    edit = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Edit"))
    messages.success(request, told % {"title": title}, buttons=[edit])
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def delete_for_good_view(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask once more, then delete a page for good."""
    binned = _binned_page(request, pk)
    if request.method != "POST":
        context = {"binned": binned, "number_below": binned.page.get_descendant_count()}
        return render(request, "editorial/admin/bin/delete_for_good.html", context)
    title = binned.title
    try:
        delete_for_good(binned, _editor(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(title)s” is deleted for good.") % {"title": title})
    return redirect("editorial_bin")
