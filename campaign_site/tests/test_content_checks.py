"""The panel “Checks” of the editor looks at the preview; public pages know nothing of it."""

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from home.models import ContentPage

USERBAR = "wagtail-userbar"


def signed_in() -> Client:
    """Return the browser of somebody who may do everything."""
    client = Client()
    client.force_login(User.objects.create_superuser("admin", "admin@example.org", "password"))
    return client


def test_the_preview_beside_the_editor_can_be_checked(about: ContentPage) -> None:
    client = signed_in()
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[about.pk])
    draft = reverse("wagtailadmin_pages:view_draft", args=[about.pk])
    form = {"title": "About us", "slug": "about", "introduction": "", "body-count": "0"}
    assert client.post(url, form).json()["is_valid"]
    in_panel = client.get(f"{url}?in_preview_panel=true").content.decode()
    assert USERBAR in in_panel
    assert '<meta name="description" content="">' in in_panel, "so that the checks can say that it is empty"
    assert USERBAR not in client.get(url).content.decode(), "the preview in a window of its own"
    assert USERBAR not in client.get(draft).content.decode()


def test_a_public_page_is_the_same_bytes_for_editors_and_visitors(about: ContentPage) -> None:
    editor = signed_in()
    for url in ("/en/about/", "/en/about/?in_preview_panel=true"):
        for_visitors = Client().get(url)
        assert editor.get(url).content == for_visitors.content
        assert '<meta name="description"' not in for_visitors.content.decode()
        assert USERBAR not in for_visitors.content.decode()
        assert not for_visitors.cookies
