"""Addresses that are the same in every language."""

from django.urls import path

from . import views

urlpatterns = [
    path("petitions/<slug:slug>/count.json", views.count_json, name="petition_count"),
    path("petitions/<slug:slug>/statistics.json", views.statistics_json, name="petition_statistics_json"),
    path("petitions/<slug:slug>/statistics.csv", views.statistics_csv, name="petition_statistics_csv"),
]
