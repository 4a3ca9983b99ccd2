"""Blocks of words."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import (
    PLAIN_RICH_TEXT_FEATURES,
    RICH_TEXT_FEATURES,
    TEXT,
    Context,
    ExampleText,
    FixedChoiceBlock,
    HeadedBlock,
    NotForTranslators,
    anchor_for,
)


class HeadingBlock(blocks.StructBlock):
    """A heading that other pages and the table of contents can link to."""

    text = blocks.CharBlock(label=_("Heading"), default="", max_length=200)
    level = FixedChoiceBlock(
        label=_("Size"),
        choices=[("2", _("Section")), ("3", _("Part of a section"))],
        default="2",
    )

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> Context:
        """Add the anchor: readable, in the page's own script."""
        context = super().get_context(value, parent_context)
        context["anchor"] = anchor_for(value["text"], parent_context)
        return context

    class Meta:
        icon = "title"
        label = _("Heading")
        group = TEXT
        description = _("Starts a section. People can link to it.")
        template = "editorial/blocks/heading.html"
        preview_value = {"text": _("A park is for everyone"), "level": "2"}


class RichTextBlock(blocks.RichTextBlock):
    """Paragraphs, lists and links."""

    def __init__(self, **options: object) -> None:
        options.setdefault("features", RICH_TEXT_FEATURES)
        super().__init__(**options)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = TEXT
        description = _("Paragraphs with bold, lists and links.")
        template = "editorial/blocks/rich_text.html"
        preview_value = ExampleText(
            _("In a park we meet, rest, play and celebrate."),
            format_lazy("<b>{}</b>", _("Nobody should have to pay for that.")),
        )


class CalloutBlock(blocks.StructBlock):
    """A few words set apart. What kind they are decides their colour, so that a colour means one thing."""

    KINDS = [
        # Translators: visitors read this
        ("note", _("Note")),
        # Translators: visitors read this
        ("warning", _("Warning")),
        # Translators: visitors read this
        ("victory", _("Victory")),
    ]

    kind = FixedChoiceBlock(label=_("Kind"), choices=KINDS, default="note")
    heading = blocks.CharBlock(label=_("Heading"), required=False, default="", max_length=120)
    text = blocks.RichTextBlock(
        label=_("Text"), required=False, default="", features=PLAIN_RICH_TEXT_FEATURES
    )

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> Context:
        """Add the kind, and the words that tell those who see no colour."""
        context = super().get_context(value, parent_context)
        kinds = dict(self.KINDS)
        context["kind"] = value["kind"] if value["kind"] in kinds else "note"
        context["kind_name"] = kinds[context["kind"]]
        return context

    class Meta:
        icon = "warning"
        label = _("Callout")
        group = TEXT
        description = _("A note, a warning or a victory, set apart from the text.")
        template = "editorial/blocks/callout.html"
        preview_value = {
            "kind": "victory",
            "heading": _("The city said no"),
            "text": ExampleText(_("The council voted to keep the park.")),
        }


class EditorHintBlock(NotForTranslators, blocks.StructBlock):
    """A word to whoever writes the page: what belongs here. Visitors, translators and search never get it."""

    text = blocks.TextBlock(label=_("Hint"), default="", rows=2, max_length=500)

    def get_searchable_content(self, value: blocks.StructValue) -> list[str]:
        """Return nothing to find."""
        return []

    class Meta:
        icon = "edit"
        label = _("Hint for editors")
        group = TEXT
        description = _("What belongs in this place. Only editors see it, here and in previews.")
        template = "editorial/blocks/editor_hint.html"
        preview_value = {"text": _("Say in three sentences what is happening, and whom it hurts.")}


class StepBlock(blocks.StructBlock):
    """One thing to do."""

    title = blocks.CharBlock(label=_("Step"), default="", max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False, default="", rows=2, max_length=500)

    class Meta:
        icon = "list-ol"
        label = _("Step")


class StepsBlock(HeadedBlock):
    """Things to do one after the other."""

    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=1, max_num=12)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        group = TEXT
        description = _("What to do, in order. The numbers come by themselves.")
        template = "editorial/blocks/steps.html"
        preview_value = {
            "heading": _("Ask your city"),
            "steps": [
                {"title": _("Look at the plans"), "text": _("They hang in the town hall.")},
                {
                    "title": _("Write to the council"),
                    "text": _("Ask what they change, and who decided it."),
                },
                {"title": _("Tell us"), "text": ""},
            ],
        }


class TimelineEntryBlock(blocks.StructBlock):
    """Something that happened, or will."""

    when = blocks.CharBlock(
        label=_("When"), default="", max_length=60, help_text=_("Such as 2024 or Spring 2025.")
    )
    title = blocks.CharBlock(label=_("What happened"), default="", max_length=160)
    text = blocks.TextBlock(label=_("Text"), required=False, default="", rows=2, max_length=500)

    class Meta:
        icon = "history"
        label = _("Entry")


class TimelineBlock(HeadedBlock):
    """What happened, in the order that the editor gives."""

    entries = blocks.ListBlock(TimelineEntryBlock(), label=_("Entries"), min_num=1, max_num=30)

    class Meta:
        icon = "history"
        label = _("Timeline")
        group = TEXT
        description = _("What happened when, along a line.")
        template = "editorial/blocks/timeline.html"
        preview_value = {
            "heading": _("How it came this far"),
            "entries": [
                {"when": "2019", "title": _("First plan for a car park"), "text": _("Nobody was asked.")},
                {"when": "2020", "title": _("The coalition begins"), "text": ""},
                {"when": "2021", "title": _("The first court says no"), "text": ""},
            ],
        }


class QuestionBlock(blocks.StructBlock):
    """A question and its answer."""

    question = blocks.CharBlock(label=_("Question"), default="", max_length=200)
    answer = blocks.RichTextBlock(
        label=_("Answer"), required=False, default="", features=PLAIN_RICH_TEXT_FEATURES
    )

    class Meta:
        icon = "help"
        label = _("Question")


class QuestionsAndAnswersBlock(HeadedBlock):
    """Questions that open to show their answers. A link to an answer opens it."""

    questions = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1, max_num=30)

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> Context:
        """Add the questions that have been written, each with the anchor of its answer."""
        context = super().get_context(value, parent_context)
        context["questions"] = [
            (item, anchor_for(item["question"], parent_context))
            for item in value["questions"]
            if item["question"]
        ]
        return context

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        group = TEXT
        description = _("Questions that open to show their answers.")
        template = "editorial/blocks/questions_and_answers.html"
        preview_value = {
            "heading": _("You may ask"),
            "questions": [
                {
                    "question": _("Isn’t there a park nearby?"),
                    "answer": ExampleText(_("There is, half an hour away.")),
                },
                {
                    "question": _("What can I do today?"),
                    "answer": ExampleText(_("Sign, and tell a friend.")),
                },
            ],
        }
