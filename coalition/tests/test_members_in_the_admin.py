"""Members as a coordinator and a translator find them in the admin."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import querydict_from_html

from coalition.country_choice import CountryCheckboxes
from coalition.member import Member
from home.roles import COORDINATORS

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_coalition_member:list"
EDIT = "wagtailsnippets_coalition_member:edit"
TICKED = re.compile(r'value="([A-Z]{2})"[^>]*\bchecked\b')


@pytest.fixture
def coordinator(client: Client) -> Client:
    """The browser of a coordinator."""
    user = User.objects.create_user("coordinator")
    user.groups.add(Group.objects.get(name=COORDINATORS))
    client.force_login(user)
    return client


@pytest.fixture
def member() -> Member:
    """An organisation with a description in three languages."""
    english, _created = Locale.objects.get_or_create(language_code="en")
    member = Member.objects.create(name="Open Squares", locale=english, countries="DE,PL")
    for code in ("ar", "de"):
        locale, _created = Locale.objects.get_or_create(language_code=code)
        member.copy_for_translation(locale).save()
    return member


def test_the_list_names_each_organisation_once(coordinator: Client, member: Member) -> None:
    other = Member.objects.create(name="Żółć", locale=Locale.objects.get(language_code="de"))
    listed = coordinator.get(reverse(LIST)).context["object_list"]
    assert [(row.pk, row.name) for row in listed] == [(member.pk, "Open Squares"), (other.pk, "Żółć")]
    found = coordinator.get(reverse(LIST), {"q": "open"}).context["object_list"]
    assert [row.pk for row in found] == [member.pk]
    narrowed = coordinator.get(reverse(LIST), {"q": "open", "kind": "member", "live": "true"})
    assert [row.pk for row in narrowed.context["object_list"]] == [member.pk]


def test_the_list_can_be_narrowed_to_a_language(coordinator: Client, member: Member) -> None:
    german = Member.objects.get(translation_key=member.translation_key, locale__language_code="de")
    listed = coordinator.get(reverse(LIST), {"locale": "de"}).context["object_list"]
    assert [row.pk for row in listed] == [german.pk]


@pytest.mark.slow
def test_countries_are_boxes_to_tick_and_the_ticked_come_first(coordinator: Client, member: Member) -> None:
    url = reverse(EDIT, args=[member.pk])
    html = coordinator.get(url).content.decode()
    boxes = re.findall(r'<input type="checkbox" name="countries"[^>]*>', html)
    assert len(boxes) > 240
    assert {code for box in boxes[:2] for code in TICKED.findall(box)} == {"DE", "PL"}
    assert not [box for box in boxes[2:] if "checked" in box]
    assert '<select name="countries"' not in html

    sent = querydict_from_html(html, form_id="w-editor-form")
    sent.setlist("countries", ["FR", "DE", "BE"])
    answer = coordinator.post(url, dict(sent.lists()))
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    member.refresh_from_db()
    draft = member.get_latest_revision_as_object()
    assert sorted(country.code for country in draft.countries) == ["BE", "DE", "FR"]


def test_boxes_need_no_script() -> None:
    widget = CountryCheckboxes(choices=[("BE", "Belgium"), ("CI", "Côte d’Ivoire")])
    html = widget.render("countries", ["CI"], {"id": "id_countries"})
    assert html.index("Côte d’Ivoire") < html.index("Belgium")
    assert re.search(r'<p class="country-choice__search" hidden>', html), (
        "the search works with a script alone"
    )
