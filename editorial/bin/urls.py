"""Addresses of the bin in the admin."""

from django.urls import path

from . import views

urlpatterns = [
    path("bin/", views.BinView.as_view(), name="editorial_bin"),
    path("bin/<int:pk>/back/", views.put_back_view, name="editorial_bin_put_back"),
    path("bin/<int:pk>/place/", views.place_view, name="editorial_bin_place"),
    path("bin/<int:pk>/delete/", views.delete_for_good_view, name="editorial_bin_delete"),
]
