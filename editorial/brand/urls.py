"""Addresses of a brand's files."""

from django.urls import path

from . import views

urlpatterns = [
    path("brand/<str:name>/<str:file>", views.brand_file, name="brand_file"),
    path("favicon.ico", views.favicon),
]
