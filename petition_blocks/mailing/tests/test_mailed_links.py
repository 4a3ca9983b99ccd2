"""Whatever happens to a mailed link, on its way or meanwhile: the truth, and a way on."""

import base64
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.signatory.actions import disown, withdraw
from petition_blocks.signature.models import ReplacedSubmission, Signature, Submission
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn

from .. import links
from ..links import confirmation_link, no_more_mail_link, not_me_link, signature_path
from ..models import MailQuota
from ..send_due_mails import send_due_mails

pytestmark = pytest.mark.slow

NOT_WHOLE, NO_LONGER, SIGNED = "This link is not whole", "This link no longer works", "Confirm your signature"


def path_of(link: str) -> str:
    return link.split("8000", 1)[1]


def heading(response: Any) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL)
    assert found is not None
    return found[1].strip()


CHANGES: dict[str, Callable[[str], str]] = {
    "comma": lambda path: f"{path},",
    "full stop instead of the slash": lambda path: f"{path.rstrip('/')}.",
    "bracket": lambda path: f"{path})",
    "angle": lambda path: f"{path}>",
    "encoded space": lambda path: f"{path}%20",
    "no slash": lambda path: path.rstrip("/"),
    "wrapped and quoted": lambda path: path[:-30] + "%0A%3E%20" + path[-30:],
    "wrapped in the id": lambda path: path[:40] + "%20" + path[40:],
    "small letters": str.lower,
    "large letters": lambda path: "/en/sign/unwatched/" + path.removeprefix("/en/sign/unwatched/").upper(),
    "encoded": lambda path: path.replace("-", "%2D"),
    "encoded twice": lambda path: path.replace("-", "%252D"),
    "another petition": lambda path: path.replace("unwatched", "unwatch"),
}


def test_a_link_that_was_changed_on_its_way_still_leads_where_it_should(
    client: Client, hand_in: HandIn, petition: Petition
) -> None:
    submission = hand_in()
    signed = hand_in("bob@example.org")
    confirm(signed.pk)
    signature = Signature.objects.get()
    quota = MailQuota.objects.create(petition=petition, digest=b"d" * 32)
    paths = {
        path_of(confirmation_link(submission, "en")): SIGNED,
        path_of(not_me_link(submission, "en")): "It wasn’t me",
        signature_path(signature, "en"): "Your signature",
        path_of(no_more_mail_link(quota, "en")): "No more mail about this petition?",
    }
    for path, words in paths.items():
        for name, change in CHANGES.items():
            response = client.get(change(path), follow=True)
            assert (response.status_code, heading(response)) == (200, words), (name, path)
    assert Submission.objects.count() == 1
    assert Signature.objects.count() == 1


def test_what_is_lost_of_a_link_is_not_called_expired(
    client: Client, hand_in: HandIn, petition: Petition
) -> None:
    """Nor is anything told of what it led to, and no mail program is told that mails have ended."""
    submission = hand_in()
    quota = MailQuota.objects.create(petition=petition, digest=b"d" * 32)
    for link in (
        confirmation_link(submission, "en"),
        not_me_link(submission, "en"),
        no_more_mail_link(quota, "en"),
    ):
        path = path_of(link)
        for cut in (
            path[:-2],
            path[:-12],
            path[:-30],
            path[:-60],
            path[:24],
            f"{path[:-6]}/",
            f"{path[:-2]}9/",
        ):
            for response in (client.get(cut, follow=True), client.post(cut)):
                # Pages below a form take no POST, cut off or whole.
                if (response.request["REQUEST_METHOD"], response.status_code) == ("POST", 405):
                    continue
                assert response.status_code == 404, cut
                assert heading(response) == NOT_WHOLE, cut
                assert "Ada" not in response.content.decode()
    response = client.get("/en/sign/unw/confirm/")
    assert (response.status_code, heading(response)) == (404, NOT_WHOLE)
    assert not MailQuota.objects.get().suppressed
    assert Submission.objects.exists()


def test_links_of_mails_from_before_still_work(client: Client, hand_in: HandIn) -> None:
    submission = hand_in()
    proof = links._token("confirm", submission.public_id, bytes(submission.nonce))
    earlier = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
    for end in ("/", "", ".", "/,"):
        path = f"/en/sign/unwatched/confirm/{submission.public_id}/{earlier}{end}"
        assert heading(client.get(path, follow=True)) == SIGNED


def test_the_other_mail_s_link_says_that_the_signature_counts(
    client: Client, hand_in: HandIn, mail_server: Any
) -> None:
    """And leads to what is kept. It helps whoever did not sign, too; and goes with the signature."""
    one, other = hand_in(), hand_in("ADA@example.org")
    send_due_mails()
    client.post(path_of(confirmation_link(one, "en")))
    for response in (client.get, client.post):
        shown = response(path_of(confirmation_link(other, "en")))
        assert (shown.status_code, heading(shown)) == (200, "You have signed already")
        assert "Sign again" not in shown.content.decode()
        assert signature_path(Signature.objects.get(), "en") in shown.content.decode()
    forged = path_of(confirmation_link(other, "en"))[:-2] + "9/"
    assert client.get(forged).status_code == 404
    not_me = path_of(not_me_link(other, "en"))
    assert "remove the signature" in client.get(not_me).content.decode()
    client.post(not_me)
    assert not Signature.objects.exists()
    assert not ReplacedSubmission.objects.exists()
    gone = client.get(path_of(confirmation_link(one, "en")))
    assert (gone.status_code, heading(gone)) == (410, "This signature is erased")


def test_an_earlier_correction_s_link_is_still_known(
    client: Client, hand_in: HandIn, mail_server: Any
) -> None:
    confirm(hand_in().pk)
    corrections = []
    for country in ("DE", "FR"):
        correction = hand_in(country=country)
        Submission.objects.filter(pk=correction.pk).update(corrects=Signature.objects.get().public_id)
        send_due_mails()
        assert client.post(path_of(confirmation_link(correction, "en"))).status_code == 303
        corrections.append(correction)
    assert Signature.objects.get().country == "FR"
    for correction in corrections:
        assert client.get(path_of(confirmation_link(correction, "en"))).status_code == 200


def test_what_is_over_says_so_and_leads_on(
    client: Client, hand_in: HandIn, petition: Petition, petition_page: PetitionPage
) -> None:
    expired, disowned, signed = (hand_in(f"{name}@example.org") for name in ("ada", "bob", "eve"))
    confirm(signed.pk)
    signature = Signature.objects.select_related("petition").get()
    own_page = signature_path(signature, "en")
    expired.delete()
    disown(disowned.pk)
    withdraw(signature.pk)
    gone = [
        (path_of(confirmation_link(expired, "en")), NO_LONGER, True),
        (path_of(confirmation_link(disowned, "en")), NO_LONGER, True),
        (path_of(not_me_link(disowned, "en")), NO_LONGER, False),
        (path_of(confirmation_link(signed, "en")), "This signature is erased", True),
        (own_page, "This signature is erased", True),
    ]
    sign_form, promise = 'id="sign-1"', "we will send you a new link"
    for is_open in (True, False):
        if not is_open:
            Petition.objects.update(paused=True)
        for path, words, offers_form in gone:
            # Twice: a second tab, a second press, the browser's way back.
            for response in (client.get(path), client.post(path)):
                page = response.content.decode()
                assert (response.status_code, heading(response)) == (410, words)
                assert (sign_form in page) == (promise in page) == (offers_form and is_open), path
                assert "/my-signature/" in page
    Petition.objects.update(paused=False, closes_at=timezone.now() - timedelta(days=2))
    late = hand_in()
    assert heading(client.get(path_of(confirmation_link(late, "en")))) == "This petition has closed"


def test_a_link_to_a_petition_that_is_not_shown_does_what_was_pressed(
    client: Client, hand_in: HandIn, petition_page: PetitionPage
) -> None:
    confirm(hand_in().pk)
    path = signature_path(Signature.objects.select_related("petition").get(), "en")
    petition_page.unpublish()
    assert "Your link still works" in client.get(path).content.decode()
    assert "What you pressed for is done" in client.post(path).content.decode()
    assert not Signature.objects.exists()


def test_every_promise_of_a_mail_names_the_way_for_who_wanted_none(
    client: Client, hand_in: HandIn, petition: Petition, answers: dict[str, str]
) -> None:
    """The same for everybody: no page looks up whether the address is suppressed."""
    suppressed = hand_in("bob@example.org")
    quota = disown(suppressed.pk)
    assert quota is not None
    pages = {}
    for email in ("ada@example.org", "bob@example.org"):
        thanks = client.post("/en/sign/unwatched/", {**answers, "email": email})
        asked = client.post("/en/sign/unwatched/my-signature/", {"email": email})
        pages[email] = [client.get(response["Location"]).content for response in (thanks, asked)]
    assert pages["ada@example.org"] == pages["bob@example.org"]
    for page in pages["ada@example.org"]:
        assert "press “Allow mail again”" in page.decode()
    # The way that they name, and the one from “It wasn’t me”.
    other = hand_in("eve@example.org")
    done = client.post(path_of(not_me_link(other, "en"))).content.decode()
    again = MailQuota.objects.exclude(pk=quota.pk).get()
    assert path_of(no_more_mail_link(again, "en")) in done
    client.post(path_of(no_more_mail_link(quota, "en")), {"mail": "again"})
    quota.refresh_from_db()
    assert not quota.suppressed
