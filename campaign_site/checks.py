"""What an operator may have set wrong, for `manage.py check --deploy`.

The production settings refuse to start without what they need; these look at what stands there. Django's own
checks cover SECRET_KEY, DEBUG and the cookies.
"""

import ipaddress
from collections.abc import Callable, Iterator
from contextlib import suppress
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import pyrage
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http.request import validate_host
from redis.connection import parse_url

from .second_factor.rule import EVERYBODY, SIGNATURES

# 128 bits and more, in letters.
SHORTEST_KEY = 32
FEWEST_LETTERS = 10
# Where mails end that nobody gets.
NOWHERE = {"console", "dummy", "filebased", "locmem"}

Finding = tuple[str, str]


@register(Tags.security, deploy=True)
def check_environment(**kwargs: object) -> list[CheckMessage]:
    """Return an error for each environment variable whose value can't be right, and what to set instead."""
    errors = [
        *(wrong_keys, wrong_urls, wrong_mail, wrong_cache, wrong_numbers, wrong_storage, wrong_log),
        *(wrong_sign_in, wrong_backups),
    ]
    found: list[CheckMessage] = [
        Error(f"{name}: {what}", id="campaign_site.E001") for look in errors for name, what in look()
    ]
    return found + [Warning(f"{name}: {what}", id="campaign_site.W001") for name, what in weak_mail()]


def wrong_keys() -> Iterator[Finding]:
    """Look at the keys that only the server has."""
    keys = {"SECRET_KEY": settings.SECRET_KEY, "LINK_KEY": settings.LINK_KEY}
    for name, key in keys.items():
        if not is_strong(key):
            yield name, "too easy to guess; `manage.py make_secrets` makes a good one."
    if settings.METRICS_TOKEN and not is_strong(settings.METRICS_TOKEN):
        yield "METRICS_TOKEN", "too easy to guess; leave it out, or take a long random text."
    try:
        pyrage.x25519.Identity.from_str(settings.SERVER_IDENTITY)
    except pyrage.IdentityError:
        yield "SERVER_IDENTITY", "no age identity; `manage.py make_secrets` makes one."
    if settings.LINK_KEY == settings.SECRET_KEY:
        yield "LINK_KEY", "the same as SECRET_KEY; who gets hold of one must not have the other."


def is_strong(key: str) -> bool:
    """Tell whether nobody guesses the key."""
    return len(key) >= SHORTEST_KEY and len(set(key)) >= FEWEST_LETTERS and "insecure" not in key


def wrong_urls() -> Iterator[Finding]:
    """Look at the names that the site goes by."""
    hosts = list(settings.ALLOWED_HOSTS)
    if "*" in hosts:
        yield "ALLOWED_HOSTS", "“*” lets anybody choose the host in our links; name the site's hosts."
    for host in hosts:
        if "/" in host or (":" in host and not _is_ip(host)):
            yield "ALLOWED_HOSTS", f"{host!r} is no host name: no scheme, no port, no path."
    url = settings.WAGTAILADMIN_BASE_URL
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        yield "BASE_URL", "no address; it looks like https://campaign.example.org"
        return
    if parts.scheme != "https":
        yield "BASE_URL", "begins with https://: links in mails must not be read on their way."
    if not host or parts.username or parts.path or parts.query or parts.fragment:
        yield "BASE_URL", "scheme and host alone, without a slash at the end: https://campaign.example.org"
    elif not validate_host(host, hosts):
        yield "BASE_URL", f"its host {host!r} is none of ALLOWED_HOSTS."
    if port == 0:
        yield "BASE_URL", "its port is 0."


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def wrong_mail() -> Iterator[Finding]:
    """Look at how mails are sent, and from whom."""
    try:
        validate_email(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    except ValidationError:
        yield "MAIL_FROM", "holds no e-mail address, such as Campaign <campaign@example.org>"
    provider = settings.MAIL_PROVIDER
    if provider and (not provider.isidentifier() or find_spec(f"anymail.backends.{provider}") is None):
        yield "MAIL_PROVIDER", f"django-anymail knows no {provider!r}."
    if provider and not settings.ANYMAIL.get("WEBHOOK_SECRET"):
        yield "MAIL_PROVIDER_SETTINGS", "without WEBHOOK_SECRET=name:password anybody could report bounces."
    if bool(settings.RECAPTCHA_PUBLIC_KEY) != bool(settings.RECAPTCHA_PRIVATE_KEY):
        yield "RECAPTCHA_PUBLIC_KEY, RECAPTCHA_PRIVATE_KEY", "one is of no use without the other."


def weak_mail() -> Iterator[Finding]:
    """Look at what may be meant, on a machine to try things, and is wrong on a public one."""
    backend = settings.EMAIL_BACKEND.split(".")[-2]
    if backend in NOWHERE:
        yield "EMAIL_URL", "mails go nowhere, so nobody can confirm a signature."
    is_smtp = backend == "smtp" and settings.EMAIL_HOST not in ("localhost", "127.0.0.1", "::1")
    if is_smtp and not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL):
        yield "EMAIL_URL", "mails and the password leave unencrypted; smtp+tls:// or smtp+ssl:// is safe."


def wrong_cache() -> Iterator[Finding]:
    """Look at whether the cache's address is one: else every page would be an error."""
    for name, cache in settings.CACHES.items():
        if isinstance(caches[name], RedisCache):
            try:
                parse_url(cache["LOCATION"])
            except ValueError:
                yield "REDIS_URL", "no address of a Redis, such as redis://host:6379/0"
                return


def wrong_numbers() -> Iterator[Finding]:
    """Look at the numbers: none of them may be below nothing."""
    numbers = {
        "TRUSTED_PROXIES": settings.TRUSTED_PROXIES,
        "PAGE_CACHE_SECONDS": settings.PAGE_CACHE_SECONDS,
        "MAILS_A_MINUTE_AND_DOMAIN": settings.MAILS_A_MINUTE_AND_DOMAIN,
        "DATABASE_CONNECTION_SECONDS": settings.DATABASES["default"].get("CONN_MAX_AGE") or 0,
    }
    for name, number in numbers.items():
        if number < 0:
            yield name, "is less than 0."


def wrong_log() -> Iterator[Finding]:
    """Look at how the log is written."""
    log_format = getattr(settings, "LOG_FORMAT", "plain")
    if log_format not in ("plain", "json"):
        yield "LOG_FORMAT", f"is “plain” or “json”, not {log_format!r}."


def wrong_storage() -> Iterator[Finding]:
    """Look at whether what is private lies apart from what is public."""
    media, exports = (_options(name) for name in ("default", "exports"))
    if media("bucket_name") and media("bucket_name") == exports("bucket_name"):
        yield "EXPORTS_BUCKET", "the same as MEDIA_BUCKET, which anybody may read."
    if not exports("bucket_name") and not media("bucket_name"):
        public, private = Path(settings.MEDIA_ROOT).resolve(), Path(settings.EXPORTS_ROOT).resolve()
        if private.is_relative_to(public):
            yield "EXPORTS_ROOT", "lies in MEDIA_ROOT, which anybody may read."


def wrong_sign_in() -> Iterator[Finding]:
    """Look at what is asked of those who sign in."""
    if settings.SECOND_FACTOR not in (SIGNATURES, EVERYBODY):
        yield "SECOND_FACTOR", "“signatures” or “everybody”; without it one stolen password is enough."
    for app in settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]:
        if urlsplit(app["settings"]["server_url"]).scheme != "https":
            yield "OIDC_SERVER_URL", "begins with https://: who answers there says who somebody is."


def wrong_backups() -> Iterator[Finding]:
    """Look at whom backups are sealed to, where they lie, and for how long."""
    own = ""
    with suppress(pyrage.IdentityError):
        own = str(pyrage.x25519.Identity.from_str(settings.SERVER_IDENTITY).to_public())
    for key in settings.BACKUP_RECIPIENTS:
        try:
            pyrage.x25519.Recipient.from_str(key)
        except pyrage.RecipientError:
            yield "BACKUP_RECIPIENTS", f"{key!r} is no public key of age, such as age1…"
        if key == own:
            yield "BACKUP_RECIPIENTS", "the server's own key: who takes the server could open all backups."
    if settings.BACKUP_DAYS < 1:
        yield "BACKUP_DAYS", "is less than a day."
    folder, media = Path(settings.BACKUP_FOLDER).resolve(), Path(settings.MEDIA_ROOT).resolve()
    if not _options("default")("bucket_name") and folder.is_relative_to(media):
        yield "BACKUP_FOLDER", "lies in MEDIA_ROOT, which anybody may read."


def _options(storage: str) -> Callable[[str], str | None]:
    options: dict[str, str] = settings.STORAGES[storage].get("OPTIONS", {})
    return options.get
