"""Each detail of the list is asked for, kept, handed over and shown wherever details are."""

from collections.abc import Callable
from typing import Any

import pyrage
import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from petition_blocks.exports.decryptor_page import decryptor_page
from petition_blocks.keys.models import RecipientKey
from petition_blocks.keys.sealed_files import header
from petition_blocks.mailing.links import confirmation_link, signature_path
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.sealing.encryption import unseal
from petition_blocks.signature.models import SealedRecord, Signature, Submission
from petition_blocks.signing.confirm import confirm
from petition_blocks.signing.forms import SignForm

from ..asked import DETAILS, Detail
from ..fields import LengthFirst
from ..models import AsksDetails
from .examples import EXAMPLES

each_detail = pytest.mark.parametrize("detail", DETAILS, ids=lambda detail: detail.name)
HandIn = Callable[..., Submission]


def shown_text(client: Client, path: str) -> str:
    """Return the words of a page, spaces made one."""
    response = client.get(path)
    assert response.status_code == 200, path
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def test_each_detail_has_a_setting_and_each_setting_a_detail() -> None:
    names = [detail.name for detail in DETAILS]
    assert len(names) == len(set(names))
    assert [detail.setting for detail in DETAILS] == [field.name for field in AsksDetails._meta.get_fields()]
    assert set(EXAMPLES) == set(names), "the tests need an answer to each"


@each_detail
def test_it_is_asked_after_the_country_where_the_petition_wants_it(detail: Detail) -> None:
    assert detail.name not in SignForm(Petition()).fields
    form = SignForm(Petition(**{detail.setting: True}))
    names = [field.name for field in form.visible_fields()]
    assert names[:4] == ["name", "email", "country", detail.name]
    field = form.fields[detail.name]
    assert isinstance(field, LengthFirst), "what is too long is looked at by nothing else"
    assert not field.required, "`is_needed` says who must tell it"
    assert {"required", "max_length"} <= set(detail.field.error_messages)


@each_detail
def test_a_long_answer_is_refused_in_words_of_ours(detail: Detail) -> None:
    form = SignForm(Petition(**{detail.setting: True}), {detail.name: "1" * (detail.field.max_length + 1)})
    assert form.errors[detail.name] == [detail.field.error_messages["max_length"]]


@each_detail
def test_only_keys_that_open_every_signature_open_it(
    detail: Detail,
    client: Client,
    petition: Petition,
    answers: dict[str, str],
    identity: pyrage.x25519.Identity,
) -> None:
    news = pyrage.x25519.Identity.generate()
    RecipientKey.objects.create(
        petition=petition,
        name="News",
        public_key=str(news.to_public()),
        covers=RecipientKey.Covers.UPDATES,
    )
    Petition.objects.update(**{detail.setting: True})
    told = {**answers, "updates": "yes", detail.name: EXAMPLES[detail.name]}
    told["wording"] = PetitionPage.objects.get(petition=petition).wording_hash
    assert client.post(f"/en/sign/{petition.slug}/", told).status_code == 303
    confirm(Submission.objects.get().pk)
    opened = {
        record.recipient.covers: unseal(record.ciphertext, str(key))
        for key in (identity, news)
        for record in SealedRecord.objects.filter(recipient__public_key=str(key.to_public()))
    }
    assert opened["petition"][detail.name] == EXAMPLES[detail.name]
    assert detail.name not in opened["updates"]
    for key in RecipientKey.objects.select_related("petition"):
        columns = header(petition, key, kind="full", number=1, since=None, made_at=key.created_at)["fields"]
        assert (detail.name in columns) == (key.covers == RecipientKey.Covers.PETITION)


@each_detail
@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_recipients_read_what_the_column_is_called(detail: Detail, language: str) -> None:
    with translation.override(language):
        title = detail.label
    start, _brace, words = decryptor_page().partition(f'"{language}": {{')
    assert start.rpartition("const ")[2].startswith("DETAILS = "), "the words of details"
    assert f'"{detail.name}": "{title}"' in words.partition("}")[0]


@each_detail
def test_signatories_see_it_before_they_confirm_and_read_of_it_afterwards(
    detail: Detail, client: Client, hand_in: HandIn
) -> None:
    answer = EXAMPLES[detail.name]
    without = hand_in(email="eve@example.org")
    assert detail.label not in shown_text(client, confirmation_link(without, "en"))
    submission = hand_in(**{detail.name: answer})
    assert f"{detail.label} {answer}" in shown_text(client, confirmation_link(submission, "en"))
    confirm(submission.pk)
    signature = Signature.objects.get()
    assert str(detail.held) in shown_text(client, signature_path(signature, "en"))


@each_detail
def test_editors_switch_it_on_and_see_whether_it_is(
    detail: Detail, admin_client: Client, petition: Petition
) -> None:
    edited = admin_client.get(reverse("petitions:edit", args=[petition.pk]))
    assert BeautifulSoup(edited.content, "html.parser").select_one(f"input[name={detail.setting}]")
    question = str(Petition._meta.get_field(detail.setting).verbose_name)
    assert (
        question.casefold()
        in shown_text(admin_client, reverse("petitions:inspect", args=[petition.pk])).casefold()
    )
    covers: Any = RecipientKey.Covers.PETITION.label
    assert str(detail.noun) in str(covers)


def test_what_is_missing_is_listed_in_the_order_of_the_page(client: Client, petition: Petition) -> None:
    Petition.objects.update(asks_postcode=True)
    answer = client.post(
        f"/en/sign/{petition.slug}/", {"country": "BE"}, headers={"accept": "application/json"}
    )
    shown = BeautifulSoup(answer.json()["parts"], "html.parser")
    named = [field["data-field"] for field in shown.select(".field-wrong")]
    assert named == ["name", "email", "postcode", "updates"]
