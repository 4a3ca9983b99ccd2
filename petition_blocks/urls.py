"""Addresses that are the same in every language. `unicode_slug` is `editorial.slugs`’ converter."""

from django.urls import path

from .counting import views

urlpatterns = [
    path("petitions/<unicode_slug:slug>/count.json", views.count_json, name="petition_count"),
    path(
        "petitions/<unicode_slug:slug>/statistics.json",
        views.statistics_json,
        name="petition_statistics_json",
    ),
    path(
        "petitions/<unicode_slug:slug>/statistics.csv", views.statistics_csv, name="petition_statistics_csv"
    ),
]
