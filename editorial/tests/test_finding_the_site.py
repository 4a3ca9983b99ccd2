"""The site of a request is looked up once for many, and each request has it for itself."""

from typing import Any

from django.http import HttpRequest
from django.test import RequestFactory
from wagtail.models import Site

from editorial import readings
from editorial.readings import note_generation, reading
from editorial.workarounds.finding_the_site import upstream_find_for_request
from home.models import HomePage


def request(host: str = "testserver") -> HttpRequest:
    """Return a request that nobody has found the site of."""
    return RequestFactory().get("/en/", headers={"host": host})


def test_upstream_asks_the_database_for_each_request(home: HomePage, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        found = [upstream_find_for_request(request()) for _again in range(2)]
    assert found == [Site.objects.get()] * 2


def test_a_generation_is_asked_once(home: HomePage, django_assert_num_queries: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(readings, "may_be_undone", lambda: False)
    found = []
    with django_assert_num_queries(1):
        for _again in range(2):
            with reading():
                note_generation(1)
                found.append(Site.find_for_request(request()))
    first, second = found
    assert first == second == Site.objects.get()
    first.root_page.title = "Changed by one of them"
    assert second.root_page.title == home.title


def test_hosts_that_are_not_ours_are_not_remembered(home: HomePage, monkeypatch: Any) -> None:
    monkeypatch.setattr(readings, "may_be_undone", lambda: False)
    with reading():
        note_generation(1)
        for number in range(3):
            assert Site.find_for_request(request(f"stranger-{number}.example")) == Site.objects.get()
    assert readings._kept.found == {}
