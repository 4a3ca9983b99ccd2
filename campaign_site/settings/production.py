"""A public server: everything that differs between installations comes from the environment.

It refuses to start without what it needs, and names all that is missing at once.
"""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import (
    CACHES,
    MAIL_PROVIDER,
    OIDC_SERVER_URL,
    SECOND_FACTOR,
    STORAGES,
    WAGTAILADMIN_BASE_URL,
    database_from_environment,
    env,
)

NEEDED = {
    "SECRET_KEY": "a long random text that signs the admin's sessions",
    "SERVER_IDENTITY": "the age identity that submissions are sealed with until they are confirmed",
    "LINK_KEY": "a long random text that signs the links in mails",
    "DATABASE_URL": "such as postgres://user:password@host/name",
    "ALLOWED_HOSTS": "the site's host names, separated by commas",
    "BASE_URL": "the site's address, such as https://campaign.example.org",
    "EMAIL_URL": "such as smtp+tls://user:password@host:587",
    "MAIL_FROM": "the sender of all mails, such as Campaign <campaign@example.org>",
}
if MAIL_PROVIDER:
    del NEEDED["EMAIL_URL"]
    NEEDED["MAIL_PROVIDER_SETTINGS"] = "such as POSTMARK_SERVER_TOKEN=…,WEBHOOK_SECRET=name:password"
missing = [f"  {name}: {meaning}" for name, meaning in NEEDED.items() if not env.str(name, default="")]
if missing:
    raise ImproperlyConfigured(
        "Campaign Hub needs these environment variables:\n"
        + "\n".join(missing)
        + "\n`python manage.py make_secrets` prints a whole environment to begin with."
    )

if SECOND_FACTOR not in ("signatures", "everybody"):
    raise ImproperlyConfigured(
        "SECOND_FACTOR is “signatures” or “everybody”; without a second factor one stolen password is enough."
    )
if OIDC_SERVER_URL and not (
    env.str("OIDC_CLIENT_ID", default="") and env.str("OIDC_CLIENT_SECRET", default="")
):
    raise ImproperlyConfigured("OIDC_SERVER_URL needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.")

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
SERVER_IDENTITY = env.str("SERVER_IDENTITY")
LINK_KEY = env.str("LINK_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
# The proxy that speaks HTTPS is one.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1)
DATABASES = {"default": database_from_environment("")}
# Behind a pooler that hands out a connection a transaction, server-side cursors don't outlive it.
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = env.bool("DATABASE_POOLED", default=False)
if not MAIL_PROVIDER:
    vars().update(env.email_url("EMAIL_URL"))

if env.str("REDIS_URL", default=""):
    REDIS = {"BACKEND": "campaign_site.redis_cache.ForgivingRedisCache", "LOCATION": env.str("REDIS_URL")}
    CACHES = {
        "default": REDIS,
        # The same Redis, under names of their own. It forgets pages first if told to (docs/operators.md).
        "counters": REDIS | {"KEY_PREFIX": "counters"},
        "pages": CACHES["pages"],
    }

# Releases share it, so that pages of the last one still find their style sheets.
STATIC_ROOT = env.path("STATIC_ROOT", default=f"{BASE_DIR}/var/static")  # noqa: F405
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
if env.str("MEDIA_BUCKET", default=""):
    STORAGES["default"] = {
        "BACKEND": "editorial.stored_files.s3_storage.CleanS3Storage",
        "OPTIONS": {
            "bucket_name": env.str("MEDIA_BUCKET"),
            "endpoint_url": env.str("MEDIA_ENDPOINT", default=None),
            "custom_domain": env.str("MEDIA_DOMAIN", default=None),
            "querystring_auth": False,
            "file_overwrite": False,
        },
    }
else:
    MEDIA_ROOT = env.path("MEDIA_ROOT", default=f"{BASE_DIR}/var/media")  # noqa: F405
if env.str("EXPORTS_BUCKET", default=""):
    # Never the bucket of the uploads, which is public. Our own view alone fetches from it.
    STORAGES["exports"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": env.str("EXPORTS_BUCKET"),
            "endpoint_url": env.str("EXPORTS_ENDPOINT", default=None),
            "default_acl": "private",
            "file_overwrite": False,
        },
    }
else:
    EXPORTS_ROOT = env.path("EXPORTS_ROOT", default=f"{BASE_DIR}/var/exports")  # noqa: F405

# HTTPS
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

# Warnings and errors go to the process's own stderr, as lines for people or as lines of JSON. A page that
# isn’t there is no news, and would tell what people look for.
LOG_FORMAT = env.str("LOG_FORMAT", default="plain")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "route": {"()": "campaign_site.server_log.RouteForPath"},
        "refusal": {"()": "campaign_site.server_log.KindOfRefusal"},
    },
    "formatters": {
        "plain": {
            "()": "campaign_site.server_log.PlacesOnly",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        },
        "json": {"()": "campaign_site.server_log.JsonLines"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "filters": ["route", "refusal"],
            "formatter": "json" if LOG_FORMAT == "json" else "plain",
        },
        "count": {"()": "campaign_site.upkeep.error_count.CountErrors"},
    },
    "root": {"handlers": ["stderr", "count"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},
}
