"""What a new campaign begins with: its pages, and of which blocks they are made."""

from itertools import cycle

from coalition.coalition_page import CoalitionPage
from editorial.brand.choices import Accent
from petition_blocks.page.models import PetitionPage

from ..models import ContentPage, HomePage, NewsIndexPage, PillarPage
from .structure import Block, Linked, PageStructure, section

MOST_PILLARS = 6


def pillar_names(count: int) -> list[str]:
    """Return what the recipe calls its pillars."""
    return [f"pillar_{number}" for number in range(1, count + 1)]


def campaign_pages(pillars: int) -> list[PageStructure]:
    """Return the pages of a campaign that rests on so many pillars, none to six of them."""
    accents = dict(zip(pillar_names(pillars), cycle(Accent.values), strict=False))
    return [_home(accents), *(_pillar(name, accent) for name, accent in accents.items()), *OTHER_PAGES]


def _home(accents: dict[str, str]) -> PageStructure:
    cards = [{"page": Linked(name), "title": "", "accent": accent} for name, accent in accents.items()]
    return PageStructure(
        "home",
        HomePage,
        parent=None,
        body=[
            Block("count", "petition_counter", {"petition_page": Linked("petition"), "show_goal": True}),
            Block("why", "editor_hint"),
            *([Block("pillars", "pillar_cards", {"cards": cards})] if cards else []),
            Block("sign", "petition", {"petition_page": Linked("petition")}),
            Block("news", "latest_news", {"index": Linked("news"), "number": 3}),
            Block("members", "member_logos", {"page": None}),
            Block("join", "call_to_action", {"page": Linked("coalition"), "address": ""}),
        ],
    )


def _pillar(name: str, accent: str) -> PageStructure:
    return PageStructure(
        name,
        PillarPage,
        facts={"show_in_menus": True, "accent": accent},
        body=[
            Block("problem", "editor_hint"),
            Block("demand", "editor_hint"),
        ],
    )


PETITION = PageStructure(
    "petition",
    PetitionPage,
    facts={"show_in_menus": True},
    body=[
        Block("demands", "editor_hint"),
        Block("after", "steps"),
        Block("numbers", "petition_numbers"),
        Block("share", "share_links"),
    ],
)

OTHER_PAGES = [
    PageStructure(
        "coalition",
        CoalitionPage,
        facts={"show_in_menus": True},
        body=[
            Block("hint", "editor_hint"),
            Block("members", "member_directory", {"show_filters": True}),
            *section("join"),
        ],
    ),
    PETITION,
    PageStructure("news", NewsIndexPage, facts={"show_in_footer": True}, body=None),
    PageStructure(
        "about",
        ContentPage,
        facts={"show_in_footer": True},
        body=[
            Block("who", "rich_text"),
            Block("who_hint", "editor_hint"),
            *section("contact"),
        ],
    ),
    PageStructure(
        "privacy",
        ContentPage,
        # Whoever reads this page is not to be asked for data at the end of it.
        facts={"show_in_footer": True, "ends_with_sign_form": False},
        body=[
            Block("hint", "editor_hint"),
            *section("reading"),
            *section("signing"),
            *section("until"),
            *section("limits"),
            *section("rights"),
        ],
    ),
    PageStructure(
        "accessibility",
        ContentPage,
        # Whoever comes here looks for help, not for something to sign.
        facts={"show_in_footer": True, "ends_with_sign_form": False},
        body=[
            Block("aim", "rich_text"),
            Block("hint", "editor_hint"),
            *section("report"),
        ],
    ),
]
