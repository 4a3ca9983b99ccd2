"""Addresses below a language: signing and confirming. `unicode_slug` is `editorial.slugs`’ converter."""

from django.urls import path, register_converter
from django.urls.converters import PathConverter

from .mailing.views import no_more_mail
from .signatory import views as signatory_views
from .signing import views


class WrappedConverter(PathConverter):
    """Takes all that follows, over the line breaks that a wrapped link may hold."""

    regex = "(?s:.+)"


register_converter(WrappedConverter, "wrapped")

urlpatterns = [
    path("sign/<unicode_slug:slug>/", views.sign, name="petition_sign"),
    path("sign/<unicode_slug:slug>/challenge.json", views.challenge_json, name="petition_challenge"),
    path("sign/<unicode_slug:slug>/thanks/", views.thanks, name="petition_thanks"),
    path(
        "sign/<unicode_slug:slug>/correction/",
        views.thanks,
        {"corrects": True},
        name="petition_correction_sent",
    ),
    path(
        "sign/<unicode_slug:slug>/confirm/<uuid:public_id>/<str:token>/",
        views.confirm,
        name="petition_confirm",
    ),
    path("sign/<unicode_slug:slug>/correct/<str:token>/", signatory_views.correct, name="petition_correct"),
    path(
        "sign/<unicode_slug:slug>/my-signature/", signatory_views.my_signature, name="petition_my_signature"
    ),
    path(
        "sign/<unicode_slug:slug>/my-signature/asked/",
        signatory_views.my_signature_asked,
        name="petition_my_signature_asked",
    ),
    path(
        "sign/<unicode_slug:slug>/not-me/<uuid:public_id>/<str:token>/",
        signatory_views.not_me,
        name="petition_not_me",
    ),
    path(
        "sign/<unicode_slug:slug>/signature/<uuid:public_id>/<str:token>/",
        signatory_views.signature,
        name="petition_signature",
    ),
    path(
        "sign/<unicode_slug:slug>/signature/<uuid:public_id>/<str:token>/<slug:deed>/",
        signatory_views.signature_deed,
        name="petition_signature_deed",
    ),
    path(
        "sign/<unicode_slug:slug>/no-more-mail/<uuid:public_id>/<str:token>/",
        no_more_mail,
        name="petition_no_more_mail",
    ),
    # Last: what is none of these may be a mailed link that was changed on its way.
    path(
        "sign/<unicode_slug:slug>/<wrapped:rest>", signatory_views.changed_link, name="petition_changed_link"
    ),
]
