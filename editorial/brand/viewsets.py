"""Looks in the admin: one a site, changed and never added or taken away by hand."""

import json
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.models import Site
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from .forms import BrandForm
from .looks import OWN_PALETTE
from .models import Brand
from .moves import words_for_moves
from .widgets import ColourInput, PaletteSelect


class ChangedOnlyPolicy(ModelPermissionPolicy):
    """A site has its look from the start, for as long as there is the site."""

    def user_has_permission(self, user: object, action: str) -> bool:
        """Tell whether the user may change looks; nobody adds or deletes one."""
        return action not in ("add", "delete") and bool(super().user_has_permission(user, action))


class BrandEditView(EditView):
    """Says, once a look is saved, which colours had to be moved."""

    def save_action(self) -> HttpResponse:
        """Save, and say what is used instead of what can't be seen."""
        answer: HttpResponse = super().save_action()
        moved = words_for_moves(self.object.shown().colours.moves)
        if moved:
            messages.warning(
                self.request,
                format_html(
                    "{}<ul>{}</ul>",
                    gettext("Some colours could not be seen well. Pages use the nearest that can:"),
                    format_html_join("", "<li>{}</li>", ((words,) for words in moved)),
                ),
            )
        return answer


class BrandIndexView(IndexView):
    """The list of looks, passed over where there is one."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead to the look of the only site."""
        brands = list(self.get_base_queryset()[:2])
        if len(brands) == 1 and not self.is_export:
            return redirect(self.get_edit_url(brands[0]))
        return super().get(request, *args, **kwargs)


# Wagtail's own controller shows what a choice asks for.
WITH_OWN_COLOURS = {"data-w-rules-target": "show", "data-w-rules": json.dumps({"palette": [OWN_PALETTE]})}
SHOWS_WHAT_IS_ASKED = {"data-controller": "w-rules", "data-action": "change->w-rules#resolve"}


WITH_DARK = ("poster", "ink", "paper", "signal")


def _colours(*names: str) -> FieldRowPanel:
    return FieldRowPanel([FieldPanel(name, widget=ColourInput) for name in names])


class BrandViewSet(SnippetViewSet):
    """How each site looks."""

    model = Brand
    icon = "view"
    menu_label = _("Look")
    menu_order = 880
    menu_icon = "edit"
    base_url_path = "look"
    add_to_admin_menu = True
    index_view_class = BrandIndexView
    edit_view_class = BrandEditView
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = ["__str__"]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("ready_look"),
                    FieldPanel("palette", widget=PaletteSelect),
                    MultiFieldPanel(
                        [
                            HelpPanel(
                                _(
                                    "These count when you have chosen “Your own colours”. Leave the ones for "
                                    "dark screens empty, and we find them."
                                )
                            ),
                            *(_colours(role, f"{role}_dark") for role in WITH_DARK),
                            _colours("warning", "victory"),
                        ],
                        heading=_("Your own colours"),
                        attrs=WITH_OWN_COLOURS,
                    ),
                    InlinePanel(
                        "accents",
                        [
                            FieldPanel("name"),
                            FieldRowPanel([FieldPanel("icon"), FieldPanel("drawing")]),
                            _colours("colour", "colour_dark"),
                        ],
                        heading=_("Accents: the colours that have a meaning"),
                        label=_("Accent"),
                        help_text=_(
                            "Pillars take their colour and their sign from here. The colours count when "
                            "you have chosen “Your own colours”."
                        ),
                        min_num=6,
                        max_num=6,
                        classname="accents-of-brand",
                    ),
                ],
                heading=_("Colours"),
                attrs=SHOWS_WHAT_IS_ASKED,
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("mark_icon"), FieldPanel("mark"), FieldPanel("mark_in_one_colour")],
                        heading=_("Mark"),
                    ),
                    MultiFieldPanel(
                        [FieldPanel("wordmark"), FieldPanel("wordmark_in_one_colour")],
                        heading=_("Lettering"),
                    ),
                ],
                heading=_("Mark"),
            ),
            ObjectList(
                [
                    FieldPanel("typefaces"),
                    FieldPanel("frame"),
                    FieldPanel("corners"),
                    MultiFieldPanel(
                        [FieldPanel("hero"), FieldPanel("hero_drawing"), FieldPanel("hero_picture")],
                        heading=_("The front page"),
                    ),
                ],
                heading=_("Letters and shapes"),
            ),
        ],
        base_form_class=BrandForm,
    )

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Brand]":
        """Return the look of each site there is; make those that nobody has opened yet."""
        for site in Site.objects.filter(brand=None):
            Brand.of_site(site)
        return Brand.objects.select_related("site").order_by("-site__is_default_site", "site__hostname")
