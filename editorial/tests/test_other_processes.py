"""What one process of the server changes, the others know at the next request."""

from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Replace
from wagtail.models import Page, Site

from editorial.actions.invalidate_pages import current_generation, invalidate_pages
from home.models import ContentPage


def test_pages_are_found_though_another_process_has_renamed_the_home_page(
    about: ContentPage, django_capture_on_commit_callbacks: Any
) -> None:
    current_generation()
    assert about.get_url() == "/en/about/"
    home = about.get_parent()
    # As rows change when somebody else changes them: nothing in this process hears of it.
    Page.objects.filter(path__startswith=home.path).update(
        url_path=Replace(F("url_path"), Value(f"/{home.slug}/"), Value("/źródło/"))
    )
    with django_capture_on_commit_callbacks(execute=True):
        invalidate_pages()
    current_generation()
    renamed = Page.objects.get(pk=about.pk)
    assert renamed.url_path == "/źródło/about/"
    assert renamed.get_url() == "/en/about/"
    Site.clear_site_root_paths_cache()
