"""Which manuals there are, and for whom."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.token import Token
from wagtail.permissions import page_permission_policy

FOLDER = Path(settings.BASE_DIR) / "docs"
PICTURES = FOLDER / "screenshots"
REPOSITORY_LINK = re.compile(r"^(?![a-z]+:|#|/)")
PICTURE = re.compile(r"screenshots/(?P<name>[a-z0-9-]+\.(?:webp|png))")


@dataclass(frozen=True)
class Manual:
    """A file of docs/, what it is called in the admin, and whose it is."""

    name: str
    title: str | Promise
    about: str | Promise
    is_for: Callable[[User | AnonymousUser], bool]

    @property
    def path(self) -> Path:
        """The file."""
        return FOLDER / f"{self.name}.md"

    @property
    def url(self) -> str:
        """Where the admin shows it."""
        return reverse("manual", args=[self.name])


def _adds_pages(user: User | AnonymousUser) -> bool:
    return bool(page_permission_policy.user_has_any_permission(user, ["add", "publish"]))


def _may(*rights: str) -> Callable[[User | AnonymousUser], bool]:
    return lambda user: any(user.has_perm(right) for right in rights)


def _operates(user: User | AnonymousUser) -> bool:
    return bool(user.is_superuser)


MANUALS = [
    Manual("editors", _("For editors"), _("Pages, blocks, running a petition."), _adds_pages),
    Manual(
        "translators",
        _("For translators"),
        _("What is missing in your language, and how to publish it."),
        _may("wagtail_localize.submit_translation"),
    ),
    Manual(
        "coordinators",
        _("For coordinators"),
        _("The organisations, what people who signed ask for, what was held back, the numbers."),
        _may("coalition.change_member", "petition_blocks.moderate_petition"),
    ),
    Manual(
        "delivery",
        _("Handing over the signatures"),
        _("Keys, files, opening them without a network."),
        _may("petition_blocks.export_petition", "petition_blocks.keep_keys_petition"),
    ),
    Manual(
        "privacy",
        _("Privacy"),
        _("What is held, where, until when, and who can read it."),
        _may("petition_blocks.view_petition"),
    ),
    Manual("design", _("The look"), _("Its reasons, and how to keep it."), _adds_pages),
    Manual("operators", _("For operators"), _("The server: set-up, keys, backups."), _operates),
    Manual(
        "scale", _("Large campaigns"), _("What a million signatures take, and a hundred million."), _operates
    ),
    Manual("architecture", _("How it is built"), _("For developers."), _operates),
    Manual("lifecycle", _("A petition’s life"), _("For developers."), _operates),
    Manual("glossary", _("The words we use"), _("For developers."), _operates),
    Manual("decisions", _("Why it is built so"), _("For developers."), _operates),
    Manual("quality", _("What was tried and measured"), _("For developers."), _operates),
]
BY_NAME = {manual.name: manual for manual in MANUALS}


def rendered(manual: Manual) -> SafeString:
    """Return the manual as HTML without its heading, with links between manuals leading here.

    Nothing but what Markdown means: HTML in a file is shown as text. A link to what isn't shown here, such as
    a file of the repository, becomes its words; so does a picture that this hub came without.
    """
    renderer = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = renderer.parse(manual.path.read_text(encoding="utf-8"))
    if [token.type for token in tokens[:1]] == ["heading_open"] and tokens[0].tag == "h1":
        # The admin shows the title.
        tokens = tokens[3:]
    _name_headings(tokens)
    for token in tokens:
        _lead_links_here(token.children or [])
        _show_pictures(token.children or [])
    html: str = renderer.renderer.render(tokens, renderer.options, {})
    # A wide table scrolls by itself.
    html = html.replace("<table>", '<div class="manual__table"><table>').replace("</table>", "</table></div>")
    return mark_safe(html)  # noqa: S308  (from our own files, HTML in them escaped)


def _name_headings(tokens: list[Token]) -> None:
    """Give each heading the id that links to it have on code hosts."""
    for opening, words in pairwise(tokens):
        if opening.type == "heading_open":
            opening.attrSet("id", slugify(words.content))


def _lead_links_here(tokens: list[Token]) -> None:
    for token in tokens:
        if token.type != "link_open":
            continue
        target = str(token.attrGet("href") or "")
        if not REPOSITORY_LINK.match(target):
            continue
        file, _hash, part = target.partition("#")
        known = BY_NAME.get(file.removesuffix(".md"))
        if known is not None:
            token.attrSet("href", known.url + (f"#{part}" if part else ""))
        else:
            token.attrs.pop("href", None)


def picture(name: str) -> Path | None:
    """Return the file of a picture of the manuals, if there is one."""
    found = PICTURES / name
    return found if PICTURE.fullmatch(f"screenshots/{name}") and found.is_file() else None


def _show_pictures(tokens: list[Token]) -> None:
    for token in tokens:
        if token.type != "image":
            continue
        found = PICTURE.fullmatch(str(token.attrGet("src") or ""))
        if found and picture(found["name"]):
            token.attrSet("src", reverse("manual_picture", args=[found["name"]]))
            token.attrSet("loading", "lazy")
        else:
            token.type, token.tag = "text", ""
