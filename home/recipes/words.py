"""The words that a new campaign begins with, in its own language: complete enough to be public as they are.

Where only the campaign itself knows what to say, a hint says so to its editors.
"""

from typing import Any

from django.utils.html import escape, format_html
from django.utils.translation import gettext as _
from django.utils.translation import override

from .campaign import pillar_names

Words = dict[str, Any]


def campaign_words(
    language: str, *, name: str, slogan: str, demand: str, run_by: str, contact_email: str, pillars: list[str]
) -> dict[str, Words]:
    """Return the words of each page of `campaign_pages`, by the names that pages and blocks have there."""
    with override(language):
        mail = format_html('<a href="mailto:{0}">{0}</a>', contact_email)
        return {
            "home": _home(name, slogan, demand, pillars),
            **{each: _pillar(title) for each, title in zip(pillar_names(len(pillars)), pillars, strict=True)},
            "coalition": _coalition(mail),
            "petition": petition_words(demand),
            "news": {"title": _("News")},
            "about": _about(run_by, mail),
            "privacy": _privacy(run_by, mail),
            "accessibility": _accessibility(mail),
        }


def paragraphs(*texts: str) -> str:
    """Return rich text of so many paragraphs, each of them markup."""
    return "".join(f"<p>{text}</p>" for text in texts)


def _home(name: str, slogan: str, demand: str, pillars: list[str]) -> Words:
    cards = {"pillars": {"heading": _("What we ask for"), "cards": [{"text": ""} for _title in pillars]}}
    return {
        "title": name,
        "slogan": slogan,
        "introduction": demand,
        "body": {
            "count": {"heading": _("How many we are")},
            "why": {
                "text": _(
                    "Add a heading and a text here: what is happening, whom it hurts, and why now. Three "
                    "short paragraphs, in words that you would use at the kitchen table."
                )
            },
            **(cards if pillars else {}),
            "sign": {"heading": _("Add your name")},
            "news": {"heading": _("What is new")},
            "members": {"heading": _("Who makes this demand")},
            "join": {
                "heading": _("Does your organisation see it the same way?"),
                "text": _("There is room for yours."),
                "button": _("Meet the coalition"),
            },
        },
    }


def _pillar(title: str) -> Words:
    return {
        "title": title,
        "body": {
            "problem": {
                "text": _(
                    "Add a heading and a text here: what is wrong. One true story, one number with its "
                    "source, and who is responsible."
                )
            },
            "demand": {
                "text": _(
                    "Add a heading and a text here: what you ask for. Who is to do what, and how everybody "
                    "will see that it was done."
                )
            },
        },
    }


def _coalition(mail: str) -> Words:
    return {
        "title": _("Coalition"),
        "introduction": _("These organisations stand behind the campaign."),
        "body": {
            "hint": {"text": _("Organisations are entered under Members, and appear here by themselves.")},
            "members": {"heading": "", "text": ""},
            "join_heading": {"text": _("Join us")},
            "join": paragraphs(
                _("Does your organisation share our demand? Write to us: %(email)s") % {"email": mail}
            ),
        },
    }


def petition_words(demand: str) -> Words:
    """Return the words of a petition's page in the active language."""
    return {
        "title": _("The petition"),
        "demand": demand,
        "body": {
            "demands": {
                "text": _(
                    "Add a heading and a text here: what you demand, and of whom. Who signs must know what "
                    "for."
                )
            },
            "after": {
                "heading": _("What becomes of your signature"),
                "steps": [
                    {
                        "title": _("You sign"),
                        "text": _("With your name, your e-mail address and your country."),
                    },
                    {
                        "title": _("You confirm"),
                        "text": _("With the link in our mail. Only then does your signature count."),
                    },
                    {
                        "title": _("We hand it over"),
                        "text": _("On this page you read when, to whom, and what they answered."),
                    },
                ],
            },
            "numbers": {"heading": _("The petition in numbers")},
            "share": {"heading": _("Pass it on")},
        },
    }


def _about(run_by: str, mail: str) -> Words:
    return {
        "title": _("About us"),
        "body": {
            # Many organisations end in a full stop of their own, as “e. V.” does.
            "who": paragraphs(
                (_("This campaign is run by %(name)s.") % {"name": escape(run_by)}).replace("..", ".")
            ),
            "who_hint": {
                "text": _(
                    "Add a text here: who you are, since when, who pays for it, and how people can help."
                )
            },
            "contact_heading": {"text": _("How to reach us")},
            "contact": paragraphs(_("Write to us: %(email)s") % {"email": mail}),
        },
    }


def _privacy(run_by: str, mail: str) -> Words:
    return {
        "title": _("Privacy"),
        "introduction": _("What we keep about you, for how long, and what we can’t protect you from."),
        "body": {
            "hint": {
                "text": _(
                    "This page says what the software does. Read it once with whoever advises you on data "
                    "protection, and add what you do besides."
                )
            },
            "reading_heading": {"text": _("When you just read")},
            "reading": paragraphs(
                _(
                    "Then we learn nothing about you. These pages set no cookies, load nothing from other "
                    "places and work without JavaScript. We do not count visitors, and our software never "
                    "writes down your IP address."
                )
            ),
            "signing_heading": {"text": _("When you sign")},
            "signing": paragraphs(
                _(
                    "What you enter is encrypted as soon as you send the form, and waits until you confirm "
                    "it with the link in our mail. We remind you once. What is not confirmed within seven "
                    "days is erased."
                ),
                _(
                    "Once you confirm, your name, your e-mail address and what else the form asked for are "
                    "sealed. Only those whom the form names can open them; this site can’t."
                ),
                _(
                    "To count, we keep unsealed: your language and country, the page you signed on, the day, "
                    "which words you agreed to, and a scrambled form of your e-mail address by which we "
                    "notice that it has signed already."
                ),
            ),
            "until_heading": {"text": _("Until when")},
            "until": paragraphs(
                _(
                    "The last day stands beside each form. On that day names and addresses, sealed and "
                    "scrambled, are erased together with the petition’s secret key. The numbers remain."
                )
            ),
            "limits_heading": {"text": _("What we can’t protect you from")},
            "limits": paragraphs(
                _(
                    "Sealing protects a stolen copy of the database. It does not help against somebody who "
                    "takes over the running server. Those who carry your connection and your mail see that "
                    "you visit this site, and that we write to you."
                )
            ),
            "rights_heading": {"text": _("Your rights")},
            "rights": paragraphs(
                _(
                    "We keep your data because you agree to it, and for no other reason. The link in our "
                    "mails leads to your signature: there you see what we keep, correct it, get a copy, end "
                    "a consent, or remove your signature."
                ),
                _("%(name)s is responsible for this site. Write to us: %(email)s")
                % {"name": escape(run_by), "email": mail},
                _(
                    "If you find that we do wrong, you can complain to the data protection authority "
                    "where you live."
                ),
            ),
        },
    }


def _accessibility(mail: str) -> Words:
    return {
        "title": _("Accessibility"),
        "introduction": _("Everybody should be able to read these pages and sign on them."),
        "body": {
            "aim": paragraphs(
                _(
                    "We aim at WCAG 2.2, level AA. The pages work with the keyboard alone, with screen "
                    "readers, enlarged, in the dark, and without JavaScript. Nothing is told by "
                    "colour alone."
                )
            ),
            "hint": {
                "text": _("Describe pictures as you add them, and say here what you know to be difficult.")
            },
            "report_heading": {"text": _("Something is in your way?")},
            "report": paragraphs(
                _("Tell us, and we mend it or help you another way: %(email)s") % {"email": mail}
            ),
        },
    }
