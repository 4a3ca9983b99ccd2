"""Addresses of what belongs to pages, without a language."""

from django.urls import include, path

from . import views

urlpatterns = [
    path("", views.front, name="front"),
    path("share/<int:page_id>.png", views.share_picture, name="share_picture"),
    path("", include("editorial.brand.urls")),
    path("events/<int:page_id>/<str:name>.ics", views.event_calendar, name="event_calendar"),
]
