"""Addresses below a language: signing and confirming."""

from django.urls import path

from . import views
from .mail_views import no_more_mail

urlpatterns = [
    path("sign/<slug:slug>/", views.sign, name="petition_sign"),
    path("sign/<slug:slug>/ticket.json", views.ticket_json, name="petition_ticket"),
    path("sign/<slug:slug>/thanks/", views.thanks, name="petition_thanks"),
    path("sign/<slug:slug>/confirm/<uuid:public_id>/<str:proof>/", views.confirm, name="petition_confirm"),
    path(
        "sign/<slug:slug>/signature/<uuid:public_id>/<str:proof>/", views.signature, name="petition_signature"
    ),
    path(
        "sign/<slug:slug>/no-more-mail/<uuid:public_id>/<str:proof>/",
        no_more_mail,
        name="petition_no_more_mail",
    ),
]
