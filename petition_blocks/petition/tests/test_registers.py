"""A petition's words are pages, its numbers one register."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.models import Page

from home.models import ContentPage, HomePage
from petition_blocks.keys.models import RecipientKey
from petition_blocks.page.models import PetitionPage
from petition_blocks.page.speaking_page import petition_page_for
from petition_blocks.signature.models import Wording
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn

from ..models import Petition


def test_a_new_page_gets_a_register_of_its_own_that_is_not_open(home: HomePage) -> None:
    page = home.add_child(instance=PetitionPage(title="Ban it", slug="ban-it", demand="Ban it."))
    assert (page.petition.name, page.petition.slug) == ("Ban it", "ban-it")
    assert page.petition.state == Petition.State.NOT_OPEN
    assert page.petition.digest_key.sealed_key


def test_a_new_page_starts_from_the_standard_words_of_its_language(
    home: HomePage, german_home: HomePage
) -> None:
    english = PetitionPage.with_standard_words(home.locale, title="Ban it", button_label="Add your name")
    assert english.form_heading == "Sign the petition"
    assert english.button_label == "Add your name"
    assert "16 years" in english.statement
    german = PetitionPage.with_standard_words(german_home.locale, title="Verbot")
    assert german.confirmation_subject
    assert german.confirmation_subject != english.confirmation_subject


@pytest.mark.slow
def test_words_that_the_editor_gave_are_kept(home: HomePage) -> None:
    page = home.add_child(
        instance=PetitionPage(title="Ban it", slug="ban-it", demand="Ban it.", button_label="Add your name")
    )
    assert page.button_label == "Add your name"
    page.button_label = ""
    page.save()
    page.refresh_from_db()
    assert page.button_label == "", "what was emptied later stays empty"


def test_a_translation_shares_the_register(
    petition_page: PetitionPage, german_petition_page: PetitionPage
) -> None:
    assert german_petition_page.petition_id == petition_page.petition_id


def test_an_alias_shares_the_register_of_its_source(
    petition_page: PetitionPage, german_home: HomePage
) -> None:
    alias = petition_page.create_alias(parent=german_home, update_locale=german_home.locale)
    assert alias.petition_id == petition_page.petition_id


@pytest.mark.slow
def test_a_copy_gets_a_new_closed_register_for_good(petition_page: PetitionPage, home: HomePage) -> None:
    elsewhere = home.add_child(instance=ContentPage(title="Elsewhere", slug="elsewhere"))
    copy = petition_page.copy(to=elsewhere, copy_revisions=True)
    copy = PetitionPage.objects.get(pk=copy.pk)
    assert copy.petition_id != petition_page.petition_id
    assert copy.petition.state == Petition.State.NOT_OPEN
    # A copied revision still names the register of the page it was made on.
    for revision in copy.revisions.all():
        revision.publish()
    copy.refresh_from_db()
    assert copy.petition_id != petition_page.petition_id


def test_pages_of_the_same_name_get_registers_with_different_addresses(petition_page: PetitionPage) -> None:
    registers = [Petition.objects.create_register("Unwatched", "unwatched").slug for _ in range(2)]
    assert registers == ["unwatched-2", "unwatched-3"]


def test_an_unsaved_page_can_be_previewed(home: HomePage) -> None:
    page = PetitionPage(title="New", slug="new", demand="", locale=home.locale)
    assert page.petition is None
    assert page.wording_text()["demand"] == ""


class TestPetitionPageFor:
    def test_the_page_in_the_wanted_language_speaks(
        self, petition: Petition, petition_page: PetitionPage, german_petition_page: PetitionPage
    ) -> None:
        german = german_petition_page.locale
        assert petition_page_for(petition, german.language_code) == german_petition_page
        assert petition_page_for(petition, petition_page.locale.language_code) == petition_page

    def test_without_one_the_source_speaks_in_its_own_language(
        self, petition: Petition, petition_page: PetitionPage, german_home: HomePage
    ) -> None:
        assert petition_page_for(petition, german_home.locale.language_code) == petition_page

    def test_a_draft_does_not_speak(
        self, petition: Petition, petition_page: PetitionPage, german_petition_page: PetitionPage
    ) -> None:
        german_petition_page.unpublish()
        assert petition_page_for(petition, german_petition_page.locale.language_code) == petition_page

    def test_an_alias_does_not_speak(
        self, petition: Petition, petition_page: PetitionPage, german_home: HomePage
    ) -> None:
        petition_page.create_alias(parent=german_home, update_locale=german_home.locale)
        assert petition_page_for(petition, german_home.locale.language_code) == petition_page

    def test_without_a_public_page_nobody_speaks(
        self, petition: Petition, petition_page: PetitionPage
    ) -> None:
        petition_page.unpublish()
        assert petition_page_for(petition, petition_page.locale.language_code) is None
        assert petition_page_for(None, petition_page.locale.language_code) is None


@pytest.mark.parametrize(
    ("opens", "closes", "paused", "state"),
    [
        (None, None, False, "not_open"),
        (1, None, False, "not_open"),
        (-1, None, False, "open"),
        (-1, 1, False, "open"),
        (-1, 1, True, "paused"),
        (-2, -1, False, "closed"),
        (-2, -1, True, "closed"),
    ],
)
def test_the_state_follows_from_dates_and_pause(
    opens: int | None, closes: int | None, paused: bool, state: str
) -> None:
    now = timezone.now()

    def day(offset: int | None) -> datetime | None:
        return None if offset is None else now + timedelta(days=offset)

    assert Petition(opens_at=day(opens), closes_at=day(closes), paused=paused).state == state


def test_petitions_that_open_or_close_are_noticed(petition: Petition) -> None:
    now = timezone.now()
    petition.closes_at = now - timedelta(seconds=5)
    petition.save()
    assert Petition.objects.crossing_between(now - timedelta(seconds=10), now).exists()
    assert not Petition.objects.crossing_between(now - timedelta(seconds=4), now).exists()


@pytest.mark.parametrize("steps", [[], [0], [100, 50], [100, 100], ["a"], "100", [True], [1.5]])
def test_goals_that_do_not_rise_are_refused(steps: object) -> None:
    with pytest.raises(ValidationError):
        Petition(name="x", slug="x", goal_steps=steps).clean_fields()


def test_dates_that_contradict_each_other_are_refused() -> None:
    now = timezone.now()
    with pytest.raises(ValidationError) as refused:
        Petition(opens_at=now, closes_at=now - timedelta(days=1)).clean()
    assert "closes_at" in refused.value.message_dict
    with pytest.raises(ValidationError) as refused:
        Petition(closes_at=now, retention_day=timezone.localdate()).clean()
    assert "retention_day" in refused.value.message_dict


def test_a_mistyped_key_is_refused() -> None:
    with pytest.raises(ValidationError, match="age1"):
        RecipientKey(name="x", public_key="age1nonsense").clean_fields(exclude=["petition"])


class TestDeletingWordsThatPeopleSigned:
    def test_pages_with_signatures_stay(
        self, petition_page: PetitionPage, home: HomePage, hand_in: HandIn
    ) -> None:
        confirm(hand_in().pk)
        for page in (petition_page, Page.objects.get(pk=home.pk)):
            with pytest.raises(ProtectedError), transaction.atomic():
                page.delete()
        assert PetitionPage.objects.filter(pk=petition_page.pk).exists()

    def test_pages_without_signatures_go(self, petition_page: PetitionPage) -> None:
        petition_page.delete()
        assert not PetitionPage.objects.exists()

    def test_an_alias_goes(self, petition_page: PetitionPage, german_home: HomePage, hand_in: HandIn) -> None:
        confirm(hand_in().pk)
        alias = petition_page.create_alias(parent=german_home, update_locale=german_home.locale)
        alias.delete()
        assert list(PetitionPage.objects.all()) == [petition_page]


class TestWording:
    def test_publishing_keeps_the_words(self, petition_page: PetitionPage) -> None:
        wording = Wording.objects.get(pk=petition_page.wording_hash)
        assert wording.text["demand"] == "Keep our squares unwatched."
        assert wording.text["controllers"].startswith("Example Coalition")

    def test_a_changed_register_is_a_new_wording(
        self, petition_page: PetitionPage, petition: Petition
    ) -> None:
        before = petition_page.wording_hash
        petition.retention_day = timezone.localdate() + timedelta(days=30)
        petition.save()
        page = PetitionPage.objects.get(pk=petition_page.pk)
        assert page.wording_hash != before
        assert Wording.objects.filter(pk__in=[before, page.wording_hash]).count() == 2

    def test_a_draft_is_not_a_wording(self, petition_page: PetitionPage) -> None:
        before = Wording.objects.count()
        petition_page.demand = "Only a draft."
        petition_page.save_revision()
        assert Wording.objects.count() == before

    def test_a_wording_never_changes(self, petition_page: PetitionPage) -> None:
        wording = Wording.objects.get(pk=petition_page.wording_hash)
        wording.text = {"demand": "Something else."}
        with pytest.raises(IntegrityError), transaction.atomic():
            wording.save()

    def test_every_language_has_its_own(
        self, petition_page: PetitionPage, german_petition_page: PetitionPage
    ) -> None:
        assert Wording.objects.get(pk=german_petition_page.wording_hash).language == "de"


def test_no_page_may_stand_below_a_petition() -> None:
    assert ContentPage not in PetitionPage.allowed_subpage_models()
    assert PetitionPage not in PetitionPage.allowed_subpage_models()
