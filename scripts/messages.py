"""The interface's messages for translators, without GNU gettext on the machine.

    python scripts/messages.py collect [LANGUAGE…]   bring locale/<language>/LC_MESSAGES/django.po up to date
    python scripts/messages.py compile [FILE…]       make the .mo files that Django reads
    python scripts/messages.py check [LANGUAGE…]     list what is wrong or missing; exit code 1 if any

Messages come from Python code and from Django templates. Catalogues are sorted and hold file names but no
line numbers and no dates, so that a diff shows what changed for a translator and nothing else.

A new catalogue has what visitors and signatories read, and says so in its head: `X-Readers: visitors`.
Without that line it has the words of the admin as well.

Beside it may lie `formal.po` or `informal.po`: the messages that speak to the reader, in the form of address
that the catalogue itself does not have. `locale/django.pot` has all messages in English, for the admin's own
list of them.
"""

from __future__ import annotations

import argparse
import difflib
import io
import os
import re
import sys
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from gettext import c2py
from pathlib import Path

import polib

PROJECT = Path(__file__).resolve().parent.parent
LOCALE = PROJECT / "locale"
TEMPLATE = LOCALE / "django.pot"
FIRST_LANGUAGE = "de"
# What is no part of the interface, or not ours.
SKIPPED_DIRECTORIES = {"locale", "migrations", "node_modules", "scripts", "static", "tests", "var"}
COMMENT_TAG = "Translators:"
SIMILAR = 0.8  # from this likeness on, a changed message gets the old translation as a proposal
# Function → which arguments hold the message; (1, "c") marks the context.
FUNCTIONS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# The files with what visitors and signatories read. All others are for those who work in the admin.
VISITORS_TEMPLATES = re.compile(r"templates/(?!wagtailadmin/|localisation/|.*/(admin|widgets)/)")
VISITORS_FILES = {
    "campaign_site/crowd.py",
    "campaign_site/database_away.py",
    "campaign_site/error_views.py",
    "campaign_site/request_size.py",
    "campaign_site/slow_bodies.py",
    "coalition/directory.py",
    "coalition/member.py",
    "editorial/colon.py",
    "editorial/country_maps.py",
    "editorial/list_comma.py",
    "home/new_page/words.py",
    "home/recipes/words.py",
    "petition_blocks/details/asked.py",
    "petition_blocks/details/fields.py",
    "petition_blocks/mailing/mails.py",
    "petition_blocks/page/default_words.py",
    "petition_blocks/petition/organisations.py",
    "petition_blocks/petition/responsibility.py",
    "petition_blocks/signatory/own_page.py",
    "petition_blocks/signature/fields.py",
    "petition_blocks/signature/forms.py",
    "petition_blocks/signature/names.py",
    "petition_blocks/signing/country_field.py",
    "petition_blocks/signing/forms.py",
}
# Beside what they read of a file that is else for others.
VISITORS_COMMENT = "Translators: visitors read this"
READERS, VISITORS = "X-Readers", "visitors"
# What `locale/django.pot` says of a message that visitors read.
READ_BY_VISITORS = "Readers: visitors"
PERCENT_PLACEHOLDER = re.compile(r"(?<!%)(?:%%)*(%(?:\(\w+\))?[sdif])")
BRACE_PLACEHOLDER = re.compile(r"\{\w*\}")

# The form of address that a catalogue of its own may be in.
FORMAL, INFORMAL = "formal", "informal"
# Before what the usual catalogue said when the other form was written.
USUALLY = "Usually: "
# Words that are said to somebody in one form only. In German, a capital within a sentence.
ADDRESS = {
    "de": {
        INFORMAL: re.compile(r"\b(du|dich|dir|dein(e[mnrs]?)?)\b", re.IGNORECASE),
        FORMAL: re.compile(r"(?<!^)(?<![.!?:„“] )\b(Sie|Ihnen|Ihr|Ihre[mnrs]?)\b"),
    },
    "es": {INFORMAL: re.compile(r"\b(tú|tu|tus|contigo|tuy[oa]s?)\b", re.IGNORECASE)},
    # The plural for several people is the formal word for one.
    "fr": {INFORMAL: re.compile(r"\b(tu|toi|te|ton|ta|tes)\b")},
    "it": {INFORMAL: re.compile(r"\b(tu|tuo|tua|tuoi|tue)\b", re.IGNORECASE)},
    "nl": {INFORMAL: re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE)},
}
# The form of the usual catalogue.
USUAL_ADDRESS = {"de": INFORMAL, "es": INFORMAL, "fr": FORMAL, "it": INFORMAL, "nl": INFORMAL}

Key = tuple[str | None, str]


@dataclass
class Message:
    """A message as the code has it."""

    context: str | None
    singular: str
    plural: str | None = None
    comments: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=set)

    @property
    def is_for_visitors(self) -> bool:
        """Whether somebody reads it who only came to sign."""
        return VISITORS_COMMENT in self.comments or any(
            VISITORS_TEMPLATES.match(name) or name in VISITORS_FILES for name in self.files
        )

    @property
    def key(self) -> Key:
        """What makes a message the same message: its context and its singular."""
        return self.context, self.singular


class UnreadableSource(Exception):
    """A source file has no messages that can be read; the exception says which file and why."""


def source_files() -> Iterator[Path]:
    """Yield all Python files and templates of the interface, in a fixed order."""
    for directory, names, files in os.walk(PROJECT):
        names[:] = sorted(
            name for name in names if name not in SKIPPED_DIRECTORIES and not name.startswith((".", "var."))
        )
        in_templates = "templates" in Path(directory).relative_to(PROJECT).parts
        for name in sorted(files):
            if name.endswith(".py") or (in_templates and name.endswith((".html", ".txt", ".mjml"))):
                yield Path(directory) / name


def python_text(path: Path) -> str:
    """Return a file's messages as Python source: a Python file's text, or what Django makes of a template."""
    from django.utils.translation.template import templatize

    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    # Indented as a template is, the calls in it would be a syntax error to Python.
    return "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())


def messages_in(path: Path) -> Iterator[Message]:
    """Yield the messages of one file."""
    # Only collecting and checking need Babel: a server compiles the catalogues without it.
    from babel.messages.extract import extract

    name = path.relative_to(PROJECT).as_posix()
    source = io.BytesIO(python_text(path).encode())
    try:
        for _line, found, comments, context in extract("python", source, FUNCTIONS, [COMMENT_TAG]):
            singular, plural = found if isinstance(found, tuple) else (found, None)
            if singular:
                yield Message(context, singular, plural, list(comments), {name})
    except (SyntaxError, ValueError, tokenize.TokenError) as problem:
        raise UnreadableSource(f"{name}: {problem}") from problem


def all_messages() -> dict[Key, Message]:
    """Return every message of the interface, each once."""
    messages: dict[Key, Message] = {}
    for path in source_files():
        for message in messages_in(path):
            known = messages.setdefault(message.key, message)
            known.plural = known.plural or message.plural
            known.files |= message.files
            known.comments += [comment for comment in message.comments if comment not in known.comments]
    return messages


def catalogue_path(language: str) -> Path:
    """Return where a language's catalogue lies; `pt-br` lies under `pt_BR`."""
    from django.utils.translation import to_locale

    return LOCALE / to_locale(language) / "LC_MESSAGES" / "django.po"


def existing_languages() -> list[str]:
    """Return the languages that have a catalogue, or the first one to make."""
    found = sorted(path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/django.po"))
    return [name.replace("_", "-").lower() for name in found] or [FIRST_LANGUAGE]


def open_catalogue(path: Path) -> polib.POFile:
    """Return the catalogue in a file, or an empty one."""
    return polib.pofile(str(path), wrapwidth=100) if path.exists() else polib.POFile(wrapwidth=100)


def messages_for(catalogue: polib.POFile, messages: dict[Key, Message]) -> dict[Key, Message]:
    """Return those of the messages that a catalogue should have, by who reads it."""
    if catalogue.metadata.get(READERS) != VISITORS:
        return messages
    return {key: message for key, message in messages.items() if message.is_for_visitors}


def plural_forms(language: str) -> str:
    """Return a language's plural rule: Django's own where it has one, since Django joins both catalogues."""
    import django
    from babel.messages.plurals import get_plural
    from django.utils.translation import to_locale

    catalogue = (
        Path(django.__file__).parent / "conf" / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po"
    )
    if catalogue.exists():
        rule = polib.pofile(str(catalogue)).metadata.get("Plural-Forms")
        if rule:
            return rule
    return get_plural(to_locale(language)).plural_forms


def plural_count(catalogue: polib.POFile) -> int:
    """Return how many plural forms a catalogue's language has."""
    found = re.search(r"nplurals\s*=\s*(\d+)", catalogue.metadata.get("Plural-Forms", ""))
    return int(found.group(1)) if found else 2


def forms_of_one_number(catalogue: polib.POFile) -> set[int]:
    """Return which plural forms are said of a single number, such as 1, and may leave it out.

    Where 21 is counted like 1, as in Ukrainian, the form of both has to name it.
    """
    rule = c2py(catalogue.metadata["Plural-Forms"].partition("plural=")[2].rstrip("; "))
    numbers = Counter(rule(number) for number in range(1_000))
    return {form for form, count in numbers.items() if count == 1}


def updated_catalogue(old: polib.POFile, messages: dict[Key, Message], language: str) -> polib.POFile:
    """Return the catalogue of a language for these messages, with the old one's translations.

    A translation whose message changed a little is kept as a proposal, marked fuzzy; Django shows the
    original until somebody confirms it. Translations that nothing uses any more are left out: git remembers
    them.
    """
    new = polib.POFile(wrapwidth=100)
    new.metadata = {
        "Project-Id-Version": "Campaign Hub",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(language),
        **({READERS: old.metadata[READERS]} if READERS in old.metadata else {}),
    }
    new.header = old.header
    forms = plural_count(new)
    kept = {(entry.msgctxt, entry.msgid): entry for entry in old if not entry.obsolete}
    unused = {key: entry for key, entry in kept.items() if key not in messages and has_translation(entry)}
    for key in sorted(messages, key=lambda pair: (pair[1].casefold(), pair[1], pair[0] or "")):
        message = messages[key]
        entry = empty_entry(message, forms)
        if key in kept:
            take_over(entry, kept[key], fuzzy="fuzzy" in kept[key].flags)
        elif (proposal := most_similar(message, unused.values())) is not None:
            take_over(entry, proposal, fuzzy=True)
            entry.previous_msgctxt, entry.previous_msgid = proposal.msgctxt, proposal.msgid
        new.append(entry)
    return new


def empty_entry(message: Message, forms: int) -> polib.POEntry:
    """Return a catalogue entry without a translation."""
    text = message.singular + (message.plural or "")
    flags = [
        flag
        for flag, pattern in (
            ("python-format", PERCENT_PLACEHOLDER),
            ("python-brace-format", BRACE_PLACEHOLDER),
        )
        if pattern.search(text)
    ]
    return polib.POEntry(
        msgctxt=message.context,
        msgid=message.singular,
        msgid_plural=message.plural or "",
        msgstr_plural=dict.fromkeys(range(forms), "") if message.plural else {},
        comment="\n".join(message.comments),
        occurrences=[(name, "") for name in sorted(message.files)],
        flags=flags,
    )


def take_over(entry: polib.POEntry, old: polib.POEntry, *, fuzzy: bool) -> None:
    """Give an entry an old one's translation, as a proposal where it no longer fits by itself."""
    entry.tcomment = old.tcomment
    if fuzzy and old.previous_msgid:
        entry.previous_msgctxt, entry.previous_msgid = old.previous_msgctxt, old.previous_msgid
    if entry.msgid_plural:
        first = old.msgstr_plural.get(0, "") if old.msgid_plural else old.msgstr
        entry.msgstr_plural = {form: old.msgstr_plural.get(form, first) for form in entry.msgstr_plural}
    else:
        entry.msgstr = old.msgstr_plural.get(0, "") if old.msgid_plural else old.msgstr
    changed = entry.msgid_plural != (old.msgid_plural or "")
    if (fuzzy or changed) and has_translation(entry):
        entry.flags.append("fuzzy")


def has_translation(entry: polib.POEntry) -> bool:
    """Return whether an entry holds any translated text."""
    return any(translations_of(entry))


def translations_of(entry: polib.POEntry) -> list[str]:
    """Return an entry's translation, or all its plural forms."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def most_similar(message: Message, entries: Iterable[polib.POEntry]) -> polib.POEntry | None:
    """Return the entry of the same context that is most like a message, if any is much like it."""
    best: polib.POEntry | None = None
    best_ratio = SIMILAR
    for entry in entries:
        if entry.msgctxt != message.context:
            continue
        ratio = difflib.SequenceMatcher(None, entry.msgid, message.singular).ratio()
        if ratio >= best_ratio:
            best, best_ratio = entry, ratio
    return best


def template(messages: dict[Key, Message]) -> str:
    """Return the text of `locale/django.pot`: all messages, who reads them and where, none translated."""
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
    for key in sorted(messages, key=lambda pair: (pair[1].casefold(), pair[1], pair[0] or "")):
        entry = empty_entry(messages[key], 2)
        if messages[key].is_for_visitors:
            entry.comment = "\n".join(filter(None, [entry.comment, READ_BY_VISITORS]))
        catalogue.append(entry)
    return f"{catalogue}\n"


def other_catalogues(language: str) -> Iterator[tuple[str, Path]]:
    """Yield the catalogue in the other form of address, with the form, if the language has one."""
    for address in (FORMAL, INFORMAL):
        path = catalogue_path(language).with_name(f"{address}.po")
        if path.exists():
            yield address, path


def updated_other_catalogue(old: polib.POFile, messages: dict[Key, Message], language: str) -> polib.POFile:
    """Return a catalogue of the other form of address without what nothing uses any more.

    What is missing in it is said as usual: nobody but a reader can tell which message speaks to somebody.
    """
    kept = polib.POFile(wrapwidth=100)
    kept.metadata, kept.header = {**old.metadata, "Plural-Forms": plural_forms(language)}, old.header
    for entry in sorted(old, key=lambda entry: (entry.msgid.casefold(), entry.msgid, entry.msgctxt or "")):
        message = messages.get((entry.msgctxt, entry.msgid))
        if message is not None and not entry.obsolete and message.is_for_visitors:
            renewed = empty_entry(message, plural_count(kept))
            renewed.occurrences = []
            take_over(renewed, entry, fuzzy="fuzzy" in entry.flags)
            kept.append(renewed)
    return kept


def write_if_changed(path: Path, text: str) -> None:
    """Write a file, unless it says so already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def collect(languages: Sequence[str]) -> int:
    """Bring the languages' catalogues up to date; return the exit code."""
    messages = all_messages()
    write_if_changed(TEMPLATE, template(messages))
    for language in languages:
        path = catalogue_path(language)
        old = open_catalogue(path)
        if not path.exists():
            old.metadata[READERS] = VISITORS
        new = updated_catalogue(old, messages_for(old, messages), language)
        write_if_changed(path, f"{new}\n")
        for _address, other in other_catalogues(language):
            renewed = updated_other_catalogue(open_catalogue(other), messages, language)
            write_if_changed(other, f"{renewed}\n")
        proposals = len(new.fuzzy_entries())
        missing = sum(not has_translation(entry) for entry in new)
        print(
            f"{path.relative_to(PROJECT)}: "
            f"{len(new)} messages, {missing} untranslated, {proposals} to confirm"
        )
    return 0


def compile_catalogues(paths: Iterable[Path]) -> int:
    """Make each catalogue's .mo file, of what is translated and confirmed; return the exit code."""
    for path in paths:
        target = path.with_suffix(".mo")
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        polib.pofile(str(path)).save_as_mofile(str(draft))
        draft.replace(target)  # at once, since a running server may be reading it
    return 0


def placeholders(text: str) -> list[str]:
    """Return a text's placeholders, sorted; named ones once, since a translation may repeat them."""
    found = PERCENT_PLACEHOLDER.findall(text) + BRACE_PLACEHOLDER.findall(text)
    named = {placeholder for placeholder in found if re.search(r"\w{2}|\(", placeholder)}
    return sorted([*named, *(placeholder for placeholder in found if placeholder not in named)])


def lonely_sign(language: str, text: str) -> str | None:
    """Return a sign of a French text that could begin a line, since the space before it may break."""
    found = re.search(r" [:;?!»]|« ", text) if language == "fr" else None
    return found.group(0) if found else None


def opposite(address: str) -> str:
    """Return the other form of address."""
    return INFORMAL if address == FORMAL else FORMAL


def word_of_address(language: str, address: str, text: str) -> str | None:
    """Return a word that speaks to the reader in that form, as far as that can be told from a word."""
    pattern = ADDRESS.get(language, {}).get(address)
    found = pattern.search(text) if pattern else None
    return found.group(0) if found else None


def problems_of_entry(
    language: str,
    entry: polib.POEntry,
    message: Message,
    forms: int,
    of_one_number: set[int],
    address: str | None,
) -> Iterator[str]:
    """Yield what is wrong with the translation of one message."""
    translations = translations_of(entry)
    if (entry.msgid_plural or None) != message.plural:
        yield "its plural changed in the code"
        return
    if not all(translations) or (message.plural and len(translations) != forms):
        yield "untranslated"
        return
    if "fuzzy" in entry.flags:
        yield "a proposal that nobody confirmed (marked fuzzy)"
    # "One signature" may leave out the number that "%(count)s signatures" has.
    allowed = [
        placeholders(original) for original in (message.singular, message.plural) if original is not None
    ]
    for form, translation in enumerate(translations):
        if message.plural and form not in of_one_number and placeholders(translation) != allowed[-1]:
            yield f"other numbers are counted like this, too, so it has to name them: {translation!r}"
        elif placeholders(translation) not in allowed:
            yield f"its placeholders differ: {translation!r}"
        if sign := lonely_sign(language, translation):
            yield f"the space in {sign!r} must not break: write U+00A0 or U+202F: {translation!r}"
        if address and (word := word_of_address(language, opposite(address), translation)):
            yield f"{word!r} speaks to the reader in another way than the other texts do: {translation!r}"


def problems_of(language: str, messages: dict[Key, Message]) -> Iterator[str]:
    """Yield a line for each thing wrong with a language's catalogue."""
    path = catalogue_path(language)
    catalogue = open_catalogue(path)
    entries = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
    forms, of_one_number = plural_count(catalogue), forms_of_one_number(catalogue)
    wanted = messages_for(catalogue, messages)
    for key, message in wanted.items():
        context = f" (context {message.context!r})" if message.context else ""
        where = f"{language}: {message.singular!r}{context} in {', '.join(sorted(message.files))}"
        if key not in entries:
            yield f"{where}: missing"
            continue
        address = USUAL_ADDRESS.get(language)
        for problem in problems_of_entry(language, entries[key], message, forms, of_one_number, address):
            yield f"{where}: {problem}"
    unused = [entry.msgid for key, entry in entries.items() if key not in wanted]
    for text in unused + [entry.msgid for entry in catalogue.obsolete_entries()]:
        yield f"{language}: {text!r}: nothing uses it any more"


def usual_words(entry: polib.POEntry) -> str:
    """Return what a catalogue of the other form of address notes of the usual one's text."""
    return USUALLY + " | ".join(text.replace("\n", " ") for text in translations_of(entry))


def problems_of_other_form(
    language: str, address: str, path: Path, messages: dict[Key, Message]
) -> Iterator[str]:
    """Yield a line for each thing wrong with a catalogue in the other form of address."""
    usual = {(entry.msgctxt, entry.msgid): entry for entry in open_catalogue(catalogue_path(language))}
    catalogue = open_catalogue(path)
    forms, of_one_number = plural_count(catalogue), forms_of_one_number(catalogue)
    others = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    for key, entry in others.items():
        where = f"{language}, {address}: {entry.msgid!r}"
        message = messages.get(key)
        if message is None or key not in usual or not message.is_for_visitors:
            yield f"{where}: no visitor reads it any more"
            continue
        for problem in problems_of_entry(language, entry, message, forms, of_one_number, address):
            yield f"{where}: {problem}"
        if translations_of(entry) == translations_of(usual[key]):
            yield f"{where}: it is said as usual, so leave it out"
        # A long comment is broken into lines when it is written, at hyphens too.
        if "".join(entry.tcomment.split()) != "".join(usual_words(usual[key]).split()):
            yield f"{where}: the usual words have changed; look again, then note {usual_words(usual[key])!r}"
    for key, message in messages.items():
        if key in others or key not in usual or not message.is_for_visitors:
            continue
        for text in translations_of(usual[key]):
            if word := word_of_address(language, opposite(address), text):
                where = f"{language}, {address}: {message.singular!r}"
                yield f"{where}: missing, though {word!r} speaks to somebody"


def check(languages: Sequence[str]) -> int:
    """Print what is wrong with the languages' catalogues; return the exit code."""
    messages = all_messages()
    problems = [problem for language in languages for problem in problems_of(language, messages)]
    for language in languages:
        for address, path in other_catalogues(language):
            problems += problems_of_other_form(language, address, path, messages)
    if not TEMPLATE.exists() or TEMPLATE.read_text(encoding="utf-8") != template(messages):
        problems.append("locale/django.pot: it doesn't have the messages that the code has")
    for problem in problems:
        print(problem)
    if problems:
        print(
            f"{len(problems)} problems in the translations: "
            "run `make messages`, then edit locale/*/LC_MESSAGES/django.po."
        )
    return 1 if problems else 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and run it."""
    parser = argparse.ArgumentParser(description="Collect, compile or check the interface's messages.")
    actions = parser.add_subparsers(dest="action", required=True)
    for action, text in (("collect", "bring the catalogues up to date"), ("check", "list what is wrong")):
        actions.add_parser(action, help=text).add_argument("languages", nargs="*", metavar="LANGUAGE")
    actions.add_parser("compile", help="make .mo files").add_argument(
        "files", nargs="*", type=Path, metavar="FILE"
    )
    options = parser.parse_args(arguments)
    if options.action == "compile":
        return compile_catalogues(options.files or sorted(LOCALE.glob("*/LC_MESSAGES/*.po")))
    try:
        languages = options.languages or existing_languages()
        return collect(languages) if options.action == "collect" else check(languages)
    except UnreadableSource as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
