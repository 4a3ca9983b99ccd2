"""What the tests of every app may ask for: a home page in two languages with an open petition."""

from typing import Any

import pyrage
import pytest

from editorial.interface_words import in_force
from home.models import ContentPage, HomePage
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import Submission

from .factories import (
    HandIn,
    SubmissionFactory,
    create_german_home,
    create_german_petition,
    create_home,
    create_open_petition,
)


@pytest.fixture
def home(db: None) -> HomePage:
    """The English home page, at the root of the default site."""
    return create_home()


@pytest.fixture
def german_home(home: HomePage) -> HomePage:
    """The public German translation of the home page."""
    return create_german_home(home)


@pytest.fixture
def gate() -> None:
    """Let languages wait for what is missing in them, as they do outside of tests."""


@pytest.fixture
def about(home: HomePage) -> ContentPage:
    """A page below the home page."""
    page: ContentPage = home.add_child(instance=ContentPage(title="About us", slug="about"))
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def plain_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Published numbers move where a multiple is reached, not a secret few signatures later."""
    monkeypatch.setattr("petition_blocks.counting.secret_steps.lag", lambda secret, place: 0)


@pytest.fixture(scope="session")
def identity() -> pyrage.x25519.Identity:
    """The private half of the petition's recipient key."""
    return pyrage.x25519.Identity.generate()


@pytest.fixture
def petition_page(home: HomePage, identity: pyrage.x25519.Identity) -> PetitionPage:
    """A public petition in English whose register is open."""
    return create_open_petition(home, str(identity.to_public()))


@pytest.fixture
def petition(petition_page: PetitionPage) -> Petition:
    """The open register."""
    return Petition.objects.get(pk=petition_page.petition_id)


@pytest.fixture
def german_petition_page(petition_page: PetitionPage, german_home: HomePage) -> PetitionPage:
    """The public German translation of the petition page."""
    return create_german_petition(petition_page, german_home)


@pytest.fixture
def hand_in(petition_page: PetitionPage) -> HandIn:
    """Returns a function that hands in a signature the way the view does."""

    def hand_in_one(email: str = "ada@example.org", **overrides: Any) -> Submission:
        submission: Submission = SubmissionFactory.create(page=petition_page, email=email, **overrides)
        return submission

    return hand_in_one


@pytest.fixture
def answers(petition_page: PetitionPage) -> dict[str, str]:
    """What a visitor fills in, complete and correct."""
    return {
        "name": "Ada Lovelace",
        "email": "ada@example.org",
        "country": "BE",
        "updates": "no",
        "wording": petition_page.wording_hash,
        "via": "home",
    }


@pytest.fixture
def words_are_known(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing that is handed in be the one in a second that looks whether words have changed."""
    in_force.keep_up()
    monkeypatch.setattr(in_force, "_looked_at", float("inf"))
