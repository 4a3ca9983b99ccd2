"""When the certificate ends that visitors are shown."""

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.days import day_of
from editorial.upkeep.looks import Finding

from ..models import CertificateReading

SECTION = "certificate"
# A proxy that renews by itself does so a month before.
SOON = timedelta(days=14)
SECONDS = 5.0
THE_ROW = 1


def look_at_certificate() -> Iterator[Finding]:
    """Ask BASE_URL for its certificate; say that it is not trusted, or ends soon. Notes when it ends."""
    parts = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    if parts.scheme != "https" or not parts.hostname:
        return
    try:
        ends_at = certificate_end(parts.hostname, parts.port or 443)
    except ssl.SSLCertVerificationError as error:
        yield Finding(
            f"Browsers don't trust the certificate of {parts.hostname}: {error.verify_message}.",
            "Have the proxy fetch a new one, for this name; see what its log says.",
            SECTION,
        )
        return
    except OSError as error:
        yield Finding(
            f"{parts.hostname} does not speak HTTPS with this machine ({type(error).__name__}).",
            "Start the proxy, and look whether the name leads to it, from here too.",
            SECTION,
        )
        return
    _note(parts.hostname, ends_at)
    yield from _if_soon(parts.hostname, ends_at)


def look_at_last_reading() -> Iterator[Finding]:
    """Say the same of what the doctor has read last. Asks nobody."""
    reading = CertificateReading.objects.filter(pk=THE_ROW).first()
    if reading is not None and reading.host == urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname:
        yield from _if_soon(reading.host, reading.ends_at)


def _if_soon(host: str, ends_at: datetime) -> Iterator[Finding]:
    if ends_at - timezone.now() < SOON:
        yield Finding(
            _("The certificate of %(host)s ends on %(day)s; then browsers warn of the site.")
            % {"host": host, "day": day_of(ends_at).isoformat()},
            _("Have the proxy renew it, and run `python manage.py doctor` afterwards."),
            SECTION,
        )


def _note(host: str, ends_at: datetime) -> None:
    """Keep it for the admin's home page, if the database takes it."""
    try:
        CertificateReading.objects.update_or_create(
            pk=THE_ROW, defaults={"host": host, "ends_at": ends_at, "read_at": timezone.now()}
        )
    except DatabaseError:
        # That it takes nothing is found by whoever looks at the database.
        return


def certificate_end(host: str, port: int) -> datetime:
    """Return when the certificate ends that the host shows. Raises OSError, of which ssl's errors are."""
    with (
        socket.create_connection((host, port), SECONDS) as line,
        ssl.create_default_context().wrap_socket(line, server_hostname=host) as secured,
    ):
        told = secured.getpeercert()
    if told is None:
        raise ssl.SSLError("no certificate")
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(told["notAfter"])), UTC)
