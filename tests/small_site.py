"""A site in two languages with one page of each type and all blocks, a few of them left unfinished."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, Site

from coalition.coalition_page import CoalitionPage
from coalition.member import Member
from editorial.models import CampaignImage, SiteSettings
from home.models import ContentPage, HomePage, PillarPage
from petition_blocks.counting.drawn_counts import EXAMPLE_TABLES
from petition_blocks.counting.models import PublishedStatistics
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition, PetitionSettings

from .factories import HomePageFactory, PetitionPageFactory, translated
from .recorded_rows import recorded

FOREIGN_PAGE = "https://elsewhere.example/"


@dataclass(frozen=True)
class SmallSite:
    """The English page of each type, and the petition that they ask to sign."""

    pages: dict[str, Page]
    petition: Petition


def create_small_site() -> SmallSite:
    """Create the site at the root of the default one, all of it published."""
    home = _create_small_site()
    petition_page = PetitionPage.objects.child_of(home).get()
    pages = {
        "home": home,
        "petition": petition_page,
        "content": ContentPage.objects.child_of(home).get(),
        "pillar": PillarPage.objects.child_of(home).get(),
        "coalition": CoalitionPage.objects.child_of(home).get(),
    }
    assert petition_page.petition is not None
    return SmallSite(pages, petition_page.petition)


@recorded
def _create_small_site() -> HomePage:
    home: HomePage = HomePageFactory.create(footer_text=f'<p><a href="{FOREIGN_PAGE}">A</a></p>')
    site = Site.objects.get(is_default_site=True)
    petition_page: PetitionPage = PetitionPageFactory.create(
        parent=home,
        title="Petition",
        slug="petition",
        register__opens_at=timezone.now() - timedelta(days=1),
        register__retention_day=timezone.localdate() + timedelta(days=365),
    )
    petition = petition_page.petition
    assert petition is not None
    privacy = home.add_child(instance=ContentPage(title="Privacy", slug="privacy", show_in_footer=True))
    pillar = home.add_child(
        instance=PillarPage(title="Transparency", slug="transparency", show_in_menus=True)
    )
    coalition = home.add_child(
        instance=CoalitionPage(title="Coalition", slug="coalition", show_in_menus=True)
    )
    SiteSettings.objects.update_or_create(
        site=site,
        defaults={"privacy_page": privacy, "controller_name": "Example", "contact_email": "a@example.org"},
    )
    PublishedStatistics.objects.create(petition=petition, built_at=timezone.now(), tables=EXAMPLE_TABLES)
    PetitionSettings.objects.update_or_create(site=site, defaults={"main_petition": petition})
    create_members()
    image = CampaignImage.objects.create(
        title="A square", file=get_test_image_file(filename="lantern.png"), credit="Ada, CC BY"
    )
    all_blocks = [
        *editorial_blocks(image, pillar),
        ("petition", {"petition_page": petition_page, "heading": ""}),
        ("petition_counter", {"petition_page": petition_page, "heading": "", "show_goal": True}),
        ("petition_numbers", {"heading": "Who has signed", "petition_page": petition_page}),
        ("member_directory", {"heading": "Who we are", "text": "", "show_filters": True}),
        # As an editor leaves them when the telephone rings.
        ("image", {"image": None, "caption": "", "width": "text"}),
        ("petition", {"petition_page": None, "heading": ""}),
        ("petition_counter", {"petition_page": None, "heading": "", "show_goal": True}),
        ("petition_numbers", {"heading": "", "petition_page": None}),
        ("call_to_action", {"heading": "", "text": "", "button": "", "page": None, "address": ""}),
    ]
    home.body = all_blocks
    pillar.body = editorial_blocks(image, privacy)
    coalition.body = [("member_directory", {"heading": "", "text": "", "show_filters": True})]
    petition_page.body = editorial_blocks(image, home)
    pages = [home, petition_page, privacy, pillar, coalition]
    for page in pages:
        page.social_image = image
        page.save_revision().publish()
    for page in pages:
        translated(page, "de", {"title": f"{page.title} (de)"})
    return HomePage.objects.get(pk=home.pk)


def create_members() -> None:
    """Create three organisations that differ in all that the directory's filters ask for."""
    facts: list[dict[str, Any]] = [
        {"name": "Alpha", "website": FOREIGN_PAGE, "countries": ["BE"], "kind": "founding", "since": 2020},
        {"name": "Beta", "website": "javascript:alert(1)", "countries": ["DE", "FR"], "kind": "member"},
        {"name": "Gamma", "description": "Works everywhere."},
    ]
    for fact in facts:
        Member.objects.create(locale=Locale.get_default(), **fact)


def editorial_blocks(image: CampaignImage, page: Page) -> list[tuple[str, Any]]:
    """Return one of each editorial block, with links to the page and to another site."""
    card = {"page": page, "title": "", "text": "", "accent": "1"}
    return [
        ("heading", {"text": "A square is for everyone", "level": "2"}),
        (
            "rich_text",
            f'<p><a href="{FOREIGN_PAGE}">Elsewhere</a> <a linktype="page" id="{page.pk}">Here</a></p>',
        ),
        ("image", {"image": image, "caption": "Noon", "width": "wide"}),
        ("quote", {"quote": "No cameras.", "name": "Mara", "role": ""}),
        ("key_figures", {"heading": "", "figures": [{"figure": "15", "label": "countries"}], "source": ""}),
        ("pillar_cards", {"heading": "What we ask for", "cards": [card, {**card, "page": None}]}),
        ("call_to_action", {"heading": "Go", "text": "", "button": "Here", "page": page, "address": ""}),
        (
            "call_to_action",
            {"heading": "Go", "text": "", "button": "There", "page": None, "address": FOREIGN_PAGE},
        ),
    ]
