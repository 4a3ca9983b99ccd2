"""What a translator says better than the hub's own catalogue."""

import hashlib

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .address import FormOfAddress

CONTEXT_SEPARATOR = "\x04"


def name_of_message(context: str, singular: str) -> str:
    """Return a short name for a message that stays the same as long as the message does."""
    return hashlib.sha256(f"{context}{CONTEXT_SEPARATOR}{singular}".encode()).hexdigest()[:32]


class InterfaceWord(models.Model):
    """A message in one language, as this hub's translators want it said.

    It takes the place of the catalogue's own text in all sites of the hub. Where a language has two forms of
    address and the message differs between them, each form has its own.
    """

    language_code = models.CharField(_("language"), max_length=20)
    form_of_address = models.CharField(
        _("form of address"), max_length=10, blank=True, choices=FormOfAddress.choices
    )
    message = models.CharField(max_length=32)
    context = models.TextField(blank=True)
    singular = models.TextField()
    has_plural = models.BooleanField(default=False)
    # One text, or one for each plural form of the language.
    texts = models.JSONField(_("words"))
    # What the catalogue said then: a later release may say it better still.
    instead_of = models.JSONField()
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("word of the interface")
        verbose_name_plural = _("words of the interface")
        constraints = [
            models.UniqueConstraint(
                fields=["language_code", "form_of_address", "message"], name="one_text_a_message_and_language"
            )
        ]

    def __str__(self) -> str:
        return self.singular

    def save(self, *args: object, **kwargs: object) -> None:
        """Name the message before it is saved."""
        self.message = name_of_message(self.context, self.singular)
        super().save(*args, **kwargs)  # type: ignore[arg-type]
