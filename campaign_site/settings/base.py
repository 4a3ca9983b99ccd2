"""What is true in every environment."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
import idna
from csp.constants import NONE, SELF, UNSAFE_INLINE

from campaign_site.languages import admin_languages, all_languages
from editorial.country_names import names_for_django_countries

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
if ENVIRONMENT_FILE := env.str("ENVIRONMENT_FILE", default=""):
    # For commands that somebody types; services get theirs from whoever starts them. What is set stays.
    env.read_env(ENVIRONMENT_FILE)
# The release that runs, such as 0.1.0.
RELEASE: str = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

INSTALLED_APPS = [
    "campaign_site",
    "demo",
    "home",
    "petition_blocks",
    "coalition",
    "localisation",
    "editorial",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "django_countries",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "campaign_site.asked_by_machines.AskedByMachinesMiddleware",
    "campaign_site.page_cache.PageCacheMiddleware",
    "campaign_site.response_headers.ResponseHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "campaign_site.newer_static_files.NewerStaticFilesMiddleware",
    "campaign_site.content_security_policy.ContentSecurityPolicyMiddleware",
    "campaign_site.crowd.CrowdMiddleware",
    "editorial.interface_words.middleware.InterfaceWordsMiddleware",
    "campaign_site.request_size.RequestSizeMiddleware",
    "campaign_site.served_methods.ServedMethodsMiddleware",
    "campaign_site.refused_input.RefuseNulBytesMiddleware",
    "campaign_site.nobody_asks_who.SessionsUnlessHandedIn",
    "campaign_site.url_language.UrlLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "campaign_site.second_factor.middleware.SecondFactorMiddleware",
    "campaign_site.nobody_asks_who.MessagesUnlessHandedIn",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "campaign_site.redirects.RedirectMiddleware",
    "campaign_site.impossible_input.RefuseImpossibleInputMiddleware",
    "campaign_site.database_away.DatabaseAwayMiddleware",
]

ROOT_URLCONF = "campaign_site.urls"
WSGI_APPLICATION = "campaign_site.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
            "builtins": ["editorial.templatetags.editorial_tags"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def database_from_environment(default: str) -> dict[str, Any]:
    """Return Django's settings for the database named by DATABASE_URL.

    SQLite is put into write-ahead mode with immediate transactions: with deferred ones, most concurrent
    writes fail at once, whatever the time-out. Every commit is synced to disk, since an acknowledged
    signature must survive a power cut. What is deleted is overwritten: by default, it depends on who built
    the library, and deleted rows would stay readable in the file.
    """
    database = env.db_url("DATABASE_URL", default=default)
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
        }
        # Opening the file anew takes longer than answering from the page cache does.
        database["CONN_MAX_AGE"] = None
    else:
        database["CONN_MAX_AGE"] = env.int("DATABASE_CONNECTION_SECONDS", default=60)
        database["CONN_HEALTH_CHECKS"] = True
    return database


def ascii_url(url: str) -> str:
    """Return a web address with its host as the name system knows it: mails hold nothing else (RFC 3986)."""
    scheme, separator, rest = url.partition("://")
    host, *path = rest.split("/", 1)
    name, *port = host.split(":", 1)
    if not name.isascii():
        name = idna.encode(name, uts46=True).decode("ascii")
    return scheme + separator + "/".join([":".join([name, *port]), *path])


# Languages and time

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = all_languages()
# Half of it in another language would be harder to read than English.
WAGTAILADMIN_PERMITTED_LANGUAGES = admin_languages()
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["campaign_site.formats"]
# For languages of which Django knows no way of writing dates: the day before the month, weeks from Monday on.
FIRST_DAY_OF_WEEK = 1
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y"]
DATETIME_INPUT_FORMATS = [
    f"{day} %H:%M{rest}" for day in DATE_INPUT_FORMATS for rest in ("", ":%S", ":%S.%f")
]
USE_I18N = True
# Kosovo is among them.
COUNTRIES_OVERRIDE = names_for_django_countries()
WAGTAIL_I18N_ENABLED = True
# What wagtail-localize would do while somebody waits for the answer, our worker does.
WAGTAILLOCALIZE_JOBS = {"BACKEND": "localisation.jobs.background.WorkerBackend"}
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Brussels")

# Until so many have signed a petition online, everybody reads its number in steps: an exact one would tell
# that somebody has signed just now.

EXACT_COUNTS_FROM = env.int("EXACT_COUNTS_FROM", default=100)

# Whole pages are kept this long; 0 renders every page anew. Nothing but a page's age depends on it: what is
# published shows at the next request.

PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=60)
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
    # What limits count, and the salt of the day: small things that no request for a page may push out. An
    # entry that is asked for moves to the end of the queue: nobody pushes out what counts themselves.
    "counters": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "counters",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Where all processes share the default cache: what each has shown last. It goes on showing that while the
    # shared one is away.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
}

# Files

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "campaign_site.joined_files.JoiningFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STATIC_ROOT = BASE_DIR / "var" / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = BASE_DIR / "var" / "media"
# Files of sealed signatures, for their recipients alone: no address leads to them but a view's that asks for
# a right.
EXPORTS_ROOT = BASE_DIR / "var" / "exports"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "editorial.stored_files.storage.CleanFileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "exports": {"BACKEND": "petition_blocks.exports.storage.PrivateFileStorage"},
}
# Backups: sealed to the operator's public keys, whose private halves are nowhere near the server.
BACKUP_RECIPIENTS = env.list("BACKUP_RECIPIENTS", default=[])
BACKUP_FOLDER = env.path("BACKUP_FOLDER", default=f"{BASE_DIR}/var/backups")
# Older ones are destroyed; what people took back since is in them.
BACKUP_DAYS = env.int("BACKUP_DAYS", default=30)
# Set in the settings of hubs that are made to be thrown away.
IS_THROWN_AWAY = False
# For editors’ forms: what strangers may send is in `campaign_site.request_size`.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Accounts: only the admin has sessions; public pages never set a cookie.

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# The first one lets nobody in; it pauses those who have guessed wrong too often.
AUTHENTICATION_BACKENDS = [
    "campaign_site.sign_in_protection.PausedSignIns",
    "django.contrib.auth.backends.ModelBackend",
]
WAGTAILADMIN_USER_LOGIN_FORM = "campaign_site.sign_in_form.SignInForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "campaign_site.sign_in_form.NewPasswordForm"  # noqa: S105
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
# A working day from signing in, whether or not the browser remembers: a laptop that was left behind, or a
# copied cookie, opens nothing the day after. The worker erases sessions that are over.
SESSION_COOKIE_AGE = 12 * 60 * 60

# Who proves at each sign-in that they are there with more than a password (docs/operators.md): those who can
# see, export or unlock signatures or manage people (`signatures`), `everybody`, or nobody (`off`), which
# is for the demo alone.

SECOND_FACTOR = env.str("SECOND_FACTOR", default="signatures")
# Where people work who sign in with their organisation's own accounts; off without a server's address.
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="")
OIDC_NAME = env.str("OIDC_NAME", default="")
OIDC_SECOND_FACTOR_TRUSTED = env.bool("OIDC_SECOND_FACTOR_TRUSTED", default=False)
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {"openid_connect": {"APPS": []}}
if OIDC_SERVER_URL:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "organisation",
                "name": OIDC_NAME,
                "client_id": env.str("OIDC_CLIENT_ID", default=""),
                "secret": env.str("OIDC_CLIENT_SECRET", default=""),
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ],
    }
# A link, not a form: the admin's policy lets no form end on another host.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_ADAPTER = "campaign_site.second_factor.provider.ProviderAdapter"
ACCOUNT_ADAPTER = "campaign_site.second_factor.adapters.AccountAdapter"
MFA_ADAPTER = "campaign_site.second_factor.adapters.FactorAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
# Wrong passwords and codes are counted by `campaign_site.sign_in_protection`, which keeps no address.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
# From the right password to the end: setting up an app or a passkey is part of it.
ACCOUNT_LOGIN_TIMEOUT = 45 * 60
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODE_DIGITS = 10
# A clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_TRUST_ENABLED = True
MFA_TRUST_COOKIE_AGE = timedelta(days=30)
MFA_TRUST_COOKIE_NAME = "trusted_device"
MFA_TRUST_COOKIE_PATH = "/admin/"

# How many proxies of ours stand before the hub: the address that the outermost of them has noted is the
# visitor's. Only ever used cut to its network, and never kept.

TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

# Whoever has this token may read the hub's numbers at /metrics; without one, nobody.

METRICS_TOKEN = env.str("METRICS_TOKEN", default="")

# Machine suggestions for translators: the dotted path of an engine; without one, there are none.
TRANSLATION_ENGINE = env.str("TRANSLATION_ENGINE", default="")
TRANSLATION_MODELS = env.str("TRANSLATION_MODELS", default="")

# Google's reCAPTCHA: without keys no petition can turn it on.

RECAPTCHA_PUBLIC_KEY = env.str("RECAPTCHA_PUBLIC_KEY", default="")
RECAPTCHA_PRIVATE_KEY = env.str("RECAPTCHA_PRIVATE_KEY", default="")
RECAPTCHA_DOMAIN = "www.google.com"
RECAPTCHA_VERIFY_REQUEST_TIMEOUT = 2

# Headers. `same-origin`, not `no-referrer`: the latter makes our own forms send `Origin: null`.

SECURE_REFERRER_POLICY = "same-origin"
# For browsers that don't know the content policies below; the others go by `frame-ancestors` alone, which
# lets the admin frame its previews.
X_FRAME_OPTIONS = "DENY"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "campaign_site.error_views.csrf_failure"
CONTENT_SECURITY_POLICY: dict[str, dict[str, list[str]]] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "media-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
    },
}
# Wagtail's admin works with inline scripts and styles; its pages are for people who logged in.
ADMIN_CONTENT_SECURITY_POLICY: dict[str, dict[str, list[str]]] = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF, "data:"],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [SELF],
        "object-src": [NONE],
    },
}

# Wagtail

# Whatever submits something for translation makes drafts.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_SITE_NAME = "Campaign Hub"
WAGTAILADMIN_BASE_URL = ascii_url(env.str("BASE_URL", default="http://127.0.0.1:8000"))
WAGTAILIMAGES_IMAGE_MODEL = "editorial.CampaignImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "editorial.uploads.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "editorial.uploads.DocumentForm"
# HEIC, the format of many phones, is stored as JPEG.
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "heif", "jpg", "jpeg", "png", "webp"]
# What cameras and phones make today, and what fits into the memory of a small server when made smaller.
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "campaign_site.search_index"}}
# One for all: with a time zone of each user's own, "12:00" of an event, an opening or a schedule would mean
# one moment to who writes it and another to who reads it, and public pages tell the site's.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
# The admin would otherwise call third parties on the editor's behalf.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILDOCS_EXTENSIONS = [
    *["csv", "docx", "odt", "ods", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"],
    *["mp4", "vtt", "webm"],  # for the video block
]

# Mail

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", default="Campaign Hub <campaign@example.org>")
EMAIL_TIMEOUT = 20
# So many mails a minute go from one worker to one mail domain; 0: as many as there are.
MAILS_A_MINUTE_AND_DOMAIN = env.int("MAILS_A_MINUTE_AND_DOMAIN", default=300)
# A provider that django-anymail knows, such as “postmark”, and what it needs, such as
# “POSTMARK_SERVER_TOKEN=…,WEBHOOK_SECRET=name:password”. It then tells us about addresses that bounce.
MAIL_PROVIDER = env.str("MAIL_PROVIDER", default="")
if MAIL_PROVIDER:
    INSTALLED_APPS.append("anymail")
    EMAIL_BACKEND = f"anymail.backends.{MAIL_PROVIDER}.EmailBackend"
    ANYMAIL = {
        # Providers count opened mails and followed links unless they are told not to.
        "SEND_DEFAULTS": {"track_clicks": False, "track_opens": False},
        **env.dict("MAIL_PROVIDER_SETTINGS", default={}),
    }
# What the mail provider calls its keys for signing mails; looked up before a petition opens.
MAIL_DKIM_SELECTORS = env.list("MAIL_DKIM_SELECTOR", default=[])
