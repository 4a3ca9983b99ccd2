"""Numbers are written as their readers write them, and as their browsers do."""

import pytest
from django.template import Context, Template
from django.utils.translation import override


@pytest.mark.parametrize(
    ("language", "thousand", "million"),
    [
        ("en", "1,234", "1,234,567"),
        ("de", "1.234", "1.234.567"),
        ("fr", "1\u202f234", "1\u202f234\u202f567"),
        ("ar", "1,234", "1,234,567"),
        ("pl", "1\u00a0234", "1\u00a0234\u00a0567"),
        ("bg", "1\u00a0234", "1\u00a0234\u00a0567"),
        ("es", "1.234", "1.234.567"),
        ("mt", "1,234", "1,234,567"),
        ("zh-hans", "1,234", "1,234,567"),
        ("tlh", "1,234", "1,234,567"),
    ],
)
def test_a_number_is_written_as_a_browser_in_that_language_writes_it(
    language: str, thousand: str, million: str
) -> None:
    """What `Intl.NumberFormat` with `useGrouping` answers, which puts newer counts into kept pages."""
    template = Template("{{ thousand|grouped }} {{ million|grouped }} {{ none|grouped }}")
    with override(language):
        shown = template.render(Context({"thousand": 1_234, "million": 1_234_567, "none": 0}))
    assert shown == f"{thousand} {million} 0"
