"""A small public campaign in English, and a translator who answers each English text with a German one."""

import json
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Group, User
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from coalition.member import Member
from editorial.models import CampaignImage
from home.models import ContentPage, HomePage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.completeness import missing_texts
from localisation.knowledge.text_problems import TextProblems, severe_problems
from petition_blocks.page.models import PetitionPage
from tests.factories import HomePageFactory, PetitionPageFactory
from tests.recorded_rows import recorded


@recorded
def create_home() -> HomePage:
    """Create the English home page of the default site, in place of the page that comes with Wagtail."""
    root = Page.get_first_root_node()
    assert root is not None
    for page in root.get_children():
        page.delete()
    return publish(HomePageFactory.create(title="Our faces are ours", footer_text="<p>Written by many.</p>"))


@recorded
def create_petition_page(home: HomePage) -> PetitionPage:
    """Create a public petition page below the home page, with its standard words."""
    return publish(PetitionPageFactory.create(parent=home))


@recorded
def create_article(home: HomePage) -> ContentPage:
    """Create a public page of a few words."""
    page: ContentPage = home.add_child(
        instance=ContentPage(
            title="All of it",
            slug="all-of-it",
            body=stream(
                rich_text='<p>Read <a href="https://example.org/en">more</a>.</p>',
                call_to_action={"heading": "Act", "button": "Write", "address": "https://example.org/act"},
            ),
        )
    )
    return publish(page)


@recorded
def create_page_of_all_blocks(home: HomePage, petition_page: PetitionPage) -> ContentPage:
    """Create a public page that holds each block of the palette once, filled in."""
    image = CampaignImage.objects.create(title="Square", file=get_test_image_file())
    Member.objects.create(name="Open Squares", description="Keeps squares open.", locale=home.locale)
    page: ContentPage = home.add_child(
        instance=ContentPage(
            title="All of it",
            slug="all-of-it",
            introduction="Everything an editor can use.",
            search_description="One of each.",
            body=stream(
                heading={"text": "A square is for everyone", "level": "2"},
                rich_text='<p>We meet <b>there</b>.</p><p>Read <a href="https://example.org/en">more</a>.</p>',
                image={
                    "image": {"image": image.pk, "alt_text": "An empty square", "decorative": False},
                    "caption": "At noon",
                    "width": "text",
                },
                quote={"quote": "I stopped going.", "name": "Mara", "role": "resident"},
                key_figures={
                    "heading": "Where we stand",
                    "figures": [item({"figure": "15", "label": "countries"})],
                    "source": "Our count",
                },
                pillar_cards={
                    "heading": "What we ask for",
                    "cards": [item({"page": home.pk, "title": "Light", "text": "Show us.", "accent": "1"})],
                },
                call_to_action={
                    "heading": "Tell your council",
                    "text": "Ask what they see.",
                    "button": "Write",
                    "page": None,
                    "address": "https://example.org/act",
                },
                petition={"petition_page": petition_page.pk, "heading": "Sign here"},
                petition_counter={"petition_page": petition_page.pk, "heading": "So far", "show_goal": True},
                member_directory={"heading": "Who we are", "text": "All of us.", "show_filters": True},
            ),
        )
    )
    return publish(page)


def stream(**blocks: Any) -> str:
    """Return the stored form of a stream with these blocks in order."""
    return json.dumps([{"type": name, "value": value, "id": str(uuid4())} for name, value in blocks.items()])


def item(value: Any) -> dict[str, Any]:
    """Return the stored form of an item of a list."""
    return {"type": "item", "value": value, "id": str(uuid4())}


@recorded
def submit(original: Page, language: Locale) -> Translation:
    """Submit an object for a language, and return what translates it."""
    submit_for_translation(original, [language], None)
    return translation_into(language, original)


@recorded
def publish_translation(original: Page, language: Locale) -> Page:
    """Submit a public page for a language, translate all of its texts, and publish that."""
    submit_for_translation(original, [language], None)
    translated: Page = fill_and_publish(translation_into(language, original))
    return translated


def publish(page: Any) -> Any:
    """Publish a page as it is, and return it anew."""
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def translation_into(locale: Locale, instance: Any) -> Translation:
    """Return what translates an object into a language."""
    return Translation.objects.get(source__object_id=instance.translation_key, target_locale=locale)


def severe_in(translation: Translation) -> list[TextProblems]:
    """Return the texts that keep a translation off the site."""
    return severe_problems(translation.source, translation.target_locale)


def fill(translation: Translation) -> None:
    """Translate all missing texts: each English one gets "de " in front."""
    for segment in missing_texts(translation.source, translation.target_locale).select_related("string"):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={
                "data": german(segment.string.data),
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "has_error": False,
            },
        )


def german(text: str) -> str:
    """Return the German for an English text."""
    return f"de {text}"


def fill_and_publish(translation: Translation) -> Any:
    """Translate everything, publish it and return what is public then."""
    fill(translation)
    translation.save_target(publish=True)
    return translation.get_target_instance()


def row(instance: Any) -> dict[str, Any]:
    """Return all that the database holds of an object, to compare to the last byte."""
    fields = [field.attname for field in instance._meta.concrete_fields]
    values = type(instance).objects.filter(pk=instance.pk).values(*fields).get()
    for name in fields:
        field = instance._meta.get_field(name)
        if hasattr(field, "stream_block"):
            values[name] = json.dumps(list(values[name].raw_data))
    return values


# Written whenever a draft is saved; no visitor ever sees them.
BOOKKEEPING = {"draft_title", "has_unpublished_changes", "latest_revision_id", "latest_revision_created_at"}


def public_row(instance: Any) -> dict[str, Any]:
    """Return all that visitors can see of a page, to compare to the last byte."""
    return {name: value for name, value in row(instance).items() if name not in BOOKKEEPING}


def user_in(group_name: str) -> User:
    """Return a user who is in a group of that name."""
    user = User.objects.create_user(group_name, f"{group_name}@example.org", "password")
    user.groups.add(Group.objects.get_or_create(name=group_name)[0])
    return user


def grant_pages(user: User, page: Page, *actions: str) -> None:
    """Let the user's group do this with a page and all below it."""
    for action in actions:
        GroupPagePermission.objects.create(group=user.groups.get(), page_id=page.pk, permission_type=action)
