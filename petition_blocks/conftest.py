"""A home page in two languages with an open petition."""

from collections.abc import Callable
from typing import Any

import pyrage
import pytest
from django.conf import settings

from home.models import HomePage

from .page.models import PetitionPage
from .page.wordings import take_wording
from .petition.models import Petition
from .signature.models import Submission
from .signing.submit import submit
from .tests.admin_users import (
    editor,  # noqa: F401
    editor_client,  # noqa: F401
    keeper,  # noqa: F401
    keeper_client,  # noqa: F401
    second_keeper,  # noqa: F401
    viewer_client,  # noqa: F401
    writer_client,  # noqa: F401
)
from .tests.example_petition import (
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
def hand_in(petition_page: PetitionPage) -> Callable[..., Submission]:
    """Returns a function that hands in a signature the way the view does."""

    def hand_in_one(email: str = "ada@example.org", **overrides: Any) -> Submission:
        petition = Petition.objects.select_related("digest_key").get(pk=petition_page.petition_id)
        fields = {"name": "Ada Lovelace", "email": email, "country": "BE", "updates": "no", **overrides}
        return submit(petition, take_wording(petition_page), settings.LANGUAGE_CODE, "home", fields)

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
