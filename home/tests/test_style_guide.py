"""The style guide shows all there is, as visitors get it, and says how well it can be read."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale

from editorial.brand.choices import Accent
from editorial.brand.shown import first_brand
from editorial.models import CampaignImage
from home.roles import COORDINATORS
from home.style_guide import views
from home.style_guide.block_values import LONG_WORDS
from home.style_guide.parts import PARTS
from home.style_guide.states import STATES, VIEWS
from home.style_guide.stylesheet import held_still
from home.style_guide.tokens import (
    Scheme,
    accents_of,
    contrast,
    measured,
    pairings_of,
    site_stylesheet,
    tokens_of,
)
from tests.small_site import create_small_site

PALETTE = views.palette()
MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
# A heading, link, paragraph or list entry that says nothing to anybody.
HOLLOW = re.compile(r"<(h[1-6]|a|p|li|figcaption|summary|dt|dd)\b(?![^>]*aria-hidden)[^>]*>\s*</\1>")
SEEN_OR_SAID = re.compile(r"<(?:img|video|svg|picture|hr)\b|>[^<>]*\w[^<>]*<")
STYLESHEET = site_stylesheet(first_brand())


@pytest.fixture
def coordinator(client: Client, db: None) -> Client:
    """A browser in which somebody has signed in who may do little in the admin."""
    for language in ("en", "de", "ar"):
        Locale.objects.get_or_create(language_code=language)
    user = User.objects.create_user("coordinator")
    user.groups.add(Group.objects.get(name=COORDINATORS))
    client.force_login(user)
    return client


def main_of(client: Client, url: str) -> str:
    """Return the main part of a frame that must be there, framed by this site alone, without scripts."""
    response = client.get(url)
    assert response.status_code == 200
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "script-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe-inline" not in response["Content-Security-Policy"]
    found = MAIN.search(response.content.decode())
    assert found is not None
    return found[0]


def refuses_hollow(main: str) -> None:
    """Fail if a part of the page is there and holds nothing, or if there is nothing at all."""
    assert not (hollow := HOLLOW.search(main)), hollow[0]
    assert SEEN_OR_SAID.search(main)


@pytest.mark.django_db
class TestWhoMaySeeIt:
    """The guide is for whoever uses the admin."""

    @pytest.mark.parametrize(
        "url",
        [
            reverse("style_guide"),
            reverse("style_guide_parts"),
            reverse("style_guide_blocks"),
            reverse("style_guide_one_block", args=["quote"]),
            reverse("style_guide_block", args=["quote", "usual"]),
            reverse("style_guide_part", args=["buttons", "usual"]),
            reverse("style_guide_stylesheet", args=["dark"]),
        ],
    )
    def test_only_after_signing_in(self, client: Client, url: str) -> None:
        response = client.get(url)
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("wagtailadmin_login"))

    def test_who_writes_pages_finds_it_in_the_menu(self, coordinator: Client, admin_client: Client) -> None:
        home = reverse("wagtailadmin_home")
        assert reverse("style_guide") in admin_client.get(home).content.decode()
        assert reverse("style_guide") not in coordinator.get(home).content.decode()
        assert coordinator.get(reverse("style_guide")).status_code == 200

    def test_what_is_not_there_is_not_found(self, coordinator: Client) -> None:
        for name, arguments in {
            "style_guide_one_block": ["nothing"],
            "style_guide_block": ["quote", "nothing"],
            "style_guide_part": ["buttons", "long_words"],
            "style_guide_stylesheet": ["sepia"],
        }.items():
            assert coordinator.get(reverse(name, args=arguments), follow=True).status_code == 404


class TestBlocks:
    """Each block, in each state."""

    def test_lists_every_block_of_the_palette(self, coordinator: Client) -> None:
        page = coordinator.get(reverse("style_guide_blocks")).content.decode()
        shown = re.findall(r'<iframe src="([^"]+)"', page)
        assert shown == [
            reverse("style_guide_block", args=[name, "usual"])
            for group in dict.fromkeys(str(block.meta.group) for block in PALETTE.values())
            for name, block in PALETTE.items()
            if str(block.meta.group) == group
        ]

    def test_a_new_block_appears_by_itself(
        self, coordinator: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        new = blocks.CharBlock(label="Shout", preview_value="Hear us", group="New")
        new.set_name("shout")
        monkeypatch.setattr(views, "palette", lambda: {**PALETTE, "shout": new})
        assert "Shout" in coordinator.get(reverse("style_guide_blocks")).content.decode()
        main = main_of(coordinator, reverse("style_guide_block", args=["shout", "long_words"]))
        assert LONG_WORDS in main

    @pytest.mark.parametrize("state", STATES)
    @pytest.mark.parametrize("name", PALETTE)
    def test_each_block_holds_in_each_state(self, coordinator: Client, name: str, state: str) -> None:
        refuses_hollow(main_of(coordinator, reverse("style_guide_block", args=[name, state])))

    @pytest.mark.slow
    def test_also_on_a_site_with_pages_and_petitions(self, coordinator: Client) -> None:
        create_small_site()
        for name in PALETTE:
            for state in STATES:
                refuses_hollow(main_of(coordinator, reverse("style_guide_block", args=[name, state])))

    @pytest.mark.slow
    def test_pictures_come_in_turn(self, coordinator: Client) -> None:
        titles = ["The square by day", "The square by night"]
        for title in titles:
            CampaignImage.objects.create(title=title, file=get_test_image_file())
        main = main_of(coordinator, reverse("style_guide_block", args=["picture_gallery", "usual"]))
        assert re.findall(r'alt="([^"]+)"', main) == titles
        main = main_of(coordinator, reverse("style_guide_block", args=["image", "usual"]))
        assert re.findall(r'alt="([^"]+)"', main) == titles[:1]

    def test_a_file_does_not_replace_the_address_of_the_video(self, coordinator: Client) -> None:
        get_document_model().objects.create(title="Poster", file=ContentFile(b"%PDF", name="poster.pdf"))
        main = main_of(coordinator, reverse("style_guide_block", args=["video", "usual"]))
        assert "Watch “A day in the park”" in main
        assert "poster.pdf" not in main

    def test_says_so_where_visitors_see_nothing(self, coordinator: Client) -> None:
        main = main_of(coordinator, reverse("style_guide_block", args=["quote", "unfinished"]))
        assert "Visitors see nothing here." in main

    def test_shows_what_can_be_chosen(self, coordinator: Client) -> None:
        page = coordinator.get(reverse("style_guide_one_block", args=["callout"])).content.decode()
        url = reverse("style_guide_block", args=["callout", "usual"]) + "?kind=warning"
        assert url in page
        assert "Warning" in main_of(coordinator, url)

    def test_right_to_left_is_said_and_written(self, coordinator: Client) -> None:
        response = coordinator.get(reverse("style_guide_block", args=["quote", "right_to_left"]))
        page = response.content.decode()
        assert '<html lang="ar" dir="rtl">' in page
        assert "ساحاتنا" in page
        assert reverse("style_guide_stylesheet", args=["light"]) in page


@pytest.mark.parametrize("name", PARTS)
class TestParts:
    """What is no block."""

    @pytest.mark.slow
    def test_holds_in_each_view(self, coordinator: Client, name: str) -> None:
        create_small_site()
        for state in VIEWS:
            main = main_of(coordinator, reverse("style_guide_part", args=[name, state]))
            refuses_hollow(main)
            assert "Nothing to show yet" not in main

    def test_says_what_is_missing_on_an_empty_site(self, coordinator: Client, name: str) -> None:
        refuses_hollow(main_of(coordinator, reverse("style_guide_part", args=[name, "usual"])))


@pytest.mark.django_db
class TestSignForm:
    """Its states look as they would on the day."""

    @pytest.mark.parametrize(
        ("part", "words"),
        [
            ("sign_open", "Your e-mail address"),
            ("sign_not_open", "You can sign from"),
            ("sign_paused", "Signing is paused"),
            ("sign_closed", "This petition has closed"),
            ("sign_errors", "Enter your e-mail address, like name@example.org."),
        ],
    )
    def test_each_state(self, coordinator: Client, part: str, words: str) -> None:
        create_small_site()
        assert words in main_of(coordinator, reverse("style_guide_part", args=[part, "usual"]))


@pytest.mark.parametrize("scheme", Scheme)
class TestColours:
    """Whatever an editor chooses can be read."""

    def test_every_accent_can_be_read(self, scheme: Scheme) -> None:
        accents = accents_of(STYLESHEET)
        assert set(accents) == set(Accent.values)
        for name, pairing in accents.items():
            assert measured(pairing, STYLESHEET, scheme).ratio >= 4.5, name

    def test_every_pairing_can_be_read(self, scheme: Scheme) -> None:
        for pairing in pairings_of(STYLESHEET):
            measurement = measured(pairing, STYLESHEET, scheme)
            assert measurement.passes, measurement

    @pytest.mark.slow
    def test_the_guide_shows_what_was_measured(self, coordinator: Client, scheme: Scheme) -> None:
        page = coordinator.get(reverse("style_guide")).content.decode()
        for name, meaning in Accent.choices:
            start = page.index(f'data-accent="{name}"')
            accent = page[start : page.index("</li>", start)]
            assert str(meaning) in accent
            ratio = measured(accents_of(STYLESHEET)[name], STYLESHEET, scheme).ratio
            assert f'data-ratio="{ratio:.2f}"' in accent
            assert re.search(r"APCA \d+", accent)
        assert "too faint" not in page


class TestStylesheet:
    """The frames use the public style sheet, held still."""

    CSS = """
    :root { color-scheme: light dark; --ink: #111; --ground: #fff; --on-ground: var(--ink) }
    @media (prefers-color-scheme: dark) { :root { --ink: #eee; --ground: #000 } }
    @media (prefers-contrast: more) { :root { --ink: #000 } }
    a:hover { background: url("../images/a.svg") }
    """

    def test_contrast_is_that_of_the_standard(self) -> None:
        assert contrast("#000000", "#ffffff") == pytest.approx(21)
        assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)

    def test_tokens_are_those_of_the_scheme(self) -> None:
        assert tokens_of(self.CSS, Scheme.LIGHT)["ink"] == "#111"
        assert tokens_of(self.CSS, Scheme.DARK) == {
            "ink": "#eee",
            "ground": "#000",
            "on-ground": "var(--ink)",
        }

    def test_is_in_one_scheme_whatever_the_device_asks_for(self) -> None:
        dark, light = held_still(self.CSS, Scheme.DARK), held_still(self.CSS, Scheme.LIGHT)
        assert "prefers-color-scheme" not in dark + light
        assert "color-scheme: dark" in dark
        assert "(width >= 0) { :root { --ink: #eee" in dark
        assert "(width < 0) { :root { --ink: #eee" in light

    def test_states_can_be_held_and_pictures_are_found(self) -> None:
        held = held_still(self.CSS, Scheme.LIGHT)
        assert "a:is(:hover, .held-hover)" in held
        assert "/static/images/a" in held
