"""Who gets what answer at wagtail-localize's addresses."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.views import edit_translation

from coalition.member import Member
from home.models import ContentPage, HomePage
from localisation import checks, upstream_views
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.checks import check_addresses
from localisation.locale_permissions import may_edit
from localisation.roles import grant_translator
from localisation.upstream_addresses import upstream_patterns

from .campaign import fill_and_publish, grant_pages, publish, translation_into, user_in
from .test_jobs import work_all

pytestmark = pytest.mark.slow


# The check


def test_every_address_leads_to_ours() -> None:
    assert check_addresses() == []


def test_an_address_that_nobody_has_looked_at_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a new version of wagtail-localize may bring it: here one that we leave to upstream otherwise."""
    monkeypatch.setattr(checks, "UPSTREAMS", {})
    assert [found.obj.name for found in check_addresses()] == ["javascript_catalog"]


@pytest.mark.parametrize("name", upstream_views.OURS)
def test_an_address_that_leads_past_ours_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it would if wagtail-localize's own hook were asked first."""
    from django.urls import resolve

    theirs = {pattern.name: pattern.callback for _prefix, pattern in upstream_patterns()}

    def past_ours(url: str) -> Any:
        match = resolve(url)
        return (
            type("Match", (), {"func": staticmethod(theirs[name])}) if match.func in wrapped(name) else match
        )

    def wrapped(name: str) -> list[object]:
        return [
            resolve(
                reverse(f"wagtail_localize:{name}", kwargs=dict.fromkeys(pattern.pattern.converters, "1"))
            ).func
            for _prefix, pattern in upstream_patterns()
            if pattern.name == name
        ]

    monkeypatch.setattr("localisation.checks.resolve", past_ours)
    assert {found.obj.name for found in check_addresses()} == {name}


# Roles


@pytest.fixture
def member(home: HomePage, german_home: HomePage, german: Locale) -> Member:
    """An organisation with a public German description."""
    member: Member = Member.objects.create(
        name="Open Squares", description="Keeps squares open.", locale=home.locale
    )
    member.save_revision().publish()
    submit_for_translation(member, [german], None)
    fill_and_publish(translation_into(german, member))
    return member


def visitor(german: Locale, french: Locale) -> User | None:
    return None


def guest(german: Locale, french: Locale) -> User:
    """Somebody who may open the admin, and nothing else."""
    user = user_in("guest")
    user.groups.get().permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def submitter(german: Locale, french: Locale) -> User:
    """Somebody with the permission to submit alone."""
    user = guest(german, french)
    user.groups.get().permissions.add(Permission.objects.get(codename="submit_translation"))
    return user


def translator_of_french(german: Locale, french: Locale) -> User:
    """Somebody who works in another language."""
    english_home = HomePage.objects.get(locale__language_code="en")
    submit_for_translation(english_home, [french], None)
    user = user_in("french")
    grant_translator(Group.objects.get(name="french"), french)
    return user


STRANGERS: list[Callable[[Locale, Locale], User | None]] = [visitor, guest, submitter, translator_of_french]


def tries(translation: Translation) -> dict[str, Callable[[Client], Any]]:
    """Return a request for each address that a translation has, as its editor sends it."""
    segment = translation.source.stringsegment_set.first()
    override = translation.source.overridablesegment_set.first()

    def url(name: str, *arguments: Any) -> str:
        return reverse(f"wagtail_localize:{name}", args=[translation.pk, *arguments])

    form = "application/x-www-form-urlencoded"
    found: dict[str, Callable[[Client], Any]] = {
        "edit_string_translation": lambda client: client.put(
            url("edit_string_translation", segment.pk), "value=Fremd", content_type=form
        ),
        "take_string_back": lambda client: client.delete(url("edit_string_translation", segment.pk)),
        "download_pofile": lambda client: client.get(url("download_pofile")),
        "upload_pofile": lambda client: client.post(
            url("upload_pofile"), {"file": SimpleUploadedFile("de.po", b"")}
        ),
        "machine_translate": lambda client: client.post(url("machine_translate")),
        "preview_translation": lambda client: client.get(url("preview_translation")),
        "stop_translation": lambda client: client.post(url("stop_translation")),
    }
    if override is not None:
        found["edit_override"] = lambda client: client.put(
            url("edit_override", override.pk), "value=https://example.com/", content_type=form
        )
    return found


@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.parametrize("kind", ["page", "snippet"])
def test_strangers_neither_read_nor_change_a_translation(
    kind: str,
    stranger: Callable[[Locale, Locale], User | None],
    client: Client,
    article: ContentPage,
    german_article: ContentPage,
    member: Member,
    german: Locale,
    french: Locale,
) -> None:
    translation = translation_into(german, article if kind == "page" else member)
    if user := stranger(german, french):
        client.force_login(user)
    before = list(StringTranslation.objects.order_by("pk").values())
    answers = {name: attempt(client).status_code for name, attempt in tries(translation).items()}
    assert {name for name, status in answers.items() if status not in (302, 403)} == set()
    assert list(StringTranslation.objects.order_by("pk").values()) == before
    translation.refresh_from_db()
    assert translation.enabled


@pytest.mark.parametrize("stranger", STRANGERS)
def test_strangers_neither_begin_nor_renew_nor_end_a_german_translation(
    stranger: Callable[[Locale, Locale], User | None],
    client: Client,
    article: ContentPage,
    german_home: HomePage,
    member: Member,
    german: Locale,
    french: Locale,
) -> None:
    """Submitting a page or a snippet, bringing in changes, and making a stand-in of the German home page."""
    if user := stranger(german, french):
        client.force_login(user)
    home = HomePage.objects.get(locale__language_code="en")
    source = TranslationSource.objects.get_for_instance(home)
    organisation = Member.objects.create(name="Other", description="Other.", locale=home.locale)
    before = (source.last_updated_at, HomePage.objects.get(pk=german_home.pk).title)

    crafted(client, "submit_page_translation", article.pk, locale=german)
    crafted(client, "submit_snippet_translation", "coalition", "member", organisation.pk, locale=german)
    client.post(
        reverse("wagtail_localize:update_translations", args=[source.pk]), {"publish_translations": "on"}
    )
    client.post(reverse("wagtail_localize:convert_to_alias", args=[german_home.pk]))

    assert not article.has_translation(german)
    assert not organisation.has_translation(german)
    there = HomePage.objects.get(pk=german_home.pk)
    assert there.alias_of_id is None
    if stranger is not translator_of_french:
        source.refresh_from_db()
        assert (source.last_updated_at, there.title) == before


def test_each_of_our_answers_is_tried_with_each_stranger() -> None:
    """What is added to the addresses is added to the tests above."""
    here = Path(__file__).read_text(encoding="utf-8")
    asked = here[here.index("# Roles") : here.rindex("\n# What was never published")]
    assert [name for name in upstream_views.OURS if f'{name}"' not in asked] == []


@pytest.mark.parametrize("stranger", [guest, submitter, visitor])
def test_lists_tell_strangers_nothing(
    stranger: Callable[[Locale, Locale], User | None],
    client: Client,
    german_article: ContentPage,
    member: Member,
    german: Locale,
    french: Locale,
) -> None:
    if user := stranger(german, french):
        client.force_login(user)
    for name in ("translations_report", "translations_report_results"):
        content = client.get(reverse(f"wagtail_localize:{name}")).content.decode()
        assert "All of it" not in content
    for url in (
        reverse("wagtail_localize:snippets_api_listing", args=["coalition", "member"]),
        reverse("wagtail_localize:snippets_api_detail", args=["coalition", "member", member.pk]),
    ):
        assert "Open Squares" not in client.get(url).content.decode()


def test_a_translator_hears_of_public_snippets_and_own_drafts_alone(
    translator_client: Client, home: HomePage, member: Member
) -> None:
    Member.objects.create(name="Secret Squares", description="Not yet.", locale=home.locale, live=False)
    url = reverse("wagtail_localize:snippets_api_listing", args=["coalition", "member"])
    content = translator_client.get(url).content.decode()
    assert "Open Squares" in content
    assert "Secret Squares" not in content
    url = reverse("wagtail_localize:snippets_api_listing", args=["coalition", "nothing"])
    assert translator_client.get(url).status_code == 404


def test_the_report_has_the_translator_s_own_languages(
    translator_client: Client, article: ContentPage, german_article: ContentPage, french: Locale
) -> None:
    submit_for_translation(article, [french], None)
    answer = translator_client.get(reverse("wagtail_localize:translations_report"))
    languages = {translation.target_locale.language_code for translation in answer.context["object_list"]}
    assert languages == {"de"}


@pytest.mark.parametrize("name", ["edit_string_translation", "edit_override"])
def test_a_request_without_a_value_or_for_another_page_s_text_is_no_server_error(
    name: str, translator_client: Client, home: HomePage, article: ContentPage, german_article: ContentPage
) -> None:
    german = german_article.locale
    translation, other = translation_into(german, article), translation_into(german, home)
    parts = "stringsegment_set" if name == "edit_string_translation" else "overridablesegment_set"

    def put(segment: Any, body: str) -> int:
        answer = translator_client.put(
            reverse(f"wagtail_localize:{name}", args=[translation.pk, segment.pk]),
            body,
            content_type="application/x-www-form-urlencoded",
        )
        return int(answer.status_code)

    assert put(getattr(translation.source, parts).first(), "nothing=1") == 400
    assert put(getattr(other.source, parts).first(), "value=x") == 404


def test_upstream_still_forgets_the_language_of_snippets(
    translator: User, member: Member, german: Locale
) -> None:
    """Once this fails, upstream asks for the row, and `upstream_views` need not."""
    assert edit_translation.user_can_edit_instance(translator, member)
    assert not may_edit(translator, member)
    assert may_edit(translator, member.get_translation(german))


def test_upstream_still_lists_all_snippets_and_translations() -> None:
    """Once this fails, upstream asks who wants to know: see `ReportOfOwnLanguages` and `ReadableSnippets`."""
    theirs: dict[str, Any] = {str(pattern.name): pattern.callback for _prefix, pattern in upstream_patterns()}
    assert "dispatch" not in vars(theirs["translations_report"].view_class)
    assert "permission_classes" not in vars(theirs["snippets_api_listing"].cls)


# What was never published


def crafted(client: Client, url_name: str, *arguments: Any, locale: Locale, **more: Any) -> Any:
    return client.post(
        reverse(f"wagtail_localize:{url_name}", args=arguments), {"locales": [locale.pk], **more}
    )


@pytest.mark.parametrize("state", ["never published", "unpublished", "behind a password", "for a group"])
def test_a_translator_can_t_submit_what_nobody_has_let_them_read(
    state: str, translator_client: Client, article: ContentPage, german: Locale
) -> None:
    """By a POST of their own, below which a PO file would have told it all."""
    if state == "never published":
        ContentPage.objects.filter(pk=article.pk).update(live=False, first_published_at=None)
    elif state == "unpublished":
        article.unpublish()
    else:
        restriction = PageViewRestriction.objects.create(
            page=article,
            restriction_type="password" if state == "behind a password" else "groups",
            password="secret",
        )
        restriction.groups.add(Group.objects.create(name="board"))
    answer = crafted(translator_client, "submit_page_translation", article.pk, locale=german)
    assert answer.status_code == 302
    assert not article.has_translation(german)
    assert not TranslationSource.objects.filter(object_id=article.translation_key).exists()
    get = translator_client.get(reverse("wagtail_localize:submit_page_translation", args=[article.pk]))
    assert "All of it" not in get.content.decode()


def test_nor_below_a_page_that_they_may_read(
    translator_client: Client, home: HomePage, article: ContentPage, german: Locale, german_home: HomePage
) -> None:
    secret = article.add_child(instance=ContentPage(title="Secret", slug="secret", live=False))
    below = secret.add_child(instance=ContentPage(title="Below", slug="below"))
    publish(below)
    crafted(translator_client, "submit_page_translation", article.pk, locale=german, include_subtree="on")
    work_all()
    assert article.has_translation(german)
    assert not secret.has_translation(german)
    assert not Page.objects.filter(translation_key=secret.translation_key, locale=german).exists()


def test_nor_a_snippet(translator_client: Client, home: HomePage, german: Locale) -> None:
    secret = Member.objects.create(name="Secret", description="Not yet.", locale=home.locale, live=False)
    answer = crafted(
        translator_client, "submit_snippet_translation", "coalition", "member", secret.pk, locale=german
    )
    assert answer.status_code == 302
    assert not secret.has_translation(german)


def test_who_works_on_a_draft_hands_it_to_the_translators(
    client: Client, article: ContentPage, german: Locale, german_home: HomePage, home: HomePage
) -> None:
    article.unpublish()
    editor = user_in("editor")
    editor.groups.get().permissions.add(
        *Permission.objects.filter(codename__in=["access_admin", "submit_translation"])
    )
    grant_pages(editor, home, "change")
    grant_pages(editor, german_home, "change")
    client.force_login(editor)
    crafted(client, "submit_page_translation", article.pk, locale=german)
    assert article.has_translation(german)


# A language's home page


@pytest.mark.parametrize("view", ["unpublish", "delete"])
def test_a_translator_takes_no_language_off_the_site(
    view: str, translator_client: Client, german_home: HomePage
) -> None:
    translator_client.post(reverse(f"wagtailadmin_pages:{view}", args=[german_home.pk]), {})
    translator_client.post(
        f"/admin/bulk/wagtailcore/page/{view}/?id={german_home.pk}", {"include_descendants": "on"}
    )
    there = HomePage.objects.get(pk=german_home.pk)
    assert there.live
    assert there.depth == 2


def test_a_translator_closes_no_language_to_visitors(
    translator_client: Client, german_home: HomePage
) -> None:
    url = reverse("wagtailadmin_pages:set_privacy", args=[german_home.pk])
    translator_client.post(url, {"restriction_type": "password", "password": "secret"})
    assert not PageViewRestriction.objects.exists()


def test_an_editor_of_all_languages_may(client: Client, german_home: HomePage) -> None:
    editor = user_in("editor")
    editor.groups.get().permissions.add(Permission.objects.get(codename="access_admin"))
    root = Page.get_first_root_node()
    assert root is not None
    grant_pages(editor, root, "change", "publish")
    client.force_login(editor)
    client.post(reverse("wagtailadmin_pages:unpublish", args=[german_home.pk]), {})
    assert not HomePage.objects.get(pk=german_home.pk).live


def test_a_translator_still_publishes_and_edits_the_home_page(
    translator: User, german_home: HomePage, german_article: ContentPage
) -> None:
    rights = german_home.permissions_for_user(translator)
    assert rights.can_edit()
    assert rights.can_publish()
    assert not rights.can_unpublish()
    assert not rights.can_move()
    assert german_article.permissions_for_user(translator).can_unpublish()
