"""Where the words of petitions are to be read."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SIGN_FORM = _("The sign form, and what it says of mistakes")
OWN_PAGE = _("A signatory’s own page")
RESPONSIBLE = _("Who answers for the data, and until when")
NUMBERS = _("The petition in numbers")

VISITORS: list[tuple[str, Promise]] = [
    ("petition_blocks/details/*", SIGN_FORM),
    ("petition_blocks/signature/fields.py", SIGN_FORM),
    ("petition_blocks/signature/forms.py", SIGN_FORM),
    ("petition_blocks/signature/names.py", SIGN_FORM),
    ("petition_blocks/signing/country_field.py", SIGN_FORM),
    ("petition_blocks/signing/forms.py", SIGN_FORM),
    ("templates/petition_blocks/signing/sign*", SIGN_FORM),
    ("templates/petition_blocks/signing/field*", SIGN_FORM),
    ("templates/petition_blocks/abuse/*", SIGN_FORM),
    ("templates/petition_blocks/signing/notice.html", _("The sign form: what becomes of what one enters")),
    ("templates/petition_blocks/signing/thanks.html", _("After the form was sent: look into your mailbox")),
    ("templates/petition_blocks/signing/confirm.html", _("The page on which a signature is confirmed")),
    ("templates/petition_blocks/signing/confirmed.html", _("The thank-you page")),
    ("templates/petition_blocks/signing/corrected.html", _("Putting a signature right")),
    ("templates/petition_blocks/signatory/correct.html", _("Putting a signature right")),
    ("templates/petition_blocks/signing/*", _("When a petition has closed or is away")),
    ("templates/petition_blocks/page/page_away.html", _("When a petition has closed or is away")),
    ("templates/petition_blocks/signatory/my_signature*", _("Asking for the link to one’s signature")),
    ("templates/petition_blocks/signatory/not_me*", _("“It wasn’t me”: an address entered by somebody else")),
    ("templates/petition_blocks/signatory/*", OWN_PAGE),
    ("petition_blocks/signatory/own_page.py", OWN_PAGE),
    ("petition_blocks/mailing/mails.py", _("Mails to those who sign")),
    ("templates/petition_blocks/mailing/mails/*", _("Mails to those who sign")),
    ("templates/petition_blocks/mailing/link_*", _("A link in a mail that no longer works")),
    ("templates/petition_blocks/mailing/*", _("The page that ends the mails")),
    ("petition_blocks/page/default_words.py", _("What a new petition page begins with")),
    ("templates/petition_blocks/petition/*", RESPONSIBLE),
    ("templates/petition_blocks/page/promised.html", RESPONSIBLE),
    ("templates/petition_blocks/erasure/*", RESPONSIBLE),
    ("petition_blocks/petition/responsibility.py", RESPONSIBLE),
    ("petition_blocks/petition/organisations.py", RESPONSIBLE),
    ("templates/petition_blocks/blocks/petition_numbers.html", NUMBERS),
    ("templates/petition_blocks/counting/*", _("The counter of signatures")),
    ("templates/petition_blocks/blocks/petition_counter.html", _("The counter of signatures")),
    ("templates/petition_blocks/blocks/*", _("Blocks on pages")),
    ("templates/petition_blocks/page/*", _("The page of a petition")),
    ("petition_blocks/petition/models.py", _("The state of a petition, and its settings")),
    ("petition_blocks/lifecycle/transitions.py", _("The state of a petition, and its settings")),
]
EDITORS: list[tuple[str, Promise]] = [
    ("petition_blocks/*", _("The admin: petitions")),
    ("templates/petition_blocks/*", _("The admin: petitions")),
]
