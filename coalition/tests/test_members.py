"""What a member organisation says of itself."""

import pytest
from django.utils.translation import override
from wagtail.models import Locale

from coalition.directory import directory
from coalition.member import Member


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("ARTICLE 19", "A19"),
        ("Action 2030", "A"),
        ("Chaos Computer Club", "CCC"),
        ("Bits of Freedom", "BF"),
        ("EDRi", "ED"),
        ("noyb", "no"),
    ],
)
def test_initials_stand_in_for_a_logo(name: str, initials: str) -> None:
    assert Member(name=name).initials == initials


def test_the_directory_is_in_the_order_of_the_readers_alphabet(db: None) -> None:
    locale, _created = Locale.objects.get_or_create(language_code="en")
    for name in ("Zivilcourage", "ärzte ohne", "Élan", "Oikos", "Österreich frei", "Pax"):
        Member.objects.create(name=name, locale=locale, countries="CY,AT,XK", kind=Member.Kind.MEMBER)
    german, _created = Locale.objects.get_or_create(language_code="de")
    with override("de"):
        shown = directory(german, {})
        names = [entry.member.name for entry in shown.entries]
        assert names == ["ärzte ohne", "Élan", "Oikos", "Österreich frei", "Pax", "Zivilcourage"]
        assert shown.entries[0].country_names == ["Kosovo", "Österreich", "Zypern"]
        assert [choice.label for choice in shown.country_choices[1:]] == ["Kosovo", "Österreich", "Zypern"]
    with override("sv"):
        assert directory(german, {}).entries[-1].member.name == "Österreich frei"
