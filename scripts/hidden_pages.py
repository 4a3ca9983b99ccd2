"""Make, on a trial's demo, the pages that no link leads to, and print their addresses as JSON.

For each language: a page with every block of the palette, filled as its preview is, so that a block added
later is there too; the form by itself, the thank-you, a link to confirm, one confirmed, one that has run out;
a signatory's own page with all it can show, and what its links lead to;
search, if there is one; and an address where nothing is.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

if TYPE_CHECKING:
    from wagtail.models import Page

    from home.style_guide.block_values import Change

PROJECT = Path(__file__).resolve().parent.parent
EVERY_BLOCK_SLUG = "every-block"
# A word of each language of the demo that several of its pages hold.
SEARCHED = {"en": "square", "de": "Kameras", "fr": "caméras", "ar": "الكاميرات"}


def make_document() -> None:
    """Add a document, for the blocks that choose one, unless there is one."""
    from django.core.files.base import ContentFile
    from wagtail.documents import get_document_model

    documents = get_document_model().objects
    if not documents.exists():
        documents.create(title="Document", file=ContentFile(b"Words", name="document.txt"))


def make_page_of_every_block(
    home: Page, title: str = "Every block", change: Change = lambda field, value: value
) -> Page:
    """Publish a page below a home page that shows each block once, as its preview does but for a change."""
    from django.utils.translation import override
    from wagtail.search.index import remove_object

    from home.models import ContentPage
    from home.style_guide.block_values import changed, stored_preview

    palette = ContentPage._meta.get_field("body").stream_block
    with override(home.locale.language_code):
        body = [
            {"type": name, "value": changed(block, stored_preview(block, home.locale), change)}
            for name, block in palette.child_blocks.items()
        ]
        page = ContentPage(
            title=title,
            slug=EVERY_BLOCK_SLUG,
            locale=home.locale,
            body=json.dumps(body, default=str),
            ends_with_sign_form=False,
        )
    home.add_child(instance=page)
    page.save_revision().publish()
    remove_object(page)  # it holds a bit of everything, and would come first in every search
    return page


def make_links(language: str, petition_page: Page) -> dict[str, str]:
    """Sign twice in a language, confirm one of the two, and return the addresses in between."""
    from django.urls import reverse
    from django.utils.translation import override

    from petition_blocks.mailing.links import confirmation_link, correction_path, not_me_link, signature_path
    from petition_blocks.page.wordings import take_wording
    from petition_blocks.signatory.actions import request_subject_access
    from petition_blocks.signature.models import Signature
    from petition_blocks.signing.confirm import confirm
    from petition_blocks.signing.submit import submit

    petition = petition_page.petition
    links = {}
    for name in ("confirm", "confirmed"):
        fields = {
            "name": "Ada Lovelace",
            "email": f"{name}-{language}@example.org",
            "country": "BE",
            "updates": "yes",
            "show_name": "yes",
        }
        submission = submit(petition, take_wording(petition_page), language, "trial", fields)
        links[name] = urlsplit(confirmation_link(submission, language)).path
        if name == "confirm":
            waiting = submission
        else:
            confirm(submission.pk)
            signature = Signature.objects.select_related("petition").get(public_id=submission.public_id)
            request_subject_access(signature.pk)
    with override(language):
        return {
            "sign": reverse("petition_sign", args=[petition.slug]),
            "thanks": reverse("petition_thanks", args=[petition.slug]),
            **links,
            "not-me": urlsplit(not_me_link(waiting, language)).path,
            "signature": signature_path(signature, language),
            "correct": correction_path(signature, language),
            "my-signature": reverse("petition_my_signature", args=[petition.slug]),
            "my-signature-asked": reverse("petition_my_signature_asked", args=[petition.slug]),
            "link-ran-out": f"{links['confirm'].rsplit('/', 3)[0]}/{uuid4()}/long-over/",
        }


def hidden_pages() -> dict[str, dict[str, str]]:
    """Make the pages, and return their paths by language and name."""
    from django.test import Client

    from home.models import HomePage
    from petition_blocks.page.models import PetitionPage

    make_document()
    paths: dict[str, dict[str, str]] = {}
    for home in HomePage.objects.live().filter(alias_of__isnull=True).order_by("path"):
        language = home.locale.language_code
        paths[language] = {"every-block": make_page_of_every_block(home).url}
        petition_page = PetitionPage.objects.live().filter(locale=home.locale, alias_of__isnull=True).first()
        if petition_page is not None:
            paths[language] |= make_links(language, petition_page)
        search = f"/{language}/search/"
        if Client(headers={"host": "127.0.0.1"}).get(search, secure=True).status_code == 200:
            paths[language]["search"] = f"{search}?{urlencode({'q': SEARCHED.get(language, 'square')})}"
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
