"""The manuals in the admin, for whoever may use it."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .shelf import BY_NAME, MANUALS, picture, rendered


@require_safe
def manuals(request: HttpRequest) -> HttpResponse:
    """List the manuals: those for what this user does first, then all others. Name the running version."""
    there = [manual for manual in MANUALS if manual.path.is_file()]
    own = [manual for manual in there if manual.is_for(request.user)]
    context = {
        "page_title": _("Manuals"),
        "header_icon": "help",
        "own": own,
        "others": [manual for manual in there if manual not in own],
        "version": settings.RELEASE,
    }
    return render(request, "home/admin/manuals/index.html", context)


@require_safe
def manual(request: HttpRequest, name: str) -> HttpResponse:
    """Show one manual."""
    found = BY_NAME.get(name)
    if found is None or not found.path.is_file():
        raise Http404
    context = {"page_title": found.title, "header_icon": "help", "manual": rendered(found)}
    return render(request, "home/admin/manuals/manual.html", context)


@require_safe
def manual_picture(request: HttpRequest, name: str) -> FileResponse:
    """Show a picture of a manual."""
    found = picture(name)
    if found is None:
        raise Http404
    return FileResponse(found.open("rb"))
