"""The standard words of a petition, copied into a new page once, in that page's language."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Asked on every petition that shows names, in words of our own; what was read is kept with the wording.
SHOW_NAME_QUESTION = gettext_lazy("May we show your name?")
SHOW_NAME_EXPLANATION = gettext_lazy(
    "With Yes, it stands on public pages for anybody to read, and is kept unsealed. "
    "You can hide it whenever you like."
)


def privacy_notice_without_news(language_code: str) -> str:
    """Return what the standard privacy sentence says where people aren't asked whether they want news."""
    with translation.override(language_code):
        return "<p>{}</p>".format(
            _(
                "What you enter is sealed as soon as you confirm; only whoever receives the petition can "
                "open it. You can remove your signature at any time."
            )
        )


def default_words(language_code: str) -> dict[str, str]:
    """Return the standard words by field of `PetitionPage`, in the given language.

    They are copied, never looked up later: a new release can't change what people have agreed to.
    """
    with translation.override(language_code):
        return {
            "form_heading": _("Sign the petition"),
            "button_label": _("Sign now"),
            "updates_question": _("May we e-mail you about this campaign?"),
            "partner_question": _("May our partner e-mail you about this campaign?"),
            "statement": "<p>{}</p>".format(
                _(
                    "I am at least 16 years old and support this demand. Signing shows a political "
                    "opinion: I agree that my details are kept for this petition until the day named below."
                )
            ),
            "privacy_notice": "<p>{}</p>".format(
                _(
                    "What you enter is sealed as soon as you confirm; only whoever receives the petition, "
                    "and whoever you allow to write to you, can open it. You can remove your signature at "
                    "any time."
                )
            ),
            "thanks_text": "<p>{}</p>".format(_("Every confirmed signature adds weight to the demand.")),
            "confirmed_heading": _("Thank you. Your signature counts."),
            "confirmed_text": "<p>{}</p>".format(
                _("Pass it on: somebody you know may be waiting for a petition like this one.")
            ),
            "share_text": _("I have signed this petition. Will you?"),
            "confirmation_subject": _("Please confirm your signature"),
            "confirmation_text": _(
                "Thank you for signing. One step is left: open the link below and press the button there. "
                "Only then does your signature count."
            ),
            "reminder_subject": _("Your signature is still waiting"),
            "reminder_text": _(
                "You signed our petition, but your signature does not count yet. Open the link below and "
                "press the button there. This is the only reminder."
            ),
            "already_signed_subject": _("You have signed already"),
            "already_signed_text": _(
                "Somebody, probably you, has just signed our petition with this address. It has signed "
                "before, and that signature counts. There is nothing left to do."
            ),
            "link_subject": _("The link to your signature"),
            "link_text": _(
                "Somebody, probably you, asked for the way to your signature. Open the link below: there you "
                "see what we keep about you, and can remove it."
            ),
        }


def words_of_every_petition(language_code: str) -> list[str]:
    """Return all standard words in the given language, always in the same order."""
    return [*default_words(language_code).values(), privacy_notice_without_news(language_code)]
