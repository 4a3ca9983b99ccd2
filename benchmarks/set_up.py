"""Put the comparison beside the demo: the form page, its fields and the tables of both."""

import django

PARENT_SLUG = "about"
FORM_PAGE_SLUG = "form-page"


def create_comparison() -> None:
    """Create the tables of the comparison and the form page, with the words of the demo's petition."""
    from django.db import connection

    from home.models import ContentPage
    from petition_blocks.page.models import PetitionPage

    from .models import FormField, FormPage, PlainSignature

    with connection.schema_editor() as editor:
        for model in (FormPage, FormField, PlainSignature):
            editor.create_model(model)
    petition = PetitionPage.objects.filter(live=True, locale__language_code="en").get()
    # Below a page of its own, so that the hub's own pages stay as they are.
    about = ContentPage.objects.get(locale__language_code="en", slug=PARENT_SLUG)
    page = FormPage(
        title="Form page", slug=FORM_PAGE_SLUG, demand=petition.demand, statement=petition.statement
    )
    fields = [("Name", "singleline"), ("Email", "email"), ("Country", "dropdown"), ("Updates", "radio")]
    choices = {"Country": "DE\r\nFR\r\nBE\r\nGR\r\nIT", "Updates": "yes\r\nno"}
    page.form_fields = [
        FormField(
            sort_order=order, label=label, field_type=kind, choices=choices.get(label, ""), required=True
        )
        for order, (label, kind) in enumerate(fields)
    ]
    about.add_child(instance=page)


if __name__ == "__main__":
    django.setup()
    create_comparison()
