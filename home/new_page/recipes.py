"""The recipes: what each page is for, and of which blocks it is made."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from petition_blocks.page.models import PetitionPage

from ..models import ContentPage, NewsPage, PillarPage
from ..recipes.campaign import PETITION
from ..recipes.structure import Block, Linked, PageStructure, section
from ..recipes.words import Words
from . import words
from .known import Known


@dataclass(frozen=True)
class Recipe:
    """A page to begin with: its name in addresses, what editors read of it, and how it is made."""

    name: str
    label: str | Promise
    purpose: str | Promise
    model: type[Page]
    structure: Callable[[Known], PageStructure]
    words: Callable[[Known], Words]


def _hints(*names: str) -> list[Block]:
    return [Block(name, "editor_hint") for name in names]


def _counter(known: Known) -> list[Block]:
    if known.petition is None:
        return []
    facts = {"petition_page": Linked("petition"), "show_goal": True}
    return [Block("count", "petition_counter", facts)]


SHARE = Block("share", "share_links")


def _pillar(known: Known) -> PageStructure:
    return PageStructure(
        "pillar",
        PillarPage,
        facts={"show_in_menus": True, "accent": known.accent},
        body=[*_hints("problem", "figures", "demand"), SHARE],
    )


def _petition(known: Known) -> PageStructure:
    return replace(PETITION, body=[*(PETITION.body or []), *_hints("questions")])


def _update(known: Known) -> PageStructure:
    return PageStructure(
        "update", NewsPage, body=[*_hints("what", "voice"), *_counter(known), *_hints("next"), SHARE]
    )


def _partner(known: Known) -> PageStructure:
    sign = Block("sign", "petition", {"petition_page": Linked("petition")})
    return PageStructure(
        "partner",
        ContentPage,
        body=[
            *_hints("where", "greeting"),
            *_counter(known),
            *([sign] if known.petition is not None else []),
            Block("members", "member_logos", {"page": None}),
        ],
    )


def _event(known: Known) -> PageStructure:
    start = known.start.isoformat() if known.start is not None else None
    return PageStructure(
        "event",
        ContentPage,
        body=[
            Block("event", "event", {"start": start, "end": None}),
            *_hints("place", "programme", "questions"),
            *section("bring"),
            SHARE,
        ],
    )


def _press(known: Known) -> PageStructure:
    return PageStructure(
        "press",
        ContentPage,
        # Journalists come to ask, and a page for them that asks for their name first is a bad beginning.
        facts={"show_in_footer": True, "ends_with_sign_form": False},
        body=[
            *(section("contact") if known.contact_email else []),
            *_hints("who"),
            *(section("brief") if known.in_brief else []),
            Block("news", "latest_news", {"index": None, "number": 3}),
            *_hints("files"),
            Block("members", "member_logos", {"page": None}),
        ],
    )


RECIPES = [
    Recipe(
        "update",
        _("Campaign update"),
        _("What happened, what it means, and what comes next."),
        NewsPage,
        _update,
        words.update,
    ),
    Recipe(
        "pillar",
        _("Pillar"),
        _("One idea of the campaign: what is wrong, the numbers, and what you ask for."),
        PillarPage,
        _pillar,
        words.pillar,
    ),
    Recipe(
        "petition",
        _("Petition"),
        _("A demand, what becomes of a signature, and the numbers. Begins a petition of its own."),
        PetitionPage,
        _petition,
        words.petition,
    ),
    Recipe(
        "event",
        _("Event"),
        _("When and where people meet, with a file for their calendars."),
        ContentPage,
        _event,
        words.event,
    ),
    Recipe(
        "partner",
        _("Partner’s landing page"),
        _("Where a partner sends its own people: a word to them, and the main petition to sign."),
        ContentPage,
        _partner,
        words.partner,
    ),
    Recipe(
        "press",
        _("Press page"),
        _("For journalists: whom to ask, the campaign in brief, what is new."),
        ContentPage,
        _press,
        words.press,
    ),
]
BY_NAME = {recipe.name: recipe for recipe in RECIPES}
