"""No more mail: a button for people, and the same for mail programs."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from ..page.speaking_page import petition_page_for
from ..petition.models import Petition
from .actions import allow_mail_again, suppress_email
from .dead_links import page_of_dead_link
from .links import verify_token
from .models import MailQuota


@csrf_exempt
@never_cache
def no_more_mail(request: HttpRequest, slug: str, public_id: UUID, token: str) -> HttpResponse:
    """Show one button that ends our mails to an address, or lets them go again; do it when it is pressed.

    A mail program that knows RFC 8058 sends the POST by itself, without cookie and from nowhere in
    particular: the link alone shows that it may. It never takes a signature back. Following the link with
    GET changes nothing.
    """
    quota = MailQuota.objects.filter(public_id=public_id).select_related("petition").first()
    if quota is not None and not verify_token("no-more-mail", quota, token):
        # Mails go on, so nobody may read that there is nothing to stop.
        return page_of_dead_link(request, slug, public_id)
    petition = quota.petition if quota is not None else get_object_or_404(Petition, slug=slug)
    page = petition_page_for(petition, translation.get_language())
    if request.method == "POST" and quota is not None:
        if request.POST.get("mail") == "again":
            allow_mail_again(quota.pk)
        else:
            suppress_email(quota.pk)
        quota.refresh_from_db()
    if page is None:
        # The words are gone; what was asked for is done all the same.
        if request.method == "POST":
            return HttpResponse(status=204)
        return render(request, "petition_blocks/page/page_away.html", {}, status=404)
    return render(
        request,
        "petition_blocks/mailing/no_more_mail.html",
        {"page": page, "petition": petition, "quota": quota, "done": request.method == "POST"},
        # A mail program that ends mails by itself must learn that there are none.
        status=200 if quota is not None or request.method == "POST" else 410,
    )
