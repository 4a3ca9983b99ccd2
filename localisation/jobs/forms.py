"""What is asked before a job begins."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, TranslatableMixin

from editorial.bin.tree import outside_bin

from ..locale_permissions import (
    AnyUser,
    locales_to_work_in,
    may_read,
    pages_to_read,
    translatable_snippet_models,
)
from .models import Action

OFFERED = [Action.START, Action.SYNC, Action.SYNC_AND_PUBLISH, Action.PUBLISH]


class LanguagesForm(forms.Form):
    """Into which languages, and whether the pages below come along."""

    locales = forms.ModelMultipleChoiceField(
        label=_("Languages"),
        queryset=Locale.objects.none(),
        to_field_name="language_code",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one language at least.")},
    )
    include_subtree = forms.BooleanField(label=_("Take all pages below along"), required=False)

    def __init__(self, *args: Any, user: AnyUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = cast(forms.ModelMultipleChoiceField, self.fields["locales"])
        languages.queryset = locales_to_work_in(user).order_by("language_code")


class JobForm(LanguagesForm):
    """What is to be done as well."""

    action = forms.ChoiceField(
        label=_("What is to be done"),
        choices=[(action.value, action.label) for action in OFFERED],
        widget=forms.RadioSelect,
    )
    field_order = ["action", "locales", "include_subtree"]


def chosen_objects(names: Iterable[str], user: AnyUser) -> list[TranslatableMixin]:
    """Return the objects that an address names, each as `app.model:1,2`, as far as the user may read them.

    What doesn't exist, or isn't translated on its own, is passed over.
    """
    keys_of: dict[type[TranslatableMixin], list[str]] = {}
    for name in names:
        label, _colon, keys = name.partition(":")
        if model := _model(label):
            keys_of.setdefault(model, []).extend(keys.split(","))
    found: list[TranslatableMixin] = []
    for model, keys_of_model in keys_of.items():
        rows = _rows(model, keys_of_model)
        if issubclass(model, Page):
            found += pages_to_read(user, outside_bin(rows.filter(depth__gt=1)))
        else:
            found += [row for row in rows if may_read(user, row)]
    return found


def _model(label: str) -> type[TranslatableMixin] | None:
    """Return the model of that label if its objects are translated, each on its own."""
    try:
        model: type[Model] = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    if issubclass(model, Page):
        return Page
    return model if model in translatable_snippet_models() else None


def _rows(model: type[TranslatableMixin], keys: list[str]) -> Any:
    """Return the rows with these primary keys; what can't be one is passed over."""
    right = []
    for key in keys:
        try:
            right.append(model._meta.pk.to_python(key))
        except forms.ValidationError:
            continue
    return model.objects.filter(pk__in=right)
