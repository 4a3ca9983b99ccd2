"""From a key made in the admin to signatures opened without a network: what its holder and key keepers do."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pyrage
import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from playwright.sync_api import BrowserContext, Download, Page, Request, expect

from editorial.spreadsheet_text import neutral
from petition_blocks.exports.actions import acknowledge_export, request_export
from petition_blocks.exports.decryptor_page import PARTS, decryptor_page
from petition_blocks.exports.models import Export
from petition_blocks.exports.write_exports import write_due_export
from petition_blocks.keys.models import RecipientKey
from petition_blocks.keys.sealed_files import end_line, part_of, proof_file
from petition_blocks.page.models import PetitionPage
from petition_blocks.page.wordings import take_wording
from petition_blocks.petition.models import Petition
from petition_blocks.sealing.encryption import seal
from petition_blocks.signatory.actions import withdraw, withdraw_consent
from petition_blocks.signature.models import Signature
from petition_blocks.signing.confirm import confirm
from petition_blocks.signing.submit import submit
from tests.factories import create_home, create_open_petition

from .admin_browser import AdminBrowser
from .conftest import CheckAccessibility

pytestmark = pytest.mark.browser

SECRET = "AGE-SECRET-KEY-"
PUBLIC_KEY = re.compile(r"age1[a-z0-9]{58}")
SAMPLES = Path(__file__).parent.parent / "petition_blocks" / "exports" / "tests" / "neutral_cells.json"


@pytest.fixture
def petition_page(site: str) -> PetitionPage:
    """An open petition, and an administrator of the hub who may do everything."""
    User.objects.create_superuser("editor", "editor@example.org", "demo")
    return create_open_petition(
        create_home(), "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
    )


def sign(page: PetitionPage, email: str, **changes: str) -> Signature:
    """Sign and confirm the way the views do."""
    petition = Petition.objects.select_related("digest_key").get(pk=page.petition_id)
    fields = {"name": "Ada Lovelace", "email": email, "country": "BE", "updates": "no", **changes}
    submission = submit(petition, take_wording(page), "en", "home", fields)
    confirm(submission.pk)
    return Signature.objects.get(public_id=submission.public_id)


def kept(download: Download, folder: Path) -> Path:
    """Save a download where its user would."""
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


def open_offline(page: Page, decryptor: Path, key: Path, *files: Path) -> None:
    """Open files with the page, as a file, without a network."""
    page.context.set_offline(True)
    page.goto(decryptor.as_uri())
    page.locator("#key").set_input_files(key)
    page.locator("#files").set_input_files(files)
    page.get_by_role("button", name="Open", exact=True).click()


def test_a_key_made_in_the_browser_opens_a_real_export_with_the_network_cut_off(
    site: str,
    petition_page: PetitionPage,
    page: Page,
    context: BrowserContext,
    new_context: Callable[..., BrowserContext],
    tmp_path: Path,
) -> None:
    sent: list[Request] = []
    context.on("request", lambda request: sent.append(request))
    petition = petition_page.petition
    assert petition is not None
    admin = AdminBrowser(page, site, "editor")

    # A pair, made here; its secret half is a file and nothing else.
    admin.open(f"petitions/{petition.pk}/keys/new/")
    page.get_by_label("Who holds the secret half").fill("Notary")
    page.get_by_role("button", name="Make a key pair here").click()
    expect(page.get_by_label("Public key")).to_have_value(PUBLIC_KEY)
    page.get_by_role("button", name="Add this key").click()
    expect(page.get_by_text("Save the secret half first")).to_be_visible()
    assert RecipientKey.objects.count() == 1
    with page.expect_download() as saving:
        page.get_by_role("link", name="Save the secret half").click()
    key_file = kept(saving.value, tmp_path)
    written = key_file.read_text()
    assert written.splitlines()[-1].startswith(SECRET)
    for comment in ("# petition: Unwatched", "# held by: Notary", "# public key: age1"):
        assert comment in written
    page.get_by_label("I have kept it in a safe place.").check()
    page.get_by_role("button", name="Add this key").click()

    # Its holder shows that the file opens what is sealed to the key.
    expect(page.get_by_role("heading", name="Does the key of “Notary” work?")).to_be_visible()
    page.get_by_label("The file with the secret half").set_input_files(key_file)
    expect(page.get_by_text("The key fits")).to_be_visible()
    page.get_by_role("button", name="Confirm the key").click()
    expect(page.get_by_text("The key of “Notary” works")).to_be_visible()
    key = RecipientKey.objects.get(name="Notary")
    assert key.proved_at is not None
    assert key.approved_at is None

    # The petition is open, so somebody else looks at the key, in a browser of their own.
    User.objects.create_superuser("colleague", "colleague@example.org", "demo")
    with closing(new_context()) as another:
        colleague = AdminBrowser(another.new_page(), site, "colleague")
        colleague.page.get_by_role("link", name="Look at it").click()
        expect(colleague.page.get_by_text(key.public_key)).to_be_visible()
        colleague.page.get_by_role("button", name="Approve this key").click()
        expect(colleague.page.get_by_text("The key of “Notary” is approved.")).to_be_visible()

    # People sign; a file is made, fetched and opened.
    ada = sign(petition_page, "ada@example.org")
    bob = sign(petition_page, "bob@example.org", name="=cmd()", country="DE", updates="yes")
    withdraw_consent(bob.pk, RecipientKey.Covers.UPDATES)
    sign(petition_page, "eve@example.org", name="إيمان", country="DE", updates="yes")
    decryptor = tmp_path / "open-signatures.html"
    admin.open(f"petitions/{petition.pk}/files/new/")
    page.locator("#id_recipient").select_option(label=str(key))
    page.get_by_role("button", name="Make the file").click()
    expect(page.get_by_text("File 1 is being made.")).to_be_visible()
    call_command("work", once=True)
    # Without a reload: the page looks by itself.
    with page.expect_download() as fetching:
        page.get_by_role("link", name="Download").click()
    file = kept(fetching.value, tmp_path)
    with page.expect_download() as fetching:
        page.get_by_role("link", name="The page that opens files").click()
    decryptor = kept(fetching.value, tmp_path)

    open_offline(page, decryptor, key_file, file)
    expect(page.get_by_role("heading", name="Opened: 3 signatures")).to_be_visible()
    expect(page.get_by_role("cell", name="إيمان")).to_be_visible()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save as CSV").click()
    rows = list(csv.DictReader(io.StringIO(kept(saving.value, tmp_path).read_text("utf-8-sig"))))
    assert [row["name"] for row in rows] == ["Ada Lovelace", "'=cmd()", "إيمان"]
    assert [row["country"] for row in rows] == ["BE", "DE", "DE"]
    assert [row["updates"] for row in rows] == ["no", "no", "yes"], "Bob has taken his Yes back"
    assert rows[0]["reference"] == str(ada.public_id)
    assert rows[0]["wording"] == ada.wording_id
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save a table a country (ZIP)").click()
    with zipfile.ZipFile(kept(saving.value, tmp_path)) as pack:
        assert sorted(pack.namelist()) == ["BE.csv", "DE.csv", "cover.csv", "wordings.txt"]
        assert pack.testzip() is None
        assert "bob@example.org" in pack.read("DE.csv").decode()
        assert "Keep our squares unwatched." in pack.read("wordings.txt").decode()

    # The code comes back; from then on, changes are enough.
    code = page.locator("#code-list code").inner_text()
    page.context.set_offline(False)
    admin.open(f"petitions/{petition.pk}/files/1/received/")
    page.get_by_label("Code").fill(code.lower())
    page.get_by_role("button", name="It has arrived").click()
    expect(page.get_by_text("Received and opened on")).to_be_visible()
    withdraw(ada.pk)
    sign(petition_page, "joan@example.org", name="Joan")
    admin.open(f"petitions/{petition.pk}/files/new/")
    page.locator("#id_recipient").select_option(label=str(key))
    page.get_by_label("What has changed since the last one").check()
    page.get_by_role("button", name="Make the file").click()
    call_command("work", once=True)
    with page.expect_download() as fetching:
        page.get_by_role("link", name="Download").click()
    changes = kept(fetching.value, tmp_path)
    open_offline(page, decryptor, key_file, file, changes)
    expect(page.get_by_role("heading", name="Opened: 3 signatures")).to_be_visible()
    expect(page.get_by_text("Withdrawn, and therefore left out: 1")).to_be_visible()
    expect(page.get_by_role("cell", name="Joan", exact=True)).to_be_visible()
    expect(page.get_by_role("cell", name="Ada Lovelace")).to_have_count(0)

    bodies = [f"{request.url}\n{request.post_data_buffer or b''!r}" for request in sent]
    assert any("public_key" in body for body in bodies)
    assert not any(SECRET in body.upper() for body in bodies)
    assert Export.objects.filter(acknowledged_at__isnull=False).count() == 1


@pytest.fixture
def decryptor(tmp_path: Path) -> Path:
    """The page, as a file on somebody's computer."""
    path = tmp_path / "open-signatures.html"
    path.write_text(decryptor_page(), encoding="utf-8")
    return path


def test_what_python_seals_the_page_opens_and_says_what_it_cannot(
    page: Page, decryptor: Path, tmp_path: Path, db: None, axe: CheckAccessibility
) -> None:
    identity, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    public_key = str(identity.to_public())
    header = {
        "export": 1,
        "kind": "full",
        "petition": "p",
        "public_key": public_key,
        "fields": ["name", "email"],
        "wordings": [],
    }
    lines = [
        {
            "reference": str(number),
            "signed_on": "2026-01-01",
            "language": "en",
            "wording": "",
            "sealed": base64.b64encode(seal({"name": text, "email": "x"}, public_key)).decode(),
        }
        for number, (text, _expected) in enumerate(json.loads(SAMPLES.read_text()))
    ]
    first, digest = part_of(0, [header, *lines], "")
    second, digest = part_of(1, [end_line(len(lines), 0, "ABCDE-FGHJK", public_key)], digest)
    whole = first + second

    def answer(content: bytes, private_key: str) -> str:
        (tmp_path / "file.jsonl").write_bytes(content)
        (tmp_path / "key.txt").write_text(private_key)
        open_offline(page, decryptor, tmp_path / "key.txt", tmp_path / "file.jsonl")
        return page.locator("#problem:visible, #heading:visible").inner_text()

    assert "Opened" in answer(whole, str(identity))
    assert axe(page) == []
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save as CSV").click()
    text = kept(saving.value, tmp_path).read_bytes().decode("utf-8-sig")
    found = [row["name"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    # The same cells as Python's.
    assert found == [neutral(text) for text, _expected in json.loads(SAMPLES.read_text())]
    assert "sealed to another key" in answer(whole, str(other))
    assert "not whole" in answer(whole[:-1], str(identity))
    assert "not whole" in answer(first, str(identity))
    assert "not whole" in answer(whole.replace(b"2026-01-01", b"2026-01-02", 1), str(identity))
    assert "not a file of sealed" in answer(b"something else", str(identity))
    assert "Choose the file with your secret key" in answer(whole, "nothing")
    page.get_by_label("Language").select_option("ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert axe(page) == []


def test_what_was_corrected_ended_and_withdrawn_since_reaches_who_opens_the_next_file(
    petition_page: PetitionPage, page: Page, decryptor: Path, tmp_path: Path
) -> None:
    identity = pyrage.x25519.Identity.generate()
    RecipientKey.objects.update(public_key=str(identity.to_public()))
    key = RecipientKey.objects.get()
    (tmp_path / "key.txt").write_text(str(identity))
    ada = sign(petition_page, "ada@example.org", name="Ada Lovelaec")
    bob = sign(petition_page, "bob@example.org", updates="yes")
    eve = sign(petition_page, "eve@example.org")

    def handed_over(kind: Export.Kind) -> Path:
        export = request_export(key, kind, None)
        while write_due_export():
            pass
        export.refresh_from_db()
        file = tmp_path / export.file_name
        file.write_bytes(b"".join(export.content()))
        acknowledge_export(export, export.code, None)
        return file

    first = handed_over(Export.Kind.FULL)
    petition = Petition.objects.select_related("digest_key").get()
    fields = {"name": "Ada Lovelace", "email": "ada@example.org", "country": "FR", "updates": "no"}
    submission = submit(petition, take_wording(petition_page), "en", "home", fields, corrects=ada.public_id)
    confirm(submission.pk)
    withdraw_consent(bob.pk, RecipientKey.Covers.UPDATES)
    withdraw(eve.pk)
    second = handed_over(Export.Kind.CHANGES)

    open_offline(page, decryptor, tmp_path / "key.txt", second)
    table = page.locator("table").filter(has=page.locator("#rows"))
    expect(page.locator("#heading")).to_have_text("Opened: 2 signatures")
    expect(page.locator("#withdrawn")).to_have_text("Withdrawn, and therefore left out: 1")
    expect(table.get_by_role("row").filter(has_text="ada@example.org")).to_contain_text("corrected")
    expect(table.get_by_role("row").filter(has_text="bob@example.org")).to_contain_text("consent ended")
    for files in ((first, second), (second, first)):
        open_offline(page, decryptor, tmp_path / "key.txt", *files)
        expect(page.locator("#heading")).to_have_text("Opened: 2 signatures")
        expect(table).not_to_contain_text("Lovelaec")
        expect(table).not_to_contain_text("eve@example.org")
        expect(table.get_by_role("row").filter(has_text="bob@example.org")).not_to_contain_text("yes")


def test_the_page_says_everything_in_each_of_its_languages(page: Page) -> None:
    words = (PARTS / "words.js").read_text(encoding="utf-8")
    languages = page.evaluate(f"() => {{ {words}; return WORDS; }}")
    english = languages["en"]
    assert set(languages) == {"en", "de", "fr", "ar"}
    for language, said in languages.items():
        assert set(said) == set(english), language
        for name, text in said.items():
            assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", english[name])), name


def test_a_browser_without_workers_opens_files_too(
    page: Page, decryptor: Path, tmp_path: Path, db: None
) -> None:
    identity = pyrage.x25519.Identity.generate()
    petition = Petition.objects.create_register("Unwatched", "unwatched")
    key = RecipientKey.objects.create(petition=petition, public_key=str(identity.to_public()))
    page.add_init_script("delete globalThis.Worker")
    (tmp_path / "key.txt").write_text(str(identity))
    (tmp_path / "file.jsonl").write_bytes(proof_file(key))
    open_offline(page, decryptor, tmp_path / "key.txt", tmp_path / "file.jsonl")
    expect(page.get_by_role("heading", name="The key opens what is sealed to it")).to_be_visible()
    expect(page.locator("#code-list code")).to_have_text(key.proof_code)
