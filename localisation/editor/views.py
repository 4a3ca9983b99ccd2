"""The translation editor's page, and what its script asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import Translation, get_edit_url

from ..completeness import translation_of
from ..locale_permissions import may_edit, may_publish
from ..views import publish_and_tell
from .actions.comment import settle, thread_of
from .actions.hand_over import Unfinished, hand_back, hand_over
from .actions.read_text import confirm_text, mark_ready, mark_reviewed, take_mark_back
from .actions.write_text import ChangedMeanwhile, set_words, write_text
from .exchanges import Exchange, exchanges_of
from .handed_in import PAGE, keep_all
from .helping import help_for
from .places import Places
from .related import Related, related_of
from .rights import lock_against
from .texts import State, Text, texts_of, vanished_texts
from .ways import original_of, places_to_go, preview_modes
from .written_form import typed_form

NEEDS_ME = "needs-me"
Item = Text | Exchange | Related


def edit_translation(request: HttpRequest, instance: TranslatableMixin) -> HttpResponseBase | None:
    """Answer for the editor of a page or snippet that is under translation; for any other return nothing."""
    if isinstance(instance, Page) and instance.alias_of_id:
        return None
    translation = translation_of(instance)
    if translation is None:
        return None
    if request.resolver_match and "revision_id" in request.resolver_match.kwargs:
        return _refuse_earlier_version(request, instance)
    return EditorView.as_view(translation=translation, target=instance)(request)


def _refuse_earlier_version(request: HttpRequest, instance: TranslatableMixin) -> HttpResponse:
    """Lead to where a translation is brought back, since its next publishing would overwrite the version."""
    messages.warning(
        request,
        _(
            "An earlier version of a translated page isn’t brought back as a whole: its words come from the "
            "texts below. Open “Earlier words” beside a text to have it as it was."
        ),
    )
    return redirect(get_edit_url(instance))


@dataclass(frozen=True)
class Tab:
    """What is on one tab of the original's editor."""

    name: str
    items: list[tuple[str, Item]]


@dataclass(frozen=True)
class Progress:
    """How much is done."""

    total: int
    unfinished: int

    @property
    def done(self) -> int:
        """How many texts are translated."""
        return self.total - self.unfinished

    @property
    def words(self) -> str:
        """In a sentence."""
        if not self.total:
            return _("There is no text to translate here.")
        return ngettext(
            "%(done)d of %(number)d text is translated.",
            "%(done)d of %(number)d texts are translated.",
            self.total,
        ) % {"done": self.done, "number": self.total}


class EditorView(WagtailAdminTemplateMixin, TemplateView):
    """All texts of one translation, with everything that is known about them."""

    template_name = "localisation/admin/editor/editor.html"
    http_method_names = ["get", "head", "post"]
    translation: Translation = None
    target: TranslatableMixin = None
    header_icon = "wagtail-localize-language"

    # What there is

    @cached_property
    def places(self) -> Places:
        """The places of the target, numbered in one go."""
        return Places(self.target)

    @cached_property
    def texts(self) -> list[Text]:
        """All texts."""
        return texts_of(self.translation, self.target, self.places)

    @cached_property
    def exchanges(self) -> list[Exchange]:
        """Pictures, files and addresses that may be other ones."""
        return exchanges_of(self.translation, self.places)

    @property
    def user(self) -> User:
        """Who has the page open; the admin lets nobody in who hasn't signed in."""
        return cast(User, self.request.user)

    @cached_property
    def is_lead(self) -> bool:
        """Whether the user decides what becomes public."""
        return may_publish(self.request.user, self.target)

    @cached_property
    def lock(self) -> str:
        """Why nothing may be changed at the moment, in words."""
        return lock_against(self.request.user, self.target)

    @property
    def shows_what_needs_me(self) -> bool:
        """Whether the rest is left out."""
        return self.request.GET.get("show") == NEEDS_ME

    # What is done

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Keep all that was typed, then do what the pressed button says."""
        if self.lock:
            return self._refuse_to_change()
        verb, _colon, key = request.POST.get("do", "").partition(":")
        theirs = key if verb == "theirs" else ""
        outcome = keep_all(
            self.translation, self.texts, self.exchanges, request.POST, self.user, leave=theirs
        )
        if outcome.refused:
            messages.error(
                request,
                ngettext(
                    "%(number)d text was changed by somebody else meanwhile. Everything else is saved.",
                    "%(number)d texts were changed by somebody else meanwhile. Everything else is saved.",
                    outcome.refused,
                )
                % {"number": outcome.refused},
            )
            return self.render_to_response(self.get_context_data())
        at = self._do_with_text(request.POST.get("do", ""))
        if not at:
            self._do_with_page(request.POST.get("action", ""), changed=outcome.changed + outcome.said)
        query = f"?{urlencode({'show': NEEDS_ME})}" if self.shows_what_needs_me else ""
        return redirect(f"{request.path}{query}{at}")

    def _refuse_to_change(self) -> HttpResponse:
        """Say why nothing is saved, with all that was typed."""
        messages.error(self.request, _("Nothing was saved, since this is locked."))
        for text in self.texts:
            text.typed = self.request.POST.get(f"text-{text.key}")
        return self.render_to_response(self.get_context_data())

    def _do_with_text(self, what: str) -> str:
        """Do what a button beside a text says, and return where to go on; empty if it was none."""
        verb, _colon, rest = what.partition(":")
        name, _colon, extra = rest.partition(":")
        if verb == "settle" and name == PAGE:
            settle(self.translation, None, self.user)
            return "#comments"
        if verb == "comment" and name == PAGE:
            return "#comments"
        text = next((text for text in self.texts if text.key == name), None)
        if text is None:
            return ""
        act_on_text(verb, text, extra, self.request, is_lead=self.is_lead)
        return f"#text-{text.key}"

    def _do_with_page(self, what: str, *, changed: int) -> None:
        """Do what a button of the bar says."""
        match what:
            case "publish":
                self._publish()
            case "hand-over":
                self._hand_over()
            case "hand-back":
                hand_back(self.translation)
                messages.success(self.request, _("This no longer waits for review."))
            case _:
                saved = _("Saved.") if changed else _("Everything was saved already.")
                messages.success(self.request, saved)

    def _publish(self) -> None:
        # What has become wrong since it was written, as when the glossary has a new term.
        before = _published_at(self.translation)
        publish_and_tell(self.request, self.translation)
        if _published_at(self.translation) != before:
            ready = [text for text in self.texts if text.state == State.READY]
            mark_reviewed(ready, self.request.user)

    def _hand_over(self) -> None:
        try:
            hand_over(self.translation, self.texts, self.user)
        except Unfinished as unfinished:
            messages.error(
                self.request,
                ngettext(
                    "Not sent yet: %(number)d text is missing or has a problem.",
                    "Not sent yet: %(number)d texts are missing or have a problem.",
                    unfinished.count,
                )
                % {"number": unfinished.count},
            )
        else:
            messages.success(
                self.request, _("Sent for review. Whoever publishes in this language sees it on the desk.")
            )

    # What is shown

    def get_page_title(self) -> str:
        """Return what is translated, and into what."""
        return str(self.target)

    def get_page_subtitle(self) -> str:
        """Return the language."""
        return str(self.translation.target_locale.get_display_name())

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way here; that of a page is drawn from the tree."""
        desk = {"url": reverse("localisation_desk"), "label": _("Translations")}
        return [*self.breadcrumbs_items, desk, {"url": "", "label": str(self.target)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add everything that the page shows."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        needing = {text.key for text in self.texts if text.needs(self.user, is_lead=self.is_lead)}
        shown = [text for text in self.texts if text.key in needing or not self.shows_what_needs_me]
        others: list[Item] = []
        if not self.shows_what_needs_me:
            others = [*self.exchanges, *related_of(self.translation, self.places)]
        in_hand = self.request.GET.get("at", "")
        return context | {
            "translation": self.translation,
            "target": self.target,
            "is_page": isinstance(self.target, Page),
            "source_locale": self.translation.source.locale,
            "target_locale": self.translation.target_locale,
            "language": self.translation.target_locale.language_code,
            "tabs": _by_tab(self.places.tabs, [*shown, *others]),
            "texts": self.texts,
            "number_needing": len(needing),
            "shows_changes": any(text.previous for text in shown),
            "needs_me": self.shows_what_needs_me,
            "progress": progress_of(self.texts),
            "in_hand": in_hand,
            "help_in_hand": next((help_for(text) for text in self.texts if in_hand == text.key), None),
            "wrong": [text for text in self.texts if text.state == State.WRONG],
            "collisions": [text for text in self.texts if text.collision],
            "lock": self.lock,
            "is_lead": self.is_lead,
            "may_change": not self.lock,
            "handover": getattr(self.translation, "handover", None),
            "comments": list(thread_of(self.translation, None)),
            "original": original_of(self.translation),
            "vanished_count": len(vanished_texts(self.translation)),
            "places_to_go": places_to_go(self.request.user, self.target),
            "preview_modes": preview_modes(self.target, self.translation),
            "media": sum((item.widget.media for item in self.exchanges), Media()),
        }


def _published_at(translation: Translation) -> Any:
    return getattr(translation.get_target_instance(), "last_published_at", None)


def act_on_text(verb: str, text: Text, extra: str, request: HttpRequest, *, is_lead: bool) -> None:
    """Do what a button beside a text says; what makes no sense, as after another tab did it, does nothing."""
    user = cast(User, request.user)
    match verb:
        case "keep" if text.previous:
            set_words(text, text.previous.data, user)
        case "take":
            found = help_for(text).matches
            if extra.isdecimal() and int(extra) < len(found):
                write_text(text, found[int(extra)].words, user)
        case "suggest":
            if words := help_for(text).suggestion:
                write_text(text, words, user)
        case "original":
            write_text(text, text.source, user)
        case "undo":
            version = next((version for version in text.versions if str(version.pk) == extra), None)
            if version:
                set_words(text, version.words, user)
        case "confirm":
            confirm_text(text, user)
        case "ready":
            mark_ready([text], user)
        case "reviewed" if is_lead:
            mark_reviewed([text], user)
        case "unmark":
            take_mark_back(text)
        case "settle":
            settle(text.translation, text, user)


def progress_of(texts: Sequence[Text]) -> Progress:
    """Return how much of the texts is done."""
    return Progress(len(texts), sum(text.is_unfinished for text in texts))


def _by_tab(names: Sequence[str], items: Sequence[Item]) -> list[Tab]:
    """Return the items on the tabs of the original's editor, in order; a tab with none is left out."""
    kinds = {Text: "text", Exchange: "exchange", Related: "related"}
    tabs = []
    for name in names:
        own = [item for item in items if item.place.tab == name]
        own.sort(key=lambda item: (item.place.order, item.segment.order))
        if own:
            tabs.append(Tab(name, [(kinds[type(item)], item) for item in own]))
    return tabs


# What the script asks


def _text_of(
    request: HttpRequest, translation_id: int, key: str
) -> tuple[Text, TranslatableMixin, list[Text]]:
    """Return one text with its page and all others, or refuse whoever may not translate it."""
    translation = get_object_or_404(
        Translation.objects.select_related("source", "target_locale"), pk=translation_id, enabled=True
    )
    target = translation.get_target_instance()
    if not may_edit(request.user, target):
        raise PermissionDenied
    texts = texts_of(translation, target)
    text = next((text for text in texts if text.key == key), None)
    if text is None:
        raise Http404
    return text, target, texts


@require_POST
def save_one(request: HttpRequest, translation_id: int, key: str) -> JsonResponse:
    """Keep one text, and say how it stands then; with 409 what somebody else has written meanwhile."""
    text, target, texts = _text_of(request, translation_id, key)
    if lock := lock_against(request.user, target):
        return JsonResponse({"error": lock}, status=HTTPStatus.LOCKED)
    status = HTTPStatus.OK
    try:
        write_text(text, request.POST.get("words", ""), request.user, seen=request.POST.get("seen", ""))
    except ChangedMeanwhile as meanwhile:
        text.typed, text.collision = request.POST.get("words", ""), meanwhile.collision
        status = HTTPStatus.CONFLICT
    context = {
        "text": text,
        "language": text.translation.target_locale.language_code,
        "may_change": True,
        "is_lead": may_publish(request.user, target),
    }
    standing = render_to_string("localisation/admin/editor/includes/standing.html", context, request)
    progress = progress_of(texts)
    return JsonResponse(
        {
            "seen": text.seen,
            "words": text.words,
            "state": text.state,
            "standing": standing,
            "progress": progress.words,
            "done": progress.done,
            "total": progress.total,
        },
        status=status,
    )


@require_GET
def help_with_one(request: HttpRequest, translation_id: int, key: str) -> HttpResponse:
    """Show what may help with one text."""
    text, target, _texts = _text_of(request, translation_id, key)
    context = {
        "help": help_for(text),
        "text": text,
        "language": text.translation.target_locale.language_code,
        "source_locale": text.translation.source.locale,
        "may_change": not lock_against(request.user, target),
    }
    return HttpResponse(render_to_string("localisation/admin/editor/includes/help.html", context, request))


@require_GET
def still_here(request: HttpRequest) -> JsonResponse:
    """Tell a page that was open for long that its reader is signed in, with what forms need from now on."""
    return JsonResponse({"token": get_token(request)})


class VanishedView(WagtailAdminTemplateMixin, TemplateView):
    """The translations of words that the original no longer has: nothing that was written is lost."""

    template_name = "localisation/admin/editor/vanished.html"
    header_icon = "bin"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: Any) -> HttpResponseBase:
        """Answer whoever may translate the page or snippet."""
        self.translation = get_object_or_404(Translation, pk=kwargs["translation_id"])
        self.target = self.translation.get_target_instance()
        if not may_edit(request.user, self.target):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """Return what is shown."""
        return _("Texts that the original no longer has")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way here."""
        editor = {"url": get_edit_url(self.target) or "", "label": str(self.target)}
        return [*self.breadcrumbs_items, editor, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the texts."""
        places = Places(self.target)
        return super().get_context_data(**kwargs) | {
            "rows": [
                (
                    places.of(row.context),
                    typed_form(row.translation_of.data, is_rich=True),
                    typed_form(row.data, is_rich=True),
                    row,
                )
                for row in vanished_texts(self.translation)
            ],
            "language": self.translation.target_locale.language_code,
            "source_locale": self.translation.source.locale,
            "target": self.target,
        }
