"""On a page about a petition every form, button, name and number is that petition's."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pyrage
import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Site

from editorial.models import SiteSettings
from home.models import ContentPage, HomePage
from petition_blocks.petition.organisations import Organisation

from ..counting.drawn_counts import EXAMPLE_TABLES
from ..counting.models import PublishedStatistics
from ..keys.models import RecipientKey
from ..mailing.links import confirmation_link
from ..page.models import PetitionPage
from ..page.wordings import take_wording
from ..petition.controllers import Controller
from ..petition.models import Petition
from ..signature.models import Submission
from ..signing.submit import submit

pytestmark = pytest.mark.slow

# What tells the main petition: its title, its slug, who asks for it and its number.
OF_MAIN = ["Unwatched", "unwatched", "Keep our squares", "Example Coalition"]


@pytest.fixture
def second(petition_page: PetitionPage, home: HomePage) -> PetitionPage:
    """A public second petition, of another organisation; the main one is open."""
    SiteSettings.objects.update(controller_name="The Site’s Organisation")
    page: PetitionPage = home.add_child(
        instance=PetitionPage.with_standard_words(
            home.locale,
            title="Des bancs à Łódź",
            slug="bancs",
            demand="Rendez-nous nos bancs.",
            body=[("petition_numbers", {"heading": ""})],
        )
    )
    petition = page.petition
    assert petition is not None
    petition.opens_at = timezone.now() - timedelta(days=1)
    petition.retention_day = timezone.localdate() + timedelta(days=99)
    petition.controllers = [
        Controller(
            organisation=Organisation.objects.create(
                name="Amis des bancs", address="Rue 1\n1000 Brussels", country="BE"
            ),
            for_petition=True,
            for_updates=True,
        )
    ]
    petition.save()
    RecipientKey.objects.create(
        petition=petition,
        name="Amis",
        public_key=str(pyrage.x25519.Identity.generate().to_public()),
        proved_at=timezone.now(),
    )
    for one in Petition.objects.all():
        PublishedStatistics.objects.create(petition=one, built_at=timezone.now(), tables=EXAMPLE_TABLES)
    page.save_revision().publish()
    return PetitionPage.objects.get(pk=page.pk)


def in_days(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


BEFORE = {"opens_at": None}
PLANNED = {"opens_at": in_days(3)}
OPEN: dict[str, Any] = {}
PAUSED = {"paused": True}
CLOSED = {"opens_at": in_days(-9), "closes_at": in_days(-1)}


@pytest.mark.parametrize(
    ("state", "has_form"), [(BEFORE, False), (PLANNED, False), (OPEN, True), (PAUSED, False), (CLOSED, False)]
)
def test_nothing_on_its_page_is_the_main_petitions(
    client: Client, second: PetitionPage, state: dict[str, Any], has_form: bool
) -> None:
    Petition.objects.filter(pk=second.petition_id).update(**state)
    answer = client.get(second.get_url())
    assert answer.status_code == 200
    page = BeautifulSoup(answer.content, "html.parser")
    assert [word for word in OF_MAIN if word in answer.content.decode()] == []
    asked_by = page.select_one(".sign-asker")
    assert asked_by is not None
    assert asked_by.text == "Asked by Amis des bancs"
    assert len(page.select("[data-sign]")) == 1
    actions = [str(form["action"]).split("#")[0] for form in page.select("form[data-sign-form]")]
    assert actions == (["/en/sign/bancs/"] if has_form else [])
    header = page.select_one("a.site-sign")
    assert (header["href"] if header else None) == ("#sign-1" if has_form else None)
    tables = page.select_one(".numbers a[href$='.csv']")
    assert tables is not None
    assert "bancs" in str(tables["href"])


def test_all_the_way_after_signing_stays_with_it(client: Client, second: PetitionPage) -> None:
    with translation.override("en"):
        thanks = client.get(reverse("petition_thanks", args=["bancs"]))
    petition = Petition.objects.select_related("digest_key").get(pk=second.petition_id)
    answers = {"name": "Ada", "email": "ada@example.org", "country": "BE", "updates": "no"}
    submission: Submission = submit(petition, take_wording(second), "en", "bancs", answers)
    path = urlsplit(confirmation_link(submission, "en")).path
    ask = client.get(path)
    confirmed = client.post(path, follow=True)
    alone = client.get("/en/sign/bancs/")
    for name, answer in {"thanks": thanks, "ask": ask, "confirmed": confirmed, "form": alone}.items():
        assert answer.status_code == 200, name
        shown = answer.content.decode()
        assert [word for word in OF_MAIN if word in shown] == [], name
        assert "bancs" in shown, name
    share = BeautifulSoup(confirmed.content, "html.parser").select_one("[data-share]")
    assert share is not None
    assert str(share["data-share-address"]).endswith("/en/bancs/")


def test_a_page_with_the_form_of_a_second_petition_asks_for_that_one(
    client: Client, second: PetitionPage, home: HomePage, petition_page: PetitionPage
) -> None:
    def page_with(slug: str, *chosen: PetitionPage) -> BeautifulSoup:
        body = [("petition", {"petition_page": page, "heading": ""}) for page in chosen]
        content = home.add_child(instance=ContentPage(title=slug, slug=slug, body=body))
        content.save_revision().publish()
        return BeautifulSoup(client.get(content.get_url()).content, "html.parser")

    def seen(page: BeautifulSoup) -> tuple[list[str], str]:
        actions = [str(form["action"]).split("/")[3] for form in page.select("form[data-sign-form]")]
        return actions, str(page.select_one("a.site-sign")["href"])  # type: ignore[index]

    assert seen(page_with("neither")) == (["unwatched"], "#sign-1")
    assert seen(page_with("second", second)) == (["bancs"], "#sign-1")
    assert seen(page_with("both", second, petition_page)) == (["bancs", "unwatched"], "/en/unwatched/")
    assert seen(page_with("main", petition_page, second)) == (["unwatched", "bancs"], "#sign-1")
    second.unpublish()
    assert seen(page_with("gone", second)) == (["unwatched"], "#sign-1")


def test_without_controllers_the_sites_organisation_asks(client: Client, second: PetitionPage) -> None:
    Controller.objects.filter(petition=second.petition_id).delete()
    page = BeautifulSoup(client.get(second.get_url()).content, "html.parser")
    (asked_by,) = page.select(".sign-asker")
    assert asked_by.get_text() == "Asked by The Site’s Organisation"
    assert Site.objects.filter(is_default_site=True).exists()
