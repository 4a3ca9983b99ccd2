"""A signatory's whole way in one language, as it would be with the words that are there now."""

from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from editorial.journeys import Journey

from ..completeness import missing_texts, translation_of
from ..sources.reading import draft_in
from .times import original_of

# What browsers draw as if it were marked with a pen, without any style of ours: mails allow none.
MARK = "mark"


def journeys_of(home: Page) -> list[Journey]:
    """Return the ways that visitors go in the language of a home page."""
    return [journey for journeys in hooks.get_hooks("journeys_of_language") for journey in journeys(home)]


def show_step(request: HttpRequest, page: Page, mode: str) -> HttpResponse:
    """Answer with one step, its gaps marked: what is still in another language than the page's.

    A translation that is being written is shown with what is written so far.
    """
    translation = translation_of(page)
    shown = as_written_so_far(page)
    response: HttpResponse = shown.make_preview_request(request, mode)
    if response.status_code != 200 or getattr(response, "streaming", False):
        return response
    if "html" not in response.headers.get("Content-Type", ""):
        return response
    language = page.locale.language_code
    other, missing = _still_in_another_language(shown, translation)
    response.content = mark_gaps(response.content.decode(), language, other, missing).encode()
    response.headers.pop("Content-Length", None)
    return response


def _still_in_another_language(page: Page, translation: Translation | None) -> tuple[str, set[str]]:
    """Return the language of a page's original, and what the page says in it for want of a translation."""
    if translation is not None:
        texts = missing_texts(translation.source, translation.target_locale).select_related("string")
        return translation.source.locale.language_code, {_as_read(text.string.data) for text in texts}
    original = original_of(page)
    if original is None:
        return settings.LANGUAGE_CODE, set()
    # A copy that somebody translates by hand.
    return original.locale.language_code, texts_of(page) & texts_of(original.specific)


def texts_of(page: Page) -> set[str]:
    """Return all that translators would be asked to translate on a page."""
    segments = [segment for segment in extract_segments(page) if isinstance(segment, StringSegmentValue)]
    return {_as_read(segment.string.data) for segment in segments}


def _as_read(text: str) -> str:
    """Return a text as readers see it, without its markup."""
    return _in_one_line(BeautifulSoup(text, "html.parser").text)


def as_written_so_far(page: Page) -> Page:
    """Return a page as it would be if what is written now were published."""
    translation = translation_of(page)
    if translation is not None:
        return draft_in(translation.source, translation.target_locale)
    draft: Page = page.specific.get_latest_revision_as_object()
    return draft


def mark_gaps(html: str, language: str, other: str, missing: Iterable[str]) -> str:
    """Return a page with a mark around whatever stands there for want of words in its language.

    That is what the hub says in English, which names its language already, and each text that is `missing`
    in the translation from the `other` language. Names of languages, as in the list of languages, are no gap.
    """
    document = BeautifulSoup(html, "html.parser")
    wanted = {text for text in missing if text}
    for plain in document.find_all("pre"):
        _mark_lines(document, plain, other, wanted)
    for text in document.find_all(string=True):
        if _in_one_line(text) in wanted and isinstance(text.parent, Tag) and _is_shown(text.parent):
            text.wrap(document.new_tag(MARK, attrs={"lang": other}))
    for element in reversed(document.find_all(True)):
        # A text of several pieces, as with a bold word: the innermost that holds it all.
        if _in_one_line(element.text) in wanted and _is_shown(element) and not element.find(MARK):
            _mark_all_of(document, element, other)
    hub = settings.LANGUAGE_CODE
    if language != hub:
        for element in document.find_all(lang=hub):
            if element.name not in ("html", MARK) and not element.has_attr("hreflang"):
                _mark_all_of(document, element, hub)
    for frame in document.find_all("iframe", srcdoc=True):
        frame["srcdoc"] = mark_gaps(str(frame["srcdoc"]), language, other, wanted)
    return str(document)


def _mark_lines(document: BeautifulSoup, plain: Tag, language: str, wanted: set[str]) -> None:
    """Mark the lines of a plain text, as of a mail, that are among those wanted."""
    lines = plain.text.split("\n")
    if not any(_in_one_line(line) in wanted for line in lines):
        return
    plain.clear()
    for number, line in enumerate(lines):
        is_wanted = _in_one_line(line) in wanted
        plain.append(document.new_tag(MARK, attrs={"lang": language}, string=line) if is_wanted else line)
        if number + 1 < len(lines):
            plain.append("\n")


def _mark_all_of(document: BeautifulSoup, element: Tag, language: str) -> None:
    mark = document.new_tag(MARK, attrs={"lang": language})
    for child in list(element.contents):
        mark.append(child.extract())
    element.append(mark)


def _is_shown(element: Tag) -> bool:
    return element.name not in ("html", "head", "title", "script", "style", "option", "textarea", MARK)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
