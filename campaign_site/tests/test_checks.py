"""`manage.py check --deploy` names each setting that can't be right, and none that can."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyrage
import pytest
from check_deploy import PROJECT, made_up_environment
from pytest_django.fixtures import Settings

from campaign_site.checks import check_environment
from campaign_site.settings.local_keys import new_link_key, new_server_identity


def public_half(identity: str) -> str:
    return str(pyrage.x25519.Identity.from_str(identity).to_public())


PUBLIC_KEY = public_half(new_server_identity())
REDIS = {"BACKEND": "campaign_site.redis_cache.ForgivingRedisCache"}
S3 = {"BACKEND": "storages.backends.s3.S3Storage"}
RIGHT: dict[str, Any] = {
    "SECRET_KEY": new_link_key(),
    "LINK_KEY": new_link_key(),
    "SERVER_IDENTITY": new_server_identity(),
    "ALLOWED_HOSTS": ["campaign.example.org", ".example.net", "[2001:db8::1]"],
    "WAGTAILADMIN_BASE_URL": "https://campaign.example.org",
    "DEFAULT_FROM_EMAIL": '"Campaign, for all" <campaign@example.org>',
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "EMAIL_HOST": "mail.example.org",
    "EMAIL_USE_TLS": True,
    "EMAIL_USE_SSL": False,
    "MAIL_PROVIDER": "",
    "SECOND_FACTOR": "signatures",
    "TRUSTED_PROXIES": 1,
    "PAGE_CACHE_SECONDS": 60,
    "MEDIA_ROOT": "/srv/media",
    "EXPORTS_ROOT": "/srv/exports",
    "BACKUP_FOLDER": "/srv/backups",
    "BACKUP_DAYS": 30,
    "BACKUP_RECIPIENTS": [],
    "CACHES": {"default": REDIS | {"LOCATION": "redis://:password@host:6379/0"}},
}


def findings(settings: Settings, **changed: Any) -> set[str]:
    """Return the names of the variables that are found wrong where these differ from right ones."""
    for name, value in (RIGHT | changed).items():
        setattr(settings, name, value)
    return {message.msg.partition(":")[0] for message in check_environment()}


def provider_at(url: str) -> dict[str, Any]:
    """Return the settings of an organisation's own sign-in."""
    return {"openid_connect": {"APPS": [{"provider_id": "organisation", "settings": {"server_url": url}}]}}


@pytest.mark.parametrize(
    "right",
    [
        {},
        {"WAGTAILADMIN_BASE_URL": "https://deep.example.net:8443"},
        {"DEFAULT_FROM_EMAIL": "campaign@example.org"},
        {"EMAIL_HOST": "localhost", "EMAIL_USE_TLS": False},
        {"MAIL_PROVIDER": "postmark", "ANYMAIL": {"WEBHOOK_SECRET": "name:password"}},
        {"TRUSTED_PROXIES": 0, "PAGE_CACHE_SECONDS": 0},
        {"SECOND_FACTOR": "everybody", "SOCIALACCOUNT_PROVIDERS": provider_at("https://login.example.org")},
        {"MEDIA_ROOT": "/srv/media", "EXPORTS_ROOT": "/srv/media-private"},
        {"BACKUP_RECIPIENTS": [PUBLIC_KEY], "BACKUP_DAYS": 1},
    ],
)
def test_right_settings_are_accepted(settings: Settings, right: dict[str, Any]) -> None:
    assert findings(settings, **right) == set()


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("LINK_KEY", {"LINK_KEY": "x"}),
        ("LINK_KEY", {"LINK_KEY": "abc" * 30}),
        ("LINK_KEY", {"LINK_KEY": RIGHT["SECRET_KEY"]}),
        ("BACKUP_RECIPIENTS", {"BACKUP_RECIPIENTS": [PUBLIC_KEY, PUBLIC_KEY[:-1]]}),
        ("BACKUP_RECIPIENTS", {"BACKUP_RECIPIENTS": [public_half(RIGHT["SERVER_IDENTITY"])]}),
        ("BACKUP_DAYS", {"BACKUP_DAYS": 0}),
        ("BACKUP_FOLDER", {"BACKUP_FOLDER": "/srv/media/backups"}),
        ("SECRET_KEY", {"SECRET_KEY": "django-insecure-0123456789abcdefghijklmnopqrst"}),
        ("SERVER_IDENTITY", {"SERVER_IDENTITY": "x"}),
        ("SERVER_IDENTITY", {"SERVER_IDENTITY": RIGHT["SERVER_IDENTITY"][:-1]}),
        (
            "SERVER_IDENTITY",
            {"SERVER_IDENTITY": "age1" + "q" * 58},
        ),
        ("ALLOWED_HOSTS", {"ALLOWED_HOSTS": ["campaign.example.org", "*"]}),
        ("ALLOWED_HOSTS", {"ALLOWED_HOSTS": ["campaign.example.org", "https://campaign.example.org"]}),
        ("ALLOWED_HOSTS", {"ALLOWED_HOSTS": ["campaign.example.org", "campaign.example.org:443"]}),
        ("BASE_URL", {"WAGTAILADMIN_BASE_URL": "http://campaign.example.org"}),
        ("BASE_URL", {"WAGTAILADMIN_BASE_URL": "campaign.example.org"}),
        ("BASE_URL", {"WAGTAILADMIN_BASE_URL": "https://campaign.example.org/"}),
        ("BASE_URL", {"WAGTAILADMIN_BASE_URL": "https://another.example.org"}),
        ("BASE_URL", {"WAGTAILADMIN_BASE_URL": "https://["}),
        ("BASE_URL", {"WAGTAILADMIN_BASE_URL": "https://campaign.example.org:port"}),
        ("MAIL_FROM", {"DEFAULT_FROM_EMAIL": "Campaign"}),
        ("MAIL_FROM", {"DEFAULT_FROM_EMAIL": "Campaign, for all <campaign@example.org>"}),
        ("MAIL_PROVIDER", {"MAIL_PROVIDER": "nobody", "ANYMAIL": {"WEBHOOK_SECRET": "name:password"}}),
        ("MAIL_PROVIDER_SETTINGS", {"MAIL_PROVIDER": "postmark", "ANYMAIL": {}}),
        ("EMAIL_URL", {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}),
        ("EMAIL_URL", {"EMAIL_USE_TLS": False}),
        ("RECAPTCHA_PUBLIC_KEY, RECAPTCHA_PRIVATE_KEY", {"RECAPTCHA_PUBLIC_KEY": "key"}),
        ("SECOND_FACTOR", {"SECOND_FACTOR": "off"}),
        ("SECOND_FACTOR", {"SECOND_FACTOR": "signature"}),
        ("OIDC_SERVER_URL", {"SOCIALACCOUNT_PROVIDERS": provider_at("http://login.example.org")}),
        ("TRUSTED_PROXIES", {"TRUSTED_PROXIES": -1}),
        ("PAGE_CACHE_SECONDS", {"PAGE_CACHE_SECONDS": -1}),
        ("MAILS_A_MINUTE_AND_DOMAIN", {"MAILS_A_MINUTE_AND_DOMAIN": -1}),
        ("REDIS_URL", {"CACHES": {"default": REDIS | {"LOCATION": "host:6379"}}}),
        ("EXPORTS_ROOT", {"EXPORTS_ROOT": "/srv/media/exports"}),
        ("EXPORTS_ROOT", {"EXPORTS_ROOT": "/srv/exports/../media"}),
        (
            "EXPORTS_BUCKET",
            {"STORAGES": dict.fromkeys(("default", "exports"), S3 | {"OPTIONS": {"bucket_name": "files"}})},
        ),
    ],
)
def test_a_wrong_setting_is_named(settings: Settings, name: str, wrong: dict[str, Any]) -> None:
    assert findings(settings, **wrong) == {name}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"SECOND_FACTOR": "off"}, "SECOND_FACTOR is"),
        ({"OIDC_SERVER_URL": "https://login.example.org"}, "OIDC_SERVER_URL needs OIDC_CLIENT_ID"),
    ],
)
def test_a_public_server_does_not_start_without_a_second_factor(
    variables: dict[str, str], said: str, tmp_path: Path
) -> None:
    environment = os.environ | made_up_environment(str(tmp_path)) | variables
    command = [sys.executable, "manage.py", "check"]
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True)
    assert done.returncode != 0
    assert said in done.stderr


@pytest.mark.slow
def test_the_environment_is_made_before_there_is_any(tmp_path: Path) -> None:
    """The first thing that a manual asks for can't need what it makes."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"SECRET_KEY", "SERVER_IDENTITY", "LINK_KEY", "DATABASE_URL"}
    } | {"DJANGO_SETTINGS_MODULE": "campaign_site.settings.production"}

    def run(*arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=PROJECT, env=environment, check=True, capture_output=True, text=True
        ).stdout

    with pytest.raises(subprocess.CalledProcessError) as refusal:
        run("check")
    assert "`python manage.py make_secrets` prints a whole environment" in refusal.value.stderr

    sender = "Czyste rzeki, „Źródło” <a@b.example>"
    file = run("make_secrets", "--host", "czyste-rzeki.example", "--mail-from", sender)
    made = dict(line.split("=", 1) for line in file.splitlines() if not line.startswith("#"))
    assert made["SERVER_IDENTITY"].startswith("AGE-SECRET-KEY-1")
    assert min(len(made[name]) for name in ("SECRET_KEY", "SERVER_IDENTITY", "LINK_KEY")) > 50
    kept = tmp_path / "environment"
    kept.write_text(file, encoding="utf-8")
    environment["ENVIRONMENT_FILE"] = str(kept)
    shown = run(
        "shell",
        "--no-imports",
        "-c",
        "from django.conf import settings as s;"
        "print(s.ALLOWED_HOSTS, s.WAGTAILADMIN_BASE_URL, s.DEFAULT_FROM_EMAIL)",
    )
    assert shown.strip() == f"['czyste-rzeki.example'] https://czyste-rzeki.example {sender}"
    manual = Path(PROJECT, "docs", "operators.md").read_text(encoding="utf-8")
    assert "python manage.py make_secrets" in manual
    assert re.search(r"`SERVER_IDENTITY` \| [^|]*make_secrets", manual)
