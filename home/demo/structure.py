"""What the demo's pages and organisations are made of, the same in every language.

The words are in a module a language, under the names that pages and blocks have here. A page or a block is
thus described once, and a language that forgets a text fails to load.
"""

from dataclasses import dataclass, field
from typing import Any

from coalition.models import CoalitionPage, Member
from home.models import ContentPage, HomePage, PillarPage
from petition_blocks.models import PetitionPage

CAMPAIGN_NAME = "Seen, Not Scanned"
CONTROLLER_NAME = "Demo Coalition"
CONTROLLERS = "Demo Coalition, Rue de l’Exemple 1, 1000 Brussels, Belgium"
CONTACT_ADDRESS = "campaign@example.org"
PETITION_SLUG = "seen-not-scanned"


@dataclass(frozen=True)
class Linked:
    """A page of the demo, by its name here."""

    page: str


@dataclass(frozen=True)
class Picture:
    """An image of the demo, by the name of its file."""

    name: str


@dataclass(frozen=True)
class Block:
    """A block of a page: the name its words go by, its type, and what is not words."""

    name: str
    type: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PageStructure:
    """A page of the demo: what it is, where it stands, and what is not words."""

    name: str
    model: type[Any]
    body: list[Block]
    parent: str | None = "home"
    facts: dict[str, Any] = field(default_factory=dict)
    social_image: str = "unwatched-square"


PAGES = [
    PageStructure(
        "home",
        HomePage,
        parent=None,
        body=[
            Block("count", "petition_counter", {"petition_page": Linked("petition"), "show_goal": True}),
            Block("why", "rich_text"),
            Block("watched", "image", {"image": Picture("watched-square"), "width": "wide"}),
            Block("figures", "key_figures"),
            Block(
                "pillars",
                "pillar_cards",
                {
                    "cards": [
                        {"page": Linked("transparency"), "title": "", "accent": "reveal"},
                        {"page": Linked("red_lines"), "title": "", "accent": "refuse"},
                        {"page": Linked("respect"), "title": "", "accent": "respect"},
                    ]
                },
            ),
            Block("voice", "quote"),
            Block("sign", "petition", {"petition_page": Linked("petition")}),
            Block("join", "call_to_action", {"page": Linked("coalition"), "address": ""}),
        ],
    ),
    PageStructure(
        "transparency",
        PillarPage,
        facts={"accent": PillarPage.Accent.REVEAL, "show_in_menus": True},
        social_image="watched-square",
        body=[
            Block("secret", "heading", {"level": "2"}),
            Block("questions", "rich_text"),
            Block("demand", "quote", {"role": ""}),
            Block("next", "call_to_action", {"page": Linked("red_lines"), "address": ""}),
        ],
    ),
    PageStructure(
        "red_lines",
        PillarPage,
        facts={"accent": PillarPage.Accent.REFUSE, "show_in_menus": True},
        social_image="watched-square",
        body=[
            Block("suspects", "heading", {"level": "2"}),
            Block("reasons", "rich_text"),
            Block("lines_heading", "heading", {"level": "3"}),
            Block("lines", "rich_text"),
            Block("demand", "quote", {"role": ""}),
            Block("next", "call_to_action", {"page": Linked("respect"), "address": ""}),
        ],
    ),
    PageStructure(
        "respect",
        PillarPage,
        facts={"accent": PillarPage.Accent.RESPECT, "show_in_menus": True},
        body=[
            Block("people", "heading", {"level": "2"}),
            Block("losses", "rich_text"),
            Block("unwatched", "image", {"image": Picture("unwatched-square"), "width": "wide"}),
            Block("hope", "rich_text"),
            Block("next", "call_to_action", {"page": Linked("petition"), "address": ""}),
        ],
    ),
    PageStructure(
        "coalition",
        CoalitionPage,
        facts={"show_in_menus": True},
        body=[
            Block("members", "member_directory", {"show_filters": True}),
            Block("join_heading", "heading", {"level": "2"}),
            Block("join", "rich_text"),
            Block("more", "call_to_action", {"page": Linked("about"), "address": ""}),
        ],
    ),
    PageStructure(
        "petition",
        PetitionPage,
        facts={"show_in_menus": True},
        body=[
            Block("demands_heading", "heading", {"level": "2"}),
            Block("demands", "rich_text"),
            Block("now_heading", "heading", {"level": "2"}),
            Block("now", "rich_text"),
        ],
    ),
    PageStructure(
        "about",
        ContentPage,
        facts={"show_in_footer": True},
        body=[
            Block("goal_heading", "heading", {"level": "2"}),
            Block("goal", "rich_text"),
            Block("help_heading", "heading", {"level": "2"}),
            Block("help", "rich_text"),
            Block("demo_heading", "heading", {"level": "2"}),
            Block("demo", "rich_text"),
            Block("privacy", "call_to_action", {"page": Linked("privacy"), "address": ""}),
        ],
    ),
    PageStructure(
        "privacy",
        ContentPage,
        # Whoever reads this page is not to be asked for data at the end of it.
        facts={"show_in_footer": True, "ends_with_sign_form": False},
        body=[
            Block("reading_heading", "heading", {"level": "2"}),
            Block("reading", "rich_text"),
            Block("signing_heading", "heading", {"level": "2"}),
            Block("signing", "rich_text"),
            Block("readable_heading", "heading", {"level": "2"}),
            Block("readable", "rich_text"),
            Block("until_heading", "heading", {"level": "2"}),
            Block("until", "rich_text"),
            Block("limits_heading", "heading", {"level": "2"}),
            Block("limits", "rich_text"),
            Block("rights_heading", "heading", {"level": "2"}),
            Block("rights", "rich_text"),
        ],
    ),
]


@dataclass(frozen=True)
class MemberFacts:
    """An organisation: what the directory says of it in every language alike."""

    name: str
    website: str
    countries: list[str]
    # Made up, so that the directory has something to filter by; the about page says so.
    kind: str


FOUNDING, MEMBER = Member.Kind.FOUNDING.value, Member.Kind.MEMBER.value
MEMBERS = {
    "access_now": MemberFacts("Access Now", "https://www.accessnow.org/", ["US", "BE"], MEMBER),
    "article_19": MemberFacts("ARTICLE 19", "https://www.article19.org/", ["GB"], MEMBER),
    "bits_of_freedom": MemberFacts("Bits of Freedom", "https://www.bitsoffreedom.nl/", ["NL"], FOUNDING),
    "chaos_computer_club": MemberFacts("Chaos Computer Club", "https://www.ccc.de/", ["DE"], MEMBER),
    "digitalcourage": MemberFacts("Digitalcourage", "https://digitalcourage.de/", ["DE"], MEMBER),
    "edri": MemberFacts("EDRi", "https://edri.org/", ["BE"], FOUNDING),
    "hermes_center": MemberFacts(
        "Hermes Center for Transparency and Digital Human Rights",
        "https://www.hermescenter.org/",
        ["IT"],
        FOUNDING,
    ),
    "homo_digitalis": MemberFacts("Homo Digitalis", "https://homodigitalis.gr/", ["GR"], FOUNDING),
    "iure": MemberFacts("IuRe", "https://www.iure.org/", ["CZ"], FOUNDING),
    "la_quadrature_du_net": MemberFacts(
        "La Quadrature du Net", "https://www.laquadrature.net/", ["FR"], MEMBER
    ),
    "panoptykon": MemberFacts("Panoptykon Foundation", "https://panoptykon.org/", ["PL"], MEMBER),
    "privacy_international": MemberFacts(
        "Privacy International", "https://privacyinternational.org/", ["GB"], MEMBER
    ),
    "share": MemberFacts("SHARE Foundation", "https://www.sharefoundation.info/", ["RS"], FOUNDING),
}

PICTURES = ["watched-square", "unwatched-square"]
PICTURE_CREDIT = "Campaign Hub"
