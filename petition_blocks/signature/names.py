"""What may be somebody's name. Nearly everything: people's names know no rules (https://www.w3.org/International/
questions/qa-personal-names), so what is refused is what no name is, in words that say what to change.
"""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_countries.data import COUNTRIES

# Marks for the direction of writing, soft hyphens and the like: seen by nobody, and brought along by copying.
PASTED_ALONG = dict.fromkeys(map(ord, "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff"))
# These too at the edges, where they have nothing to join and nothing to turn around.
EDGES = "\u200c\u200d\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Joiners are part of how Persian and several Indian names are written; a tab comes along when pasting.
ALLOWED_CONTROL_CHARACTERS = {"\u200c", "\u200d", "\t"}
CONTROL_CATEGORIES = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
# What stands where bytes couldn't be read.
UNREADABLE = "\ufffd"
# The last parts of web addresses that people are sent to. None of them ends a name or a title.
ENDINGS_OF_URLS = {
    *["app", "biz", "blog", "casino", "click", "club", "com", "dev", "info", "link", "live", "mobi", "net"],
    *["news", "online", "org", "page", "shop", "site", "store", "tech", "top", "web", "website", "xyz"],
}
ENDINGS_OF_COUNTRIES = {code.lower() for code in COUNTRIES} | {"eu", "uk", "su"}
SHORTEST_BEFORE_COUNTRY = 3


def plain_name(text: str) -> str:
    """Return the name as one line with single spaces, without what came along when it was copied."""
    shown = unicodedata.normalize("NFC", text).translate(PASTED_ALONG)
    return " ".join(shown.strip(EDGES + " \t\u00a0").split())


def validate_name(name: str) -> None:
    """Refuse what is no name and say what to change. It takes time by the name's length, not its square."""
    for position, character in enumerate(name):
        if character == UNREADABLE or (
            unicodedata.category(character) in CONTROL_CATEGORIES
            and character not in ALLOWED_CONTROL_CHARACTERS
        ):
            if before := name[:position].split()[-1:]:
                raise ValidationError(
                    _("A character after “%(before)s” can’t be shown. Please type your name again."),
                    params={"before": before[0]},
                )
            raise ValidationError(
                _("Your name begins with a character that can’t be shown. Please type it again.")
            )
    if "@" in name:
        raise ValidationError(_("Enter your name here, and your e-mail address below."))
    for word in name.split():
        if "://" in word or word.lower().startswith("www."):
            raise ValidationError(
                _("Enter your name without the web address “%(word)s”."), params={"word": word}
            )
        if is_like_url(word):
            raise ValidationError(
                _("“%(word)s” looks like a web address. If it is your name, put a space after the dot."),
                params={"word": word},
            )
    if not any(unicodedata.category(character).startswith("L") for character in name):
        raise ValidationError(_("Enter your name in letters, like Ada Lovelace."))


def is_like_url(word: str) -> bool:
    """Tell whether programs would make a link of the word.

    “Md.Rahman” and “Dr.med.” end as no web address does, and a capital begins “Wei.Li” anew; “A/P” has no
    dot.
    """
    host = word.partition("/")[0].partition(":")[0].partition("?")[0].strip("()[]<>,;!.“”\"'")
    before, dot, ending = host.rpartition(".")
    if not dot or not before or ending.istitle():
        return False
    ending = ending.lower()
    if ending in ENDINGS_OF_COUNTRIES:
        # “Dr.MD”, “Juan.de la Rosa”: who pastes an address has it in small letters.
        return word.islower() and len(before.rpartition(".")[2]) >= SHORTEST_BEFORE_COUNTRY
    return ending in ENDINGS_OF_URLS
