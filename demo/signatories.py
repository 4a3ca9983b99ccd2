"""Who has signed in the demo: people who don't exist, at addresses that can't."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, cycle, islice
from math import lcm

# By country: how many of a hundred signatures come from there, and what its people might be called, first
# names and last names. An underscore stands for a space within a name.
NAMES: dict[str, tuple[int, str, str]] = {
    "DE": (
        27,
        "Anna Jonas Fatma Lukas Greta Mehmet Sophie Emil Nele Paul Clara Aylin Hannes Marlene Tarek Wiebke",
        "Schreiber Yıldız Brandt Lindner Kaya Hartwig Petersen Vogt Albrecht Nowak Seidel Thoma Behrens",
    ),
    "AT": (8, "Lena Tobias Magdalena Florian Selma Valentin", "Gruber Moser Leitner Pichler Haas"),
    "CH": (5, "Nina Reto Livia Urs Chiara", "Zürcher Favre Baumann Rossi"),
    "BE": (9, "Lotte Nicolas Amina Jef Camille Yassin", "Peeters Lambert Claes El_Amrani Dubois"),
    "FR": (10, "Manon Karim Élodie Théo Inès Baptiste Awa", "Moreau Girard Benali Lefèvre Roux Diallo"),
    "NL": (8, "Sanne Daan Femke Ruben Noor", "de_Vries Bakker Visser Jansen Mulder"),
    "IT": (8, "Giulia Matteo Chiara Davide Elena", "Ferrari Conti Greco Marino Rizzo"),
    "ES": (6, "Lucía Pablo Carmen Iker Marta", "García Ortega Molina Vidal"),
    "PL": (5, "Zofia Jakub Hanna Piotr Maja", "Kowalska Wójcik Zieliński Mazur"),
    "GR": (4, "Eleni Nikos Maria Giorgos", "Papadopoulou Georgiou Nikolaidis"),
    "CZ": (3, "Tereza Ondřej Adéla Jan", "Novotná Dvořák Svobodová"),
    "RS": (2, "Milica Stefan Jovana", "Petrović Nikolić Ilić"),
    "SE": (2, "Elsa Oskar Saga", "Lindqvist Berg Holm"),
    "IE": (2, "Aoife Cian Niamh", "Byrne Murphy Walsh"),
    "PT": (1, "Inês Tiago", "Silva Ferreira"),
}
# What people there read the demo in, if it is there in that language; everybody else reads it in English.
LANGUAGES = {"DE": "de", "AT": "de", "CH": "de", "FR": "fr", "BE": "fr"}

# Where they signed: more often at the front door than further in.
SOURCES = ["home"] * 5 + ["petition"] * 3 + ["transparency", "red_lines", "respect", "coalition"]


@dataclass(frozen=True)
class Signatory:
    """One person's entries, the language of the page, and the page's name in the demo's structure."""

    name: str
    email: str
    country: str
    updates: bool
    shows_name: bool
    language: str
    page: str


def signatories(count: int, languages: Sequence[str]) -> list[Signatory]:
    """Return that many people, no two with the same address; always the same ones.

    They read the demo in one of these `languages`, of which English is one.
    """
    people = {country: _people_of(country) for country in NAMES}
    pages = cycle(SOURCES)
    return [
        Signatory(
            name=(person := next(people[country])),
            email=f"{_plain(person.split()[0])}-{index}@inbox.example",
            country=country,
            # Two in five, with no pattern that a country or page could show.
            updates=index * 7 % 5 < 2,
            # One in nine lets everybody read it.
            shows_name=index % 9 == 4,
            language=_language(country, index, languages),
            page=next(pages),
        )
        for index, country in enumerate(islice(_countries(), count))
    ]


def _language(country: str, index: int, languages: Sequence[str]) -> str:
    """Return the language in which somebody from that country reads the demo."""
    usual = LANGUAGES.get(country, "en")
    usual = usual if usual in languages else "en"
    others = [language for language in languages if language != usual]
    # Some people read in another language than that of their country, in each of them by turns.
    return others[index // 11 % len(others)] if others and index % 11 == 0 else usual


def _plain(name: str) -> str:
    """Return the name as it could stand in an address: small letters without accents."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()


def _people_of(country: str) -> Iterator[str]:
    """Return full names for ever; none comes again before every first name has met every last name."""
    _weight, first_names, last_names = NAMES[country]
    firsts, lasts = first_names.split(), last_names.split()
    round_length = lcm(len(firsts), len(lasts))
    for index in count():
        # Side by side, the two lists begin anew together after a round; the next is one last name further.
        first, last = firsts[index % len(firsts)], lasts[(index + index // round_length) % len(lasts)]
        yield f"{first} {last}".replace("_", " ")


def _countries() -> Iterator[str]:
    """Return countries for ever, each as often as its weight says and evenly mixed."""
    owed = dict.fromkeys(NAMES, 0)
    total = sum(weight for weight, _firsts, _lasts in NAMES.values())
    while True:
        for country, (weight, _firsts, _lasts) in NAMES.items():
            owed[country] += weight
        country = max(owed, key=lambda code: owed[code])
        owed[country] -= total
        yield country


# What share of the signatures each day brings, by weeks, the first day first: a stir, then an uneven ebb.
WEEKS = [
    [40, 31, 22, 18, 14, 9, 7],
    [12, 11, 10, 9, 8, 4, 4],
    [9, 8, 8, 16, 13, 6, 5],
    [8, 7, 7, 6, 6, 3, 3],
    [6, 5, 7, 6, 5, 3, 2],
]
SHARES = [share for week in WEEKS for share in week]


def counts_by_day(count: int) -> list[int]:
    """Return how many of the signatures fall on each day, the first day first, today last. They add up."""
    total = sum(SHARES)
    reached = [count * sum(SHARES[: day + 1]) // total for day in range(len(SHARES))]
    return [today - before for before, today in zip([0, *reached], reached, strict=False)]
