"""The well-known mail providers, told by an address's domain."""

from functools import lru_cache

from .addresses import canonical_address

# Small domains could name a person or an office, so all others are one.
OTHER = "other"
DOMAINS = {
    "gmail.com": "Gmail",
    "outlook.com": "Outlook",
    "outlook.de": "Outlook",
    "outlook.fr": "Outlook",
    "hotmail.com": "Outlook",
    "hotmail.de": "Outlook",
    "hotmail.fr": "Outlook",
    "hotmail.it": "Outlook",
    "hotmail.es": "Outlook",
    "hotmail.co.uk": "Outlook",
    "live.com": "Outlook",
    "live.de": "Outlook",
    "live.fr": "Outlook",
    "live.nl": "Outlook",
    "msn.com": "Outlook",
    "yahoo.com": "Yahoo",
    "yahoo.de": "Yahoo",
    "yahoo.fr": "Yahoo",
    "yahoo.it": "Yahoo",
    "yahoo.es": "Yahoo",
    "yahoo.co.uk": "Yahoo",
    "ymail.com": "Yahoo",
    "aol.com": "Yahoo",
    "icloud.com": "iCloud",
    "me.com": "iCloud",
    "mac.com": "iCloud",
    "proton.me": "Proton",
    "protonmail.com": "Proton",
    "pm.me": "Proton",
    "tuta.com": "Tuta",
    "tutanota.com": "Tuta",
    "tutanota.de": "Tuta",
    "gmx.de": "GMX",
    "gmx.net": "GMX",
    "gmx.at": "GMX",
    "gmx.ch": "GMX",
    "gmx.com": "GMX",
    "gmx.fr": "GMX",
    "web.de": "WEB.DE",
    "t-online.de": "T-Online",
    "freenet.de": "freenet",
    "posteo.de": "Posteo",
    "mailbox.org": "mailbox.org",
    "orange.fr": "Orange",
    "wanadoo.fr": "Orange",
    "free.fr": "Free",
    "sfr.fr": "SFR",
    "laposte.net": "La Poste",
    "skynet.be": "Proximus",
    "proximus.be": "Proximus",
    "telenet.be": "Telenet",
    "ziggo.nl": "Ziggo",
    "kpnmail.nl": "KPN",
    "xs4all.nl": "KPN",
    "libero.it": "Libero",
    "virgilio.it": "Libero",
    "tiscali.it": "Tiscali",
    "alice.it": "TIM",
    "tin.it": "TIM",
    "telefonica.net": "Telefónica",
    "sapo.pt": "SAPO",
    "wp.pl": "WP",
    "o2.pl": "WP",
    "onet.pl": "Onet",
    "op.pl": "Onet",
    "interia.pl": "Interia",
    "seznam.cz": "Seznam",
    "email.cz": "Seznam",
    "centrum.cz": "Centrum",
    "azet.sk": "Azet",
    "zoznam.sk": "Zoznam",
    "freemail.hu": "Freemail",
    "citromail.hu": "Citromail",
    "abv.bg": "ABV",
    "mail.bg": "Mail.bg",
    "bluewin.ch": "Bluewin",
    "telia.com": "Telia",
    "inbox.lv": "Inbox.lv",
    "mail.ee": "Mail.ee",
}


def domain_of(address: str) -> str:
    """Return the domain of an address, in the one spelling that stands for all."""
    return _in_one_spelling(address.strip().rpartition("@")[2])


@lru_cache(maxsize=1_000)
def _in_one_spelling(domain: str) -> str:
    return canonical_address(f"name@{domain}").rpartition("@")[2]


def provider_of(domain: str) -> str:
    """Return the name of the well-known provider that a domain belongs to, else `OTHER`."""
    return DOMAINS.get(domain, OTHER)
