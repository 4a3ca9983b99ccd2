"""A petition opens only with all that it needs; each missing piece is named and linked."""

from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pyrage
import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from editorial.models import SiteSettings
from home.models import ContentPage
from petition_blocks.keys.models import RecipientKey
from petition_blocks.mailing.models import MailProof
from petition_blocks.mailing.sender_proof import LookFailed
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.controllers import Controller
from petition_blocks.petition.models import Petition
from petition_blocks.petition.organisations import Organisation

from ..actions import change_state
from ..admin import url_of_missing
from ..hold_unready_openings import hold_unready_openings
from ..readiness import NEEDED_WORDS, MissingPiece, NotReady, Piece, missing_for_opening
from ..transitions import OPEN


def without(field: str, value: object = "") -> Callable[[Petition], object]:
    return lambda petition: Petition.objects.update(**{field: value})


def without_controller(purpose: Controller.Purpose) -> Callable[[Petition], object]:
    return lambda petition: Controller.objects.update(**{f"for_{purpose.value}": False})


def with_partner(petition: Petition) -> None:
    Petition.objects.update(asks_partner_consent=True)
    PetitionPage.objects.update(partner_question="May our partner write to you?")


def outside_the_eu(petition: Petition) -> None:
    Organisation.objects.update(country="RS")


def with_adequacy_of_serbia(petition: Petition) -> None:
    Organisation.objects.update(country="RS", transfer_basis=Organisation.TransferBasis.ADEQUACY)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("take_away", "piece", "words"),
    [
        (without_controller(Controller.Purpose.PETITION), Piece.CONTROLLERS, "responsible for the petition"),
        (without_controller(Controller.Purpose.UPDATES), Piece.CONTROLLERS, "responsible for writing"),
        (with_partner, Piece.CONTROLLERS, "partner"),
        (outside_the_eu, Piece.CONTROLLERS, "is outside the EU"),
        (with_adequacy_of_serbia, Piece.CONTROLLERS, "Serbia"),
        (lambda petition: Organisation.objects.update(address=" "), Piece.CONTROLLERS, "postal address"),
        (lambda petition: Organisation.objects.update(country=""), Piece.CONTROLLERS, "country"),
        (without("lawful_basis"), Piece.LAWFUL_BASIS, "why the law allows"),
        (without("data_protection_officer", " "), Piece.DATA_PROTECTION_OFFICER, "data-protection officer"),
        (without("assessment_reference"), Piece.ASSESSMENT, "assessment"),
        (without("minimum_age", 0), Piece.MINIMUM_AGE, "minimum age"),
        (without("retention_day", None), Piece.RETENTION_DAY, "not set"),
        (
            lambda petition: RecipientKey.objects.update(proved_at=None),
            Piece.RECIPIENT_KEY,
            "Only one key opens every signature",
        ),
        (lambda petition: PetitionPage.objects.update(live=False), Piece.PAGE, "published"),
    ],
)
def test_each_piece_is_needed(
    petition: Petition, take_away: Callable[[Petition], object], piece: Piece, words: str
) -> None:
    assert missing_for_opening(petition) == []
    take_away(petition)
    Petition.objects.update(opens_at=None)
    with pytest.raises(NotReady) as refusal:
        change_state(petition, OPEN, None)
    assert piece in {missing.piece for missing in refusal.value.missing}
    assert words in str(refusal.value)
    assert Petition.objects.get().opens_at is None


@pytest.mark.slow
def test_two_keys_of_two_holders_need_no_proof(petition: Petition) -> None:
    RecipientKey.objects.update(proved_at=None)
    first = RecipientKey.objects.get()
    second = RecipientKey.objects.create(
        petition=petition, name="Second", public_key=str(pyrage.x25519.Identity.generate().to_public())
    )
    assert missing_for_opening(petition) == []
    second.covers = RecipientKey.Covers.UPDATES
    second.save()
    assert [missing.piece for missing in missing_for_opening(petition)] == [Piece.RECIPIENT_KEY]
    first.proved_at = timezone.now()
    first.save()
    assert missing_for_opening(petition) == []


@pytest.mark.parametrize("field", NEEDED_WORDS)
def test_words_missing_in_one_language_are_named_with_it(
    petition: Petition, german_petition_page: PetitionPage, field: str
) -> None:
    assert missing_for_opening(petition) == []
    empty = "<p> </p>" if field in ("statement", "privacy_notice") else " "
    PetitionPage.objects.filter(pk=german_petition_page.pk).update(**{field: empty})
    (missing,) = missing_for_opening(petition)
    assert (missing.piece, missing.page, missing.field) == (Piece.WORDS, german_petition_page, field)
    assert "German" in str(missing.sentence)


def test_a_draft_in_another_language_keeps_nobody_from_opening(
    petition: Petition, german_petition_page: PetitionPage
) -> None:
    PetitionPage.objects.filter(pk=german_petition_page.pk).update(live=False, statement="")
    assert missing_for_opening(petition) == []


@pytest.mark.parametrize(
    ("statement", "is_enough"),
    [
        ("<p>I am at least 18 years old.</p>", True),
        ("<p>عمري ١٨ سنة على الأقل.</p>", True),
        ("<p>I am at least 16 years old.</p>", False),
        ("<p>I am of age, and it is 2018.</p>", False),
        ('<p><a href="/18">I am old enough.</a></p>', False),
    ],
)
def test_the_statement_names_the_minimum_age(petition: Petition, statement: str, is_enough: bool) -> None:
    Petition.objects.update(minimum_age=18)
    PetitionPage.objects.update(statement=statement)
    missing = missing_for_opening(Petition.objects.get())
    assert (missing == []) is is_enough
    assert all("18 years" in str(piece.sentence) for piece in missing)


def test_each_piece_leads_to_where_it_is_put_right(
    editor_client: Client, petition: Petition, petition_page: PetitionPage
) -> None:
    edit = reverse("petitions:edit", args=[petition.pk])
    places = {
        url_of_missing(MissingPiece(piece, ""), petition)
        for piece in (
            Piece.PAGE,
            Piece.CONTROLLERS,
            Piece.LAWFUL_BASIS,
            Piece.DATA_PROTECTION_OFFICER,
            Piece.ASSESSMENT,
            Piece.MINIMUM_AGE,
            Piece.RETENTION_DAY,
        )
    }
    words = [
        url_of_missing(MissingPiece(Piece.WORDS, "", petition_page, field), petition)
        for field in NEEDED_WORDS
    ]
    content = {
        url: editor_client.get(url).content.decode()
        for url in (edit, reverse("wagtailadmin_pages:edit", args=[petition_page.pk]))
    }
    for place in [*places, *words]:
        url, anchor = place.split("#")
        assert f'id="{anchor}"' in content[url], place


# Opening by itself


def plan(petition: Petition, minutes: float) -> None:
    petition.opens_at = timezone.now() + timedelta(minutes=minutes)
    petition.save()


def test_what_went_missing_since_keeps_it_from_opening_by_itself(
    editor_client: Client, petition: Petition
) -> None:
    plan(petition, 1)
    assert hold_unready_openings() == 0
    Controller.objects.all().delete()
    plan(petition, 60)
    assert hold_unready_openings() == 0, "there is time yet to put it right"
    plan(petition, 1)
    assert hold_unready_openings() == 1
    assert Petition.objects.get().opens_at is None
    history = editor_client.get(reverse("petitions:history", args=[petition.pk])).content.decode()
    assert "Did not open as planned: Nobody is named" in history


def test_an_open_petition_is_never_closed_for_a_missing_piece_but_it_is_listed(
    editor_client: Client, petition: Petition
) -> None:
    url = reverse("petitions:edit", args=[petition.pk])
    assert "To be put right" not in editor_client.get(url).content.decode()
    Controller.objects.all().delete()
    assert hold_unready_openings() == 0
    assert Petition.objects.get().is_open
    assert "To be put right" in editor_client.get(url).content.decode()


# Mail


@pytest.fixture
def real_mail() -> object:
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        DEFAULT_FROM_EMAIL="Campaign <hello@campaign.example>",
    ):
        yield


def proof(status: str = "good", days: int = 0) -> MailProof:
    return MailProof.objects.create(
        domain="campaign.example",
        records=[{"kind": "spf", "name": "campaign.example", "status": status, "found": ""}],
        checked_at=timezone.now() - timedelta(days=days),
    )


def mail_words(petition: Petition) -> list[str]:
    return [str(missing.sentence) for missing in missing_for_opening(petition) if missing.piece is Piece.MAIL]


@pytest.mark.slow
@pytest.mark.usefixtures("real_mail")
def test_mail_that_goes_out_must_be_believed(petition: Petition) -> None:
    assert "Nobody has looked" in mail_words(petition)[0]
    found = proof("missing")
    assert "SPF" in mail_words(petition)[0]
    found.delete()
    found = proof(days=31)
    assert "30 days" in mail_words(petition)[0]
    found.delete()
    proof(days=29)
    assert mail_words(petition) == []


@pytest.mark.usefixtures("real_mail")
def test_what_was_found_for_another_sender_proves_nothing(petition: Petition) -> None:
    proof()
    with override_settings(DEFAULT_FROM_EMAIL="hello@other.example"):
        assert "other.example" in mail_words(petition)[0]


@pytest.mark.usefixtures("real_mail")
def test_an_old_look_is_renewed_before_a_planned_opening(petition: Petition) -> None:
    old = proof(days=31)
    plan(petition, 1)

    def look() -> None:
        MailProof.objects.filter(pk=old.pk).update(checked_at=timezone.now())

    with patch("petition_blocks.lifecycle.hold_unready_openings.look_up_mail_records", look):
        assert hold_unready_openings() == 0
    MailProof.objects.filter(pk=old.pk).update(checked_at=old.checked_at)
    with patch(
        "petition_blocks.lifecycle.hold_unready_openings.look_up_mail_records", side_effect=LookFailed
    ):
        assert hold_unready_openings() == 1


@pytest.mark.parametrize(
    "backend",
    [
        "django.core.mail.backends.filebased.EmailBackend",
        "django.core.mail.backends.locmem.EmailBackend",
        "django.core.mail.backends.console.EmailBackend",
    ],
)
def test_mail_that_stays_here_needs_no_proof(petition: Petition, backend: str) -> None:
    with override_settings(EMAIL_BACKEND=backend):
        assert mail_words(petition) == []


@pytest.mark.usefixtures("real_mail")
def test_a_machine_for_developing_needs_no_proof(petition: Petition) -> None:
    with override_settings(DEBUG=True):
        assert mail_words(petition) == []


def without_privacy_page(petition: Petition) -> None:
    SiteSettings.objects.update(privacy_page=None)


def with_privacy_page_in_the_drawer(petition: Petition) -> None:
    page = Page.objects.get(slug="campaign").add_child(
        instance=ContentPage(title="Données", slug="donnees", live=False)
    )
    SiteSettings.objects.update(privacy_page=page)


def with_private_privacy_page(petition: Petition) -> None:
    page = Page.objects.get(slug="campaign").add_child(instance=ContentPage(title="Données", slug="donnees"))
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    SiteSettings.objects.update(privacy_page=page)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("take_away", "piece", "words"),
    [
        (without_privacy_page, Piece.PRIVACY_PAGE, "which page is the privacy page"),
        (with_privacy_page_in_the_drawer, Piece.PRIVACY_PAGE, "“Données” is not public"),
        (with_private_privacy_page, Piece.PRIVACY_PAGE, "“Données” is not public"),
        (lambda petition: SiteSettings.objects.update(contact_email=""), Piece.CONTACT_EMAIL, "write to"),
        (lambda petition: SiteSettings.objects.all().delete(), Piece.CONTACT_EMAIL, "write to"),
    ],
)
def test_people_must_find_out_how_we_keep_things_and_whom_to_write_to(
    petition: Petition,
    take_away: Callable[[Petition], object],
    piece: Piece,
    words: str,
) -> None:
    assert missing_for_opening(petition) == []
    take_away(petition)
    Petition.objects.update(opens_at=None)
    petition.refresh_from_db()
    (missing,) = [missing for missing in missing_for_opening(petition) if missing.piece is piece]
    assert words in str(missing.sentence)
    with pytest.raises(NotReady):
        change_state(petition, OPEN, None)
    url = url_of_missing(missing, petition)
    assert url.endswith(f"#id_{piece.value}")
    site = Site.objects.get(is_default_site=True)
    assert reverse("wagtailsettings:edit", args=["editorial", "sitesettings", site.pk]) in url
