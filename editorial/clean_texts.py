"""What is done to every text when it is saved, whoever saves it: pages and drafts, settings, members, files.

Registered for all models whose texts people write in the admin (`editorial.signal_handlers`). What is written
past the models, by `QuerySet.update()` or in bulk, is not cleaned.
"""

import json
from functools import cache

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail.fields import StreamField
from wagtail.models import Revision

from .control_characters import in_all_texts, in_lines, in_one_line
from .slugs import normal_form

# The apps whose models hold what people write in the admin.
APPS = {
    *("auth", "coalition", "editorial", "home", "petition_blocks", "taggit"),
    *("wagtail_localize", "wagtailcore", "wagtaildocs", "wagtailredirects"),
}


@cache
def texts_of(model: type[models.Model]) -> tuple[models.Field, ...]:
    """Return the fields of a model that hold texts to clean."""
    if model._meta.app_label not in APPS:
        return ()
    return tuple(
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | StreamField)
    )


def clean_texts(instance: models.Model) -> None:
    """Take out of an object's texts what can't be seen, and bring its slugs into the normal form."""
    for field in texts_of(type(instance)):
        # As it is in the instance, without asking the database for what was left out.
        value = instance.__dict__.get(field.attname)
        if not value:
            continue
        cleaned = _cleaned(field, value)
        if cleaned is not value and cleaned != value:
            setattr(instance, field.attname, cleaned)
    # What belongs to it and is saved with it: signals of its own saving read that already.
    for related in instance.__dict__.get("_cluster_related_objects", {}).values():
        for child in related:
            clean_texts(child)
    if isinstance(instance, Revision):
        instance.content = _cleaned_content(instance)


def _cleaned(field: models.Field, value: object) -> object:
    if isinstance(field, StreamField):
        stored = field.stream_block.get_prep_value(value)
        cleaned = in_all_texts(stored)
        return value if cleaned == stored else json.dumps(cleaned, cls=DjangoJSONEncoder)
    if not isinstance(value, str):
        return value
    if value.isprintable() and not isinstance(field, models.SlugField):
        # Most texts are, and this is told faster than all else: signing comes in floods.
        return value
    if isinstance(field, models.SlugField):
        return normal_form(in_one_line(value))
    return in_lines(value) if isinstance(field, models.TextField) else in_one_line(value)


def _cleaned_content(revision: Revision) -> dict[str, object]:
    """Return what a draft or an older version holds, where streams are JSON within JSON."""
    model = revision.content_type.model_class()
    fields = {field.attname: field for field in texts_of(model)} if model is not None else {}
    content: dict[str, object] = revision.content
    return {name: _cleaned_value(fields.get(name), value) for name, value in content.items()}


def _cleaned_value(field: models.Field | None, value: object) -> object:
    if field is None or not isinstance(value, str):
        return in_all_texts(value)
    if isinstance(field, StreamField):
        stored = json.loads(value)
        cleaned = in_all_texts(stored)
        return value if cleaned == stored else json.dumps(cleaned, cls=DjangoJSONEncoder)
    return _cleaned(field, value)
