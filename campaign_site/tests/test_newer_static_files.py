"""While a hub is upgraded, a page of the new release finds its style sheet at an old process, too."""

from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from campaign_site.newer_static_files import NewerStaticFilesMiddleware

# Whoever has got a file has had an answer, after which Django looks after its connections.
pytestmark = pytest.mark.django_db


@pytest.fixture
def process(settings: Settings, tmp_path: Path) -> NewerStaticFilesMiddleware:
    """A process that has begun with one style sheet."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = False
    (tmp_path / "static" / "css").mkdir(parents=True)
    (tmp_path / "static" / "css" / "site.0123456789ab.css").write_text("old")
    (tmp_path / "secret.0123456789ab.css").write_text("none of anybody's business")

    def nobody(request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=404)

    return NewerStaticFilesMiddleware(nobody)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("css/site.0123456789ab.css", 200),
        ("css/site.ba9876543210.css", 200),
        # Not collected under a name of its contents: what it holds may change.
        ("css/site.css", 404),
        ("css/gone.ba9876543210.css", 404),
        ("css.ba9876543210.d", 404),
        ("../secret.0123456789ab.css", 404),
        ("css/../../secret.0123456789ab.css", 404),
        ("css/site.ba9876543210.css\x00", 404),
    ],
)
def test_what_came_later_is_found_and_nothing_else(
    process: NewerStaticFilesMiddleware, settings: Settings, rf: RequestFactory, name: str, status: int
) -> None:
    folder = Path(settings.STATIC_ROOT)
    (folder / "css" / "site.ba9876543210.css").write_text("new")
    (folder / "css" / "site.css").write_text("new")
    (folder / "css.ba9876543210.d").mkdir()
    request = rf.get("/")
    request.path_info = f"{settings.STATIC_URL}{name}"
    answer = process(request)
    assert answer.status_code == status
    if status == 200:
        content = b"".join(answer)
        assert content == (b"old" if "0123" in name else b"new")
        answer.close()
