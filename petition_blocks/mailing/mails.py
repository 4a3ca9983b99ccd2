"""The mails a submission leads to: text that any mail program shows, and the same in the campaign's look."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Locale, Site

from editorial.absolute_url import absolute_url, full_url, site_of_page
from editorial.brand.site_brands import brand_of_site
from editorial.colon import with_colon
from editorial.days import last_day_before
from editorial.interface_words.in_force import keep_up, speaking_on
from editorial.live_pages import live_pages_for
from editorial.models import SiteSettings
from editorial.written_dates import written_day

from ..page.models import PetitionPage
from ..signature.models import Signature, Submission
from .links import confirmation_link, no_more_mail_link, not_me_link, signature_path
from .models import MailQuota

LAYOUT = "petition_blocks/mailing/mails/layout.html"


class CampaignMail(EmailMultiAlternatives):
    """A mail in plain text and HTML."""

    html: str

    def message(self, **options: Any) -> Any:
        """Return the mail with a boundary chosen by chance.

        Python would look through all parts for one that occurs in none, which takes longer than all the rest.
        """
        message = super().message(**options)
        message.set_boundary(secrets.token_hex(14))
        return message


class FurtherLink(TypedDict):
    """A link below the one that the mail is about."""

    words: str
    link: str


class MailParts(TypedDict):
    """What a mail says, piece by piece, in its language."""

    campaign: str
    about: str
    subject: str
    language: str
    direction: str
    start: str
    paragraphs: list[str]
    before_link: NotRequired[str]
    button: NotRequired[str]
    link: NotRequired[str]
    after_link: NotRequired[str]
    more_links: list[FurtherLink]
    footer: list[list[str]]
    not_me_words: str
    not_me: NotRequired[str]
    no_more_mail_words: NotRequired[str]
    no_more_mail: NotRequired[str]


@dataclass(frozen=True)
class PageFacts:
    """What every mail of a page says, looked up once for all of them."""

    page: PetitionPage
    # The site that the page is on: all links lead there.
    site: Site | None
    url: str
    # What the campaign is called in the page's language; "" while it has no public home there.
    campaign: str
    controllers: str
    contact: str
    # By scheme, and there by what they are for.
    colours: dict[str, dict[str, str]]


def facts_of(page: PetitionPage) -> PageFacts:
    """Look up what the mails of a page say beside its words, in the page's language."""
    keep_up()
    site = site_of_page(page)
    petition = page.petition
    with speaking_on(page):
        return PageFacts(
            page=page,
            site=site,
            url=full_url(page, site),
            campaign=_campaign_of(site, page.locale),
            # A page that was never saved has no register yet.
            controllers=petition.controllers_text if petition is not None and petition.pk else "",
            contact=SiteSettings.for_site(site).contact_email if site is not None else "",
            colours=brand_of_site(site).colours.in_templates(),
        )


def _campaign_of(site: Site | None, locale: Locale) -> str:
    if site is None:
        return ""
    home = live_pages_for([site.root_page], locale).get(site.root_page_id)
    return str(home.title) if home is not None else ""


def compose_mail(
    submission: Submission | None,
    page: PetitionPage,
    kind: Submission.Mail,
    to: str,
    signatures: Sequence[Signature] = (),
    quota: MailQuota | None = None,
    *,
    facts: PageFacts | None = None,
    offers_second: bool = False,
) -> CampaignMail:
    """Return the mail of that kind, in the words of the page.

    `submission` is what a confirmation or a reminder asks to confirm, `signatures` are those that the address
    gave before, `quota` is the address's: with it the mail has a link to “no more mail”. `offers_second`
    adds the way to sign as somebody else who shares the address. The mail carries no name (attackers choose
    names), no advertising, nothing that tracks, and loads nothing.
    """
    facts = facts or facts_of(page)
    language = page.locale.language_code
    # Automatic replies to an automatic mail would only bounce around.
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": language}
    with speaking_on(page):
        parts = _parts(submission, page, kind, signatures, facts)
        if offers_second and submission is not None:
            words = _("Are you somebody else, who shares this address? Then you can sign too:")
            link = confirmation_link(submission, language, facts.site)
            parts["more_links"].append({"words": words, "link": link})
        if quota is not None:
            parts["no_more_mail_words"] = _("No more mail about this petition")
            parts["no_more_mail"] = no_more_mail_link(quota, language, facts.site)
            headers["List-Unsubscribe"] = f"<{parts['no_more_mail']}>"
            # RFC 8058: the mail program may send the POST itself, when its reader presses “unsubscribe”.
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        html = get_template(LAYOUT).render({**parts, **facts.colours})
        text = _as_text(parts)
    message = CampaignMail(
        subject=parts["subject"],
        body=text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        headers=headers,
    )
    message.html = html
    message.attach_alternative(html, "text/html")
    return message


def _parts(
    submission: Submission | None,
    page: PetitionPage,
    kind: Submission.Mail,
    signatures: Sequence[Signature],
    facts: PageFacts,
) -> MailParts:
    """Return what the mail says, piece by piece, in the active language."""
    language = page.locale.language_code
    is_bidi = translation.get_language_bidi()
    words = getattr(page, f"{kind.value}_text").strip().replace("\r\n", "\n")
    parts: MailParts = {
        "campaign": facts.campaign,
        # Whoever signs several petitions of one campaign gets several mails of one sender.
        "about": page.title,
        "subject": " ".join(getattr(page, f"{kind.value}_subject").split()),
        "language": language,
        "direction": "rtl" if is_bidi else "ltr",
        # CSS in mails knows no “start”: several programs drop it.
        "start": "right" if is_bidi else "left",
        "paragraphs": [paragraph for paragraph in words.split("\n\n") if paragraph.strip()],
        "more_links": [],
        "footer": _footer(kind, facts),
        "not_me_words": _("It wasn’t me"),
    }
    if kind in (Submission.Mail.CONFIRMATION, Submission.Mail.REMINDER) and submission is not None:
        if submission.corrects is not None:
            parts["before_link"] = _(
                "This puts right what you signed before. Until you confirm it, your signature counts as it "
                "is."
            )
        until = written_day(last_day_before(submission.expires_at))
        parts["button"] = _("Open the page to confirm")
        parts["link"] = confirmation_link(submission, language, facts.site)
        parts["after_link"] = _("The link works until %(day)s.") % {"day": until}
        parts["not_me"] = not_me_link(submission, language, facts.site)
    elif signatures:
        if kind == Submission.Mail.ALREADY_SIGNED:
            parts["before_link"] = _("See what we keep about you, or remove your signature:")
        parts["button"] = _("See my signature")
        links = [absolute_url(signature_path(signature, language), facts.site) for signature in signatures]
        parts["link"] = links[0]
        words = _("Another signature was given with this address:")
        parts["more_links"] += [{"words": words, "link": link} for link in links[1:]]
        parts["not_me"] = not_me_link(signatures[0], language, facts.site)
    return parts


def _footer(kind: Submission.Mail, facts: PageFacts) -> list[list[str]]:
    """Return who writes and why, and what to do if it was somebody else: paragraphs of lines."""
    if kind in (Submission.Mail.CONFIRMATION, Submission.Mail.REMINDER):
        not_you = _(
            "If that was not you: do nothing. Without confirmation nothing counts, and what was entered "
            "is erased."
        )
    else:
        not_you = _("If that was not you: nothing has changed, and nothing was added.")
    footer = [[_("You get this mail because this address was entered at:"), facts.url, not_you]]
    if facts.controllers:
        footer.append([_("Responsible:"), *facts.controllers.splitlines()])
    if facts.contact:
        footer.append([_("Questions? Write to:"), facts.contact])
    return footer


def _as_text(parts: MailParts) -> str:
    """Return the mail as plain text."""
    named = [parts.get("before_link", ""), parts.get("link", ""), parts.get("after_link", "")]
    named += [text for more in parts["more_links"] for text in (more["words"], more["link"])]
    footer = list(parts["footer"])
    if "not_me" in parts:
        footer.append([with_colon(parts["not_me_words"]), parts["not_me"]])
    if "no_more_mail" in parts:
        footer.append([with_colon(parts["no_more_mail_words"]), parts["no_more_mail"]])
    below = "\n\n".join("\n".join(lines) for lines in footer)
    return "\n\n".join([parts["about"], *parts["paragraphs"], *filter(None, named), f"-- \n{below}"]) + "\n"
