"""Every mail of the hub, read from its raw bytes as a receiver does (`tests/mail_reading.py`)."""

import re
from itertools import cycle, product
from urllib.parse import urlsplit

import pytest
from django.conf import settings as project
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from wagtail.admin.mail import send_mail
from wagtail.models import Locale

from campaign_site import mail_bytes
from campaign_site.settings.base import ascii_url
from petition_blocks.mailing.actions import send_test_mail
from petition_blocks.mailing.connection import MailConnection
from petition_blocks.mailing.examples import example_mail
from petition_blocks.mailing.mails import compose_mail
from petition_blocks.mailing.models import MailQuota
from petition_blocks.page.models import PetitionPage
from petition_blocks.signature.models import Submission

from .later_tasks import LaterTasks
from .mail_reading import IllegalMail, ReadMail, decoded, read_mail
from .mail_server import MailServer

SUBJECTS = [
    "Please confirm your signature",
    "Stop " * 39 + "now!!",
    "=?utf-8?q?not_encoded?= is what it says",
    ("Zażółć gęślą jaźń, potwierdź swój podpis ✍️ " * 5)[:200],
    ("Επιβεβαιώστε την υπογραφή σας για τις πλατείες μας 👩‍👩‍👧‍👦 " * 4)[:200].strip(),
    ("请确认您的签名，让我们的广场不被监视🙏🏽" * 11)[:200],
    ("أكّد توقيعك من أجل ساحات بلا مراقبة 🕊️ " * 6)[:200].strip(),
    "é" + "x" * 199,
]
LONG_HOST = ".".join(["campaign-for-squares-that-nobody-watches"] * 6) + ".example.org"
WORDS = (
    "Hello,\n\n" + "Ζητούμε πλατείες χωρίς κάμερες. " * 60 + "\n\n.\nFrom the squares \n-- \n" + "x" * 3_000
)


def last_read(server: MailServer) -> ReadMail:
    return read_mail(server.mails[-1].raw)


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"Subject: a\nTo: b\r\n\r\n", "line feed"),
        (b"Subject: " + b"a" * 1_000 + b"\r\n\r\n", "1009 characters"),
        (b"Subject: Gr\xc3\xbc\xc3\x9fe\r\n\r\n", "more than ASCII"),
        (b"Subject: =?utf-8?q?" + b"a" * 60 + b"?=\r\n\r\n", "line of"),
        (b"Subject:\r\n =?utf-8?q?" + b"a" * 64 + b"?=\r\n\r\n", "line of|75 characters"),
        (b"List-Unsubscribe: =?utf-8?q?=3Chttps=3A//a/=3E?=\r\n\r\n", "nobody decodes"),
        (b"Subject: a\r\n \r\n b\r\n\r\n", "nothing on its line"),
    ],
)
def test_the_reader_refuses_what_the_standards_forbid(raw: bytes, what: str) -> None:
    with pytest.raises(IllegalMail, match=what):
        read_mail(raw)


def test_every_mail_in_every_language_arrives_as_it_was_written(
    petition_page: PetitionPage,
    mail_server: MailServer,
    settings: Settings,
) -> None:
    """All kinds in all languages, the subjects of the world in turn, long hosts and names in addresses."""
    settings.WAGTAILADMIN_BASE_URL = f"https://{LONG_HOST}"
    assert petition_page.petition is not None
    petition_page.petition.slug = "squares-" * 9 + "unwatch"
    line = MailConnection()
    subjects = cycle(SUBJECTS)
    for (language, _name), kind in product(project.LANGUAGES, Submission.Mail):
        subject = next(subjects)
        petition_page.locale = Locale.objects.get_or_create(language_code=language)[0]
        setattr(petition_page, f"{kind.value}_subject", subject)
        setattr(petition_page, f"{kind.value}_text", WORDS)
        sent = example_mail(petition_page, kind, "ada@example.org")
        line.send(sent)
        mail = last_read(mail_server)
        assert mail.subject == subject
        assert mail.fields["content-language"] == language
        assert mail.fields["auto-submitted"] == "auto-generated"
        assert mail.fields["message-id"].endswith("@example.org>")
        url = mail.fields["list-unsubscribe"]
        assert re.fullmatch(rf"<https://{LONG_HOST}/{language}/sign/[!-;=?-~]+/no-more-mail/[!-;=?-~]+>", url)
        assert mail.first_lines["list-unsubscribe"] == f"List-Unsubscribe: {url}"
        assert mail.fields["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
        # Each link stands whole on a line of its own, and is the same in both parts.
        assert mail.text("text/plain") == str(sent.body)
        assert mail.text("text/html").rstrip() == sent.html.rstrip()
        links = [text for text in mail.text("text/plain").split("\n") if text.startswith("https://")]
        assert url.strip("<>") in links
        assert {part.kind for part in mail.parts} == {"text/plain", "text/html"}
    line.close()
    assert len(mail_server.mails) >= len(SUBJECTS)


@pytest.mark.parametrize(
    ("sender", "name", "email"),
    [
        ('"Meier, Müller & Söhne" <info@example.org>', "Meier, Müller & Söhne", "info@example.org"),
        ('"Squares, unwatched" <info@example.org>', "Squares, unwatched", "info@example.org"),
        (r'"The \"Unwatched\"" <info@example.org>', 'The "Unwatched"', "info@example.org"),
        (r'"Die „Freien“, \"e. V.\"" <info@example.org>', 'Die „Freien“, "e. V."', "info@example.org"),
        ("ساحات بلا مراقبة <info@example.org>", "ساحات بلا مراقبة", "info@example.org"),
        ("Πλατείες " * 20 + "<info@example.org>", ("Πλατείες " * 20).strip(), "info@example.org"),
        ("Squares <info@straße.example>", "Squares", "info@xn--strae-oqa.example"),
        ("info@例え.example", "", "info@xn--r8jz45g.example"),
    ],
)
def test_the_sender_is_called_as_the_operator_wrote_it(
    petition_page: PetitionPage,
    mail_server: MailServer,
    settings: Settings,
    sender: str,
    name: str,
    email: str,
) -> None:
    """In the header; the envelope holds the address alone, and nothing names the worker's machine."""
    settings.DEFAULT_FROM_EMAIL = sender
    send_test_mail(petition_page, Submission.Mail.CONFIRMATION, "Ada.Lovelace+squares@Büro.example")
    mail = last_read(mail_server)
    (received,) = mail_server.mails
    assert mail.mailbox("from") == (name, email)
    assert mail.mailbox("to") == ("", "Ada.Lovelace+squares@xn--bro-hoa.example")
    assert received.sender == email
    assert received.recipients == ["Ada.Lovelace+squares@xn--bro-hoa.example"]
    domain = email.partition("@")[2]
    assert mail.fields["message-id"].endswith(f"@{domain}>")
    assert received.greeting == domain


def test_a_site_with_letters_in_its_host_name_is_linked_by_the_name_that_servers_know(
    petition_page: PetitionPage,
    mail_server: MailServer,
    settings: Settings,
) -> None:
    settings.WAGTAILADMIN_BASE_URL = ascii_url("https://plätze.example:8443/")
    assert project.WAGTAILADMIN_BASE_URL == "https://xn--pltze-hra.example:8443/"
    send_test_mail(petition_page, Submission.Mail.LINK, "ada@example.org")
    mail = last_read(mail_server)
    assert mail.fields["list-unsubscribe"].startswith(
        "<https://xn--pltze-hra.example:8443/en/sign/unwatched/"
    )
    assert "plätze" not in mail.text("text/plain")


def test_a_mail_provider_ends_the_mails_by_the_bytes_it_was_sent(
    petition_page: PetitionPage,
    mail_server: MailServer,
) -> None:
    """As RFC 8058 says: the pair of the header as the body of a POST, no cookie, no page it comes from."""
    assert petition_page.petition is not None
    quota = MailQuota.objects.create(petition=petition_page.petition, digest=b"d" * 32)
    line = MailConnection()
    line.send(compose_mail(None, petition_page, Submission.Mail.LINK, "ada@example.org", [], quota))
    line.close()
    mail = last_read(mail_server)
    url = urlsplit(mail.fields["list-unsubscribe"].strip("<>"))
    provider = Client(enforce_csrf_checks=True)
    for content_type in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=b"):
        MailQuota.objects.update(suppressed=False)
        pair = mail.fields["list-unsubscribe-post"]
        name, _equals, value = pair.partition("=")
        form = f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n--b--\r\n'
        answer = provider.post(
            url.path, pair if "urlencoded" in content_type else form, content_type=content_type
        )
        assert answer.status_code == 200
        assert not answer.cookies
        assert MailQuota.objects.get().suppressed


def test_the_admins_mails_are_as_legal_as_the_visitors(
    petition_page: PetitionPage,
    mail_server: MailServer,
    client: Client,
    later: LaterTasks,
) -> None:
    """A new password, and what Wagtail tells of workflows, comments and reports."""
    get_user_model().objects.create_user("zoe", "zoe@example.org", "squares-unwatched")
    client.post(reverse("wagtailadmin_password_reset"), {"email": "zoe@example.org"})
    later.do_all()
    mail = last_read(mail_server)
    assert mail.mailbox("to") == ("", "zoe@example.org")
    link = re.search(r"^https?://\S+/password_reset/\S+$", mail.text("text/plain"), re.MULTILINE)
    assert link is not None
    for subject in SUBJECTS:
        send_mail(subject, f"{WORDS}\nGrüße", ["zoe@example.org", "info@straße.example"])
        mail = last_read(mail_server)
        assert mail.subject == subject
        assert mail.text("text/plain").rstrip("\n") == f"{WORDS}\nGrüße"
        assert decoded(mail.fields["to"]) == "zoe@example.org, info@xn--strae-oqa.example"
        assert mail.fields["message-id"].endswith("@example.org>")


def test_the_workaround_is_still_needed() -> None:
    """Django's own functions: when one of these fails, `campaign_site/mail_bytes.py` can lose a part."""
    own = mail_bytes.djangos_own
    _name, url = own["forbid_multi_line_headers"](
        "List-Unsubscribe", "<https://plätze.example/en/sign/>", "utf-8"
    )
    assert url.startswith("=?utf-8?")
    _name, subject = own["forbid_multi_line_headers"]("Subject", "请" * 60, "utf-8")
    assert max(len(word) for word in subject.split()) > 75
    assert own["punycode"]("straße.example") == "strasse.example"
