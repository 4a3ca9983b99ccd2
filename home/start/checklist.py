"""What is left to do until a campaign that was started is public and can be signed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Locale, Page, Site

from editorial.live_pages import is_open
from petition_blocks.admin.links import may_change_petitions
from petition_blocks.lifecycle.admin import url_of_missing
from petition_blocks.lifecycle.readiness import Piece, missing_for_opening
from petition_blocks.petition.models import Petition, PetitionSettings

from ..recipes.campaign import MOST_PILLARS, campaign_pages
from .actions import key_of_page
from .models import CampaignStart

# What a petition lacks as long as its page, or the privacy page, is among those to be published.
PUBLISHED_ABOVE = (Piece.PAGE, Piece.PRIVACY_PAGE)


@dataclass(frozen=True)
class Task:
    """Something to do, and where."""

    words: str
    url: str


@dataclass(frozen=True)
class Tasks:
    """Some of what there is to do, under a heading."""

    heading: str
    tasks: list[Task]


def tasks_left(start: CampaignStart, user: User) -> list[Tasks]:
    """Return what is left for this user to do, in the order in which it is best done; nothing when all is."""
    site, home = start.site, start.site.root_page
    parts = [
        Tasks(_("Your team"), list(_people_to_invite(user))),
        Tasks(_("Your pages"), list(_pages_to_publish(home, user))),
        Tasks(_("Going public"), [*_texts_to_review(site, user), *_home_to_publish(home, user)]),
        Tasks(_("Before people can sign"), list(_petition_to_open(site, user))),
        Tasks(_("Other languages"), list(_languages_to_open(home, user))),
    ]
    return [part for part in parts if part.tasks]


def _pages_to_publish(home: Page, user: User) -> Iterator[Task]:
    """Yield the drafts that the start has made, but for the home page, which comes last."""
    keys = [key_of_page(home, structure.name) for structure in campaign_pages(MOST_PILLARS)]
    for page in Page.objects.filter(translation_key__in=keys, locale=home.locale, live=False).order_by(
        "path"
    ):
        if page.permissions_for_user(user).can_publish():
            yield Task(
                _("Read “%(title)s” and publish it") % {"title": page.get_admin_display_title()}, _edit(page)
            )


def _petition_to_open(site: Site, user: User) -> Iterator[Task]:
    petition = PetitionSettings.for_site(site).main_petition
    if petition is None or petition.state != Petition.State.NOT_OPEN or not may_change_petitions(user):
        return
    missing = [each for each in missing_for_opening(petition) if each.piece not in PUBLISHED_ABOVE]
    # One organisation that answers for two purposes lacks its address twice.
    yield from dict.fromkeys(Task(str(piece.sentence), url_of_missing(piece, petition)) for piece in missing)
    if not missing and petition.opens_at is None:
        yield Task(
            _("Open the petition “%(name)s”") % {"name": petition.name},
            reverse("petitions:edit", args=[petition.pk]),
        )


def _home_to_publish(home: Page, user: User) -> Iterator[Task]:
    if not home.live and home.permissions_for_user(user).can_publish():
        yield Task(_("Publish the home page: with it, the campaign is public"), _edit(home))


def _texts_to_review(site: Site, user: User) -> Iterator[Task]:
    """Yield that the texts wait for a legal review. Where people sign already, nobody is asked any more."""
    home, petition = site.root_page, PetitionSettings.for_site(site).main_petition
    has_begun = home.live and petition is not None and petition.state != Petition.State.NOT_OPEN
    if has_begun or not home.permissions_for_user(user).can_publish():
        return
    for gaps_of_review in hooks.get_hooks("gaps_of_legal_review"):
        for gap in gaps_of_review(home):
            yield Task(_("Let the texts be legally reviewed, and note who has done it"), gap.url)


def _languages_to_open(home: Page, user: User) -> Iterator[Task]:
    """Yield the languages without a public home page that somebody has added; the hub's own one may wait."""
    if not home.live or not user.has_perm("wagtail_localize.submit_translation"):
        return
    opened = Page.objects.filter(translation_key=home.translation_key).filter(Q(live=True) | Q(pk=home.pk))
    for locale in Locale.objects.exclude(pk__in=opened.values("locale")):
        if not locale.is_default:
            yield Task(
                _("Translate the home page into this language: %(language)s")
                % {"language": locale.get_display_name()},
                reverse("localisation_desk"),
            )
    published = Page.objects.filter(translation_key=home.translation_key, live=True).exclude(pk=home.pk)
    for waiting in published.exclude(is_open()).select_related("locale"):
        yield Task(
            _("%(language)s waits: see what visitors would miss there")
            % {"language": waiting.locale.get_display_name()},
            reverse("localisation_language", args=[waiting.pk]),
        )


def _people_to_invite(user: User) -> Iterator[Task]:
    if user.has_perm("auth.add_user") and User.objects.filter(is_active=True).count() < 2:
        yield Task(
            _("Invite a second person: some steps, such as approving a key, need two"),
            reverse("wagtailusers_users:add"),
        )


def _edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
