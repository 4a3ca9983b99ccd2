"""When two spellings are one e-mail address."""

import contextlib
import unicodedata

import idna

from editorial.mail_domain import canonical_domain

# Frozen: digests of signatures were made by these rules. A new rule is a new version, for new petitions only.
LATEST_RULES = 2
_GOOGLE = {"googlemail.com": "gmail.com"}
# Domains that lead to the same mailboxes as another one.
SAME_DOMAINS = {
    1: _GOOGLE,
    2: {**_GOOGLE, "me.com": "icloud.com", "mac.com": "icloud.com"},
}
# What may stand anywhere in the local part and makes no difference.
IGNORED_SIGNS = {
    1: {"gmail.com": "."},
    2: {
        "gmail.com": ".",
        **dict.fromkeys(["pm.me", "proton.me", "protonmail.ch", "protonmail.com"], ".-_"),
    },
}
_KNOWN_TO_VERSION_2 = """
    abv.bg alice.it aol.co.uk aol.com aol.de aol.fr aol.it azet.sk bluewin.ch centrum.cz citromail.hu
    email.cz fastmail.com fastmail.fm free.fr freemail.hu freenet.de gmail.com gmx.at gmx.ch gmx.com
    gmx.de gmx.eu gmx.fr gmx.net gmx.us googlemail.com hotmail.at hotmail.be hotmail.ca hotmail.ch
    hotmail.cl hotmail.co.il hotmail.co.nz hotmail.co.th hotmail.co.uk hotmail.co.za hotmail.com
    hotmail.com.ar hotmail.com.au hotmail.com.br hotmail.com.gr hotmail.com.mx hotmail.com.tr hotmail.cz
    hotmail.de hotmail.dk hotmail.es hotmail.fi hotmail.fr hotmail.gr hotmail.hu hotmail.ie hotmail.it
    hotmail.jp hotmail.lt hotmail.lv hotmail.nl hotmail.no hotmail.pt hotmail.rs hotmail.se hotmail.sk
    icloud.com inbox.lv interia.pl keemail.me kpnmail.nl laposte.net libero.it live.at live.be live.ca
    live.ch live.cl live.co.uk live.co.za live.com live.com.ar live.com.au live.com.mx live.com.pt
    live.de live.dk live.fi live.fr live.ie live.it live.jp live.nl live.no live.se mac.com mail.bg
    mail.ee mailbox.org me.com msn.com o2.pl onet.pl op.pl orange.fr outlook.at outlook.be outlook.cl
    outlook.co.il outlook.co.nz outlook.co.th outlook.com outlook.com.ar outlook.com.au outlook.com.br
    outlook.com.gr outlook.com.tr outlook.cz outlook.de outlook.dk outlook.es outlook.fr outlook.hu
    outlook.ie outlook.in outlook.it outlook.jp outlook.lv outlook.pt outlook.sk passport.com pm.me
    posteo.at posteo.ch posteo.de posteo.eu posteo.net posteo.org posteo.us proton.me protonmail.ch
    protonmail.com proximus.be rocketmail.com sapo.pt seznam.cz sfr.fr skynet.be t-online.de
    telefonica.net telenet.be telia.com tin.it tiscali.it tuta.com tuta.io tutamail.com tutanota.com
    tutanota.de virgilio.it wanadoo.fr web.de windowslive.com wp.pl xs4all.nl yahoo.at yahoo.be yahoo.bg
    yahoo.ca yahoo.ch yahoo.co.id yahoo.co.in yahoo.co.nz yahoo.co.uk yahoo.co.za yahoo.com yahoo.com.ar
    yahoo.com.au yahoo.com.br yahoo.com.hr yahoo.com.mx yahoo.com.tr yahoo.cz yahoo.de yahoo.dk yahoo.ee
    yahoo.es yahoo.fi yahoo.fr yahoo.gr yahoo.hu yahoo.ie yahoo.in yahoo.it yahoo.lt yahoo.lv yahoo.nl
    yahoo.no yahoo.pl yahoo.pt yahoo.ro yahoo.se yahoo.si yahoo.sk ymail.com ziggo.nl zoznam.sk
"""
# At none of these may the name of a mailbox hold a “+”: what follows one is a tag, or leads nowhere. From
# version 2 on they are all domains of all providers that `mail_providers` knew when it was made.
DOMAINS_THAT_IGNORE_TAGS = {
    1: {
        "gmail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "proton.me",
        "protonmail.com",
        "pm.me",
        "fastmail.com",
        "mailbox.org",
        "posteo.de",
    },
    2: frozenset(_KNOWN_TO_VERSION_2.split()),
}


def canonical_email(email: str, version: int = LATEST_RULES) -> str:
    """Return the one spelling that stands for all spellings of an address.

    The domain is compared without case and in its ASCII form; the local part without case, and without signs
    and `+tag` where the provider ignores them. Only for comparing: mail goes to the address as typed.
    """
    local, domain = _FORMS[version](email)
    domain = SAME_DOMAINS[version].get(domain, domain)
    local = local.lower()
    if domain in DOMAINS_THAT_IGNORE_TAGS[version]:
        local = local.partition("+")[0] or local
    for sign in IGNORED_SIGNS[version].get(domain, ""):
        local = local.replace(sign, "") or local
    return f"{local}@{domain}"


def _first_form(email: str) -> tuple[str, str]:
    """Return local part and domain as version 1 writes them."""
    local, _, domain = unicodedata.normalize("NFC", email.strip()).rpartition("@")
    domain = domain.rstrip(".").lower()
    # A name that the standard doesn't allow is compared as it is.
    with contextlib.suppress(idna.IDNAError):
        domain = idna.encode(domain, uts46=True).decode("ascii").lower()
    return local, domain


def _second_form(email: str) -> tuple[str, str]:
    """Return local part and domain as version 2 writes them: as one sees them, from whatever keyboard."""
    local, _, domain = plain_email(email).rpartition("@")
    return local, canonical_domain(domain)


_FORMS = {1: _first_form, 2: _second_form}


def plain_email(text: str) -> str:
    """Return an address without what can't be seen in it, and with ASCII's signs for their wide forms.

    Soft hyphens and spaces of no width come along when an address is copied from a page or a document.
    """
    seen = "".join(character for character in text if not is_hidden(character))
    return unicodedata.normalize("NFKC", seen).strip()


def is_hidden(character: str) -> bool:
    """Tell whether a character is never seen by itself: format characters, joiners, variation selectors."""
    return (
        unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f" or character == "\u034f"
    )


def mailbox_of(email: str, version: int = LATEST_RULES) -> str:
    """Return the one spelling of the mailbox that a mail to the address most likely ends in.

    Without its `+tag`, whoever the provider is: many deliver all tags to one person, so what is counted to
    keep somebody from being flooded is counted so. Never for telling whether somebody has signed.
    """
    local, _, domain = canonical_email(email, version).rpartition("@")
    return f"{local.partition('+')[0] or local}@{domain}"
