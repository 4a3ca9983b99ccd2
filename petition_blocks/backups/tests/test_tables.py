"""Whoever adds a model says whether a backup holds it."""

import pytest
from django.apps import apps
from django.db import models

from ..refusal import BackupRefused
from ..tables import FILLED_BY_MIGRATIONS, KEPT, LEFT_OUT, OF_THE_SEARCH, STAYING, refuse_unknown_models

# Only where the search's index is SQLite's.
NOT_EVERYWHERE = {"wagtailsearch.SQLiteFTSIndexEntry"}


def labels() -> set[str]:
    """Return all models that have a table of their own."""
    return {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }


def test_each_model_is_kept_or_left_out_with_a_reason() -> None:
    named = [*KEPT, *LEFT_OUT, *OF_THE_SEARCH]
    assert labels() | NOT_EVERYWHERE == set(named), "name it in petition_blocks/backups/tables.py"
    assert len(named) == len(set(named)), "one of the two, not both"
    assert FILLED_BY_MIGRATIONS | set(STAYING) <= set(KEPT)


def test_nothing_that_is_kept_needs_what_is_left_out() -> None:
    left_out = {*LEFT_OUT, *OF_THE_SEARCH}
    dangling = [
        f"{label}.{field.name}"
        for label in KEPT
        for field in apps.get_model(label)._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model._meta.label in left_out
    ]
    assert dangling == []


def test_all_that_goes_with_a_signature_stays_out_with_it() -> None:
    """What belongs to a row that is left out on its last day would refer to nobody."""
    with_signature = {
        label
        for label in KEPT
        for field in apps.get_model(label)._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.related_model._meta.label == "petition_blocks.Signature"
    }
    assert with_signature <= set(STAYING)
    assert all("signature_id IN" in STAYING[label] for label in with_signature)


def test_a_model_that_nobody_has_named_is_neither_lost_nor_kept_by_accident(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refuse_unknown_models()
    monkeypatch.setattr(
        "petition_blocks.backups.tables.KEPT", [label for label in KEPT if "Wording" not in label]
    )
    with pytest.raises(BackupRefused, match=r"petition_blocks\.Wording"):
        refuse_unknown_models()
