"""The words that the recipes' pages begin with, in the language that is active.

What visitors read is true of any campaign, so that a page may be published as it is. Where only its editors
know what to say, a hint says so to them.
"""

from django.utils.html import escape, format_html
from django.utils.translation import gettext as _

from ..recipes.words import Words, paragraphs, petition_words
from .known import Known


def _hint(text: str) -> Words:
    return {"text": text}


def _count(known: Known) -> Words:
    return {"count": {"heading": _("How many we are")}} if known.petition is not None else {}


def _share() -> Words:
    return {"share": {"heading": _("Pass it on")}}


def pillar(known: Known) -> Words:
    """Return the words of a pillar."""
    return {
        "title": known.title,
        "body": {
            "problem": _hint(
                _(
                    "Add a heading and a text here: what is wrong. One true story, one number with its "
                    "source, and who is responsible."
                )
            ),
            "figures": _hint(
                _("Add key figures here, if you have some: two or three, each with its source. Or a quote.")
            ),
            "demand": _hint(
                _(
                    "Add a heading and a text here: what you ask for. Who is to do what, and how everybody "
                    "will see that it was done."
                )
            ),
            **_share(),
        },
    }


def petition(known: Known) -> Words:
    """Return the words of a petition's page."""
    standard = petition_words(known.demand)
    questions = _hint(
        _(
            "Add questions and answers here: what people ask you before they sign, and what those say who "
            "are against it."
        )
    )
    return {**standard, "title": known.title, "body": {**standard["body"], "questions": questions}}


def update(known: Known) -> Words:
    """Return the words of a campaign update."""
    return {
        "title": known.title,
        "body": {
            "what": _hint(
                _(
                    "Add a text here: what happened, when, and who did it, in the first two sentences. Then "
                    "what it means for the people you campaign for. A picture goes above, under Picture."
                )
            ),
            "voice": _hint(_("Add a quote here: somebody who was there, or whom it concerns.")),
            **_count(known),
            "next": _hint(
                _("Add a text here: what comes next, on which day, and what readers can do until then.")
            ),
            **_share(),
        },
    }


def partner(known: Known) -> Words:
    """Return the words of the page to which a partner sends its people."""
    sign = {"sign": {"heading": _("Add your name")}} if known.petition is not None else {}
    return {
        "title": known.title,
        "introduction": _("An organisation that you know makes this demand with us."),
        "body": {
            "where": _hint(
                _(
                    "This page is in no menu. Once it is public, give its address to the partner: for its "
                    "newsletter, its website, its posters."
                )
            ),
            "greeting": _hint(
                _(
                    "Add a text here, in the partner’s words: why it takes part, and what it asks of its "
                    "people. A quote of somebody they know says more than we can."
                )
            ),
            **_count(known),
            **sign,
            "members": {"heading": _("Who makes this demand")},
        },
    }


def event(known: Known) -> Words:
    """Return the words of an event's page."""
    return {
        "title": known.title,
        "body": {
            "event": {"heading": known.title, "place": "", "location": "", "text": "", "address": ""},
            "place": _hint(_("Enter in the event above where it is, and until when it lasts.")),
            "programme": _hint(
                _("Add a heading and a text here: what will happen, who speaks, and what to bring along.")
            ),
            "questions": _hint(
                _(
                    "Add questions and answers here: how to get there, steps and lifts, in which languages, "
                    "whether children can come, what it costs."
                )
            ),
            "bring_heading": {"text": _("Bring somebody along")},
            "bring": paragraphs(
                _("Most people come because somebody asked them. Send this page to one who should be there.")
            ),
            **_share(),
        },
    }


def press(known: Known) -> Words:
    """Return the words of the page for journalists."""
    mail = format_html('<a href="mailto:{0}">{0}</a>', known.contact_email)
    contact = {
        "contact_heading": {"text": _("Whom you can ask")},
        "contact": paragraphs(_("Write to us: %(email)s") % {"email": mail}),
    }
    brief = {
        "brief_heading": {"text": _("The campaign in brief")},
        "brief": paragraphs(escape(known.in_brief)),
    }
    return {
        "title": known.title,
        "introduction": _("For journalists: how to reach us, and what is new."),
        "body": {
            **(contact if known.contact_email else {}),
            "who": _hint(
                _(
                    "Add a text here: who speaks for the campaign, in which languages, under which number, "
                    "and at what hours."
                )
            ),
            **(brief if known.in_brief else {}),
            "news": {"heading": _("What is new")},
            "files": _hint(
                _(
                    "Add documents to download here: your last press release, pictures, the mark. Say of "
                    "each picture who took it, and how it may be used."
                )
            ),
            "members": {"heading": _("Who makes this demand")},
        },
    }
