"""What is written down about a term, and about a language."""

from typing import Any

from django import forms
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.models import Locale

from ..locale_permissions import AnyUser, locales_to_work_in
from .glossary_permissions import keeps_terms
from .models import LONGEST_TERM, GlossaryTerm, LanguageNote, TermTranslation


def _attributes(locale: Locale) -> dict[str, str]:
    """Return how a field in a language is written."""
    is_rtl = get_language_info(locale.language_code)["bidi"]
    return {"lang": locale.language_code, "dir": "rtl" if is_rtl else "ltr"}


def languages_of(user: AnyUser) -> list[Locale]:
    """Return the languages that a user works in, by the names that they have for the user."""
    return sorted(locales_to_work_in(user), key=lambda locale: locale.get_display_name().casefold())


class TermForm(WagtailAdminModelForm):
    """A term, and how it is said in each language that the user works in."""

    class Meta:
        model = GlossaryTerm
        fields = ["term", "locale", "is_never_translated", "matches_case", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add two fields a language; what others keep can be read and not be changed."""
        super().__init__(*args, **kwargs)
        if not keeps_terms(self.for_user):
            for form_field in self.fields.values():
                form_field.disabled = True
        elif not self.instance.pk:
            self.fields["locale"].initial = Locale.get_default()
        said = {row.locale_id: row for row in self._translations()}
        self.languages = [
            locale for locale in languages_of(self.for_user) if locale.pk != self.instance.locale_id
        ]
        for locale in self.languages:
            row = said.get(locale.pk)
            names = {"language": locale.get_display_name()}
            self.fields[f"text_{locale.pk}"] = forms.CharField(
                label=_("In %(language)s") % names,
                required=False,
                max_length=LONGEST_TERM,
                initial=row.text if row else "",
                widget=forms.TextInput(attrs=_attributes(locale)),
            )
            self.fields[f"note_{locale.pk}"] = forms.CharField(
                label=_("Note for translators into %(language)s") % names,
                required=False,
                max_length=500,
                initial=row.note if row else "",
                widget=forms.Textarea(attrs={**_attributes(locale), "rows": 1}),
            )

    def _translations(self) -> list[TermTranslation]:
        return list(self.instance.translations.all()) if self.instance.pk else []

    def save(self, commit: bool = True) -> GlossaryTerm:
        """Save the term and what has changed in the user's languages; no other language is touched."""
        term: GlossaryTerm = super().save(commit=commit)
        for locale in self.languages:
            names = {f"text_{locale.pk}", f"note_{locale.pk}"}
            if locale.pk != term.locale_id and names & set(self.changed_data):
                TermTranslation.objects.update_or_create(
                    term=term,
                    locale=locale,
                    defaults={
                        "text": self.cleaned_data[f"text_{locale.pk}"],
                        "note": self.cleaned_data[f"note_{locale.pk}"],
                        "changed_by": self.for_user,
                    },
                )
        return term


class LanguageNotesForm(forms.Form):
    """A note for each language that the user works in."""

    def __init__(self, user: AnyUser, *args: Any, **kwargs: Any) -> None:
        """Add a field a language."""
        super().__init__(*args, **kwargs)
        self.languages = languages_of(user)
        notes = dict(LanguageNote.objects.values_list("locale", "note"))
        for locale in self.languages:
            self.fields[f"note_{locale.pk}"] = forms.CharField(
                label=locale.get_display_name(),
                required=False,
                max_length=1000,
                initial=notes.get(locale.pk, ""),
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def save(self) -> None:
        """Write the notes down."""
        for locale in self.languages:
            LanguageNote.objects.update_or_create(
                locale=locale, defaults={"note": self.cleaned_data[f"note_{locale.pk}"]}
            )


class GlossaryFileForm(forms.Form):
    """A file to be brought in."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy(
            "From any spreadsheet program, saved as “CSV UTF-8”. Terms that are there already are changed, "
            "none is deleted, and an empty cell changes nothing."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
