"""Addresses of the words of the interface in the admin."""

from django.urls import path

from . import views

urlpatterns = [
    path("words/", views.WordsView.as_view(), name="editorial_words"),
    path("words/<str:language>/", views.WordsView.as_view(), name="editorial_words_in"),
    path("words/<str:language>/file/", views.po_file_view, name="editorial_words_file"),
    path("words/<str:language>/<str:name>/", views.WordView.as_view(), name="editorial_word"),
]
