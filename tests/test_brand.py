"""How a campaign looks is its editors' choice, and seen everywhere at the next request."""

import re
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error as DatabaseError
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django.fixtures import Settings
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Site

from editorial.brand import site_brands
from editorial.brand.contrast import contrast
from editorial.brand.looks import LOOKS, PALETTES
from editorial.brand.models import Brand, Hero
from editorial.brand.palette import ACCENTS
from editorial.brand.shown import brand_of_look, first_brand
from editorial.models import CampaignImage
from home.models import HomePage, PillarPage
from home.roles import EDITORS, MODERATORS
from petition_blocks.mailing.mails import compose_mail
from petition_blocks.page.models import PetitionPage
from petition_blocks.signature.models import Submission

OWN = {"poster": "#0b5fff", "ink": "#101010", "paper": "#ffffff", "signal": "#b3005e"}
MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M1 1H9V9H1Z"/></svg>'
# One black point.
PNG = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNg"
    "AAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


@pytest.fixture
def site(home: HomePage) -> Site:
    return Site.objects.get(is_default_site=True)


@pytest.fixture
def brand(site: Site) -> Brand:
    """The site's brand, in colours of its own."""
    brand = Brand.of_site(site)
    brand.palette = "own"
    for role, colour in OWN.items():
        setattr(brand, role, colour)
    brand.save()
    return brand


@pytest.fixture
def editor(client: Client, home: HomePage) -> Client:
    user = User.objects.create_user("editor")
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return client


def soup_of(path: str, host: str = "testserver") -> BeautifulSoup:
    return BeautifulSoup(Client().get(path, headers={"host": host}).content, "html.parser")


def one(page: Tag, selector: str) -> Tag:
    """Return the first element that there must be."""
    found = page.select_one(selector)
    assert found is not None, selector
    return found


def sheet_url(page: BeautifulSoup) -> str:
    return next(
        str(link["href"]) for link in page.select("link[rel=stylesheet]") if "/brand/" in link["href"]
    )


def tokens(path: str = "/en/", host: str = "testserver") -> dict[str, str]:
    """Return the light colours that a page is shown in."""
    sheet = Client().get(sheet_url(soup_of(path, host)), headers={"host": host}).content.decode()
    root = re.search(r":root\{(--deep.*?)\}", sheet)
    assert root is not None
    return dict(re.findall(r"--([\w-]+):([^;]+);", root[1]))


def form_of(brand: Brand, **changed: Any) -> dict[str, Any]:
    """Return what the form of a look sends."""
    fields = [field for field in Brand._meta.concrete_fields if field.editable and field.name != "id"]
    data: dict[str, Any] = {
        field.name: value
        for field in fields
        if (value := field.value_from_object(brand)) not in (None, False)
    }
    for name in ("mark", "wordmark", "hero_drawing"):
        data.pop(name, None)
    accents = list(brand.accents.all())
    data |= {
        "ready_look": "",
        "accents-TOTAL_FORMS": len(accents),
        "accents-INITIAL_FORMS": len(accents),
        "accents-MIN_NUM_FORMS": 6,
        "accents-MAX_NUM_FORMS": 6,
    }
    for place, accent in enumerate(accents):
        names = ("id", "name", "colour", "colour_dark", "icon")
        data |= {f"accents-{place}-{name}": getattr(accent, name) for name in names}
    return data | changed


def shown_form(editor: Client, url: str) -> dict[str, Any]:
    """Return what a browser sends of the form of a look that is left as it is."""
    form = one(BeautifulSoup(editor.get(url).content, "html.parser"), "form[data-edit-form]")
    sent: dict[str, Any] = {
        str(field["name"]): field.get("value", "on" if field["type"] == "checkbox" else "")
        for field in form.select("input[name]")
        if field.get("type") not in ("file", "radio", "checkbox") or field.has_attr("checked")
    }
    chosen = {
        str(field["name"]): one(field, "option[selected]")["value"] for field in form.select("select[name]")
    }
    return sent | chosen


def test_a_site_that_nobody_has_dressed_has_a_whole_look(home: HomePage) -> None:
    assert not Brand.objects.exists()
    assert tokens()["stage"] == first_brand().colours.light["stage"]
    page = soup_of("/en/")
    for link in page.select("link[rel~=icon], link[rel=apple-touch-icon]"):
        picture = Image.open(BytesIO(Client().get(str(link["href"])).content))
        assert picture.width == picture.height


def test_own_colours_are_on_every_page_mail_icon_and_picture_at_the_next_request(
    petition_page: PetitionPage, site: Site
) -> None:
    # Pages that were kept before.
    before = {path: soup_of(path) for path in ("/en/", petition_page.get_url(), "/en/nothing/")}
    brand = Brand.of_site(site)
    brand.palette, brand.poster, brand.mark = "own", "#0b5fff", MARK
    brand.save()
    for path, page in before.items():
        assert sheet_url(soup_of(path)) != sheet_url(page)
        assert tokens(path)["stage"] == "#0b5fff"
        assert one(soup_of(path), "[name=theme-color]")["content"] == "#0b5fff"

    icon = str(one(soup_of("/en/"), "link[rel=apple-touch-icon]")["href"])
    picture = Image.open(BytesIO(Client().get(icon).content)).convert("RGB")
    assert picture.getpixel((2, 2)) == (0x0B, 0x5F, 0xFF)
    # The mark is a square, and fills the middle.
    assert picture.getpixel((90, 90)) == (255, 255, 255)

    shared = Client().get(reverse("share_picture", args=[petition_page.pk])).content
    assert Image.open(BytesIO(shared)).convert("RGB").getpixel((5, 300)) == (0x0B, 0x5F, 0xFF)

    mail = compose_mail(None, petition_page, Submission.Mail.ALREADY_SIGNED, "a@example.org")
    assert "#0b5fff" in mail.html
    assert ">Home<" in mail.html
    assert "{{" not in mail.html


def test_another_site_has_another_look(
    brand: Brand, home: HomePage, petition_page: PetitionPage, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "rzeki.example"]
    other_home = HomePage(title="Rzeki", slug="rzeki", locale=home.locale)
    home.get_parent().add_child(instance=other_home)
    other = Site.objects.create(hostname="rzeki.example", root_page=other_home)
    other_brand = Brand.of_site(other)
    other_brand.palette = "meadow"
    other_brand.save()
    assert tokens(host="testserver")["stage"] == OWN["poster"]
    assert tokens(host="rzeki.example")["stage"] == PALETTES["meadow"][1].poster
    # A name of the one means nothing at the other.
    foreign = Client().get(sheet_url(soup_of("/en/")), headers={"host": "rzeki.example"})
    assert OWN["poster"] not in foreign.content.decode()
    assert "no-store" in foreign.headers["Cache-Control"]


def test_a_file_of_a_brand_is_kept_for_good_and_an_old_name_never(brand: Brand) -> None:
    url = sheet_url(soup_of("/en/"))
    answer = Client().get(url)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    brand.poster = "#ff0000"
    brand.save()
    late = Client().get(url)
    assert "#ff0000" in late.content.decode()
    assert "no-store" in late.headers["Cache-Control"]
    for nonsense in ("/brand/x/look.css", "/brand/%0A/look.css", "/brand/字/mark"):
        assert Client().get(nonsense).headers["Cache-Control"] == "no-store"
    for missing in ("/brand/x/other", "/brand/x/wordmark", "/brand/x/icon-7.png", "/brand/x/sign-7"):
        assert Client().get(missing).status_code == 404


def test_pages_keep_their_look_while_the_database_is_away(
    brand: Brand, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = sheet_url(soup_of("/en/nothing/"))

    def away(*args: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(site_brands, "brand_of_site", away)
    assert sheet_url(soup_of("/en/nothing/")) == url


@pytest.mark.parametrize("field", ["palette", "typefaces", "frame", "corners", "mark_icon", "hero"])
def test_a_choice_that_is_offered_no_more_breaks_nothing(brand: Brand, field: str) -> None:
    setattr(brand, field, "bygone")
    brand.save()
    page = soup_of("/en/")
    assert one(page, "h1")
    for link in page.select("head link[href^='/brand/']"):
        assert Client().get(str(link["href"])).status_code == 200


def test_readers_of_news_find_the_icon_at_its_old_address(brand: Brand) -> None:
    answer = Client().get("/favicon.ico")
    assert Image.open(BytesIO(answer.content)).format == "ICO"


class TestDrawings:
    """Mark, signs, lettering and what stands in the front."""

    def test_a_mark_does_nothing_when_it_is_opened_by_itself(self, brand: Brand) -> None:
        brand.mark = MARK
        brand.save()
        answer = Client().get(sheet_url(soup_of("/en/")).replace("look.css", "mark"))
        assert answer.headers["Content-Type"] == "image/svg+xml"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert "script-src" not in answer.headers["Content-Security-Policy"]

    def test_own_lettering_stands_for_the_name_and_is_read_as_it(self, brand: Brand) -> None:
        brand.wordmark = MARK
        brand.save()
        [wordmark] = soup_of("/en/").select(".wordmark")
        assert wordmark.get_text(strip=True) == "Home"
        assert wordmark.select(".wordmark-lettering")
        assert not wordmark.select(".wordmark-mark")
        brand.wordmark_in_one_colour = False
        brand.save()
        [wordmark] = soup_of("/en/").select(".wordmark")
        assert one(wordmark, "img")["alt"] == "Home"

    @pytest.mark.parametrize("hero", ["crowd", Hero.NONE, Hero.PICTURE, Hero.DRAWING, "a name of long ago"])
    def test_the_front_page_shows_what_was_chosen_and_nothing_broken(self, brand: Brand, hero: str) -> None:
        brand.hero = hero
        brand.save()
        pictures = soup_of("/en/").select(".hero-home img, .hero-home source")
        assert bool(pictures) == (hero == "crowd")
        for picture in pictures:
            answer = Client().get(str(picture.get("src") or picture["srcset"]))
            assert answer.headers["Content-Type"] == "image/svg+xml"
            assert "var(" not in answer.content.decode()

    def test_an_own_picture_that_is_deleted_leaves_the_title_alone(self, brand: Brand) -> None:
        picture = CampaignImage.objects.create(title="Źródło", file=get_test_image_file())
        brand.hero, brand.hero_picture = Hero.PICTURE, picture
        brand.save()
        assert soup_of("/en/").select(".hero-home img.hero-photograph")
        picture.delete()
        assert not soup_of("/en/").select(".hero-home img")

    def test_each_accent_has_its_sign_and_no_page_asks_for_one(self, brand: Brand) -> None:
        declared = tokens()
        addresses = [declared[f"sign-{number}"] for number in ACCENTS]
        assert len(set(addresses)) == len(ACCENTS)
        for address in [*addresses, declared["brand-mark"]]:
            assert re.fullmatch(r'url\("data:image/svg\+xml,%3Csvg[^";]*"\)', address)

    @pytest.mark.parametrize("drawing", [f"{MARK}{' ' * 3_000}", PNG])
    def test_a_large_sign_has_a_file_of_its_own(self, brand: Brand, drawing: str) -> None:
        brand.mark = drawing
        accents = list(brand.accents.all())
        accents[1].drawing = drawing
        brand.accents = accents
        brand.save()
        declared = tokens()
        for token in ("sign-2", "brand-mark"):
            url = re.search(r'url\("(/brand/.*)"\)', declared[token])
            assert url is not None
            assert Client().get(url[1]).headers["Content-Type"] in ("image/svg+xml", "image/png")


class TestEditing:
    """In the admin, under “Look”."""

    def test_the_menu_leads_to_the_look_of_the_only_site(self, editor: Client, site: Site) -> None:
        answer = editor.get("/admin/look/", follow=True)
        assert answer.redirect_chain[-1][0] == f"/admin/look/edit/{site.brand.pk}/"
        assert Brand.objects.count() == 1
        assert site.brand.accents.count() == 6

    def test_with_two_sites_it_leads_to_a_list_of_both(self, editor: Client, home: HomePage) -> None:
        Site.objects.create(hostname="rzeki.example", root_page=home, site_name="Rzeki i źródła")
        page = editor.get("/admin/look/").content.decode()
        assert "Rzeki i źródła" in page
        assert Brand.objects.count() == 2
        # Each site has one, and keeps it.
        assert editor.get("/admin/look/add/").status_code != 200
        pk = Brand.objects.values_list("pk", flat=True)[0]
        assert editor.post(f"/admin/look/delete/{pk}/").status_code != 200
        assert Brand.objects.count() == 2

    def test_only_those_who_may_change_it(self, client: Client, site: Site) -> None:
        user = User.objects.create_user("moderator")
        user.groups.add(Group.objects.get(name=MODERATORS))
        client.force_login(user)
        brand = Brand.of_site(site)
        assert client.get(f"/admin/look/edit/{brand.pk}/").status_code == 302
        assert "/admin/look/" not in client.get("/admin/").content.decode()

    def test_what_cannot_be_seen_is_moved_and_said(self, editor: Client, brand: Brand) -> None:
        answer = editor.post(f"/admin/look/edit/{brand.pk}/", form_of(brand, signal="#ffee88"), follow=True)
        page = answer.content.decode()
        assert "#ffee88 has a contrast of" in page
        brand.refresh_from_db()
        # What was chosen is kept, for another paper.
        assert brand.signal == "#ffee88"
        assert contrast(tokens()["mark"], "#ffffff") >= 3

    @pytest.mark.parametrize("wrong", ["red", "#12345", "#1234567", "#ggg000", "＃123456", "rgb(0,0,0)"])
    def test_a_colour_that_is_none_is_refused_beside_it(
        self, editor: Client, brand: Brand, wrong: str
    ) -> None:
        answer = editor.post(f"/admin/look/edit/{brand.pk}/", form_of(brand, poster=wrong))
        assert answer.status_code == 200
        field = one(BeautifulSoup(answer.content, "html.parser"), "#id_poster")
        assert field["value"] == wrong
        assert field["aria-invalid"] == "true"

    def test_own_colours_begin_with_all_of_the_palette_that_was_chosen_last(
        self, editor: Client, brand: Brand
    ) -> None:
        url = f"/admin/look/edit/{brand.pk}/"
        Brand.objects.filter(pk=brand.pk).update(**dict.fromkeys(OWN, ""))
        brand.refresh_from_db()
        for palette in ("river", "hearth"):
            editor.post(url, shown_form(editor, url) | {"palette": palette})
        shown = shown_form(editor, url)
        hearth = PALETTES["hearth"][1]
        assert shown["poster"] == hearth.poster
        editor.post(url, shown | {"palette": "own", "poster": "#0b6e4f"})
        declared = tokens()
        assert declared["stage"] == "#0b6e4f"
        assert [declared[f"accent-{number}"] for number in ACCENTS] == list(hearth.accents)
        # They are the site's own from then on, whatever is tried in between.
        editor.post(url, shown_form(editor, url) | {"palette": "river"})
        editor.post(url, shown_form(editor, url) | {"palette": "own"})
        assert tokens() == declared

    def test_a_whole_look_is_taken_over_and_the_mark_stays(self, editor: Client, brand: Brand) -> None:
        brand.mark = MARK
        brand.save()
        editor.post(f"/admin/look/edit/{brand.pk}/", form_of(brand, ready_look="community"))
        brand.refresh_from_db()
        assert brand.shown().palette == brand_of_look("community").palette
        assert (brand.typefaces, brand.corners) == (LOOKS["community"].typefaces, LOOKS["community"].corners)
        assert brand.mark == MARK

    def test_a_mark_is_uploaded_cleaned_kept_and_taken_away(self, editor: Client, brand: Brand) -> None:
        url = f"/admin/look/edit/{brand.pk}/"
        drawing = MARK.replace("<path", "<script>alert(1)</script><path")
        file = SimpleUploadedFile("znak-źródła.svg", drawing.encode(), "image/svg+xml")
        editor.post(url, form_of(brand, mark=file))
        brand.refresh_from_db()
        assert "M1 1H9V9H1Z" in brand.mark
        assert "alert" not in brand.mark
        # Saved again without choosing a file anew.
        editor.post(url, form_of(brand))
        brand.refresh_from_db()
        assert "M1 1H9V9H1Z" in brand.mark
        editor.post(url, form_of(brand, **{"mark-clear": "on"}))
        brand.refresh_from_db()
        assert brand.mark == ""

    def test_a_file_that_is_no_picture_is_refused_beside_it(self, editor: Client, brand: Brand) -> None:
        file = SimpleUploadedFile("mark.svg", b"%PDF-1.7", "image/svg+xml")
        answer = editor.post(f"/admin/look/edit/{brand.pk}/", form_of(brand, mark=file, poster="#00aa00"))
        page = BeautifulSoup(answer.content, "html.parser")
        assert "choose an SVG or a PNG file" in page.text
        assert one(page, "#id_poster")["value"] == "#00aa00"

    def test_a_pillar_is_offered_the_accents_by_what_they_stand_for(
        self, editor: Client, brand: Brand, home: HomePage
    ) -> None:
        accents = list(brand.accents.all())
        accents[1].name = "Czysta woda <żywa>"
        brand.accents = accents
        brand.save()
        pillar = home.add_child(instance=PillarPage(title="Water", slug="water", accent="2"))
        page = BeautifulSoup(
            editor.get(reverse("wagtailadmin_pages:edit", args=[pillar.pk])).content, "html.parser"
        )
        options = [option.text for option in page.select("[name=accent] option")]
        assert options[:3] == ["Accent 1", "Accent 2: Czysta woda <żywa>", "Accent 3"]
        assert one(page, "[name=accent] [selected]").text.startswith("Accent 2")


class TestPreview:
    """A look is tried on the site's own pages before it is saved."""

    def preview(self, editor: Client, brand: Brand, mode: str = "", **changed: Any) -> BeautifulSoup:
        url = f"/admin/look/preview/{brand.pk}/"
        assert editor.post(url, form_of(brand, **changed)).json() == {"is_valid": True, "is_available": True}
        answer = editor.get(url, {"mode": mode} if mode else {})
        assert answer.status_code == 200
        return BeautifulSoup(answer.content, "html.parser")

    def test_it_shows_what_is_not_saved_and_changes_nothing_for_visitors(
        self, editor: Client, brand: Brand
    ) -> None:
        brand.mark = MARK
        brand.save()
        page = self.preview(editor, brand, poster="#00aa44")
        url = sheet_url(page)
        sheet = Client().get(url)
        assert "--stage:#00aa44" in sheet.content.decode()
        assert "no-store" in sheet.headers["Cache-Control"]
        # The mark that is stored is shown in it.
        assert "M1 1H9V9H1Z" in Client().get(url.replace("look.css", "mark")).content.decode()
        assert tokens()["stage"] == OWN["poster"]

    def test_pages_of_the_menu_can_be_looked_at(
        self, editor: Client, brand: Brand, petition_page: PetitionPage
    ) -> None:
        petition_page.show_in_menus = True
        petition_page.save()
        page = self.preview(editor, brand, mode=str(petition_page.pk))
        assert petition_page.title in one(page, "h1").text
        assert "/brand/" in sheet_url(page)

    def test_no_other_page_can(self, editor: Client, brand: Brand, petition_page: PetitionPage) -> None:
        root = Site.objects.get().root_page.get_parent()
        url = f"/admin/look/preview/{brand.pk}/"
        editor.post(url, form_of(brand))
        for mode in (str(root.pk), str(petition_page.pk), "0", "x", "1 OR 1=1"):
            assert editor.get(url, {"mode": mode}).status_code == 403

    def test_a_name_that_was_not_given_is_not_believed(self, brand: Brand) -> None:
        forged = "eyJpZCI6MX0:1abc:xyz"
        assert OWN["poster"] in Client().get(f"/brand/{forged}/look.css").content.decode()


def test_the_language_of_a_look_is_the_readers(brand: Brand, german_home: HomePage) -> None:
    assert Locale.objects.count() == 2
    assert tokens("/de/") == tokens("/en/")
