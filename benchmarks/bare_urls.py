"""The two floors."""

from django.urls import path

from . import bare_views

urlpatterns = [
    path("", bare_views.nothing),
    path("healthz", bare_views.nothing),
    path("insert/", bare_views.insert),
]
