"""Take a translation along as a PO file, and bring it back."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.models import get_edit_url

from ..editable_translation import editable_translation
from .reading import entries_of
from .taking_over import take_over
from .writing import file_name, po_file


@require_safe
def download_po_file(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Answer with the translation's texts."""
    translation, _target = editable_translation(request, translation_id)
    return HttpResponse(
        str(po_file(translation)),
        headers={
            "Content-Type": "text/x-gettext-translation; charset=utf-8",
            "Content-Disposition": content_disposition_header(True, file_name(translation)),
        },
    )


@require_POST
def upload_po_file(request: HttpRequest, translation_id: int) -> HttpResponseRedirect:
    """Take over the texts of a file, or say why not a single one was."""
    translation, target = editable_translation(request, translation_id)
    try:
        outcome = take_over(entries_of(request.FILES.get("file"), translation), translation, request.user)
    except ValidationError as problem:
        messages.error(request, f"{' '.join(problem.messages)} {_('Nothing was changed.')}")
    else:
        report = " ".join(outcome.in_words())
        if outcome.wrong or outcome.suggested or outcome.unknown:
            messages.warning(request, report)
        else:
            messages.success(request, report)
    return redirect(get_valid_next_url_from_request(request) or get_edit_url(target))
