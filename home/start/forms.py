"""The questions, a few at a time."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from editorial.alphabetical_order import alphabetical_key
from editorial.brand.icons import ICONS
from editorial.brand.looks import look_choices, palette_names
from editorial.brand.widgets import PaletteSelect
from editorial.interface_words.address import FormOfAddress

from ..recipes.campaign import MOST_PILLARS
from .answers import Answers


class StartForm(forms.Form):
    """Some of the questions. Each field is named as the answer it asks for."""

    @classmethod
    def asking(cls, answers: Answers, data: Any = None) -> "StartForm":
        """Return the form with the answers so far, or with what was typed."""
        return cls(data, initial=cls.initial_from(answers))

    @classmethod
    def initial_from(cls, answers: Answers) -> dict[str, Any]:
        """Return what the fields begin with."""
        return {name: getattr(answers, name, None) for name in cls.base_fields}

    def write_to(self, answers: Answers) -> None:
        """Take over into the answers what was typed and is no mistake."""
        for name in self.fields:
            if name in self.cleaned_data:
                setattr(answers, name, self.cleaned_data[name])


def _languages() -> list[tuple[str, str]]:
    return sorted(
        ((code, str(name)) for code, name in settings.LANGUAGES), key=lambda one: alphabetical_key(one[1])
    )


class CampaignForm(StartForm):
    """What the campaign is called, and in which languages it speaks."""

    name = forms.CharField(
        label=_("Name of the campaign"),
        max_length=120,
        help_text=_("Two to four words. It stands at the top of every page."),
    )
    slogan = forms.CharField(
        label=_("Slogan"),
        max_length=120,
        required=False,
        help_text=_("The large words on the home page. Without one, the name stands there."),
    )
    language = forms.ChoiceField(
        label=_("Language you write in"),
        choices=_languages,
        help_text=_("Pages are written in it first, and translated from it."),
    )
    other_languages = forms.MultipleChoiceField(
        label=_("Other languages"),
        choices=_languages,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("You can add more at any time. Nobody sees one before its home page is published."),
    )
    form_of_address = forms.ChoiceField(
        label=_("How visitors are spoken to"),
        choices=FormOfAddress.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("By buttons, messages and mails, in the languages that know a difference."),
    )

    def clean_other_languages(self) -> list[str]:
        """Leave out the language that is written in."""
        chosen: list[str] = self.cleaned_data["other_languages"]
        return [code for code in chosen if code != self.cleaned_data.get("language")]


class PeopleForm(StartForm):
    """Who runs the campaign, and how to reach them."""

    run_by = forms.CharField(
        label=_("Who runs the campaign"),
        max_length=200,
        help_text=_("The organisation that answers for this site and its data, by its full name."),
    )
    postal_address = forms.CharField(
        label=_("Postal address"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Without the country. Signatories read who keeps their data."),
    )
    country = forms.ChoiceField(
        label=_("Country"), required=False, choices=lambda: [("", _("Not chosen yet")), *countries]
    )
    contact_email = forms.EmailField(
        label=_("E-mail address for visitors"),
        help_text=_("Shown in the footer, on the privacy page and in mails."),
    )


class LookForm(StartForm):
    """How the campaign looks to begin with."""

    look = forms.ChoiceField(label=_("Look"), choices=look_choices, widget=forms.RadioSelect)
    palette = forms.ChoiceField(
        label=_("Colours"),
        choices=lambda: [("", _("As the look has them")), *palette_names()],
        required=False,
        widget=PaletteSelect,
        help_text=_("“Look” in the menu has room for your own colours, your own mark and more."),
    )
    mark = forms.ChoiceField(
        label=_("Mark"),
        choices=lambda: [("", _("As the look has it")), *ICONS],
        required=False,
        help_text=_("A sign before the campaign’s name. You can put your own there later."),
    )


class PillarsForm(StartForm):
    """The ideas that the campaign rests on, none to six."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_PILLARS + 1):
            self.fields[f"pillar_{number}"] = forms.CharField(
                label=_("Pillar %(number)s") % {"number": number}, max_length=120, required=False
            )

    @classmethod
    def initial_from(cls, answers: Answers) -> dict[str, Any]:
        """Return the pillars, a field each."""
        return {f"pillar_{number}": name for number, name in enumerate(answers.pillars, start=1)}

    def write_to(self, answers: Answers) -> None:
        """Take over those that have a name, in their order."""
        names = [self.cleaned_data.get(name, "") for name in self.fields]
        answers.pillars = [name for name in names if name]


class DemandForm(StartForm):
    """What people are to sign."""

    demand = forms.CharField(
        label=_("What you demand"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "What you call for, and from whom, in two sentences. It stands large above each sign form."
        ),
    )
