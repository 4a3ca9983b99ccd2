"""What is kept for translators beside the translations themselves."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

LONGEST_TERM = 200


class RememberedText(models.Model):
    """A text that can be found by what it has in common with another; see `remembering.py`."""

    text = models.OneToOneField(
        "wagtail_localize.String", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )


class TextGram(models.Model):
    """A few letters in a row of a text, as a number that knows the text's language too."""

    remembered = models.ForeignKey(RememberedText, on_delete=models.CASCADE, related_name="grams")
    gram = models.BigIntegerField()
    letters = models.PositiveIntegerField(help_text="How long the whole text is.")

    class Meta:
        # All that a search needs, so that it never reads the rows.
        indexes = [
            models.Index(fields=["gram", "letters", "remembered"], name="localisation_gram"),
        ]


class UnreadSuggestion(models.Model):
    """Says of a translation that nobody has read it: it was taken from elsewhere, or made by a machine.

    It goes as soon as somebody saves the text, or says that it is right. As long as it is there, the page
    can't be published.
    """

    class Origin(models.TextChoices):
        """Where a suggestion comes from."""

        MEMORY = "memory", _("the translation memory")
        MACHINE = "machine", _("a machine")
        FILE = "file", _("a file")

    translation = models.OneToOneField(
        "wagtail_localize.StringTranslation",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="unread",
    )
    origin = models.CharField(max_length=10, choices=Origin)
    made_at = models.DateTimeField(auto_now_add=True)


class GlossaryTerm(models.Model):
    """A word or phrase that is to be said alike on all pages, in each language."""

    term = models.CharField(
        _("term"),
        max_length=LONGEST_TERM,
        help_text=_("As it stands in a dictionary: in the singular, without an article."),
    )
    locale = models.ForeignKey(
        Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language of the term")
    )
    is_never_translated = models.BooleanField(
        _("do not translate"),
        default=False,
        help_text=_("A name that is the same everywhere. A language can still say it in its own way below."),
    )
    matches_case = models.BooleanField(
        _("only with these capitals"),
        default=False,
        help_text=_("Such as “Act” when it is a law, and not “act”."),
    )
    note = models.TextField(
        _("note for translators"), blank=True, max_length=500, help_text=_("What is meant by it here.")
    )

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["term", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "locale"],
                name="localisation_term_once",
                violation_error_message=_("This term is in the glossary already."),
            ),
        ]

    def __str__(self) -> str:
        return self.term


class TermTranslation(models.Model):
    """How a term is said in a language."""

    term = models.ForeignKey(GlossaryTerm, on_delete=models.CASCADE, related_name="translations")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=LONGEST_TERM, blank=True)
    note = models.TextField(blank=True, max_length=500)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "locale"], name="localisation_term_once_a_language"),
        ]

    def __str__(self) -> str:
        return self.text


class LanguageNote(models.Model):
    """What whoever translates into a language should know, such as how readers are spoken to."""

    locale = models.OneToOneField(Locale, on_delete=models.CASCADE, primary_key=True, related_name="+")
    note = models.TextField(blank=True, max_length=1000)

    def __str__(self) -> str:
        return self.note
