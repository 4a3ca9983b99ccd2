"""Rules of the project that Django's system check watches over."""

import re
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.template.base import Lexer, TokenType

from .share_letters import can_shape

# Folders whose templates only people who logged in ever see, and those of mails, which follow other rules.
NOT_PUBLIC_FOLDER = re.compile(r"admin|mails?|wagtail(?!core)\w+")

QUOTED_TEXT = re.compile(r""""[^"]*"|'[^']*'""")
# What differs from reader to reader. A page that shows it would be kept for one and shown to all.
PERSONAL_NAME = re.compile(
    r"(?<![\w.-])("
    r"csrf_input|csrf_token|messages|perms|user|wagtailuserbar|"
    r"request\.(?:COOKIES|META|build_absolute_uri|get_full_path|headers|session|user)"
    r")(?![\w-])"
)
FOREIGN_URL = re.compile(r"(^|[\s,])(https?:)?//", re.IGNORECASE)
# Where a browser fetches or sends to an address by itself. A link that a reader may follow is none of these.
USED_URLS = {"action", "data", "formaction", "poster", "src", "srcset"}
# `href` is a reader's link on these elements, and fetched on all others.
LINKING_ELEMENTS = {"a", "area"}
# Kinds of <link> that name an address and load nothing.
NAMING_LINKS = {"alternate", "canonical"}


@register(Tags.templates)
def check_public_templates(**kwargs: object) -> list[CheckMessage]:
    """Refuse public templates that hold what `problems_of_template` finds."""
    return [
        Error(problem, obj=path, id="editorial.E001")
        for configuration in settings.TEMPLATES
        for folder in map(Path, configuration["DIRS"])
        for path in sorted(folder.rglob("*.html"))
        if is_public_template(path.relative_to(folder))
        for problem in problems_of_template(path.read_text(encoding="utf-8"))
    ]


@register()
def check_letters_can_be_joined(**kwargs: object) -> list[CheckMessage]:
    """Warn where pictures can't be drawn in scripts that are written from the right."""
    if can_shape():
        return []
    return [
        checks.Warning(
            "Pictures for sharing have no Arabic, Hebrew and Persian words: Pillow finds no FriBiDi.",
            hint="Install the library, which Debian and Ubuntu call libfribidi0.",
            id="editorial.W001",
        )
    ]


def is_public_template(path: Path) -> bool:
    """Tell whether visitors see what the template makes. The path is relative to the folder of templates."""
    return not any(NOT_PUBLIC_FOLDER.fullmatch(folder) for folder in path.parts[:-1])


def problems_of_template(source: str) -> list[str]:
    """Return what is wrong with a public template, each problem in words that begin with its line.

    Nothing in it may depend on who reads it, as the page is kept for all; nothing may be a script, a style or
    an event handler within the page, as the content policy refuses them; nothing may be fetched from another
    host, as that tells it who reads what.
    """
    problems: list[tuple[int, str]] = []
    markup = MarkupRules()
    in_comment = False
    text = ""
    for token in Lexer(source).tokenize():
        if token.token_type is TokenType.BLOCK and token.contents.split(" ")[0] in ("comment", "endcomment"):
            in_comment = not token.contents.startswith("end")
        elif in_comment or token.token_type is TokenType.COMMENT:
            text += "\n" * token.contents.count("\n")
        elif token.token_type is TokenType.TEXT:
            text += token.contents
        else:
            # Stands for whatever the tag puts there.
            text += "0" if token.token_type is TokenType.VAR else ""
            problems += [
                (token.lineno or 0, f"“{name}” differs from reader to reader, but the page is kept for all.")
                for name in PERSONAL_NAME.findall(QUOTED_TEXT.sub("", token.contents))
            ]
    markup.feed(text)
    markup.close()
    return [f"Line {line}: {problem}" for line, problem in sorted([*problems, *markup.problems])]


class MarkupRules(HTMLParser):
    """Reads markup and notes, with the line, each thing in it that no public page may hold."""

    def __init__(self) -> None:
        super().__init__()
        self.problems: list[tuple[int, str]] = []

    def note(self, problem: str) -> None:
        """Keep the problem together with the line where it is."""
        self.problems.append((self.getpos()[0], problem))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element and its attributes."""
        attributes = {name: value or "" for name, value in attrs}
        if tag == "style":
            self.note("<style> within the page: the content policy refuses it, put it into static/css/.")
        if tag == "script" and "src" not in attributes:
            self.note("<script> within the page: the content policy refuses it, put it into static/js/.")
        for name, value in attributes.items():
            if name == "style":
                self.note("style=…: the content policy refuses it, use a class.")
            elif name.startswith("on"):
                self.note(f"{name}=…: the content policy refuses it, add the listener in static/js/.")
            elif value.strip().lower().startswith("javascript:"):
                self.note(f"{name}=“javascript:…”: the content policy refuses it.")
            elif uses_url(tag, name, attributes) and FOREIGN_URL.search(value):
                self.note(f"{name}=“{value}”: another host would learn who reads this page.")


def uses_url(tag: str, name: str, attributes: dict[str, str]) -> bool:
    """Tell whether the browser itself turns to the address that the attribute holds."""
    if name in ("href", "xlink:href"):
        names_only = tag == "link" and attributes.get("rel", "").lower() in NAMING_LINKS
        return tag not in LINKING_ELEMENTS and not names_only
    return name in USED_URLS
