"""The words of the interface in the admin: finding them, bettering them, taking them along."""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ..language_names import own_name
from .actions import say
from .address import FormOfAddress
from .catalogue import Message, all_messages, differs_by_address, shipped_texts
from .forms import FindForm, Readers, State, WordForm
from .languages import languages_to_better
from .models import InterfaceWord
from .po_file import forms_in, name_of_file, po_file

ON_A_PAGE = 50


@dataclass(frozen=True)
class Row:
    """A message in a language: what it says, and what it would say without us."""

    message: Message
    language: str
    address: str
    shipped: list[str]
    own: InterfaceWord | None

    @property
    def texts(self) -> list[str]:
        """What is said now; empty texts where it is English."""
        return self.own.texts if self.own else self.shipped

    @property
    def is_missing(self) -> bool:
        """Whether it is said in English for want of words."""
        return not all(self.texts)

    @property
    def is_overtaken(self) -> bool:
        """Whether the hub says something new by itself since it was bettered."""
        return self.own is not None and self.own.instead_of != self.shipped

    def is_wanted(self, words: str, readers: str, state: str, place: str) -> bool:
        """Tell whether it is among those looked for."""
        if readers != Readers.EVERYBODY and not self.message.is_for_visitors:
            return False
        if place and place not in self.message.places:
            return False
        wanted = {
            State.OWN: bool(self.own),
            State.OVERTAKEN: self.is_overtaken,
            State.MISSING: self.is_missing,
        }
        if not wanted.get(State(state), True):
            return False
        texts = " ".join([*self.message.in_english, *self.texts]).casefold()
        return words.casefold() in texts


class _LanguageView(WagtailAdminTemplateMixin, TemplateView):
    """Something about one language, for those who translate into it."""

    page_title = gettext_lazy("Words of the hub")
    header_icon = "wagtail-localize-language"
    languages: list[str]
    language: str
    address: str

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Find the language, and refuse those who don't work in it."""
        self.languages = languages_to_better(cast(User, request.user))
        if not self.languages:
            raise PermissionDenied
        self.language = str(kwargs.get("language") or self.languages[0])
        if self.language not in self.languages:
            raise PermissionDenied
        asked = request.GET.get("address", "")
        self.address = asked if asked in forms_in(self.language) else FormOfAddress.USUAL
        return super().dispatch(request, *args, **kwargs)

    @property
    def direction(self) -> str:
        """Which way the language is written."""
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way here."""
        here = {"url": "", "label": str(self.page_title), "sublabel": own_name(self.language)}
        return [*self.breadcrumbs_items, here]


class WordsView(_LanguageView):
    """All that the hub says in a language, with what can be bettered."""

    template_name = "editorial/admin/interface_words/index.html"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """Add the messages that are looked for, and what may be looked for."""
        form = FindForm(self.request.GET)
        found = form.cleaned_data if form.is_valid() else {}
        rows = [
            row
            for row in rows_of(self.language, self.address)
            if row.is_wanted(*(found.get(name, "") for name in ("q", "readers", "state", "place")))
        ]
        paginator = Paginator(rows, ON_A_PAGE)
        page = paginator.get_page(self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "rows": page,
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "language": self.language,
            "direction": self.direction,
            "address": self.address,
            "languages": [(code, own_name(code)) for code in self.languages],
            "addresses": [FormOfAddress(value) for value in forms_in(self.language)],
            "query": urlencode({"address": self.address}) if self.address else "",
        }


class WordView(_LanguageView):
    """One message in a language, to be said in other words."""

    template_name = "editorial/admin/interface_words/word.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Find the message."""
        message = all_messages().get(str(kwargs["name"]))
        if message is None:
            raise Http404
        self.message = message
        return super().dispatch(request, *args, **kwargs)

    def _row(self) -> Row:
        address = self.address if differs_by_address(self.message, self.language) else FormOfAddress.USUAL
        own = InterfaceWord.objects.filter(
            language_code=self.language, form_of_address=address, message=self.message.name
        ).select_related("changed_by")
        shipped = shipped_texts(self.message, self.language, address)
        return Row(self.message, self.language, address, shipped, own.first())

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """Add the message and the form."""
        row = self._row()
        kwargs.setdefault("form", self._form(row))
        return {
            **super().get_context_data(**kwargs),
            "row": row,
            "language": self.language,
            "direction": self.direction,
            "back": self._back(),
        }

    def _form(self, row: Row, data: QueryDict | None = None) -> WordForm:
        return WordForm(self.message, self.language, self.direction, row.texts, data)

    def _back(self) -> str:
        query = self.request.GET.urlencode()
        return reverse("editorial_words_in", args=[self.language]) + (f"?{query}" if query else "")

    def post(self, request: HttpRequest, **kwargs: object) -> HttpResponse:
        """Say it in these words from now on, or in the hub's own again."""
        row = self._row()
        user = cast(User, request.user)
        if "reset" in request.POST:
            say(self.message, self.language, row.address, row.shipped, user)
            messages.success(request, _("The hub’s own words are back."))
            return redirect(self._back())
        form = self._form(row, request.POST)
        if not form.is_valid():
            messages.error(request, _("This can’t be said yet: see below."))
            return self.render_to_response(self.get_context_data(form=form))
        if say(self.message, self.language, row.address, form.texts, user):
            messages.success(request, _("Said like this from now on."))
        else:
            messages.success(request, _("These are the hub’s own words."))
        return redirect(self._back())


def rows_of(language: str, address: str) -> list[Row]:
    """Return all messages in a language and form of address, visitors' before editors'."""
    own = {
        (word.form_of_address, word.message): word
        for word in InterfaceWord.objects.filter(language_code=language)
    }
    rows = []
    for name, message in all_messages().items():
        here = address if differs_by_address(message, language) else FormOfAddress.USUAL
        rows.append(
            Row(message, language, here, shipped_texts(message, language, here), own.get((here, name)))
        )
    return rows


def po_file_view(request: HttpRequest, language: str) -> HttpResponse:
    """Hand out a language's words as a file."""
    if language not in languages_to_better(request.user):
        raise PermissionDenied
    asked = request.GET.get("address", "")
    address = asked if asked in forms_in(language) else FormOfAddress.USUAL
    return HttpResponse(
        po_file(language, address),
        content_type="text/x-gettext-translation; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name_of_file(language, address)}"'},
    )
