"""The forms about mails."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..page.models import PetitionPage
from ..petition.models import Petition
from ..signature.forms import EmailForm
from .examples import NAMES


class PageInLanguageField(forms.ModelChoiceField):
    """A petition's page, named by its language."""

    def label_from_instance(self, page: PetitionPage) -> str:
        """Return the language."""
        return page.locale.get_display_name()


class TestMailForm(forms.Form):
    """Which mail to try, in which language."""

    field_order = ["page", "kind"]
    kind = forms.ChoiceField(
        label=gettext_lazy("Mail"), choices=[(kind.value, name) for kind, name in NAMES.items()]
    )

    def __init__(self, *args: Any, petition: Petition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pages = PetitionPage.objects.filter(petition=petition, alias_of__isnull=True)
        self.fields["page"] = PageInLanguageField(
            pages.select_related("locale", "petition"), label=gettext_lazy("Language"), empty_label=None
        )
        self.order_fields(self.field_order)


class AllowMailForm(EmailForm):
    """The address of somebody else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Their e-mail address")
        self.fields["email"].widget.attrs["autocomplete"] = "off"
