"""The brand of a site, as its editors choose it."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import PreviewableMixin, Site

from ..typefaces import TYPEFACES
from .drawing_field import DrawingField
from .drawings import DRAWINGS
from .icons import ICONS
from .looks import FIRST_LOOK, LOOKS, OWN_PALETTE, PALETTES, Look, palette_names
from .palette import ACCENTS, ROLES, Palette
from .preview import pages_to_try, preview_of
from .shown import FIRST_ICONS, ShownBrand

FIRST = LOOKS[FIRST_LOOK]
is_colour = RegexValidator(
    r"#[0-9a-fA-F]{6}\Z", _("Write the colour as # and six digits or letters a to f, such as #1f5d3a.")
)


class Hero(models.TextChoices):
    """What stands beside the front page's title, apart from our drawings."""

    NONE = "none", _("Nothing: the title alone")
    DRAWING = "drawing", _("Your own drawing")
    PICTURE = "picture", _("Your own picture")


class Frame(models.TextChoices):
    """What is drawn around the title of the front page, quotes and notices."""

    OPENED = "opened", _("Four corners, one of them struck open")
    BORDER = "border", _("A thick line all around")
    RULE = "rule", _("A line at the side")
    NONE = "none", _("No frame")


class Corners(models.TextChoices):
    """The corners of buttons, fields and cards."""

    SQUARE = "square", _("Square")
    SOFT = "soft", _("A little round")
    ROUND = "round", _("Round")


Choices = list[tuple[str, str | Promise]]


def palette_choices() -> Choices:
    """Return our palettes, and the own one."""
    return [*palette_names(), (OWN_PALETTE, _("Your own colours, from below"))]


def hero_choices() -> Choices:
    """Return our drawings, and what else may stand beside the title."""
    return [*DRAWINGS, *Hero.choices]


def typefaces_choices() -> Choices:
    """Return the pairs of letters."""
    return [(key, typefaces.name) for key, typefaces in TYPEFACES.items()]


def icon_choices() -> Choices:
    """Return our signs."""
    return list(ICONS)


class ColourField(models.CharField):
    """A colour as #rrggbb; empty where it is left to the hub."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 7
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)
        if is_colour not in self.validators:
            self.validators = [*self.validators, is_colour]

    def get_prep_value(self, value: object) -> object:
        """Return the colour in small letters: the same colour is the same text."""
        prepared = super().get_prep_value(value)
        return prepared.lower() if isinstance(prepared, str) else prepared


class Brand(PreviewableMixin, ClusterableModel):
    """How one site looks. There is one for each site, made with it."""

    site = models.OneToOneField(Site, on_delete=models.CASCADE, related_name="brand", editable=False)
    palette = models.CharField(_("colours"), max_length=20, choices=palette_choices, default=FIRST.palette)
    poster = ColourField(ROLES["poster"], help_text=_("The large ground behind the title of the front page."))
    poster_dark = ColourField(_("poster, on dark screens"))
    ink = ColourField(ROLES["ink"], help_text=_("Words and dark grounds."))
    ink_dark = ColourField(_("text, on dark screens"))
    paper = ColourField(ROLES["paper"], help_text=_("The ground that you read on."))
    paper_dark = ColourField(_("paper, on dark screens"))
    signal = ColourField(ROLES["signal"], help_text=_("Frames, marks of lists and what is to be noticed."))
    signal_dark = ColourField(_("frames and marks, on dark screens"))
    warning = ColourField(ROLES["warning"], help_text=_("Warnings, and what is bad on a map."))
    victory = ColourField(ROLES["victory"], help_text=_("What was won, and what is good on a map."))

    typefaces = models.CharField(
        _("letters"), max_length=20, choices=typefaces_choices, default=FIRST.typefaces
    )
    frame = models.CharField(_("frame"), max_length=10, choices=Frame.choices, default=FIRST.frame)
    corners = models.CharField(_("corners"), max_length=10, choices=Corners.choices, default=FIRST.corners)

    mark_icon = models.CharField(
        _("mark"),
        max_length=20,
        choices=icon_choices,
        default=FIRST.mark_icon,
        help_text=_("Stands before the campaign’s name, in browser tabs and on pictures for sharing."),
    )
    mark = DrawingField(
        _("your own mark"),
        blank=True,
        default="",
        help_text=_("An SVG, or a PNG with a clear ground; instead of the one above."),
    )
    mark_in_one_colour = models.BooleanField(
        _("draw the mark in the colour of the words beside it"),
        default=True,
        help_text=_("Then it can be seen on every ground. Without it, your own mark keeps its own colours."),
    )
    wordmark = DrawingField(
        _("your own lettering"),
        blank=True,
        default="",
        help_text=_(
            "The campaign’s name as you draw it, an SVG or a PNG: it stands instead of mark and name at the "
            "top of every page, in every language."
        ),
    )
    wordmark_in_one_colour = models.BooleanField(
        _("draw the lettering in the colour of the words beside it"), default=True
    )

    hero = models.CharField(
        _("beside the title of the front page"), max_length=20, choices=hero_choices, default=FIRST.hero
    )
    hero_drawing = DrawingField(
        _("your own drawing"),
        blank=True,
        default="",
        help_text=_("An SVG or a PNG, about as wide as high."),
    )
    hero_picture = models.ForeignKey(
        "editorial.CampaignImage",
        verbose_name=_("your own picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    changed_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        verbose_name = _("look")
        verbose_name_plural = _("looks")

    def __str__(self) -> str:
        return gettext("Look of %(site)s") % {"site": self.site.site_name or self.site.hostname}

    @classmethod
    def of_site(cls, site: Site) -> "Brand":
        """Return the site's brand; make one, with the first look, where there is none."""
        brand, is_new = cls.objects.get_or_create(site=site)
        if is_new:
            brand.accents = [
                BrandAccent(number=number, icon=icon)
                for number, icon in zip(ACCENTS, FIRST_ICONS, strict=True)
            ]
            brand.save()
        return brand

    def take_over(self, look: Look) -> None:
        """Put a whole look in place of the single choices; mark and accents stay."""
        for name, choice in look.choices().items():
            setattr(self, name, choice)

    def chosen_palette(self) -> Palette:
        """Return the palette: one of ours, or the own colours and the first palette's for those left out."""
        if self.palette in PALETTES:
            return PALETTES[self.palette][1]
        base = PALETTES[FIRST.palette][1]
        accents = self._accents_by_number()
        own_by_night = {
            **{role: getattr(self, f"{role}_dark", "") for role in ROLES},
            **{f"accent_{number}": accent.colour_dark for number, accent in accents.items()},
        }
        return Palette(
            **{role: getattr(self, role).lower() or getattr(base, role) for role in ROLES},
            accents=tuple(
                (accents[number].colour.lower() if number in accents else "") or base.accent(number)
                for number in ACCENTS
            ),
            dark=tuple((role, colour.lower()) for role, colour in own_by_night.items() if colour),
        )

    def _accents_by_number(self) -> dict[int, "BrandAccent"]:
        return {accent.number: accent for accent in self.accents.all()}

    def shown(self) -> ShownBrand:
        """Return the brand as pages show it."""
        accents = self._accents_by_number()
        icons = [accents[number].icon if number in accents else "" for number in ACCENTS]
        drawings = [accents[number].drawing if number in accents else "" for number in ACCENTS]
        return ShownBrand(
            palette=self.chosen_palette(),
            # A choice that is offered no more, since a row may be older than the software.
            typefaces=self.typefaces if self.typefaces in TYPEFACES else FIRST.typefaces,
            frame=self.frame if self.frame in Frame.values else FIRST.frame,
            corners=self.corners if self.corners in Corners.values else FIRST.corners,
            mark_icon=self.mark_icon,
            mark=self.mark,
            mark_in_one_colour=self.mark_in_one_colour,
            wordmark=self.wordmark,
            wordmark_in_one_colour=self.wordmark_in_one_colour,
            hero=self.hero,
            hero_drawing=self.hero_drawing if self.hero == Hero.DRAWING else "",
            hero_picture=self.hero_picture_id if self.hero == Hero.PICTURE else None,
            accent_icons=tuple(icons),
            accent_drawings=tuple(drawings),
        )

    def to_try(self) -> dict[str, object]:
        """Return the choices as a preview's address can hold them; drawings stay where they are stored."""
        accents = [
            {name: getattr(accent, name) for name in ("number", "colour", "colour_dark", "icon")}
            for accent in self.accents.all()
        ]
        values = {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if field.name != "changed_at" and not isinstance(field, DrawingField)
        }
        return {**values, "accents": accents}

    @classmethod
    def of_trial(cls, values: dict[str, Any]) -> "Brand":
        """Return the brand that `to_try` described, not saved, with the drawings that are stored."""
        values = dict(values)
        tried = values.pop("accents")
        brand = cls.objects.filter(pk=values["id"]).first() or cls()
        drawings = {accent.number: accent.drawing for accent in brand.accents.all()} if brand.pk else {}
        for name, value in values.items():
            setattr(brand, name, value)
        brand.accents = [
            BrandAccent(drawing=drawings.get(accent["number"], ""), **accent) for accent in tried
        ]
        return brand

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The pages that can be seen in this look: the front page, and those in its menu."""
        return pages_to_try(self.site)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Answer with a page of the site in this look, saved or not."""
        return preview_of(self, self.site, request, mode_name)


class BrandAccent(models.Model):
    """One of the colours that have a meaning in the campaign: of a pillar, for instance."""

    brand = ParentalKey(Brand, on_delete=models.CASCADE, related_name="accents")
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    name = models.CharField(
        _("what it stands for"),
        max_length=60,
        blank=True,
        default="",
        help_text=_("For you and your team: it tells which one to choose for a pillar. No visitor sees it."),
    )
    colour = ColourField(_("colour"))
    colour_dark = ColourField(_("colour on dark screens"))
    icon = models.CharField(_("sign"), max_length=20, choices=icon_choices, default=FIRST_ICONS[0])
    drawing = DrawingField(
        _("your own sign"), blank=True, default="", help_text=_("An SVG or a PNG; instead of the one above.")
    )

    class Meta:
        verbose_name = _("accent")
        verbose_name_plural = _("accents")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["brand", "number"], name="one_accent_a_number")]

    def __str__(self) -> str:
        return accent_label(self.number, self.name)


def accent_label(number: int, name: str = "") -> str:
    """Return what an accent is called where editors choose one."""
    label = gettext("Accent %(number)s") % {"number": number}
    return f"{label}: {name}" if name else label
