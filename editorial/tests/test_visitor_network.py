"""Where a visitor comes from is told as a network, by those we trust, and never kept."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from django.utils import timezone
from pytest_django.fixtures import Settings

from campaign_site.redis_cache import ForgivingRedisCache
from editorial.visitor_network import count_up, counting_cache, daily_tag, network_of


def network(ip: str, forwarded: str | None = None) -> str | None:
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    return network_of(RequestFactory().get("/", REMOTE_ADDR=ip, headers=headers))


@pytest.mark.parametrize(
    ("ip", "expected"),
    [
        ("8.8.4.4", "8.8.4.0/24"),
        ("8.8.4.200", "8.8.4.0/24"),
        ("::ffff:8.8.4.4", "8.8.4.0/24"),
        ("2a00:1450:4001:831::200e", "2a00:1450:4001::/48"),
        ("2a00:1450:4001:ffff::1", "2a00:1450:4001::/48"),
        # These stand for a proxy, or for nobody.
        ("127.0.0.1", None),
        ("10.0.0.7", None),
        ("fe80::1", None),
        ("", None),
        ("unix:", None),
    ],
)
def test_an_address_is_cut_to_its_network(ip: str, expected: str | None) -> None:
    assert network(ip) == expected


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "1.1.1.1", "8.8.4.0/24"),
        (1, "9.9.9.9, 1.1.1.1", "1.1.1.0/24"),
        (2, "9.9.9.9, 1.1.1.1, 10.0.0.2", "1.1.1.0/24"),
        # The request has come around a proxy: only the connection tells the truth.
        (2, "1.1.1.1", "8.8.4.0/24"),
        (1, "", "8.8.4.0/24"),
        (1, None, "8.8.4.0/24"),
        (1, "9.9.9.9, nonsense", None),
        # What a visitor sends along stands before what the proxy noted, and changes nothing.
        (1, ", 1.1.1.1", "1.1.1.0/24"),
        (1, ",,, 1.1.1.1", "1.1.1.0/24"),
        (1, "\u00a0,\t,1.1.1.1", "1.1.1.0/24"),
        (2, ", 1.1.1.1, 10.0.0.2", "1.1.1.0/24"),
        (1, "1.1.1.1,", "8.8.4.0/24"),
        (1, ",", "8.8.4.0/24"),
        # A proxy may note the port too.
        (1, "9.9.9.9, 1.1.1.1:50123", "1.1.1.0/24"),
        (1, "[2a00:1450:4001:831::200e]:443", "2a00:1450:4001::/48"),
        (1, "[2a00:1450:4001:831::200e]", "2a00:1450:4001::/48"),
        (1, "2a00:1450:4001:831::200e", "2a00:1450:4001::/48"),
        (-1, "9.9.9.9, 1.1.1.1", "8.8.4.0/24"),
    ],
)
def test_only_what_our_own_proxies_noted_is_believed(
    settings: Settings, proxies: int, forwarded: str | None, expected: str | None
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert network("8.8.4.4", forwarded) == expected


def test_a_tag_is_the_same_all_day_and_another_tomorrow() -> None:
    today = daily_tag("network", "8.8.4.0/24")
    assert today is not None
    assert len(today) == 8
    assert daily_tag("network", "8.8.4.0/24") == today
    assert daily_tag("network", "8.8.5.0/24") != today
    assert daily_tag("net", "work8.8.4.0/24") != today
    tomorrow = timezone.localdate() + timedelta(days=1)
    with patch("editorial.visitor_network.current_day", return_value=tomorrow):
        assert daily_tag("network", "8.8.4.0/24") != today


def test_without_the_salt_nobody_can_make_the_tag_again() -> None:
    before = daily_tag("network", "8.8.4.0/24")
    counting_cache.clear()
    assert daily_tag("network", "8.8.4.0/24") != before


def test_counting_goes_up_by_one() -> None:
    assert [count_up("visits", 60) for _ in range(3)] == [1, 2, 3]


def test_a_cache_that_is_gone_gives_neither_tag_nor_count() -> None:
    gone = ForgivingRedisCache("redis://127.0.0.1:1", {})
    with patch("editorial.visitor_network.counting_cache", gone):
        assert daily_tag("network", "8.8.4.0/24") is None
        assert count_up("visits", 60) is None


def test_requests_for_pages_cannot_make_a_count_start_over() -> None:
    """A page cache is full after some thousand addresses; what limits count stands elsewhere."""
    tag = daily_tag("network", "8.8.4.0/24")
    count_up("visits", 60)
    for number in range(5_000):
        cache.set(f"page-{number}", "a page", 60)
    assert cache.get("page-0") is None, "the pages are fewer than the cache holds: nothing is shown"
    assert count_up("visits", 60) == 2
    assert daily_tag("network", "8.8.4.0/24") == tag
