"""Take over a glossary from a file, and write one."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale

from ..locale_permissions import AnyUser, locales_to_work_in
from .glossary_file import Row, UnreadableFile, read_rows, write_rows
from .glossary_permissions import keeps_terms
from .models import GlossaryTerm, TermTranslation


@dataclass
class BroughtIn:
    """What came of it."""

    terms: int = 0
    translations: int = 0


def glossary_file() -> bytes:
    """Return the whole glossary as a file."""
    codes = list(Locale.objects.order_by("language_code").values_list("language_code", flat=True))
    terms = GlossaryTerm.objects.select_related("locale").prefetch_related("translations__locale")
    rows = [
        Row(
            line=0,
            term=term.term,
            language=term.locale.language_code,
            is_never_translated=term.is_never_translated,
            matches_case=term.matches_case,
            note=term.note,
            texts={row.locale.language_code: row.text for row in term.translations.all()},
            notes={row.locale.language_code: row.note for row in term.translations.all()},
        )
        for term in terms
    ]
    return write_rows(rows, codes)


@transaction.atomic
def bring_in_glossary(raw: bytes, user: AnyUser) -> BroughtIn:
    """Take over what a file says, all of it or nothing, and return what has changed.

    Nothing is deleted: an empty cell says nothing. Columns of languages that the user doesn't work in are
    passed over, and so are those of the terms themselves if others keep them. Raises `UnreadableFile` for
    what can't be understood, and for terms that somebody who only translates would add.
    """
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    mine = set(locales_to_work_in(user).values_list("language_code", flat=True))
    rows = read_rows(raw, list(locales), Locale.get_default().language_code)
    known = {(term.term, term.locale_id): term for term in GlossaryTerm.objects.all()}
    may_keep_terms = keeps_terms(user)
    if not may_keep_terms:
        _refuse_new_terms(rows, locales, known)
    done = BroughtIn()
    for row in rows:
        locale = locales[row.language]
        term = known.get((row.term, locale.pk), GlossaryTerm(term=row.term, locale=locale))
        if may_keep_terms:
            done.terms += _save_term(term, row)
        for code in mine & row.texts.keys() | mine & row.notes.keys():
            if code != row.language:
                done.translations += _save_translation(term, locales[code], row, user)
    return done


def _refuse_new_terms(
    rows: list[Row], locales: dict[str, Locale], known: dict[tuple[str, int], GlossaryTerm]
) -> None:
    problems = [
        _("Line %(line)d: “%(term)s” isn’t in the glossary. Ask an editor to add it.")
        % {"line": row.line, "term": row.term}
        for row in rows
        if (row.term, locales[row.language].pk) not in known
    ]
    if problems:
        raise UnreadableFile(problems)


def _save_term(term: GlossaryTerm, row: Row) -> bool:
    said = {
        "is_never_translated": row.is_never_translated,
        "matches_case": row.matches_case,
        "note": row.note or None,
    }
    changed = {
        name: value for name, value in said.items() if value is not None and getattr(term, name) != value
    }
    for name, value in changed.items():
        setattr(term, name, value)
    if term.pk is None or changed:
        term.save()
        return True
    return False


def _save_translation(term: GlossaryTerm, locale: Locale, row: Row, user: AnyUser) -> bool:
    code = locale.language_code
    text, note = row.texts.get(code, ""), row.notes.get(code, "")
    found = TermTranslation.objects.filter(term=term, locale=locale).first()
    translation = found or TermTranslation(term=term, locale=locale)
    if (text or translation.text, note or translation.note) == (translation.text, translation.note):
        return False
    translation.text = text or translation.text
    translation.note = note or translation.note
    translation.changed_by = user if isinstance(user, User) else None
    translation.save()
    return True
