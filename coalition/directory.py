"""The member directory: which organisations are shown, in whose words, narrowed by plain links."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from editorial.alphabetical_order import alphabetical_key
from editorial.country_names import CODES, country_key, country_name
from editorial.readings import once_a_generation
from editorial.url_parameters import UrlParameter

from .member import Member

# What the links of the filters say: only that makes a page of its own.
COUNTRY = UrlParameter("country", lambda code: code if code in CODES else "")
KIND = UrlParameter("kind", lambda kind: kind if kind in _kind_values() else "")


@dataclass(frozen=True)
class Choice:
    """One link of a filter: its words, how many organisations it leaves, and the query it leads to."""

    label: str | Promise
    count: int
    chosen: bool
    query: str


@dataclass(frozen=True)
class Entry:
    """One organisation as the directory shows it."""

    member: Member
    description: str
    description_language: str
    country_names: list[str]


@dataclass(frozen=True)
class Directory:
    """What a reader sees. `total` counts all organisations, whatever the filters leave."""

    entries: list[Entry]
    country_choices: list[Choice]
    kind_choices: list[Choice]
    total: int


def _kind_values() -> list[str]:
    return list(Member.Kind.values)


def source_members() -> list[Member]:
    """Return the public organisations by name, each as the row it was first entered in.

    That row holds the facts; the rows of other languages add a description and nothing else.
    """
    members = Member.objects
    older = members.filter(translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk"))
    found = members.filter(~Exists(older), live=True).select_related("locale", "logo").order_by("pk")
    # Each database has an order of its own, and none of them is that of the reader's alphabet.
    return sorted(found, key=lambda member: alphabetical_key(member.name))


def directory(locale: Locale, filters: Mapping[str, str]) -> Directory:
    """Return the directory in the given language, narrowed by the `country` and `kind` of the filters.

    A filter that fits no organisation is ignored, so that an old link still shows the whole directory.
    """
    members = once_a_generation(("members", get_language()), source_members)
    countries_of = {member.pk: [str(country) for country in member.countries] for member in members}
    country_counts = Counter(code for codes in countries_of.values() for code in codes)
    kind_counts = Counter(member.kind for member in members)
    country = filters.get("country") if filters.get("country") in country_counts else None
    kind = filters.get("kind") if filters.get("kind") in kind_counts else None

    shown = [
        member
        for member in members
        if (country is None or country in countries_of[member.pk]) and (kind is None or member.kind == kind)
    ]
    words = once_a_generation(("words of members", locale.pk), lambda: _descriptions(members, locale))
    return Directory(
        entries=[
            Entry(
                member,
                *words[member.pk],
                sorted(map(country_name, countries_of[member.pk]), key=country_key),
            )
            for member in shown
        ],
        country_choices=_choices(
            "country",
            country,
            {code: (country_name(code), count) for code, count in country_counts.items()},
            len(members),
            {"kind": kind},
        ),
        kind_choices=_choices(
            "kind",
            kind,
            {
                kind.value: (kind.plural, kind_counts[kind.value])
                for kind in kinds(members)
                if kind_counts[kind.value]
            },
            len(members),
            {"country": country},
        ),
        total=len(members),
    )


def kinds(members: list[Member]) -> list[Member.Kind]:
    """Return the kinds of organisation, in the order the model names them."""
    return list(type(members[0]).Kind) if members else []


def _descriptions(members: list[Member], locale: Locale) -> dict[int, tuple[str, str]]:
    """Return each organisation's description and the language it is in: the wanted one if it is there."""
    translations = {
        translation.translation_key: translation.description
        for translation in Member.objects.filter(
            translation_key__in={member.translation_key for member in members}, locale=locale, live=True
        )
        if translation.description
    }
    return {
        member.pk: (translations[member.translation_key], locale.language_code)
        if member.translation_key in translations
        else (member.description, member.locale.language_code)
        for member in members
    }


def _choices(
    name: str,
    chosen: str | None,
    values: Mapping[str, tuple[str | Promise, int]],
    total: int,
    others: dict[str, str | None],
) -> list[Choice]:
    """Return the links of one filter, the one that shows all first, the others by their words."""
    kept = {key: value for key, value in others.items() if value}
    links = [Choice(_("All"), total, chosen is None, urlencode(kept))]
    for value, (label, count) in sorted(values.items(), key=lambda item: country_key(item[1][0])):
        links.append(Choice(label, count, value == chosen, urlencode({**kept, name: value})))
    return links
