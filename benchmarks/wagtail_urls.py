"""The addresses of a plain Wagtail site in several languages."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls

from . import bare_views

urlpatterns = [
    path("healthz", bare_views.nothing),
    *i18n_patterns(path("", include(wagtail_urls))),
]
