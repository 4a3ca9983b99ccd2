"""A hub that nothing is wrong with, for tests that plant a fault in it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import dns.resolver
import pytest
from django.contrib.staticfiles.finders import get_finders
from django.db import connection
from django.db import connections as db_connections
from django.utils import timezone
from pytest_django.fixtures import Settings
from wagtail import hooks
from wagtail.models import Site

from campaign_site.upkeep import cache, certificate, connections, database, disk, proxy
from campaign_site.upkeep.connections import Server
from campaign_site.upkeep.disk import Room
from editorial.upkeep.backups import Backup
from petition_blocks.mailing.tests.test_mail_proof import FakeResolver

REDIS = {"BACKEND": "campaign_site.redis_cache.ForgivingRedisCache", "LOCATION": "redis://127.0.0.1:9"}
RIGHT_RECORDS = {
    "example.org": ["v=spf1 include:provider.example -all"],
    "one._domainkey.example.org": ["v=DKIM1; k=rsa; p=MIGfMA0GCSq"],
    "_dmarc.example.org": ["v=DMARC1; p=reject"],
}
# As production has it, and as check_deploy finds it right; the key of the server is the one of the tests.
SETTINGS: dict[str, Any] = {
    "DEBUG": False,
    "SECRET_KEY": secrets.token_urlsafe(48),
    "LINK_KEY": secrets.token_urlsafe(48),
    "ALLOWED_HOSTS": ["campaign.example.org"],
    "WAGTAILADMIN_BASE_URL": "https://campaign.example.org",
    "DEFAULT_FROM_EMAIL": "Campaign <campaign@example.org>",
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "EMAIL_HOST": "mail.example.org",
    "EMAIL_USE_TLS": True,
    "EMAIL_USE_SSL": False,
    "MAIL_PROVIDER": "",
    "MAIL_DKIM_SELECTORS": ["one"],
    "TRUSTED_PROXIES": 1,
    "PAGE_CACHE_SECONDS": 60,
    "TIME_ZONE": "Europe/Brussels",
    "SECOND_FACTOR": "signatures",
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 31_536_000,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_HSTS_PRELOAD": True,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
}


class Surroundings:
    """What a hub finds around itself. A test changes what it wants to be found."""

    def __init__(self) -> None:
        self.records = dict(RIGHT_RECORDS)
        self.probes = "ok\naddresses noted: 1\ncame by: https\n"
        self.certificate_ends_in = timedelta(days=60)
        self.redis: dict[str, Any] | Exception = {"maxmemory": 0, "maxmemory_policy": "noeviction"}
        self.room = Room(10_000_000_000, 1_000_000)
        self.servers = [Server(4, 8, True, "(command line of process 7)")]
        self.postgres = {
            "autovacuum": "on",
            "synchronous_commit": "on",
            "fsync": "on",
            "full_page_writes": "on",
        }
        self.database_error: Exception | None = None
        self.backups = [Backup(timezone.now() - timedelta(hours=9), "hub-1")]

    def ask_redis(self, url: str) -> dict[str, Any]:
        """Answer for Redis."""
        if isinstance(self.redis, Exception):
            raise self.redis
        return self.redis

    def postgres_setting(self, real: Callable[[str], str]) -> Callable[[str], str]:
        """Return what answers for PostgreSQL, which the tests' own lets be faster than safe."""
        return lambda name: self.postgres[name] if name in self.postgres else real(name)

    @contextmanager
    def around(self) -> Iterator[None]:
        """Stand around the hub for as long as the block lasts."""
        setting = self.postgres_setting(database.postgres_setting)
        own = connection.cursor

        def cursor() -> Any:
            if self.database_error is not None:
                raise self.database_error
            return own()

        with (
            patch.object(dns.resolver, "Resolver", lambda: FakeResolver(self.records)),
            patch.object(proxy, "ask_through_proxies", lambda url: self.probes),
            patch.object(
                certificate, "certificate_end", lambda host, port: timezone.now() + self.certificate_ends_in
            ),
            patch.object(db_connections["default"], "cursor", cursor),
            patch.object(cache, "ask_redis", self.ask_redis),
            patch.object(disk, "room_at", lambda path: self.room),
            patch.object(connections, "servers", lambda: self.servers),
            patch.object(database, "postgres_setting", setting),
            patch.object(connections, "postgres_setting", setting),
            hooks.register_temporarily("list_backups", lambda: self.backups),
        ):
            yield


def collect_static_files(folder: Path) -> None:
    """Write down, as `collectstatic` does, that all static files are there, but hidden ones."""
    names = {name: name for finder in get_finders() for name, _place in finder.list([".*", "*~", "CVS"])}
    folder.mkdir(exist_ok=True)
    manifest = {"paths": names, "version": "1.1", "hash": ""}
    (folder / "staticfiles.json").write_text(json.dumps(manifest), encoding="utf-8")


def set_sound(settings: Settings, folder: Path) -> None:
    """Let the settings be right, and all folders be below this one."""
    for name, value in SETTINGS.items():
        setattr(settings, name, value)
    settings.CACHES = {"default": REDIS, "counters": REDIS}
    settings.MEDIA_ROOT, settings.EXPORTS_ROOT = folder / "media", folder / "exports"
    settings.STATIC_ROOT = folder / "static"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    for path in (settings.MEDIA_ROOT, settings.EXPORTS_ROOT):
        path.mkdir()
    collect_static_files(settings.STATIC_ROOT)
    Site.objects.update(hostname="campaign.example.org", port=443)


on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="about PostgreSQL's own settings")
