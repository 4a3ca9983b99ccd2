"""The sign form as a page shows it: filled or empty, with the words and numbers around it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from wagtail.fields import StreamField
from wagtail.models import Page

from editorial.language_names import own_name
from editorial.list_comma import list_comma
from editorial.readings import once_a_generation

from ..abuse.challenge import is_wanted
from ..counting.public_counts import PublicCounts, counted, public_counts
from ..page.consents import has_lost_consent, languages_to_sign_in
from ..page.models import PetitionPage
from ..petition.models import Petition
from ..petition.responsibility import Answerable, answerable
from .forms import SignForm


@dataclass(frozen=True)
class ShownForm:
    """One sign form on a page.

    `position` tells several forms on one page apart, in ids and anchors. `language` is that of the words,
    which is not the page's where the petition has no translation yet.
    """

    petition: Petition
    page: PetitionPage
    form: SignForm
    position: int
    heading: str
    language: str
    action: str
    counts: PublicCounts
    challenge_url: str
    state: str
    compact: bool
    answerable: list[Answerable]
    # The text lacks something that people agree to, so nobody can sign with it; and where they can.
    is_closed_here: bool
    elsewhere: list["Elsewhere"]

    @property
    def asked_by(self) -> str:
        """Who asks: the organisations that answer for the petition. Empty where none is named."""
        names = [controller.name.strip() for controller in self.answerable[0].controllers]
        return list_comma().join(dict.fromkeys(filter(None, names)))

    @property
    def anchor(self) -> str:
        """The id of the form's section."""
        return anchor_of(self.position)


@dataclass(frozen=True)
class Elsewhere:
    """The form in another language: its code, its own name, and the path."""

    language: str
    name: str
    url: str


def forms_elsewhere(petition: Petition, language: str) -> list[Elsewhere]:
    """Return where the petition can be signed in other languages. Takes three queries."""
    return [
        Elsewhere(code, own_name(code), sign_url(petition, code))
        for code in languages_to_sign_in(petition)
        if code != language
    ]


def anchor_of(position: int) -> str:
    """Return the id of the section that a page's first form, second form and so on is in."""
    return f"sign-{position}"


def sign_url(petition: Petition, language: str) -> str:
    """Return the path that takes the form in that language."""
    with translation.override(language):
        return reverse("petition_sign", args=[petition.slug])


def challenge_url(petition: Petition, language: str) -> str:
    """Return the path of the form's challenges; nothing if the petition needs none."""
    if not is_wanted(petition):
        return ""
    with translation.override(language):
        return reverse("petition_challenge", args=[petition.slug])


def shown_form(
    page: PetitionPage,
    *,
    position: int = 1,
    source: str = "",
    heading: str = "",
    compact: bool = False,
    bound: SignForm | None = None,
) -> ShownForm | None:
    """Return the form of a petition page, ready to show; None for a page that was never saved.

    `bound` is a form that was handed in and is shown again. Takes three queries.
    """
    petition = page.petition
    if petition is None:
        return None
    # Read once: they are shown, and part of what the wording’s hash is made of.
    prefetch_related_objects([petition], "controllers", "recipient_keys")
    language = page.locale.language_code
    is_closed_here = has_lost_consent(page)
    with translation.override(language):
        form = bound or SignForm(
            petition,
            page=page,
            auto_id=f"{anchor_of(position)}-%s",
            initial={"wording": page.wording_hash, "via": source},
        )
    return ShownForm(
        petition=petition,
        page=page,
        form=form,
        position=position,
        heading=heading or page.form_heading,
        language=language,
        action=sign_url(petition, language),
        counts=public_counts(counted(petition.pk)),
        challenge_url=challenge_url(petition, language),
        state=str(petition.signing),
        compact=compact,
        answerable=answerable(petition),
        is_closed_here=is_closed_here,
        elsewhere=forms_elsewhere(petition, language) if is_closed_here else [],
    )


def next_form_position(request: HttpRequest, petition: Petition) -> int:
    """Return the number of the next form on the page being answered, noting which petition it is for."""
    shown = request.__dict__.setdefault("_sign_forms", [])
    shown.append(petition.pk)
    return len(shown)


def shows_any_form(request: HttpRequest) -> bool:
    """Tell whether the page that answers the request has shown a sign form already."""
    return bool(getattr(request, "_sign_forms", []))


def petitions_of_forms_on(page: Page | None) -> list[int]:
    """Return the petitions whose forms the page's own blocks show, in their order.

    The header asks before the blocks are drawn. A form of a page that isn't public shows nothing, so it is
    left out. Takes one query where there are forms at all.
    """
    if page is None:
        return []
    streams = [
        getattr(page, field.name) for field in page._meta.get_fields() if isinstance(field, StreamField)
    ]
    chosen = [page_id for stream in streams for page_id in _chosen_in(list(stream.raw_data))]
    if not chosen:
        return []
    with_public_page = PetitionPage.objects.filter(pk__in=chosen, petition__pages__live=True)
    petition_of = once_a_generation(
        ("petitions of forms", *chosen), lambda: dict(with_public_page.values_list("pk", "petition_id"))
    )
    return [petition_of[page_id] for page_id in chosen if page_id in petition_of]


def _chosen_in(value: object) -> Iterator[int]:
    """Return what the petition blocks among stored blocks have chosen, however deep they are."""
    if isinstance(value, list):
        for one in value:
            yield from _chosen_in(one)
    elif isinstance(value, dict):
        inner = value.get("value")
        if value.get("type") == "petition" and isinstance(inner, dict):
            page_id = inner.get("petition_page")
            if isinstance(page_id, int):
                yield page_id
        else:
            for one in value.values():
                yield from _chosen_in(one)
