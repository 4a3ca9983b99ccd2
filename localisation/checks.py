"""Project rules for what can be translated, as system checks: what would fail, or lose an editor's words."""

from collections.abc import Iterator, Sequence
from inspect import unwrap

from django.apps import AppConfig
from django.core import checks
from django.db import models
from django.urls import URLPattern, resolve, reverse
from django.utils.functional import Promise
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail import blocks
from wagtail.admin.panels import get_edit_handler
from wagtail.coreutils import resolve_model_string
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import (
    COMMENTS_RELATION_NAME,
    DraftStateMixin,
    Page,
    TranslatableMixin,
    get_translatable_models,
)
from wagtail_localize.fields import TranslatableField, get_translatable_fields

from .locale_permissions import translatable_snippet_models
from .upstream_addresses import UPSTREAMS, upstream_patterns

TEXTS = (blocks.CharBlock, blocks.TextBlock)
# What holds no words, or has its own way to translators in wagtail-localize.
WORDLESS = (
    blocks.BooleanBlock,
    blocks.ChoiceBlock,
    blocks.ChooserBlock,
    blocks.DateBlock,
    blocks.DateTimeBlock,
    blocks.DecimalBlock,
    blocks.EmailBlock,
    blocks.FloatBlock,
    blocks.IntegerBlock,
    blocks.MultipleChoiceBlock,
    blocks.RichTextBlock,
    blocks.StaticBlock,
    blocks.TimeBlock,
    blocks.URLBlock,
    DocumentChooserBlock,
    EmbedBlock,
)


@checks.register(checks.Tags.urls)
def check_addresses(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: object
) -> list[checks.CheckMessage]:
    """Check that each of wagtail-localize's addresses leads to a view of ours, or may lead to its own."""
    return [
        checks.Error(
            f"wagtail-localize's address “{pattern.name}” does not lead to a view of ours.",
            hint="See localisation/upstream_addresses.py.",
            id="localisation.E010",
            obj=pattern,
        )
        for _prefix, pattern in upstream_patterns()
        if pattern.name not in UPSTREAMS and not _is_ours(_answer_at(pattern))
    ]


def _answer_at(pattern: URLPattern) -> object:
    """Return the view that is asked at an address of wagtail-localize's, whatever its parts are."""
    examples = dict.fromkeys(pattern.pattern.converters, "1")
    view = resolve(reverse(f"wagtail_localize:{pattern.name}", kwargs=examples)).func
    # A view's class is told by what stands in front of it; a function is below what it is wrapped in.
    if of_class := getattr(view, "view_class", None) or getattr(view, "cls", None):
        return of_class
    return unwrap(view)


def _is_ours(view: object) -> bool:
    return str(getattr(view, "__module__", "")).startswith(f"{__package__}.")


@checks.register(checks.Tags.models)
def check_translation(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[checks.CheckMessage]:
    """Check every translatable model of the given apps, or of all."""
    labels = None if app_configs is None else {config.label for config in app_configs}
    found: list[checks.CheckMessage] = []
    for model in get_translatable_models(include_subclasses=True):
        # Nobody makes a bare page; its fields are checked with each page type.
        if model is not Page and (labels is None or model._meta.app_label in labels):
            found += check_model(model)
    return found


def check_model(model: type[TranslatableMixin]) -> list[checks.CheckMessage]:
    """Return what would keep the texts of a model from being translated in full."""
    found: list[checks.CheckMessage] = []
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):
            for name, block in field.stream_block.child_blocks.items():
                found += check_block(block, f"{model._meta.label}.{field.name}.{name}", model)
    found += _check_related_objects(model)
    found += _check_child_models(model)
    if issubclass(model, Page):
        found += _check_slug(model)
    elif model in translatable_snippet_models() and not issubclass(model, DraftStateMixin):
        found.append(
            checks.Error(
                "A translation of this becomes public as soon as it is submitted, in the source's words.",
                hint="Derive the model from DraftStateMixin and RevisionMixin.",
                obj=model,
                id="localisation.E008",
            )
        )
    found += _check_panels(model)
    return found


def check_block(
    block: blocks.Block, path: str, obj: type[TranslatableMixin] | None, in_struct: bool = False
) -> list[checks.CheckMessage]:
    """Return what would make a block, or a block in it, fail in translation or lose its words."""

    def error(number: int, message: str, hint: str) -> list[checks.CheckMessage]:
        return [checks.Error(f"{path}: {message}", hint=hint, obj=obj, id=f"localisation.E{number:03}")]

    extracts = hasattr(block, "get_translatable_segments")
    if extracts != hasattr(block, "restore_translated_segments"):
        return error(
            3,
            "gives words to translators and can't take them back, or the other way round.",
            "Define both get_translatable_segments() and restore_translated_segments(), or neither.",
        )
    if extracts or isinstance(block, ImageBlock):
        return []
    if isinstance(block, TEXTS):
        if in_struct and not isinstance(block.get_default(), str | Promise):
            return error(
                1,
                "is None in every page that was saved before this text was added.",
                'Give it default="".',
            )
        return []
    if isinstance(block, ImageChooserBlock):
        return error(4, "shows an image without a description to translate.", "Use ImageBlock.")
    if isinstance(block, blocks.ChooserBlock) and _is_translated_apart(
        resolve_model_string(block.target_model)
    ):
        return error(
            5,
            "chooses something that is translated apart from the page: submitting or syncing the page would "
            "unpublish or overwrite its other languages.",
            "Put the words on the page, and choose what holds facts.",
        )
    if isinstance(block, blocks.BaseStructBlock):
        return [
            message
            for name, child in block.child_blocks.items()
            for message in check_block(child, f"{path}.{name}", obj, in_struct=True)
        ]
    if isinstance(block, blocks.BaseStreamBlock):
        return [
            message
            for name, child in block.child_blocks.items()
            for message in check_block(child, f"{path}.{name}", obj)
        ]
    if isinstance(block, blocks.ListBlock):
        return check_block(block.child_block, f"{path}.item", obj)
    if not isinstance(block, WORDLESS):
        return error(
            2,
            "is of a kind that translators are never shown.",
            "If it holds words, use another block; if not, let get_translatable_segments() return [] and "
            "restore_translated_segments() return the value.",
        )
    return []


def _is_translated_apart(model: type[models.Model]) -> bool:
    return issubclass(model, TranslatableMixin) and not issubclass(model, Page)


def _check_related_objects(model: type[TranslatableMixin]) -> Iterator[checks.CheckMessage]:
    for field in model._meta.get_fields():
        if (
            isinstance(field, models.ForeignKey)
            and not isinstance(field, ParentalKey)
            and not field.remote_field.parent_link
            and field.editable
            and _is_translated_apart(field.related_model)
        ):
            yield checks.Error(
                f"{model._meta.label}.{field.name} points to something that is translated apart: "
                "submitting or syncing this would unpublish or overwrite its other languages.",
                hint="Put the words on this model, and point to what holds facts.",
                obj=model,
                id="localisation.E005",
            )


def _check_child_models(model: type[TranslatableMixin]) -> Iterator[checks.CheckMessage]:
    if not issubclass(model, ClusterableModel):
        return
    for relation in get_all_child_relations(model):
        child = relation.related_model
        if relation.name == COMMENTS_RELATION_NAME or issubclass(child, TranslatableMixin):
            continue
        texts = [field.name for field in child._meta.get_fields() if _holds_words(field)]
        if texts:
            yield checks.Error(
                f"{child._meta.label} belongs to {model._meta.label} and isn't translatable: "
                f"{', '.join(texts)} would be copied into every language.",
                hint="Derive it from TranslatableMixin.",
                obj=child,
                id="localisation.E009",
            )


def _holds_words(field: models.Field) -> bool:
    return (
        isinstance(field, models.CharField | models.TextField | StreamField)
        and field.editable
        and not field.choices
        and not isinstance(field, models.URLField | models.EmailField | models.SlugField)
    )


def _check_slug(model: type[TranslatableMixin]) -> Iterator[checks.CheckMessage]:
    if any(
        isinstance(field, TranslatableField) and field.field_name == "slug"
        for field in get_translatable_fields(model)
    ):
        yield checks.Error(
            f"{model._meta.label}.slug is left to translators, who would have to fill it in for 100 %.",
            hint='Name SynchronizedField("slug") in override_translatable_fields.',
            obj=model,
            id="localisation.E006",
        )


def _check_panels(model: type[TranslatableMixin]) -> Iterator[checks.CheckMessage]:
    """Find texts that count as missing and that the translation editor has no place for."""
    if any(isinstance(field, ParentalKey) for field in model._meta.get_fields()):
        return
    editor = model.get_edit_handler() if issubclass(model, Page) else get_edit_handler(model)
    options = editor.get_form_options()
    reachable = {*options.get("fields", []), *options.get("formsets", {})}
    for field in get_translatable_fields(model):
        words = isinstance(
            field.get_field(model), models.CharField | models.TextField | RichTextField | StreamField
        )
        if isinstance(field, TranslatableField) and words and field.field_name not in reachable:
            yield checks.Error(
                f"{model._meta.label}.{field.field_name} has no panel, so translators can't reach it and no "
                "translation is ever complete.",
                hint="Give it a panel, or name it as SynchronizedField in override_translatable_fields.",
                obj=model,
                id="localisation.E007",
            )
