"""Start a campaign in each of three scripts on an empty trial hub, and print its pages' paths as JSON.

`new_campaigns.py he` starts the one in Hebrew alone.

Each has a site of its own, such as `he.localhost`, and one of the looks to begin with; `wear_look.py` gives
all of them another. They are started as an operator starts one, by `manage.py start_campaign`; then editors
write where the drafts ask them to, publish everything, and open the petition. No word is the demo's.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from campaign_words import CAMPAIGN_WORDS, CampaignWords
from hidden_pages import make_document, make_links, make_page_of_every_block

if TYPE_CHECKING:
    from wagtail.models import Locale, Page, Site

    from home.models import HomePage
    from home.style_guide.block_values import Change
    from petition_blocks.page.models import PetitionPage
    from petition_blocks.petition.models import Petition

PROJECT = Path(__file__).resolve().parent.parent
PICTURES = PROJECT / "demo" / "images"
# A key that nobody has the other half of: what these campaigns collect is thrown away.
PUBLIC_KEY = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"


def host_of(language: str) -> str:
    """Return the name of the site of a language: every browser looks for it on its own machine."""
    return f"{language}.localhost"


def make_pictures() -> None:
    """Add a few pictures, for the blocks that show some."""
    from django.core.files.base import ContentFile

    from editorial.models import CampaignImage

    for file in sorted(PICTURES.glob("*.png")):
        CampaignImage.objects.create(
            title=file.stem, description=file.stem, file=ContentFile(file.read_bytes(), name=file.name)
        )


def make_site(language: str) -> Site:
    """Make a site as an administrator makes one, with a home page that nobody has written in."""
    from django.conf import settings
    from wagtail.models import Locale, Page, Site

    from home.models import HomePage

    home = HomePage(title=language, slug=f"home-{language}", live=False, locale=Locale.get_default())
    Page.objects.get(depth=1).add_child(instance=home)
    port = urlsplit(settings.WAGTAILADMIN_BASE_URL).port or 80
    site: Site = Site.objects.create(hostname=host_of(language), port=port, root_page=home)
    return site


def start(language: str, words: CampaignWords, look: str) -> HomePage:
    """Start a campaign in a look, and return its home page; all of it is drafts."""
    from django.core.management import call_command

    site = make_site(language)
    call_command(
        "start_campaign",
        site=site.hostname,
        language=language,
        look=look,
        name=words.name,
        slogan=words.slogan,
        pillar=list(words.pillars),
        demand=words.demand,
        run_by=words.run_by,
        postal_address=words.postal_address,
        country=words.country,
        contact_email="campaign@example.org",
        stdout=StringIO(),
    )
    site.refresh_from_db()
    home: HomePage = site.root_page.specific
    return home


def saying(words: CampaignWords) -> Change:
    """Return the change that says every text in the campaign's language, briefly or at length."""
    from wagtail import blocks

    from home.style_guide.block_values import LETTER

    def change(field: blocks.Block, value: object) -> object:
        if isinstance(field, blocks.RichTextBlock):
            return f'<p>{words.text} <a href="https://example.org/">{words.heading}</a></p>'
        # What has no letters, such as a year, stays.
        if not isinstance(field, (blocks.CharBlock, blocks.TextBlock)) or not LETTER.search(str(value or "")):
            return value
        text = words.text if isinstance(field, blocks.TextBlock) else words.heading
        return text[: field.field.max_length or len(text)]

    return change


def write(page: Page, name: str, words: CampaignWords) -> None:
    """Fill in a page where its draft asks for it, and everything where the hub had no words for it."""
    from editorial.language_names import languages_with_words
    from home.style_guide.block_values import changed

    body: list[dict[str, Any]] = []
    for block in page.body.raw_data if hasattr(page, "body") else []:
        if block["type"] == "editor_hint":
            body.append({"type": "heading", "value": {"text": words.heading, "level": "2"}})
            body.append({"type": "rich_text", "value": f"<p>{words.text}</p>"})
        else:
            body.append(dict(block))
    if page.locale.language_code not in languages_with_words():
        page.title = words.titles.get(name, page.title)
        page.introduction = words.demand if page.introduction else ""
        known = page.body.stream_block.child_blocks if body else {}
        for block in body:
            block["value"] = changed(known[block["type"]], block["value"], saying(words))
    if body:
        page.body = json.dumps(body)
    for field, text in words.petition.items():
        if name == "petition":
            setattr(page, field, text)
    page.save_revision().publish()


def open_petition(petition: Petition, page: PetitionPage, words: CampaignWords) -> None:
    """Enter what the petition lacks, open it, and let a few people sign and confirm."""
    from django.utils import timezone

    from petition_blocks.keys.actions import add_recipient_key
    from petition_blocks.keys.models import RecipientKey
    from petition_blocks.lifecycle.actions import change_state
    from petition_blocks.lifecycle.transitions import OPEN
    from petition_blocks.page.wordings import take_wording
    from petition_blocks.signatory.actions import moderate_names
    from petition_blocks.signature.models import ShownName
    from petition_blocks.signing.confirm import confirm
    from petition_blocks.signing.submit import submit

    petition.retention_day = timezone.localdate() + timedelta(days=365)
    petition.data_protection_officer = "privacy@example.org"
    petition.assessment_reference = "1"
    petition.shows_names = True
    petition.save()
    for controller in petition.controllers.all():
        organisation = controller.organisation
        if organisation.transfer_problem:  # the EU has found that Israel protects data as well as it does
            organisation.transfer_basis = organisation.TransferBasis.ADEQUACY
            organisation.save()
    key = RecipientKey(petition=petition, name=words.run_by, public_key=PUBLIC_KEY, proved_at=timezone.now())
    add_recipient_key(key, None)
    petition = change_state(petition, OPEN, None)
    for number, name in enumerate(words.signatories):
        fields = {
            "name": name,
            "email": f"{page.locale.language_code}-{number}@example.org",
            "country": words.country,
            "updates": "no",
            "show_name": "yes",
        }
        confirm(submit(petition, take_wording(page), page.locale.language_code, "home", fields).pk)
    names = ShownName.objects.filter(petition=petition).values_list("pk", flat=True)
    moderate_names(petition, list(names), ShownName.State.SHOWN, None)


def write_news(index: Page, words: CampaignWords) -> None:
    """Publish a news item, so that the list and the block that shows it aren't empty."""
    from home.models import NewsPage

    item = NewsPage(title=words.heading, locale=index.locale, introduction=words.text)
    index.add_child(instance=item)
    item.save_revision().publish()


def write_shared(locale: Locale, words: CampaignWords) -> None:
    """Enter a member, and a section in the language."""
    from coalition.models import Member
    from editorial.models import Section

    member = Member.objects.create(
        locale=locale, name=words.run_by, countries=words.country, description=words.text[:400]
    )
    member.save_revision().publish()
    section = Section(title=words.heading, locale=locale)
    section.body = json.dumps([{"type": "rich_text", "value": f"<p>{words.text}</p>"}])
    section.save()
    section.save_revision().publish()


def make_campaign(language: str, words: CampaignWords, look: str) -> dict[str, str]:
    """Make a public campaign in a look, and return its pages' paths by name."""
    from home.recipes.campaign import campaign_pages
    from home.start.actions import key_of_page
    from petition_blocks.page.models import PetitionPage

    home = start(language, words, look)
    pages: dict[str, Any] = {"home": home}
    for structure in campaign_pages(len(words.pillars))[1:]:
        key = key_of_page(home, structure.name)
        pages[structure.name] = structure.model.objects.get(translation_key=key, locale=home.locale)
    write_shared(home.locale, words)
    for name, page in pages.items():
        write(page, name, words)
    write_news(pages["news"], words)
    petition_page = PetitionPage.objects.get(pk=pages["petition"].pk)
    open_petition(pages["petition"].petition, petition_page, words)
    pages["every-block"] = make_page_of_every_block(home, words.every_block, saying(words))
    paths = {
        name: page.specific_class.objects.get(pk=page.pk).get_url_parts()[2] for name, page in pages.items()
    }
    return paths | make_links(language, petition_page) | {"not-found": f"/{language}/nothing-is-here/"}


def new_campaigns(languages: Sequence[str]) -> dict[str, dict[str, str]]:
    """Make campaigns, each in another look, and return their pages' paths by language and name."""
    from django.db import transaction

    from editorial.brand.looks import LOOKS

    with transaction.atomic():
        make_document()
        make_pictures()
        return {
            language: make_campaign(language, words, look)
            for (language, words), look in zip(CAMPAIGN_WORDS.items(), LOOKS, strict=True)
            if language in languages
        }


def main() -> int:
    """Make the campaigns and return the exit code."""
    os.chdir(PROJECT)
    sys.path.insert(0, str(PROJECT))
    import django

    django.setup()
    print(json.dumps(new_campaigns(sys.argv[1:] or list(CAMPAIGN_WORDS))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
