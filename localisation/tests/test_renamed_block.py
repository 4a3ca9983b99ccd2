"""A block that gets another name keeps what it holds, for visitors, in drafts and with translators."""

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import TranslationContext, TranslationSource

from coalition.coalition_page import CoalitionPage
from home.models import ContentPage, HomePage, PillarPage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.sources.models import EarlierSource
from localisation.sources.renewing import renew_source
from petition_blocks.page.models import PetitionPage

from .campaign import fill_and_publish, item, publish, stream, translation_into

BODY = stream(
    rich_text="<p>Read on.</p>",
    map={
        "heading": "Where faces are scanned",
        "countries": [item({"country": "FR", "status": "in_use", "note": "Since the spring"})],
    },
)
Made = Callable[[HomePage, PetitionPage], Any]


def content_page(home: HomePage, petition_page: PetitionPage) -> Any:
    return home.add_child(instance=ContentPage(title="Map", slug="map", body=BODY))


def coalition_page(home: HomePage, petition_page: PetitionPage) -> Any:
    return home.add_child(instance=CoalitionPage(title="Map", slug="map", body=BODY))


def petition_page_with_map(home: HomePage, petition_page: PetitionPage) -> Any:
    petition_page.body = BODY
    return petition_page


def run(app: str, name: str, *, backwards: bool = False, with_earlier_sources: bool = False) -> None:
    """Run what a migration does to the rows, without undoing all that came after it.

    `with_earlier_sources` runs it as one that comes after those were there, as all new ones do.
    """
    loader = MigrationLoader(connection)
    state = loader.project_state((app, name), at_end=False)
    if with_earlier_sources:
        (made,) = (key for key in loader.graph.nodes if key == ("localisation", "0001_initial"))
        loader.get_migration(*made).mutate_state(state, preserve=False)
    editor: Any = SimpleNamespace(connection=connection)
    steps = []
    for operation in loader.get_migration(app, name).operations:
        before, state = state, state.clone()
        operation.state_forwards(app, state)
        steps.append((operation, before, state))
    for operation, before, after in reversed(steps) if backwards else steps:
        if isinstance(operation, RunPython):
            if backwards:
                operation.database_backwards(app, editor, after, before)
            else:
                operation.database_forwards(app, editor, before, after)


def names_in(body: str) -> list[str]:
    return [block["type"] for block in json.loads(body)]


def kept_names(page: Page) -> list[list[str]]:
    """Return the names of the blocks wherever a page's body is kept, read as it is stored."""
    with connection.cursor() as cursor:
        table, key = page._meta.db_table, page._meta.pk.column
        cursor.execute(f"SELECT body FROM {table} WHERE {key} = %s", [page.pk])  # noqa: S608
        stored = cursor.fetchone()[0]
    revisions = Revision.objects.for_instance(page)
    source = TranslationSource.objects.get_for_instance(page)
    kept = [
        stored,
        *(revision.content["body"] for revision in revisions),
        json.loads(source.content_json)["body"],
    ]
    # A petition's first revision, from before it had a body, has nothing to rename.
    return [names for names in map(names_in, kept) if names]


def field_paths(page: Page) -> set[str]:
    contexts = TranslationContext.objects.filter(object_id=page.translation_key)
    return {path for path in contexts.values_list("field_path", flat=True) if path.startswith("body.map")}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("app", "migration", "made"),
    [
        ("home", "0004_map", content_page),
        ("coalition", "0003_map", coalition_page),
        ("petition_blocks", "0004_map", petition_page_with_map),
    ],
)
def test_the_map_of_europe_is_a_map(
    app: str,
    migration: str,
    made: Made,
    home: HomePage,
    petition_page: PetitionPage,
    german: Locale,
    german_home: HomePage,
    admin_client: Client,
) -> None:
    page = publish(made(home, petition_page))
    submit_for_translation(page, [german], None)
    fill_and_publish(translation_into(german, page))
    translated = page.get_translation(german)
    page.title = "Another title"
    page.save_revision()
    # The page, what was published, the draft, and the translators' copy.
    places = len(kept_names(page))
    assert places == 4

    run(app, migration, backwards=True)
    assert kept_names(page) == [["rich_text", "map_of_europe"]] * places
    assert field_paths(page) == {"body.map_of_europe.heading", "body.map_of_europe.countries.item.note"}

    run(app, migration)
    assert kept_names(page) == [["rich_text", "map"]] * places
    assert field_paths(page) == {"body.map.heading", "body.map.countries.item.note"}

    public = type(page).objects.get(pk=page.pk)
    source = TranslationSource.objects.get_for_instance(page)
    draft = public.get_latest_revision_as_object()
    assert draft.title == "Another title"
    for body in (public.body, draft.body, source.as_instance().body):
        (country,) = body[1].value["countries"]
        assert (country["country"], country["note"]) == ("FR", "Since the spring")
        assert body[1].value["area"] == "europe"
    assert "Since the spring" in str(source.export_po())
    answer = admin_client.get(reverse("wagtailadmin_pages:edit", args=[translated.pk]))
    assert "Since the spring" in answer.content.decode()
    assert "Frankreich" in Client().get(translated.get_url()).content.decode()


def test_pages_without_the_block_are_left_alone(home: HomePage, german: Locale) -> None:
    page = publish(
        home.add_child(instance=ContentPage(title="Words", slug="words", body=stream(rich_text="<p>A</p>")))
    )
    submit_for_translation(page, [german], None)
    source = TranslationSource.objects.get_for_instance(page)
    run("home", "0004_map", backwards=True)
    assert TranslationSource.objects.get(pk=source.pk).content_json == source.content_json
    assert kept_names(page) == [["rich_text"]] * 3


def test_a_language_that_is_behind_keeps_the_block_too(
    home: HomePage, german: Locale, german_home: HomePage, french: Locale
) -> None:
    """What German has of the original, while French has something newer, is renamed with the rest."""
    page = publish(home.add_child(instance=ContentPage(title="Map", slug="map", body=BODY)))
    submit_for_translation(page, [german, french], None)
    fill_and_publish(translation_into(german, page))
    page.title = "Another title"
    page = publish(page)
    renew_source(TranslationSource.objects.get_for_instance(page), [french])

    def names_that_german_has() -> list[str]:
        return names_in(json.loads(EarlierSource.objects.get().content_json)["body"])

    run("home", "0004_map", backwards=True, with_earlier_sources=True)
    assert names_that_german_has() == ["rich_text", "map_of_europe"]
    run("home", "0004_map", with_earlier_sources=True)
    assert names_that_german_has() == ["rich_text", "map"]
    translation = translation_into(german, page)
    translation.save_target(publish=True)
    body = translation.get_target_instance().body
    assert body[1].value["countries"][0]["note"] == "de Since the spring"


def kept_accents(page: PillarPage) -> list[tuple[str, str]]:
    """Return the page's own accent and its card's, wherever they are kept, read as they are stored."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT accent, body FROM home_pillarpage WHERE page_ptr_id = %s", [page.pk])
        stored = [cursor.fetchone()]
    stored += [(kept.content["accent"], kept.content["body"]) for kept in Revision.objects.for_instance(page)]
    source = json.loads(TranslationSource.objects.get_for_instance(page).content_json)
    stored.append((source["accent"], source["body"]))
    return [(own, json.loads(body)[0]["value"]["cards"][0]["value"]["accent"]) for own, body in stored]


@pytest.mark.slow
def test_a_pillar_that_had_a_meaning_has_the_accent_of_it(
    home: HomePage, german: Locale, german_home: HomePage
) -> None:
    card = {"page": None, "title": "Woda", "text": "", "accent": "3"}
    body = stream(pillar_cards={"heading": "", "cards": [item(card)]})
    page = publish(home.add_child(instance=PillarPage(title="Woda", slug="woda", accent="2", body=body)))
    submit_for_translation(page, [german], None)
    page.title = "Another title"
    page.save_revision()
    places = len(kept_accents(page))
    assert places == 4

    run("home", "0005_accents", backwards=True)
    assert kept_accents(page) == [("refuse", "respect")] * places
    run("home", "0005_accents")
    assert kept_accents(page) == [("2", "3")] * places
