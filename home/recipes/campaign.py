"""What a new campaign begins with: its pages, and of which blocks they are made."""

from coalition.coalition_page import CoalitionPage
from petition_blocks.page.models import PetitionPage

from ..models import ContentPage, HomePage, NewsIndexPage, PillarPage
from .structure import Block, Linked, PageStructure

MOST_PILLARS = 6


def pillar_names(count: int) -> list[str]:
    """Return what the recipe calls its pillars."""
    return [f"pillar_{number}" for number in range(1, count + 1)]


def campaign_pages(pillars: int) -> list[PageStructure]:
    """Return the pages of a campaign that rests on so many pillars, none to six of them."""
    names = pillar_names(pillars)
    return [_home(names), *map(_pillar, names), *OTHER_PAGES]


def _home(pillars: list[str]) -> PageStructure:
    cards = [{"page": Linked(name), "title": "", "accent": accent} for name, accent in _accents(pillars)]
    return PageStructure(
        "home",
        HomePage,
        parent=None,
        body=[
            Block("count", "petition_counter", {"petition_page": Linked("petition"), "show_goal": True}),
            Block("why", "editor_hint"),
            *([Block("pillars", "pillar_cards", {"cards": cards})] if pillars else []),
            Block("sign", "petition", {"petition_page": Linked("petition")}),
            Block("news", "latest_news", {"index": Linked("news"), "number": 3}),
            Block("members", "member_logos", {"page": None}),
            Block("join", "call_to_action", {"page": Linked("coalition"), "address": ""}),
        ],
    )


def _accents(pillars: list[str]) -> list[tuple[str, str]]:
    accents = PillarPage.Accent.values
    return [(name, accents[number % len(accents)]) for number, name in enumerate(pillars)]


def _pillar(name: str) -> PageStructure:
    number = int(name.rpartition("_")[2]) - 1
    accents = PillarPage.Accent.values
    return PageStructure(
        name,
        PillarPage,
        facts={"show_in_menus": True, "accent": accents[number % len(accents)]},
        body=[
            Block("problem", "editor_hint"),
            Block("demand", "editor_hint"),
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
            Block("join_heading", "heading", {"level": "2"}),
            Block("join", "rich_text"),
        ],
    ),
    PageStructure(
        "petition",
        PetitionPage,
        facts={"show_in_menus": True},
        body=[
            Block("demands", "editor_hint"),
            Block("after", "steps"),
            Block("numbers", "petition_numbers"),
            Block("share", "share_links"),
        ],
    ),
    PageStructure("news", NewsIndexPage, facts={"show_in_footer": True}, body=None),
    PageStructure(
        "about",
        ContentPage,
        facts={"show_in_footer": True},
        body=[
            Block("who", "rich_text"),
            Block("who_hint", "editor_hint"),
            Block("contact_heading", "heading", {"level": "2"}),
            Block("contact", "rich_text"),
        ],
    ),
    PageStructure(
        "privacy",
        ContentPage,
        # Whoever reads this page is not to be asked for data at the end of it.
        facts={"show_in_footer": True, "ends_with_sign_form": False},
        body=[
            Block("hint", "editor_hint"),
            Block("reading_heading", "heading", {"level": "2"}),
            Block("reading", "rich_text"),
            Block("signing_heading", "heading", {"level": "2"}),
            Block("signing", "rich_text"),
            Block("until_heading", "heading", {"level": "2"}),
            Block("until", "rich_text"),
            Block("limits_heading", "heading", {"level": "2"}),
            Block("limits", "rich_text"),
            Block("rights_heading", "heading", {"level": "2"}),
            Block("rights", "rich_text"),
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
            Block("report_heading", "heading", {"level": "2"}),
            Block("report", "rich_text"),
        ],
    ),
]
