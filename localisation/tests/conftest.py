"""A campaign in English, and what a translator of German has made of it."""

from collections.abc import Collection

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from wagtail.models import Locale

from home.models import ContentPage, HomePage
from localisation.desk.content import Group as DeskGroup
from localisation.desk.content import registered_groups
from localisation.roles import grant_translator
from petition_blocks.page.models import PetitionPage

from .campaign import (
    create_article,
    create_home,
    create_page_of_all_blocks,
    create_petition_page,
    publish_translation,
    user_in,
)


@pytest.fixture
def german(db: None) -> Locale:
    """The language that is translated into."""
    return Locale.objects.get_or_create(language_code="de")[0]


@pytest.fixture
def french(db: None) -> Locale:
    """A language that comes later. Not one of the site's, as far as visitors are concerned."""
    return Locale.objects.get_or_create(language_code="fr")[0]


@pytest.fixture
def home(db: None) -> HomePage:
    """The public English home page."""
    Locale.objects.get_or_create(language_code="en")
    return create_home()


@pytest.fixture
def petition_page(home: HomePage) -> PetitionPage:
    """The public English petition page."""
    return create_petition_page(home)


@pytest.fixture
def full_page(home: HomePage, petition_page: PetitionPage) -> ContentPage:
    """A public English page that holds each block once."""
    return create_page_of_all_blocks(home, petition_page)


@pytest.fixture
def article(home: HomePage) -> ContentPage:
    """A public English page of a few words."""
    return create_article(home)


@pytest.fixture
def german_home(home: HomePage, german: Locale) -> HomePage:
    """The public German home page."""
    translated: HomePage = publish_translation(home, german)
    return translated


@pytest.fixture
def german_page(full_page: ContentPage, german_home: HomePage, german: Locale) -> ContentPage:
    """The public German translation of the page."""
    translated: ContentPage = publish_translation(full_page, german)
    return translated


@pytest.fixture
def german_article(article: ContentPage, german_home: HomePage, german: Locale) -> ContentPage:
    """The public German translation of the article."""
    translated: ContentPage = publish_translation(article, german)
    return translated


@pytest.fixture
def translator(german_home: HomePage, german: Locale) -> User:
    """Somebody who translates into German, and does nothing else."""
    user = user_in("translator")
    grant_translator(Group.objects.get(name="translator"), german)
    return user


@pytest.fixture
def translator_client(translator: User) -> Client:
    """The translator's browser."""
    client = Client()
    client.force_login(translator)
    return client


@pytest.fixture
def without_words_of_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the desk to pages and snippets: what apps put there besides has tests of its own."""

    def others(locales: Collection[Locale]) -> list[DeskGroup]:
        return [group for group in registered_groups(locales) if group.name != "interface-words"]

    monkeypatch.setattr("localisation.desk.matrix.registered_groups", others)
