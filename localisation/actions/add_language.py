"""Let a site speak one more language."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from editorial.language_names import name_in

from ..locale_permissions import AnyUser
from ..roles import grant_translator
from .submit_for_translation import submit_for_translation


class UnknownLanguage(ValueError):
    """Raised when the hub can't speak a language; its words say so."""

    def __init__(self, code: str) -> None:
        self.code = code
        known = ", ".join(known_code for known_code, _name in settings.LANGUAGES)
        super().__init__(
            _("This hub doesn’t know the language “%(code)s”. It knows these: %(known)s.")
            % {"code": code, "known": known}
        )


@dataclass(frozen=True)
class AddedLanguage:
    """A language that a site speaks: its home pages, and the group whose members translate into it.

    There is no group as long as there is no home page.
    """

    locale: Locale
    homes: list[Page]
    group: Group | None


@transaction.atomic
def add_language(code: str, user: AnyUser | None = None) -> AddedLanguage:
    """Give the hub a language: its row, a draft of each site's home page, and a group of translators.

    The drafts hold the hub's own words in that language, as far as it has them. The group may do what
    `grant_translator` says, and nothing else. What is there already stays as it is, so a second time adds
    nothing. A home page that nobody has begun is left out: the guided start may yet want it in this very
    language. Nothing becomes public. Raises `UnknownLanguage`, and `ValidationError` where a home page
    can't be translated as it is.
    """
    code = normalised(code)
    # A button that is pressed twice: the second press waits here, and then finds all of it.
    Page.objects.select_for_update().get(pk=Page.get_first_root_node().pk)
    locale, _is_new = Locale.objects.get_or_create(language_code=code)
    homes = []
    for site in Site.objects.select_related("root_page").order_by("pk"):
        if not _is_begun(site.root_page):
            continue
        submit_for_translation(site.root_page.specific, [locale], user)
        homes.append(site.root_page.get_translation(locale))
    if not homes:
        return AddedLanguage(locale, homes, None)
    group, _is_new = Group.objects.get_or_create(name=translators_of(code))
    grant_translator(group, locale)
    return AddedLanguage(locale, homes, group)


def _is_begun(home: Page) -> bool:
    return bool(home.live or home.latest_revision_id or home.first_published_at or home.numchild)


def normalised(code: str) -> str:
    """Return the code as the hub writes it: `ZH_Hans` is zh-hans. Raises `UnknownLanguage`."""
    wanted = code.strip().replace("_", "-").lower()
    if wanted not in dict(settings.LANGUAGES):
        raise UnknownLanguage(code)
    return wanted


def translators_of(code: str) -> str:
    """Return the name of the group that translates into a language; in English, as groups' names are."""
    return f"Translators: {name_in(code, 'en')}"
