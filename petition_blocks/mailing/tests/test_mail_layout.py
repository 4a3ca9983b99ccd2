"""What a mail looks like, what it carries, and where editors see it."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from mail_layout import LAYOUT, layout
from wagtail.models import Locale

from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import Submission
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn

from ..examples import example_mail
from ..send_due_mails import send_due_mails

KINDS = list(Submission.Mail)


def test_the_layout_is_what_its_source_makes() -> None:
    assert LAYOUT.read_text(encoding="utf-8") == layout(), "run python scripts/mail_layout.py"


def test_a_mail_says_the_same_as_text_and_as_html(mail_server: Any, hand_in: HandIn) -> None:
    hand_in()
    send_due_mails()
    (received,) = mail_server.mails
    assert received.message.get_content_type() == "multipart/alternative"
    types = [part.get_content_type() for part in received.message.iter_parts()]
    assert types == ["text/plain", "text/html"], "programs show the last one that they can"
    (link,) = re.findall(r"http://\S+/confirm/\S+", received.text)
    html = BeautifulSoup(received.html, "html.parser")
    (button,) = html.select(f'a[href="{link}"]')
    assert button.get_text(strip=True)
    assert "Rue de l’Exemple" in html.get_text()


@pytest.mark.parametrize("kind", KINDS)
def test_no_mail_loads_or_tracks_anything(kind: Submission.Mail, petition_page: PetitionPage) -> None:
    message = example_mail(petition_page, kind, "ada@example.org")
    html = BeautifulSoup(message.html, "html.parser")
    assert not html.select("img, link, script, iframe, object, embed, video, audio, [background]")
    assert "url(" not in message.html
    assert "@import" not in message.html
    links = [a["href"] for a in html.select("a[href]")]
    assert links
    assert all(str(link).startswith("http://127.0.0.1:8000/") and "?" not in str(link) for link in links)


@pytest.mark.parametrize("kind", KINDS)
def test_each_mail_leads_somewhere_and_has_words_of_its_own(
    kind: Submission.Mail, petition_page: PetitionPage
) -> None:
    message = example_mail(petition_page, kind, "ada@example.org")
    where = "/confirm/" if kind in (Submission.Mail.CONFIRMATION, Submission.Mail.REMINDER) else "/signature/"
    assert where in message.body
    assert message.subject == getattr(petition_page, f"{kind.value}_subject") != ""


def test_a_mail_in_arabic_reads_from_the_right(petition_page: PetitionPage) -> None:
    arabic, _created = Locale.objects.get_or_create(language_code="ar")
    petition_page.locale = arabic
    html = example_mail(petition_page, Submission.Mail.CONFIRMATION, "a@example.org").html
    assert BeautifulSoup(html, "html.parser").html["dir"] == "rtl"  # type: ignore[index]
    assert "direction:ltr" not in html
    assert "text-align:left;color" not in html


def test_words_of_editors_are_never_markup(petition_page: PetitionPage) -> None:
    petition_page.confirmation_text = "<script>alert(1)</script>\n\nSecond paragraph"
    html = example_mail(petition_page, Submission.Mail.CONFIRMATION, "a@example.org").html
    assert "<script" not in html
    assert "<p>Second paragraph</p>" in html


@pytest.mark.parametrize("mode", [kind.value for kind in KINDS])
def test_an_editor_sees_a_mail_before_it_is_published(
    mode: str, editor_client: Client, petition_page: PetitionPage
) -> None:
    setattr(petition_page, f"{mode}_text", "Words that nobody has seen yet.")
    petition_page.save_revision()
    response = editor_client.get(
        reverse("wagtailadmin_pages:view_draft", args=[petition_page.pk]), {"mode": mode}
    )
    assert response.status_code == 200
    policy = response["Content-Security-Policy"]
    assert "style-src 'unsafe-inline'" in policy
    assert "default-src 'none'" in policy
    shown = BeautifulSoup(response.content, "html.parser")
    plain, frame = shown.select_one("pre"), shown.select_one("iframe")
    assert plain is not None
    assert frame is not None
    assert "Words that nobody has seen yet." in plain.get_text()
    assert "Words that nobody has seen yet." in frame["srcdoc"]


def test_a_test_goes_to_who_asks_and_to_nobody_else(
    editor_client: Client, editor: User, petition: Petition, petition_page: PetitionPage, mail_server: Any
) -> None:
    url = reverse("petitions:test_mail", args=[petition.pk])
    assert f"at {editor.email}, as signatories get it" in editor_client.get(url).content.decode()
    response = editor_client.post(
        url, {"page": petition_page.pk, "kind": "reminder", "to": "eve@example.org"}
    )
    assert response.status_code == 302
    (received,) = mail_server.mails
    assert received.recipients == [editor.email]
    assert received.subject == "Test: Your signature is still waiting"
    assert received.html


def test_a_mail_server_that_refuses_a_test_is_quoted(
    editor_client: Client, petition: Petition, petition_page: PetitionPage, mail_server: Any
) -> None:
    mail_server.answer = "550 5.7.1 Not from you"
    response = editor_client.post(
        reverse("petitions:test_mail", args=[petition.pk]), {"page": petition_page.pk, "kind": "link"}
    )
    assert response.status_code == 422
    assert "550 5.7.1" in response.content.decode()


def test_who_may_only_look_sends_no_tests(
    viewer_client: Client, petition: Petition, petition_page: PetitionPage
) -> None:
    refused = viewer_client.post(
        reverse("petitions:test_mail", args=[petition.pk]), {"page": petition_page.pk, "kind": "link"}
    )
    assert (refused.status_code, refused["Location"]) == (302, reverse("wagtailadmin_home"))
    assert mail.outbox == []


def test_who_has_signed_is_led_to_the_signature(mail_server: Any, hand_in: HandIn) -> None:
    confirm(hand_in().pk)
    hand_in()
    send_due_mails()
    (received,) = mail_server.mails
    (link,) = re.findall(r"http://\S+/signature/\S+", received.text)
    assert BeautifulSoup(received.html, "html.parser").select(f'a[href="{link}"]')
