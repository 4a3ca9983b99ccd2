"""Make, on a trial's demo, the pages that no link leads to, and print their addresses as JSON.

For each language: a page with every block of the palette, filled as its preview is, so that a block added
later is there too; the form by itself, the thank-you, a link to confirm, one confirmed, one that has run out;
search, if there is one; and an address where nothing is.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from wagtail.blocks import Block
    from wagtail.models import Locale, Page

PROJECT = Path(__file__).resolve().parent.parent
EVERY_BLOCK_SLUG = "every-block"


def stored_preview(block: Block, locale: Locale) -> Any:
    """Return what a block's preview shows, as a page stores it, with pictures and pages where it has none."""
    value = block.get_prep_value(block.normalize(block.get_preview_value()))
    return with_choices_made(block, value, locale)


def with_choices_made(block: Block, value: Any, locale: Locale) -> Any:
    """Return a stored value in which every chooser has chosen something of the demo."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail import blocks
    from wagtail.coreutils import resolve_model_string
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model
    from wagtail.images.blocks import ImageBlock, ImageChooserBlock

    if isinstance(block, (ImageBlock, ImageChooserBlock)):
        image = get_image_model().objects.order_by("pk").first()
        if value and (not isinstance(value, dict) or value.get("image")):
            return value
        if image is None:
            return value
        if isinstance(block, ImageBlock):
            return {"image": image.pk, "decorative": False, "alt_text": image.description or image.title}
        return image.pk
    if isinstance(block, blocks.PageChooserBlock):
        from wagtail.models import Page

        types = ContentType.objects.get_for_models(*block.target_models).values()
        pages = Page.objects.live().filter(depth__gt=2)
        if Page not in block.target_models:
            pages = pages.filter(content_type__in=types)
        page = pages.filter(locale=locale).order_by("path").first() or pages.order_by("path").first()
        return value or (page.pk if page else None)
    if isinstance(block, blocks.ChooserBlock) and not value:
        model = resolve_model_string(block.target_model)
        chosen = model.objects.order_by("pk").first()
        if chosen is None and model is get_document_model():
            from django.core.files.base import ContentFile

            chosen = model.objects.create(title="Document", file=ContentFile(b"Words", name="document.txt"))
        return chosen.pk if chosen else None
    if isinstance(block, blocks.StructBlock) and isinstance(value, dict):
        return {
            name: with_choices_made(child, value.get(name), locale)
            for name, child in block.child_blocks.items()
        }
    if isinstance(block, blocks.ListBlock) and isinstance(value, list):
        return [
            item | {"value": with_choices_made(block.child_block, item["value"], locale)}
            if isinstance(item, dict) and "value" in item
            else with_choices_made(block.child_block, item, locale)
            for item in value
        ]
    if isinstance(block, blocks.StreamBlock) and isinstance(value, list):
        return [
            item | {"value": with_choices_made(block.child_blocks[item["type"]], item["value"], locale)}
            for item in value
        ]
    return value


def make_page_of_every_block(home: Page) -> Page:
    """Publish a page below a home page that shows each block once."""
    from django.utils.translation import override

    from home.models import ContentPage

    palette = ContentPage._meta.get_field("body").stream_block
    with override(home.locale.language_code):
        body = [
            {"type": name, "value": stored_preview(block, home.locale)}
            for name, block in palette.child_blocks.items()
        ]
        page = ContentPage(
            title="Every block",
            slug=EVERY_BLOCK_SLUG,
            locale=home.locale,
            body=json.dumps(body, default=str),
            ends_with_sign_form=False,
        )
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def make_links(language: str, petition_page: Any) -> dict[str, str]:
    """Sign twice in a language, confirm one of the two, and return the addresses in between."""
    from django.urls import reverse
    from django.utils.translation import override

    from petition_blocks.actions.confirm import confirm
    from petition_blocks.actions.submit import submit
    from petition_blocks.actions.take_wording import take_wording
    from petition_blocks.links import confirmation_link

    petition = petition_page.petition
    links = {}
    for name in ("confirm", "confirmed"):
        fields = {
            "name": "Ada Lovelace",
            "email": f"{name}-{language}@example.org",
            "country": "BE",
            "updates": "no",
        }
        submission = submit(petition, take_wording(petition_page), language, "trial", fields)
        links[name] = urlsplit(confirmation_link(submission, language)).path
        if name == "confirmed":
            confirm(submission.pk)
    with override(language):
        return {
            "sign": reverse("petition_sign", args=[petition.slug]),
            "thanks": reverse("petition_thanks", args=[petition.slug]),
            **links,
            "link-ran-out": links["confirm"].rsplit("/", 2)[0] + "/long-over/",
        }


def hidden_pages() -> dict[str, dict[str, str]]:
    """Make the pages, and return their paths by language and name."""
    from django.test import Client

    from home.models import HomePage
    from petition_blocks.models import PetitionPage

    paths: dict[str, dict[str, str]] = {}
    for home in HomePage.objects.live().filter(alias_of__isnull=True).order_by("path"):
        language = home.locale.language_code
        paths[language] = {"every-block": make_page_of_every_block(home).url}
        petition_page = PetitionPage.objects.live().filter(locale=home.locale, alias_of__isnull=True).first()
        if petition_page is not None:
            paths[language] |= make_links(language, petition_page)
        search = f"/{language}/search/"
        if Client(headers={"host": "127.0.0.1"}).get(search, secure=True).status_code == 200:
            paths[language]["search"] = f"{search}?q=square"
        paths[language]["not-found"] = f"/{language}/nothing-is-here/"
    return paths


def main() -> int:
    """Make the pages and return the exit code."""
    os.chdir(PROJECT)
    sys.path.insert(0, str(PROJECT))
    import django

    django.setup()
    print(json.dumps(hidden_pages()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
