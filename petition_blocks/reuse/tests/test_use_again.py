"""A petition is used again: what was decided comes along, and nothing of those who signed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from home.models import HomePage
from petition_blocks.counting.models import OfflineBatch
from petition_blocks.keys.models import KeyChange, RecipientKey
from petition_blocks.lifecycle.readiness import Piece, missing_for_opening
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.abuse_steps import AbuseStep
from petition_blocks.petition.models import Petition
from petition_blocks.petition.organisations import Organisation
from petition_blocks.petition.refusals import Refused
from petition_blocks.signature.models import Signature, Submission
from petition_blocks.signing.confirm import confirm
from petition_blocks.tests.admin_users import KEEPS_KEYS, user_with
from tests.factories import HandIn

from ..actions import DECIDED_ANEW, settings_taken_along, use_again

NEW = "Noch unbeobachteter: Łódź"


@pytest.fixture
def earlier(petition: Petition, german_petition_page: PetitionPage, hand_in: HandIn) -> Petition:
    """A petition in two languages that people have signed, with settings of its own."""
    confirm(hand_in().pk)
    hand_in("bob@example.org")
    petition.goal_steps = [7, 77]
    petition.count_minimum = 5
    petition.count_told = 3
    petition.goal_reached = 7
    petition.minimum_age = 18
    petition.asks_postcode = petition.asks_partner_consent = petition.shows_names = True
    petition.denies_initiative = False
    petition.signatures_per_email = 2
    petition.counting_mode = Petition.CountingMode.CONFIRMED_AND_AWAITING
    petition.lawful_basis = Petition.LawfulBasis.LAW
    petition.abuse_steps = [AbuseStep.HONEYPOT.value]
    petition.network_limit = 3
    petition.closes_at = timezone.now() - timedelta(minutes=1)
    petition.paused = True
    petition.delivered_on = petition.answered_on = timezone.localdate()
    petition.save()
    OfflineBatch.objects.create(petition=petition, count=12, country="BE", collected_on=timezone.localdate())
    PetitionPage.objects.update(delivered_text="<p>Handed over.</p>", seo_title="Old", locked=True)
    return Petition.objects.get()


def settings_of(petition: Petition) -> dict[str, Any]:
    return {name: getattr(petition, name) for name in settings_taken_along()}


@pytest.mark.slow
def test_what_was_decided_comes_along(earlier: Petition, editor: User) -> None:
    reused = use_again(earlier, NEW, editor)
    new = Petition.objects.get(pk=reused.petition.pk)
    assert (new.name, new.state) == (NEW, Petition.State.NOT_OPEN)
    assert settings_of(new) == settings_of(earlier)
    (chosen,) = new.controllers.all()
    assert chosen.organisation == Organisation.objects.get()
    assert (chosen.for_petition, chosen.for_updates, chosen.for_partner) == (True, True, False)


@pytest.mark.slow
def test_nothing_of_those_who_signed_and_no_day_comes_along(earlier: Petition, editor: User) -> None:
    new = use_again(earlier, NEW, editor).petition
    new = Petition.objects.with_counts().get(pk=new.pk)
    assert (new.confirmed, new.awaiting, new.offline) == (0, 0, 0)
    assert not new.holds_people()
    for name in ("opens_at", "closes_at", "retention_day", "delivered_on", "answered_on"):
        assert getattr(new, name) is None, name
    assert (new.paused, new.count_told, new.goal_reached) == (False, 0, 0)
    assert new.digest_key.sealed_key != earlier.digest_key.sealed_key
    assert not new.recipient_keys.exists()
    assert not new.wordings.exists()
    assert (Signature.objects.count(), Submission.objects.count()) == (1, 1), "and all stays where it is"
    unchanged = Petition.objects.get(pk=earlier.pk)
    assert (unchanged.delivered_on, settings_of(unchanged)) == (earlier.delivered_on, settings_of(earlier))


def test_each_setting_is_either_taken_along_or_decided_anew() -> None:
    fields = [field for field in Petition._meta.concrete_fields if not field.primary_key]
    by_editors = {field.name for field in fields if field.editable}
    assert set(settings_taken_along()) | DECIDED_ANEW == by_editors
    assert by_editors >= DECIDED_ANEW
    of_the_petition_alone = {field.name for field in fields if not field.editable}
    assert of_the_petition_alone >= {"count_told", "delivered_on", "email_rules", "created_at"}
    # No relation to anything of people may ever be copied by it.
    assert not [field for field in fields if field.name in settings_taken_along() and field.is_relation]
    assert all(isinstance(field, models.Field) for field in fields)


@pytest.mark.slow
def test_the_pages_come_along_as_drafts_in_all_languages(
    earlier: Petition, editor: User, petition_page: PetitionPage, german_petition_page: PetitionPage
) -> None:
    english, german = use_again(earlier, NEW, editor).pages
    assert english.petition_id == german.petition_id != earlier.pk
    assert english.translation_key == german.translation_key != petition_page.translation_key
    for copied, page in ((english, petition_page), (german, german_petition_page)):
        assert (copied.locale, copied.get_parent()) == (page.locale, page.get_parent())
        assert not copied.live
        assert (copied.title, copied.draft_title, copied.seo_title) == (NEW, NEW, "")
        assert copied.slug == "noch-unbeobachteter-łódź"
        assert (copied.demand, copied.confirmation_subject) == (page.demand, page.confirmation_subject)
        assert (copied.delivered_text, copied.locked, copied.owner) == ("", False, editor)
        assert copied.go_live_at is None
        draft = copied.get_latest_revision_as_object()
        assert (draft.title, draft.slug, draft.petition_id) == (NEW, copied.slug, copied.petition_id)
    english.save_revision().publish()
    german.get_latest_revision().publish()
    assert PetitionPage.objects.get(pk=german.pk).petition_id == english.petition_id


@pytest.mark.slow
def test_it_keeps_what_people_enter_as_long_as_the_earlier_one(earlier: Petition, editor: User) -> None:
    assert earlier.first_day is not None
    assert earlier.retention_day is not None
    opens_on = date(2031, 3, 1)
    new = use_again(earlier, NEW, editor, opens_on=opens_on).petition
    assert new.retention_day is not None
    assert new.retention_day - opens_on == earlier.retention_day - earlier.first_day
    assert new.opens_at is None, "opening is a decision of its own"


@pytest.mark.slow
def test_only_who_keeps_keys_lets_the_same_people_read(
    earlier: Petition, editor: User, admin_user: User
) -> None:
    with pytest.raises(Refused):
        use_again(earlier, NEW, editor, with_keys=True)
    assert Petition.objects.count() == 1, "nothing is left of it"
    retired = RecipientKey.objects.create(
        petition=earlier, name="Retired", public_key="age1" + "q" * 58, retired_at=timezone.now()
    )
    waiting = RecipientKey.objects.create(
        petition=earlier, name="Waiting", public_key="age1" + "p" * 58, approved_at=None
    )
    reused = use_again(earlier, NEW, admin_user, with_keys=True)
    (key,) = reused.petition.recipient_keys.all()
    assert key.name == "Example"
    assert key.name not in (retired.name, waiting.name)
    assert key.is_in_use
    assert key.proved_at is None, "its holder shows anew that the secret half is there"
    assert key.proof_code != earlier.recipient_keys.get(name="Example").proof_code
    assert KeyChange.objects.get(petition=reused.petition).deed == KeyChange.Deed.ADDED


@pytest.mark.slow
def test_a_second_press_begins_no_second_petition(earlier: Petition, editor: User) -> None:
    use_again(earlier, NEW, editor)
    with pytest.raises(Refused, match="of this name"):
        use_again(earlier, NEW, editor)
    assert Petition.objects.count() == 2
    assert PetitionPage.objects.count() == 4


@pytest.mark.slow
def test_a_name_without_letters_and_one_that_the_site_uses_get_an_address(
    petition: Petition, petition_page: PetitionPage, editor: User
) -> None:
    slugs = [use_again(petition, name, editor).pages[0].slug for name in ("???", "Search", "Unwatched!")]
    assert slugs == ["petition", "search-2", "unwatched-2"]


@pytest.mark.slow
def test_the_button_asks_for_the_name_first_and_says_what_came_along(
    editor_client: Client, earlier: Petition, home: HomePage
) -> None:
    url = reverse("petitions:use_again", args=[earlier.pk])
    for place in (
        reverse("petitions:index"),
        reverse("petitions:edit", args=[earlier.pk]),
        reverse("wagtailadmin_pages:edit", args=[earlier.pages.earliest("pk").pk]),
        reverse("wagtailadmin_pages:add", args=["petition_blocks", "petitionpage", home.pk]),
    ):
        assert f'href="{url}"' in editor_client.get(place).text, place
    question = editor_client.get(url).text
    assert "Name of the new petition" in question
    assert "366 days after it opened" in question
    assert "Let the same people read" not in question, "an editor keeps no keys"
    refused = editor_client.post(url, {"name": " "})
    assert refused.status_code == 422
    assert "Say how the new petition is called." in refused.text
    taken = editor_client.post(url, {"name": earlier.name, "opens_on": "2001-01-01"})
    assert "of this name already" in taken.text
    assert "Choose a day in the future." in taken.text
    assert Petition.objects.count() == 1
    answer = editor_client.post(url, {"name": NEW, "opens_on": ""}, follow=True)
    new = Petition.objects.get(name=NEW)
    assert answer.redirect_chain == [(reverse("petitions:edit", args=[new.pk]), 302)]
    told = str(next(iter(answer.context["messages"])))
    for words in (
        f"“{NEW}” is begun with the settings of “Unwatched”",
        "English, German",
        "the day on which all is erased",
        "Whose keys open the signatures is still to be said.",
    ):
        assert words in told
    history = editor_client.get(reverse("petitions:history", args=[new.pk])).text
    assert "Begun with the settings and pages of “Unwatched”" in history


@pytest.mark.slow
def test_all_that_is_left_is_to_publish_and_to_decide_on_the_days(
    petition: Petition, petition_page: PetitionPage, editor: User, admin_user: User
) -> None:
    reused = use_again(petition, NEW, admin_user, with_keys=True)
    reused.pages[0].save_revision().publish()
    assert {missing.piece for missing in missing_for_opening(reused.petition)} == {
        Piece.RETENTION_DAY,
        # The holder of the only key shows that it works.
        Piece.RECIPIENT_KEY,
    }


@pytest.mark.slow
def test_whoever_may_not_do_both_is_not_offered_it(
    viewer_client: Client, earlier: Petition, home: HomePage
) -> None:
    url = reverse("petitions:use_again", args=[earlier.pk])
    assert url not in viewer_client.get(reverse("petitions:index")).text
    assert viewer_client.post(url, {"name": NEW}).status_code == 302
    assert Petition.objects.count() == 1


@pytest.mark.slow
def test_whoever_may_not_write_pages_there_begins_nothing(earlier: Petition, editor: User) -> None:
    GroupPagePermission.objects.all().delete()
    with pytest.raises(Refused, match="You may not add a page below"):
        use_again(earlier, NEW, User.objects.get(pk=editor.pk))
    assert Petition.objects.count() == 1
    assert PetitionPage.objects.count() == 2


@pytest.mark.slow
def test_who_keeps_keys_and_runs_petitions_is_offered_both(
    client: Client, petition: Petition, petition_page: PetitionPage
) -> None:
    client.force_login(user_with("both", "change_petition", *KEEPS_KEYS))
    url = reverse("petitions:use_again", args=[petition.pk])
    assert "These hold the keys now: Example." in client.get(url).text
    told = client.post(url, {"name": NEW, "with_keys": "on"}, follow=True).text
    assert "The same people read the signatures." in told
    assert Petition.objects.get(name=NEW).recipient_keys.get().name == "Example"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_presses_at_once_begin_one_petition(petition: Petition, petition_page: PetitionPage) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")

    def press(_number: int) -> str:
        try:
            use_again(petition, NEW, None)
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(press, range(2)))
    assert told == ["", "There is a petition of this name already. Choose another one."]
    assert Petition.objects.filter(name=NEW).count() == 1
    assert PetitionPage.objects.count() == 2
