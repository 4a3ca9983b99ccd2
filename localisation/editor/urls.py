"""Addresses of the editor's parts in the admin. The editor itself answers where the page is edited."""

from django.urls import path

from . import views

urlpatterns = [
    path(
        "translations/<int:translation_id>/texts/<str:key>/",
        views.save_one,
        name="localisation_text",
    ),
    path(
        "translations/<int:translation_id>/texts/<str:key>/help/",
        views.help_with_one,
        name="localisation_text_help",
    ),
    path(
        "translations/<int:translation_id>/vanished/",
        views.VanishedView.as_view(),
        name="localisation_vanished",
    ),
    path("translations/still-here/", views.still_here, name="localisation_still_here"),
]
