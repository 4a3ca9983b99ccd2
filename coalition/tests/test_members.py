"""What a member organisation says of itself."""

import pytest

from coalition.models import Member


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
