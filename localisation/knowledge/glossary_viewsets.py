"""The glossary in the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from .bring_in_glossary import bring_in_glossary, glossary_file
from .glossary_file import MOST_BYTES, UnreadableFile
from .glossary_forms import GlossaryFileForm, LanguageNotesForm, TermForm, languages_of
from .glossary_permissions import translates
from .models import GlossaryTerm


class GlossaryListView(generic.IndexView):
    """The terms, each with what it is called in the languages of whoever looks."""

    page_title = gettext_lazy("Glossary")

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Offer the file, its way back and the notes on languages."""
        return [
            *super().header_more_buttons,
            Button(_("Notes on languages"), url=reverse("glossary:notes"), icon_name="comment"),
            Button(_("Take the glossary along (CSV)"), url=reverse("glossary:file"), icon_name="download"),
            Button(_("Bring in a file (CSV)"), url=reverse("glossary:bring_in"), icon_name="upload"),
        ]

    def get_base_queryset(self) -> Any:
        """Fetch the translations along."""
        return super().get_base_queryset().select_related("locale").prefetch_related("translations")

    @cached_property
    def columns(self) -> list[Column]:
        """Add a column for each of the first of the user's languages."""
        others = [locale for locale in languages_of(self.request.user) if not locale.is_default]
        return [*super().columns, *map(_column, others[:3])]


def _column(locale: Any) -> Column:
    def said(term: GlossaryTerm) -> str:
        found = (row.text for row in term.translations.all() if row.locale_id == locale.pk)
        return next(found, "") or (term.term if term.is_never_translated else "")

    return Column(f"text_{locale.pk}", label=locale.get_display_name(), accessor=said)


class GlossaryViewSet(ModelViewSet):
    """Terms, kept by editors and said in each language by its translators."""

    model = GlossaryTerm
    name = "glossary"
    icon = "list-ul"
    add_to_admin_menu = True
    menu_name = "glossary"
    menu_label = gettext_lazy("Glossary")
    menu_order = 152
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = [
        "term",
        "locale",
        BooleanColumn("is_never_translated", label=gettext_lazy("do not translate")),
    ]
    list_filter = ["locale", "is_never_translated"]
    search_fields = ["term", "note", "translations__text"]
    search_backend_name = None
    index_view_class = GlossaryListView

    def get_common_view_kwargs(self, **kwargs: object) -> dict[str, object]:
        """Leave out the address of the view of usages: texts use terms, and no object does."""
        return super().get_common_view_kwargs(**{"usage_url_name": None, **kwargs})

    def get_form_class(self, for_update: bool = False) -> type[TermForm]:
        """Return the form with a field a language."""
        return TermForm

    def get_permissions_to_register(self) -> Any:
        """Offer groups no right of its own."""
        return super().get_permissions_to_register().none()

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the file, its way back and the notes on languages."""
        return [
            *super().get_urlpatterns(),
            path("file/", glossary_file_view, name="file"),
            path("bring-in/", BringInGlossaryView.as_view(), name="bring_in"),
            path("notes/", LanguageNotesView.as_view(), name="notes"),
        ]


def glossary_file_view(request: HttpRequest) -> HttpResponse:
    """Hand out the glossary as a file."""
    if not translates(request.user):
        raise PermissionDenied
    return HttpResponse(
        glossary_file(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="glossary.csv"'},
    )


class _GlossaryFormView(WagtailAdminTemplateMixin, FormView):
    """A form for those who translate."""

    header_icon = "list-ul"
    template_name = "localisation/knowledge/admin/form.html"
    success_url = reverse_lazy("glossary:index")
    lead: str | Promise = ""
    button = gettext_lazy("Save")

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Refuse those who don't."""
        if not translates(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way here."""
        glossary = {"url": reverse("glossary:index"), "label": _("Glossary")}
        return [*self.breadcrumbs_items, glossary, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add what is said above the form and on its button."""
        return {**super().get_context_data(**kwargs), "lead": self.lead, "button": self.button}


class BringInGlossaryView(_GlossaryFormView):
    """Takes over a file, or says what is wrong with it."""

    page_title = gettext_lazy("Bring in a file")
    form_class = GlossaryFileForm
    button = gettext_lazy("Bring it in")

    def form_valid(self, form: Form) -> HttpResponse:
        """Take the file over, all of it or nothing."""
        try:
            done = bring_in_glossary(form.cleaned_data["file"].read(MOST_BYTES + 1), self.request.user)
        except UnreadableFile as problem:
            form.add_error("file", problem)
            return self.form_invalid(form)
        terms = ngettext("%(number)d term", "%(number)d terms", done.terms) % {"number": done.terms}
        translations = ngettext("%(number)d translation", "%(number)d translations", done.translations) % {
            "number": done.translations
        }
        messages.success(
            self.request,
            _("New or changed: %(terms)s, %(translations)s.")
            % {"terms": terms, "translations": translations},
        )
        return redirect(self.success_url)


class LanguageNotesView(_GlossaryFormView):
    """What whoever translates into a language should know."""

    page_title = gettext_lazy("Notes on languages")
    form_class = LanguageNotesForm
    lead = gettext_lazy("Such as how readers are spoken to, which spelling is used, what is never said.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whose languages they are."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: LanguageNotesForm) -> HttpResponse:
        """Write them down."""
        form.save()
        messages.success(self.request, _("The notes are saved."))
        return redirect(self.success_url)


glossary_viewset = GlossaryViewSet()
