"""The form for the site's main petition. Imported by its model, so it imports no models itself."""

from typing import cast

from django import forms
from django.db.models import Q
from wagtail.admin.forms.models import WagtailAdminModelForm


class MainPetitionForm(WagtailAdminModelForm):
    """Offers petitions that somebody has meant to be seen; none that is a page just begun."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["main_petition"])
        was_published = Q(pages__first_published_at__isnull=False) | Q(pages__go_live_at__isnull=False)
        chosen = Q(pk=self.instance.main_petition_id)
        field.queryset = field.queryset.filter(  # type: ignore[union-attr]
            was_published | Q(opens_at__isnull=False) | chosen
        ).distinct()
