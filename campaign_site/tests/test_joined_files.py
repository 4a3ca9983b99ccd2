"""What is written as many files reaches visitors as one, complete and up to date."""

import gc
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings

from campaign_site.joined_files import JOINED, JoiningFinder

STATIC = Path(settings.BASE_DIR) / "static"
TEMPLATES = Path(settings.BASE_DIR) / "templates"


def joined_text(path: str) -> str:
    """Return the file as a browser gets it."""
    return Path(str(finders.find(path))).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("whole", "pattern"), [("css/site.css", "css/**/*.css"), ("js/site.js", "js/site/*.js")]
)
def test_each_style_sheet_and_script_of_the_public_pages_is_a_part(whole: str, pattern: str) -> None:
    """A new one that nobody named would be missed on every page."""
    written = {
        path.relative_to(STATIC).as_posix()
        for path in STATIC.glob(pattern)
        # Letters and frames are a brand's choice, and part of its own sheet.
        if not path.name.startswith("admin_") and path.parent.name not in {"letters", "frames"}
    }
    assert {*JoiningFinder().parts_of(whole)} == written - {whole}


def test_a_block_has_its_styles_under_the_name_of_its_template() -> None:
    blocks = {path.stem for path in TEMPLATES.glob("*/blocks/*.html")}
    assert {path.stem for path in STATIC.glob("css/blocks/*.css")} <= blocks


@pytest.mark.parametrize("path", JOINED)
def test_the_whole_holds_all_of_its_parts_and_asks_for_none(path: str) -> None:
    whole = joined_text(path)
    assert not re.search(r"^(@?import|export)\b", whole, re.MULTILINE)
    for part in JoiningFinder().parts_of(path):
        last_line = (STATIC / part).read_text(encoding="utf-8").splitlines()[-2].strip()
        assert last_line in whole, part


def test_the_parts_of_a_script_use_no_name_twice() -> None:
    """A browser would refuse the whole."""
    names = re.findall(
        r"^(?:async )?(?:class|const|function|let) (\w+)", joined_text("js/site.js"), re.MULTILINE
    )
    assert "sign" in names
    assert sorted(names) == sorted(set(names))


def test_the_files_that_styles_name_are_found_from_the_whole() -> None:
    """A part in a folder of its own sees them from elsewhere than the file that a browser gets."""
    named = re.findall(r'url\("([^"]+)"\)', joined_text("css/site.css"))
    assert named
    assert [url for url in named if not finders.find(f"css/{url}".replace("css/../", ""))] == []


def test_a_file_that_was_found_outlives_its_finder() -> None:
    """Two requests that are a new process's first make a finder each, and Django keeps one of the two."""
    finder = JoiningFinder()
    found = Path(finder.find("css/site.css"))
    del finder
    gc.collect()
    assert found.exists()


def test_what_is_changed_shows_at_the_next_request(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "site.css").write_text('@import "one.css";\n@import "two.css";\n')
    (tmp_path / "css" / "one.css").write_text("h1 { margin: 0; }\n")
    (tmp_path / "css" / "two.css").write_text("h2 { margin: 0; }\n")
    with override_settings(STATICFILES_DIRS=[tmp_path]):
        finder = JoiningFinder()
        whole = Path(finder.find("css/site.css"))
        assert re.findall(r"h\d", whole.read_text()) == ["h1", "h2"]
        (tmp_path / "css" / "two.css").write_text("h3 { margin: 0; }\n")
        assert Path(finder.find("css/site.css")) == whole
        assert re.findall(r"h\d", whole.read_text()) == ["h1", "h3"]
        (tmp_path / "css" / "two.css").unlink()
        with pytest.raises(FileNotFoundError, match=r"css/two\.css"):
            finder.find("css/site.css")


@pytest.mark.slow
def test_a_public_server_collects_the_whole_under_a_name_of_its_contents(tmp_path: Path) -> None:
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    # Without those of Wagtail and others, which are a thousand.
    finders = ["campaign_site.joined_files.JoiningFinder"]
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages, STATICFILES_FINDERS=finders):
        call_command("collectstatic", interactive=False, verbosity=0)
    collected = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    sheets = {path for path in collected if re.fullmatch(r"css/(?!admin_).*\.css", path)}
    [named] = {path for path in sheets if not path.startswith(("css/letters/", "css/frames/"))} - {
        "css/site.css"
    }
    assert re.fullmatch(r"css/site\.[0-9a-f]{12}\.css", named)
    assert f"{named}.gz" in collected
    assert {path for path in collected if path.startswith("js/site/")} == set()
    styles = (tmp_path / named).read_text(encoding="utf-8")
    assert re.search(r'url\("\.\./images/arrow\.[0-9a-f]{12}\.svg"\)', styles)
