"""How many mails a second the worker gets accepted by an SMTP server, beside a loop of the same mails.

The loop sends ready-made texts with Django alone: it reads nothing, opens nothing and notes nothing.

Run inside the hub's settings; prints one line of JSON.
"""

from __future__ import annotations

import json
import multiprocessing
import socket
import sys
import time
import uuid
from datetime import timedelta
from multiprocessing.synchronize import Event

import django
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"


class Sink:
    """Takes every mail and forgets it."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Accept."""
        return "250 OK"


def serve(port: int, ready: Event) -> None:
    """Run the server in a process of its own, until it is ended."""
    Controller(Sink(), hostname=HOST, port=port).start()
    ready.set()
    multiprocessing.Event().wait()


def put_into_the_queue(count: int) -> None:
    """Make that many submissions whose confirmation is due, copied from one that was handed in."""
    from django.utils import timezone

    from petition_blocks.petition.models import Petition
    from petition_blocks.signature.models import Submission, Wording
    from petition_blocks.signing.submit import submit

    petition = Petition.objects.select_related("digest_key").get(slug="seen-not-scanned")
    wording = Wording.objects.filter(petition=petition, language="en").latest("taken_at")
    fields = {"name": "Ada", "email": "ada@example.org", "country": "DE", "updates": "no", "partner": "no"}
    Submission.objects.all().delete()
    submission = submit(petition, wording, "en", "", fields)
    copies = []
    for index in range(count - 1):
        values = {
            field.attname: getattr(submission, field.attname)
            for field in Submission._meta.local_concrete_fields
            if not field.primary_key
        }
        digest = index.to_bytes(32, "big")
        moment = timezone.now() - timedelta(seconds=1)
        copies.append(
            Submission(**values | {"public_id": uuid.uuid4(), "digest": digest, "mail_due_at": moment})
        )
    Submission.objects.bulk_create(copies, batch_size=1000)


def a_mail() -> tuple[str, str]:
    """Return a confirmation mail's text and HTML."""
    from petition_blocks.mailing.mails import compose_mail
    from petition_blocks.page.models import PetitionPage
    from petition_blocks.signature.models import Submission

    page = PetitionPage.objects.get(live=True, locale__language_code="en")
    mail = compose_mail(
        Submission.objects.select_related("petition").first(), page, Submission.Mail.REMINDER, ""
    )
    return str(mail.body), mail.html


def main(count: int) -> None:
    """Send, both ways."""
    from django.conf import settings
    from django.core.mail import EmailMultiAlternatives, get_connection

    from petition_blocks.mailing.send_due_mails import send_due_mails
    from petition_blocks.mailing.throttle import DomainThrottle

    with socket.create_server((HOST, 0)) as listener:
        port = listener.getsockname()[1]
    ready = multiprocessing.Event()
    sink = multiprocessing.Process(target=serve, args=(port, ready), daemon=True)
    sink.start()
    ready.wait()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = HOST, port, False
    put_into_the_queue(count)
    began = time.perf_counter()
    sent = 0
    # All of them go to one domain.
    unlimited = DomainThrottle(a_minute=0)
    while accepted := send_due_mails(throttle=unlimited):
        sent += accepted
    ours = sent / (time.perf_counter() - began)
    text, html = a_mail()
    messages = []
    for _count in range(count):
        message = EmailMultiAlternatives("Please confirm", text, to=["ada@example.org"])
        message.attach_alternative(html, "text/html")
        messages.append(message)
    began = time.perf_counter()
    get_connection().send_messages(messages)
    plain = count / (time.perf_counter() - began)
    sink.terminate()
    print(json.dumps({"sent": sent, "worker": ours, "plain": plain}))


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
