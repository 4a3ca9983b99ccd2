"""What a recipe may build on."""

from dataclasses import dataclass
from datetime import datetime

from wagtail.models import Page

from editorial.brand.choices import Accent
from editorial.models import SiteSettings
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import PetitionSettings

from ..models import HomePage, PillarPage


@dataclass(frozen=True)
class Known:
    """What was asked, and what the site knows already.

    `petition` is the page of the site's main petition, in the language of the new page if there is one, and
    `in_brief` what the home page says in a sentence or two.
    """

    title: str
    demand: str = ""
    start: datetime | None = None
    petition: Page | None = None
    contact_email: str = ""
    in_brief: str = ""
    accent: str = Accent.ONE

    @classmethod
    def below(cls, parent: Page, **answers: object) -> "Known":
        """Return what is known of a page that will be below the parent."""
        home = HomePage.objects.ancestor_of(parent, inclusive=True).last()
        site = parent.get_site()
        return cls(
            **answers,  # type: ignore[arg-type]
            petition=_page_of_main_petition(parent),
            contact_email=SiteSettings.for_site(site).contact_email if site is not None else "",
            in_brief=home.introduction if home is not None else "",
            accent=_next_accent(parent),
        )


def _page_of_main_petition(parent: Page) -> Page | None:
    site = parent.get_site()
    petition = PetitionSettings.for_site(site).main_petition if site is not None else None
    pages = PetitionPage.objects.filter(petition=petition, alias_of=None).order_by("pk")
    if petition is None:
        return None
    return pages.filter(locale=parent.locale_id).first() or pages.first()


def _next_accent(parent: Page) -> str:
    """Return an accent that no pillar beside the new page has, as long as there is one."""
    taken = set(PillarPage.objects.child_of(parent).values_list("accent", flat=True))
    return str(next((accent for accent in Accent.values if accent not in taken), Accent.ONE))
