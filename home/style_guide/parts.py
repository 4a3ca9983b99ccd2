"""The parts of a page that are no blocks: letters, buttons, fields, the sign form, what follows signing."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from datetime import timedelta

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from wagtail.models import Locale, Site

from editorial.brand.choices import accent_choices
from editorial.live_pages import live_pages_for
from petition_blocks.page.models import PetitionPage
from petition_blocks.page.speaking_page import petition_page_for
from petition_blocks.petition.models import Petition, PetitionSettings
from petition_blocks.signing.forms import SignForm
from petition_blocks.signing.shown_form import shown_form

FOLDER = "home/admin/style_guide/parts"


@dataclass(frozen=True)
class Part:
    """One part: the template that shows it, and what fills it. `fill` returns None for nothing to show."""

    name: str
    label: str | Promise
    group: str | Promise
    template: str
    fill: Callable[[HttpRequest], dict[str, object] | None] = lambda _request: {}


BUTTONS = ["button-large", "", "button-quiet", "button-small"]
NOTICES = ["not_open", "paused", "closed", "wording", "elsewhere", "unavailable"]


def accents(request: HttpRequest) -> dict[str, object]:
    """Return the accents that a pillar may have, each with its meaning."""
    return {"accents": [{"name": name, "label": label} for name, label in accent_choices()]}


def petition_page_of(request: HttpRequest) -> PetitionPage | None:
    """Return the page to show the sign form of, in the active language: the main petition's, else any."""
    site = Site.find_for_request(request)
    main = PetitionSettings.for_site(site).main_petition if site is not None else None
    any_page = PetitionPage.objects.filter(live=True, alias_of__isnull=True).order_by("pk").first()
    petition = main or (any_page.petition if any_page is not None else None)
    return petition_page_for(petition, get_language() or settings.LANGUAGE_CODE)


def home_page(request: HttpRequest) -> dict[str, object] | None:
    """Return the home page in the active language, with all around it."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    home = live_pages_for([site.root_page], Locale.get_active()).get(site.root_page_id)
    return {"page": home} if home is not None else None


def page_links(request: HttpRequest) -> dict[str, object]:
    """Return a list that stands at the second of its three pages, where all is shown that can be."""
    return {"place": Paginator(range(30), 10).page(2)}


def sign_form(state: str) -> Callable[[HttpRequest], dict[str, object] | None]:
    """Return what fills a sign form whose petition is in that state."""

    def fill(request: HttpRequest) -> dict[str, object] | None:
        page = petition_page_of(request)
        shown = shown_form(page) if page is not None else None
        if shown is None:
            return None
        # The days that go with the state, on a copy: nothing here is ever saved.
        petition = copy(shown.petition)
        petition.opens_at = timezone.now() + timedelta(days=30 if state == Petition.State.NOT_OPEN else -60)
        petition.closes_at = timezone.now() + timedelta(days=-1 if state == Petition.State.CLOSED else 60)
        return {"shown": replace(shown, petition=petition, state=state)}

    return fill


def sign_form_with_errors(request: HttpRequest) -> dict[str, object] | None:
    """Return a sign form that came back: a name that is none, no address, nothing chosen."""
    page = petition_page_of(request)
    if page is None or page.petition is None:
        return None
    bound = SignForm(page.petition, {"name": "www.example.org"}, page=page, auto_id="sign-1-%s")
    shown = shown_form(page, bound=bound)
    return {"shown": replace(shown, state=Petition.State.OPEN)} if shown is not None else None


def after_signing(request: HttpRequest) -> dict[str, object] | None:
    """Return what the pages after signing show, as for Ada Lovelace from Belgium."""
    page = petition_page_of(request)
    if page is None:
        return None
    wording = {
        "demand": page.demand,
        "statement": page.statement,
        "updates_question": page.updates_question,
        "partner_question": page.partner_question,
    }
    return {
        "page": page,
        "petition": page.petition,
        "fields": {"name": "Ada Lovelace", "updates": "yes"},
        "country": countries.name("BE"),
        "wording": wording,
        "wording_language": page.locale.language_code,
        "signature_url": "#",
    }


LETTERS = _("Letters and space")
CONTROLS = _("Buttons, links and fields")
FRAME = _("Around every page")
SIGNING = _("Signing")
AFTER_SIGNING = _("After signing")

PARTS = {
    part.name: part
    for part in [
        Part("letters", _("Letters"), LETTERS, f"{FOLDER}/letters.html"),
        Part("space", _("Space"), LETTERS, f"{FOLDER}/space.html"),
        Part("accents", _("Accents in use"), LETTERS, f"{FOLDER}/accents.html", accents),
        Part(
            "buttons",
            _("Buttons"),
            CONTROLS,
            f"{FOLDER}/buttons.html",
            lambda _request: {"button_kinds": BUTTONS},
        ),
        Part("links", _("Links"), CONTROLS, f"{FOLDER}/links.html"),
        Part("fields", _("Fields"), CONTROLS, f"{FOLDER}/fields.html"),
        Part(
            "messages",
            _("Messages of a form"),
            CONTROLS,
            f"{FOLDER}/messages.html",
            lambda _request: {"notices": NOTICES},
        ),
        Part("page_links", _("Pages of a list"), CONTROLS, f"{FOLDER}/page_links.html", page_links),
        Part("frame", _("Head, menus and foot"), FRAME, f"{FOLDER}/frame.html", home_page),
        *(
            Part(f"sign_{state}", label, SIGNING, f"{FOLDER}/sign_form.html", sign_form(state))
            for state, label in (
                (Petition.State.OPEN, _("The sign form")),
                (Petition.State.NOT_OPEN, _("Not open yet")),
                (Petition.State.PAUSED, _("Paused")),
                (Petition.State.CLOSED, _("Closed")),
            )
        ),
        Part("sign_errors", _("With errors"), SIGNING, f"{FOLDER}/sign_form.html", sign_form_with_errors),
        Part(
            "thanks",
            _("One step is left"),
            AFTER_SIGNING,
            "petition_blocks/signing/thanks.html",
            after_signing,
        ),
        Part(
            "confirm", _("Confirming"), AFTER_SIGNING, "petition_blocks/signing/confirm.html", after_signing
        ),
        Part(
            "confirmed",
            _("Confirmed"),
            AFTER_SIGNING,
            "petition_blocks/signing/confirmed.html",
            after_signing,
        ),
    ]
}
