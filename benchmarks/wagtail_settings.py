"""The same database and server, with the middleware that `wagtail start` sets up instead of ours."""

from .settings import *  # noqa: F403
from .settings import APPS_WITHOUT_SIGNING_IN

INSTALLED_APPS = APPS_WITHOUT_SIGNING_IN
ROOT_URLCONF = "benchmarks.wagtail_urls"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
