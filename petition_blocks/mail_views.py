"""No more mail: a button for people, and the same for mail programs."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Locale

from .actions.mute_address import allow_mail_again, mute_address
from .links import proof_fits
from .models import MailAllowance, Petition
from .petition_pages import petition_page_for


@csrf_exempt
@never_cache
def no_more_mail(request: HttpRequest, slug: str, public_id: UUID, proof: str) -> HttpResponse:
    """Show one button that ends our mails to an address, or lets them go again; do it when it is pressed.

    A mail program that knows RFC 8058 sends the POST by itself, without cookie and from nowhere in
    particular: the link alone shows that it may. It never takes a signature back. Following the link with
    GET changes nothing.
    """
    petition = get_object_or_404(Petition, slug=slug)
    page = petition_page_for(petition, Locale.objects.get_for_language(translation.get_language()))
    allowance = MailAllowance.objects.filter(petition=petition, public_id=public_id).first()
    if allowance is not None and not proof_fits("no-more-mail", allowance, proof):
        allowance = None
    if request.method == "POST" and allowance is not None:
        if request.POST.get("mail") == "again":
            allow_mail_again(allowance.pk)
        else:
            mute_address(allowance.pk)
        allowance.refresh_from_db()
    if page is None:
        # The words are gone; what was asked for is done all the same.
        if request.method == "POST":
            return HttpResponse(status=204)
        raise Http404
    return render(
        request,
        "petition_blocks/no_more_mail.html",
        {"page": page, "petition": petition, "allowance": allowance, "done": request.method == "POST"},
        status=200 if allowance is not None else 410,
    )
