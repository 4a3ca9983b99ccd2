"""The translation that a request is about, for those who may write in it."""

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import TranslatableMixin
from wagtail_localize.models import Translation

from .locale_permissions import may_edit


def editable_translation(request: HttpRequest, translation_id: int) -> tuple[Translation, TranslatableMixin]:
    """Return a translation and the page or snippet that it fills.

    Raises `Http404` if either is gone, and `PermissionDenied` if the user may not edit this very page or
    snippet.
    """
    translation = get_object_or_404(
        Translation.objects.select_related("source__locale", "target_locale"), pk=translation_id
    )
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist as problem:
        raise Http404 from problem
    if not may_edit(request.user, target):
        raise PermissionDenied
    return translation, target
