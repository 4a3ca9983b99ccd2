"""Every manual in docs/ is read in the admin, by whoever has a role, from its Help."""

import re
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils.text import slugify

from home.manuals.shelf import FOLDER, MANUALS
from home.roles import COORDINATORS, EDITORS, KEY_KEEPERS, MODERATORS

OWN = {
    EDITORS: ["editors", "translators", "coordinators", "delivery", "privacy", "design"],
    MODERATORS: ["editors", "coordinators", "privacy", "design"],
    COORDINATORS: ["coordinators", "privacy"],
    KEY_KEEPERS: ["delivery", "privacy"],
}

# The line below a decision's heading: its day, whether it holds, and what has taken its place.
DAY_AND_STATUS = re.compile(
    r"\*(?P<day>\d{4}-\d\d-\d\d), (?:in force"
    r"|superseded (?:in part )?by \[(?P<successor>[^]]+)\]\(#(?P<anchor>[\w-]+)\))\.\*"
)

FIRST_DAY = date(2026, 11, 25)


@pytest.fixture
def client_of(db: None) -> dict[str, Client]:
    """A browser for each role."""
    clients = {}
    for name in OWN:
        user = User.objects.create_user(name)
        user.groups.add(Group.objects.get(name=name))
        clients[name] = Client()
        clients[name].force_login(user)
    return clients


def page(client: Client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200, url
    return BeautifulSoup(response.content, "html.parser")


def test_no_manual_is_left_out() -> None:
    assert {manual.name for manual in MANUALS} == {path.stem for path in FOLDER.glob("*.md")}


def test_the_newest_changes_are_those_of_the_version_that_help_names(client_of: dict[str, Client]) -> None:
    """Whoever reports a fault reads it there, and whoever runs a hub looks it up in the changelog."""
    changelog = (FOLDER.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[?(\d+\.\d+\.\d+)\]? – \d{4}-\d\d-\d\d$", changelog, re.MULTILINE)
    assert f"Campaign Hub {versions[0]}." in page(client_of[EDITORS], reverse("manuals")).get_text()


@pytest.mark.slow
@pytest.mark.parametrize("role", OWN)
def test_each_role_finds_its_manuals_first_and_can_read_them(role: str, client_of: dict[str, Client]) -> None:
    client = client_of[role]
    assert reverse("manuals") in client.get(reverse("wagtailadmin_home")).content.decode(), "in Help"
    own, others = page(client, reverse("manuals")).select("ul.manuals")
    assert [link["href"] for link in own.select("a")] == [
        reverse("manual", args=[name]) for name in OWN[role]
    ]
    assert len(own.select("li")) + len(others.select("li")) == len(MANUALS)
    for name in OWN[role]:
        article = page(client, reverse("manual", args=[name])).select_one("article.manual")
        assert article is not None
        assert (article["lang"], article["dir"]) == ("en", "ltr")
        assert len(article.select("p")) > 3


@pytest.mark.slow
def test_tables_headings_and_links_are_what_they_mean(client_of: dict[str, Client]) -> None:
    client = client_of[EDITORS]
    coordinators = page(client, reverse("manual", args=["coordinators"]))
    assert [cell.get_text() for cell in coordinators.select(".manual__table th")][:2] == [
        "What is looked at",
        "What it catches",
    ]
    links = [link.get("href") for link in coordinators.select("article a")]
    assert reverse("manual", args=["delivery"]) in links
    # All that leads within the manuals leads somewhere.
    for manual in MANUALS:
        article = page(client, manual.url).select_one("article")
        assert article is not None
        for link in article.select("a[href]"):
            target, _hash, part = str(link["href"]).partition("#")
            assert target.startswith(("https://", "/admin/manuals/")) or not target, (manual.name, link)
            if part:
                assert page(client, target or manual.url).find(id=part) is not None, (manual.name, link)
    # What the admin doesn't know is looked for in a language of the site.
    assert client.get(reverse("manual", args=["secrets"]), follow=True).status_code == 404


def test_pictures_are_seen_in_the_admin(client_of: dict[str, Client]) -> None:
    client = client_of[EDITORS]
    article = page(client, reverse("manual", args=["translators"])).select_one("article")
    assert article is not None
    pictures = article.select("img")
    named = re.findall(r"!\[[^]]+\]\(([^)]+)\)", (FOLDER / "translators.md").read_text(encoding="utf-8"))
    assert len(pictures) == len(named) >= 5
    for picture in pictures:
        assert picture["alt"], "for who can't see it"
        answer = client.get(str(picture["src"]))
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert client.get(reverse("manual_picture", args=["README.md"])).status_code == 404
    assert Client().get(str(pictures[0]["src"])).status_code == 302


def test_a_picture_that_a_hub_came_without_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Images for containers leave out most of them."""
    from home.manuals import shelf

    (tmp_path / "editors.md").write_text("# T\n\n![The desk](screenshots/gone.webp)\n")
    monkeypatch.setattr(shelf, "FOLDER", tmp_path)
    assert shelf.rendered(MANUALS[0]) == "<p>The desk</p>\n"


def test_containers_come_with_the_pictures_of_the_manuals_for_the_team() -> None:
    rules = (FOLDER.parent / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "!docs/screenshots/manual-*.webp" in rules[rules.index("docs/screenshots/*") :]
    for name in ("editors", "translators", "coordinators"):
        pictures = re.findall(r"\(screenshots/([^)]+)\)", (FOLDER / f"{name}.md").read_text(encoding="utf-8"))
        assert [picture for picture in pictures if not picture.startswith("manual-")] == []


def test_html_in_a_manual_is_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from home.manuals import shelf

    (tmp_path / "editors.md").write_text("# T\n\n<script>alert(1)</script> [a](javascript:alert(1)) é عربي\n")
    monkeypatch.setattr(shelf, "FOLDER", tmp_path)
    shown = shelf.rendered(MANUALS[0])
    assert "<script>" not in shown
    assert "javascript:" not in BeautifulSoup(shown, "html.parser").find_all("a").__repr__()
    assert "é عربي" in shown


def test_files_and_names_of_the_code_that_manuals_speak_of_are_there() -> None:
    """A renamed function is renamed in what explains it, too. Decisions tell of names that are gone."""
    project = FOLDER.parent
    code = [
        path
        for pattern in ("*.py", "*.js", "*.css", "*.html")
        for folder in [*project.glob("*/__init__.py"), project / "static/x", project / "templates/x"]
        for path in folder.parent.rglob(pattern)
    ] + [*project.glob("*.py"), *(project / "scripts").glob("*.*")]
    paths = "\n".join(f"{path.as_posix()}\n" for path in code)
    words = {word for path in code for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))}
    missing = []
    for manual in FOLDER.glob("*.md"):
        spoken_of = re.findall(r"`([\w/.]+)(?:\(\w*(?:, \w+)*\))?`", manual.read_text(encoding="utf-8"))
        for name in spoken_of:
            if name.endswith((".py", ".js", ".css", ".html")):
                is_there = f"/{name}\n" in paths
            else:
                is_there = manual.stem != "architecture" or not name.isidentifier() or name in words
            if not is_there:
                missing.append(f"{manual.name}: {name}")
    assert missing == []


def test_each_decision_says_since_when_it_holds_and_what_took_its_place() -> None:
    sections = (FOLDER / "decisions.md").read_text(encoding="utf-8").split("\n## ")[1:]
    headings = [section.partition("\n")[0] for section in sections]
    assert len(headings) == len(set(headings)) > 60
    for place, section in enumerate(sections):
        heading, status, *reasons = section.split("\n\n")
        assert "\n" not in heading, f"an empty line below {heading!r}"
        found = DAY_AND_STATUS.fullmatch(status.replace("\n", " ").strip())
        assert found is not None, f"the day and the status of {heading!r}, as of the others"
        assert date.fromisoformat(found["day"]) >= FIRST_DAY
        assert "".join(reasons).strip(), f"{heading!r} says what was decided, and why"
        if found["successor"]:
            assert found["successor"] in headings[place + 1 :], f"what {heading!r} is superseded by"
            assert found["anchor"] == slugify(found["successor"])
