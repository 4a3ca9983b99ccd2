"""A petition may have no news at all: nobody is asked about them, and nobody has to answer for them."""

import pyrage
import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse

from petition_blocks.dashboard.tests.test_admin_settings import form_data, save
from petition_blocks.keys.models import RecipientKey
from petition_blocks.lifecycle.readiness import missing_for_opening
from petition_blocks.mailing.links import confirmation_link, correction_path, signature_path
from petition_blocks.mailing.send_due_mails import send_due_mails
from petition_blocks.page.default_words import default_words, privacy_notice_without_news
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.controllers import Controller
from petition_blocks.petition.models import Petition
from petition_blocks.sealing.encryption import unseal
from petition_blocks.signature.models import SealedRecord, Signature, Submission
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn


@pytest.fixture
def without_news(petition: Petition, petition_page: PetitionPage) -> Petition:
    """An open petition that sends no news, with words and organisations for the petition alone."""
    Controller.objects.update(for_updates=False)
    PetitionPage.objects.update(updates_question="", privacy_notice=privacy_notice_without_news("en"))
    petition = Petition.objects.get()
    petition.asks_updates = False
    petition.save()
    return petition


def text_of(client: Client, url: str) -> str:
    return BeautifulSoup(client.get(url).content, "html.parser").get_text(" ")


def key_for_news(petition: Petition) -> RecipientKey:
    return RecipientKey.objects.create(
        petition=petition,
        name="Newsletter desk",
        public_key=str(pyrage.x25519.Identity.generate().to_public()),
        covers="updates",
    )


@pytest.mark.slow
def test_nobody_reads_a_word_about_news(
    client: Client,
    without_news: Petition,
    petition_page: PetitionPage,
    identity: pyrage.x25519.Identity,
    answers: dict[str, str],
) -> None:
    key_for_news(without_news)
    page = PetitionPage.objects.get()
    answers = {name: value for name, value in answers.items() if name != "updates"}
    answers["wording"] = page.wording_hash
    read = [text_of(client, petition_page.url), text_of(client, "/en/sign/unwatched/")]
    accepted = client.post("/en/sign/unwatched/", answers)
    assert accepted.status_code == 303
    read.append(text_of(client, accepted["Location"]))
    submission = Submission.objects.get()
    read.append(text_of(client, confirmation_link(submission, "en").split("8000", 1)[1]))
    send_due_mails()
    assert mail.outbox
    read += [str(sent.body) for sent in mail.outbox]
    confirm(submission.pk)
    signature = Signature.objects.get()
    read.append(text_of(client, signature_path(signature, "en")))
    read += [text for text in signature.wording.text.values() if isinstance(text, str)]
    for text in read:
        for word in ("news", "write to you", "e-mail you", "partner", "Newsletter"):
            assert word not in text, text
    (record,) = SealedRecord.objects.all()
    opened = unseal(record.ciphertext, str(identity))
    assert not {"updates", "partner"} & set(opened)


def test_it_opens_without_anybody_who_answers_for_news(without_news: Petition) -> None:
    assert missing_for_opening(without_news) == []


def test_a_partner_is_never_asked_for_alone(client: Client, without_news: Petition) -> None:
    Petition.objects.update(asks_partner_consent=True)
    petition = Petition.objects.get()
    assert missing_for_opening(petition) == []
    assert PetitionPage.objects.get().wording_text()["partner_question"] == ""
    assert 'name="partner"' not in client.get("/en/sign/unwatched/").text


def test_the_standard_sentence_that_speaks_of_it_is_to_be_changed(
    petition: Petition, petition_page: PetitionPage
) -> None:
    page = PetitionPage.objects.get()
    assert page.privacy_notice == default_words("en")["privacy_notice"]
    Petition.objects.update(asks_updates=False)
    (missing,) = missing_for_opening(Petition.objects.get())
    assert "Privacy sentence" in str(missing.sentence)
    assert "only whoever receives the petition can open it" in str(missing.sentence)
    assert missing.field == "privacy_notice"


def test_editors_turn_it_off_and_on(editor_client: Client, petition: Petition) -> None:
    Controller.objects.update(for_updates=False)
    assert list(save(editor_client, petition, opens_at=None)) == ["__all__"], "nobody answers for the news"
    assert save(editor_client, petition, opens_at=None, asks_updates=None) == {}
    petition.refresh_from_db()
    assert not petition.asks_updates
    data = form_data(petition, opens_at=None, asks_updates="on")
    answer = editor_client.post(reverse("petitions:edit", args=[petition.pk]), data)
    assert "responsible for writing to those who say yes" in answer.text


def test_what_it_means_for_earlier_answers_stands_beside_the_switch(
    editor_client: Client, petition: Petition
) -> None:
    url = reverse("petitions:edit", args=[petition.pk])
    settings = BeautifulSoup(editor_client.get(url).content, "html.parser")
    (switch,) = settings.select("[name=asks_updates]")
    (beside,) = settings.select(f"#{switch['aria-describedby']}")
    assert "that Yes holds until its owner takes it back" in beside.get_text()


def test_a_key_for_news_is_not_offered(keeper_client: Client, without_news: Petition) -> None:
    url = reverse("petitions:add_key", args=[without_news.pk])
    page = BeautifulSoup(keeper_client.get(url).content, "html.parser")
    assert [option["value"] for option in page.select("[name=covers] option")] == ["petition"]


@pytest.mark.slow
def test_a_yes_that_was_given_holds(client: Client, petition: Petition, hand_in: HandIn) -> None:
    key_for_news(petition)
    given, waiting = hand_in(updates="yes"), hand_in("bob@example.org", name="Bob", updates="yes")
    confirm(given.pk)
    petition.asks_updates = False
    petition.save()
    confirm(waiting.pk)
    assert SealedRecord.objects.filter(recipient__covers="updates").count() == 2
    for signature in Signature.objects.all():
        own_page = text_of(client, signature_path(signature, "en"))
        assert "May we e-mail you about this campaign?" in own_page
        assert "No more news from you" in own_page
    signature = Signature.objects.latest("pk")
    client.post(f"{signature_path(signature, 'en')}stop-updates/")
    assert SealedRecord.objects.filter(recipient__covers="updates").count() == 1


@pytest.mark.slow
def test_whoever_corrects_is_told_that_the_yes_ends(
    client: Client, petition: Petition, hand_in: HandIn
) -> None:
    key_for_news(petition)
    confirm(hand_in(updates="yes").pk)
    confirm(hand_in("bob@example.org", name="Bob").pk)
    ada, bob = Signature.objects.order_by("pk")
    told = "The Yes that you gave to news ends with the correction"
    assert told not in text_of(client, correction_path(ada, "en"))
    Petition.objects.update(asks_updates=False)
    assert told in text_of(client, correction_path(ada, "en"))
    assert told not in text_of(client, correction_path(bob, "en"))


def test_a_form_that_was_open_meanwhile_is_taken_and_its_answer_is_not(
    client: Client, petition: Petition, petition_page: PetitionPage, answers: dict[str, str]
) -> None:
    key_for_news(petition)
    petition.asks_updates = False
    petition.save()
    assert client.post("/en/sign/unwatched/", {**answers, "updates": "yes"}).status_code == 303
    submission = Submission.objects.get()
    assert submission.wording_id == answers["wording"] != PetitionPage.objects.get().wording_hash
    confirm(submission.pk)
    assert set(SealedRecord.objects.values_list("recipient__covers", flat=True)) == {"petition"}


def test_what_people_agreed_to_before_is_as_it_was(
    petition: Petition, petition_page: PetitionPage, hand_in: HandIn
) -> None:
    confirm(hand_in(updates="yes").pk)
    before = Signature.objects.get().wording
    petition.asks_updates = False
    petition.save()
    assert Signature.objects.get().wording.text == before.text
    text = petition.wordings.get(pk=PetitionPage.objects.get().wording_hash).text
    changed = {name for name, said in before.text.items() if said != text[name]}
    assert changed == {"updates_question", "updates_controllers"}
