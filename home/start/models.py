"""What is kept of a start until it is done."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from .answers import Answers


class CampaignStart(models.Model):
    """The start of a site's campaign: the answers so far, and when the pages were made from them."""

    site = models.OneToOneField(Site, on_delete=models.CASCADE, related_name="+")
    stored_answers = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("start of a campaign")
        verbose_name_plural = _("starts of campaigns")

    def __str__(self) -> str:
        return self.answers.name

    @property
    def answers(self) -> Answers:
        """The answers so far."""
        return Answers.from_stored(self.stored_answers)

    @answers.setter
    def answers(self, answers: Answers) -> None:
        self.stored_answers = answers.to_store()
