"""What the hub is compared with: the same petition as Wagtail's own form page, and as one plain table."""

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField


class FormField(AbstractFormField):
    """A field of the form page."""

    page = ParentalKey("FormPage", on_delete=models.CASCADE, related_name="form_fields")


class FormPage(AbstractForm):
    """The petition as Wagtail's documentation would build it."""

    demand = models.TextField()
    statement = models.TextField()

    template = "benchmarks/form_page.html"
    landing_page_template = "benchmarks/form_page_landing.html"

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        """Add what such a page shows too: the menu, and how many have signed."""
        context: dict[str, object] = super().get_context(request, *args, **kwargs)
        context["menu"] = self.get_parent().get_siblings().live().in_menu()
        context["number"] = self.formsubmission_set.count()
        return context


class PlainSignature(models.Model):
    """One INSERT of what a visitor typed, readable to anybody: the least that signing could be."""

    name = models.CharField(max_length=255)
    email = models.EmailField()
    country = models.CharField(max_length=2)
    updates = models.CharField(max_length=3)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
