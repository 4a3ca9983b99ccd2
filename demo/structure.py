"""What the demo's pages and organisations are made of, the same in every language.

The words are in a module a language, under the names that pages and blocks have here. A page or a block is
thus described once, and a language that forgets a text fails to load.
"""

from dataclasses import dataclass

from coalition.coalition_page import CoalitionPage
from coalition.member import Member
from editorial.blocks.table import Headings
from editorial.brand.choices import Accent
from editorial.country_maps import Area, Status
from home.models import ContentPage, HomePage, NewsIndexPage, NewsPage, PillarPage
from home.recipes.structure import Block, Day, File, Linked, Moment, PageStructure, Picture, Reused, section
from petition_blocks.page.models import PetitionPage

from .signatories import SHARES

CAMPAIGN_NAME = "Seen, Not Scanned"
CONTROLLER_NAME = "Demo Coalition"
CONTROLLER_ADDRESS = "Rue de l’Exemple 1\n1000 Bruxelles"
CONTACT_EMAIL = "campaign@example.org"
DATA_PROTECTION_OFFICER = "privacy@example.org"
REVIEWER = "Example Law Office"
REVIEW_NOTE = "An example: nobody has reviewed the demo."
ASSESSMENT_REFERENCE = "Risks of the petition and what we do about them, 12 January, in the coalition’s files"
PETITION_SLUG = "seen-not-scanned"
# For how many days people have been signing when the demo is loaded, today included.
PETITION_DAYS = len(SHARES)


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
                        {"page": Linked("transparency"), "title": "", "accent": Accent.ONE},
                        {"page": Linked("red_lines"), "title": "", "accent": Accent.TWO},
                        {"page": Linked("respect"), "title": "", "accent": Accent.THREE},
                    ]
                },
            ),
            Block("voice", "quote"),
            Block("sign", "petition", {"petition_page": Linked("petition")}),
            Block("names", "signatory_names", {"petition_page": Linked("petition"), "number": 24}),
            Block("news", "latest_news", {"index": Linked("news"), "number": 3}),
            # No button here: the call below leads to the same page.
            Block("members", "member_logos", {"page": None}),
            Block("join", "call_to_action", {"page": Linked("coalition"), "address": ""}),
        ],
    ),
    PageStructure(
        "transparency",
        PillarPage,
        facts={"accent": Accent.ONE, "show_in_menus": True},
        social_image="watched-square",
        body=[
            Block("secret", "heading", {"level": "2"}),
            Block("questions", "rich_text"),
            Block("demand", "quote", {"role": ""}),
            Block("map_heading", "heading", {"level": "2"}),
            Block("map_words", "rich_text"),
            # Made up, each of them: the seed says how many countries there are, not which.
            Block(
                "map",
                "map",
                {
                    "heading": "",
                    "area": Area.EUROPE.value,
                    **{f"{status.value}_means": "" for status in Status},
                    "countries": [
                        {"country": "FR", "status": Status.IN_USE.value},
                        {"country": "SE", "status": Status.IN_USE.value},
                        {"country": "PL", "status": Status.TRIED.value},
                        {"country": "ES", "status": Status.TRIED.value},
                        {"country": "GR", "status": Status.TRIED.value},
                        {"country": "DE", "status": Status.LIMITED.value},
                        {"country": "IT", "status": Status.LIMITED.value},
                        {"country": "IE", "status": Status.BANNED.value},
                        {"country": "LU", "status": Status.BANNED.value},
                    ],
                },
            ),
            *section("ask"),
            Block("answer", "table", {"headings": Headings.BOTH.value, "source": ""}),
            Block("letter", "document_download", {"document": File("questions-for-your-council")}),
            Block("next", "call_to_action", {"page": Linked("red_lines"), "address": ""}),
        ],
    ),
    PageStructure(
        "red_lines",
        PillarPage,
        facts={"accent": Accent.TWO, "show_in_menus": True},
        social_image="rally",
        body=[
            Block("suspects", "heading", {"level": "2"}),
            Block("reasons", "rich_text"),
            Block("habit", "timeline"),
            *section("lines"),
            Block("cities", "callout", {"kind": "victory"}),
            Block("demand", "quote", {"role": ""}),
            Block("doubts", "questions_and_answers"),
            Block("act", "section", {"section": Reused("act")}),
            Block("next", "call_to_action", {"page": Linked("respect"), "address": ""}),
        ],
    ),
    PageStructure(
        "respect",
        PillarPage,
        facts={"accent": Accent.THREE, "show_in_menus": True},
        social_image="wedding",
        body=[
            Block("people", "heading", {"level": "2"}),
            Block("losses", "rich_text"),
            # Silent, so without captions: what there is to see stands in its words.
            Block(
                "film",
                "video",
                {
                    "poster": Picture("watched-square"),
                    "file": File("two-squares"),
                    "captions": None,
                    "address": "",
                },
            ),
            Block("hope", "rich_text"),
            Block(
                "uses",
                "picture_gallery",
                {
                    "pictures": [
                        {"image": Picture("market")},
                        {"image": Picture("wedding")},
                        {"image": Picture("rally")},
                    ]
                },
            ),
            Block("voices", "quote_wall"),
            Block("act", "section", {"section": Reused("act")}),
            Block("next", "call_to_action", {"page": Linked("petition"), "address": ""}),
        ],
    ),
    PageStructure(
        "coalition",
        CoalitionPage,
        facts={"show_in_menus": True},
        body=[
            Block("members", "member_directory", {"show_filters": True}),
            *section("join"),
            Block("more", "call_to_action", {"page": Linked("about"), "address": ""}),
        ],
    ),
    PageStructure(
        "petition",
        PetitionPage,
        facts={
            "show_in_menus": True,
            "thanks_body": [
                Block("council", "call_to_action", {"page": Linked("transparency"), "address": ""})
            ],
        },
        body=[
            *section("demands"),
            *section("now"),
            Block("after", "steps"),
            Block("numbers", "petition_numbers"),
            Block("share", "share_links"),
        ],
    ),
    PageStructure(
        "news",
        NewsIndexPage,
        facts={"show_in_footer": True},
        body=None,
    ),
    PageStructure(
        "news_next",
        NewsPage,
        parent="news",
        facts={"date": Day(-3)},
        social_image="market",
        body=[
            Block("now", "rich_text"),
            Block("plan", "timeline"),
            Block("invented", "callout", {"kind": "note"}),
        ],
    ),
    PageStructure(
        "news_coalition",
        NewsPage,
        parent="news",
        facts={"date": Day(-12)},
        social_image="wedding",
        body=[
            Block("who", "rich_text"),
            Block("line", "quote", {"role": ""}),
            Block("why", "rich_text"),
            Block("meet", "call_to_action", {"page": Linked("coalition"), "address": ""}),
        ],
    ),
    PageStructure(
        "news_cities",
        NewsPage,
        parent="news",
        facts={"date": Day(-23)},
        social_image="unwatched-square",
        body=[
            Block("what", "rich_text"),
            Block("numbers", "key_figures"),
            *section("lesson"),
            Block("ask", "call_to_action", {"page": Linked("transparency"), "address": ""}),
        ],
    ),
    PageStructure(
        "news_opening",
        NewsPage,
        parent="news",
        # The day on which the petition opened.
        facts={"date": Day(-PETITION_DAYS + 1)},
        social_image="rally",
        body=[
            Block("why", "rich_text"),
            *section("demands"),
            Block("promise", "callout", {"kind": "note"}),
        ],
    ),
    PageStructure(
        "about",
        ContentPage,
        facts={"show_in_footer": True},
        body=[
            *section("goal"),
            Block(
                "pillars",
                "page_cards",
                {"pages": [Linked("transparency"), Linked("red_lines"), Linked("respect")]},
            ),
            Block("help_heading", "heading", {"level": "2"}),
            Block(
                "ways",
                "columns",
                {"first": [Block("alone", "rich_text")], "second": [Block("together", "rich_text")]},
            ),
            Block(
                "evening",
                "event",
                {
                    "start": Moment(23, 19),
                    "end": Moment(23, 20, 30),
                    "location": "",
                    "address": "",
                },
            ),
            Block("real", "callout", {"kind": "note"}),
            Block("privacy", "call_to_action", {"page": Linked("privacy"), "address": ""}),
        ],
    ),
    PageStructure(
        "privacy",
        ContentPage,
        # Whoever reads this page is not to be asked for data at the end of it.
        facts={"show_in_footer": True, "ends_with_sign_form": False},
        body=[
            *section("reading"),
            *section("signing"),
            *section("readable"),
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
            *section("aim"),
            *section("checks"),
            *section("limits"),
            Block("report", "callout", {"kind": "note"}),
        ],
    ),
]


# Written once, and shown on two pages.
SECTIONS = {"act": section("act")}


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

# Drawn as SVG; the PNG beside each is what is uploaded.
# In the order of the previews that show them: first the square by day, then the one by night.
PICTURES = ["unwatched-square", "watched-square", "market", "wedding", "rally"]
PICTURE_CREDIT = "Campaign Hub"

# By name: the file. The PDF is printed from the page beside it, the film fades from one square to the other.
DOCUMENTS = {"questions-for-your-council": "questions-for-your-council.pdf", "two-squares": "two-squares.mp4"}
