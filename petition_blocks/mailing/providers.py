"""The well-known mail providers, told by an address's domain."""

from editorial.mail_domain import canonical_domain

from ..sealing.email_addresses import LATEST_RULES, SAME_DOMAINS

# Small domains could name a person or an office, so all others are one.
OTHER = "other"
# A domain that is added here is one whose tags petitions ignore: it takes a new version of the rules in
# `email_addresses.py`, and a test says so.
PROVIDERS = {
    "Gmail": "gmail.com googlemail.com",
    "Outlook": """
        hotmail.at hotmail.be hotmail.ca hotmail.ch hotmail.cl hotmail.co.il hotmail.co.nz hotmail.co.th
        hotmail.co.uk hotmail.co.za hotmail.com hotmail.com.ar hotmail.com.au hotmail.com.br hotmail.com.gr
        hotmail.com.mx hotmail.com.tr hotmail.cz hotmail.de hotmail.dk hotmail.es hotmail.fi hotmail.fr
        hotmail.gr hotmail.hu hotmail.ie hotmail.it hotmail.jp hotmail.lt hotmail.lv hotmail.nl hotmail.no
        hotmail.pt hotmail.rs hotmail.se hotmail.sk live.at live.be live.ca live.ch live.cl live.co.uk
        live.co.za live.com live.com.ar live.com.au live.com.mx live.com.pt live.de live.dk live.fi live.fr
        live.ie live.it live.jp live.nl live.no live.se msn.com outlook.at outlook.be outlook.cl
        outlook.co.il outlook.co.nz outlook.co.th outlook.com outlook.com.ar outlook.com.au outlook.com.br
        outlook.com.gr outlook.com.tr outlook.cz outlook.de outlook.dk outlook.es outlook.fr outlook.hu
        outlook.ie outlook.in outlook.it outlook.jp outlook.lv outlook.pt outlook.sk passport.com
        windowslive.com
    """,
    "Yahoo": """
        aol.co.uk aol.com aol.de aol.fr aol.it rocketmail.com yahoo.at yahoo.be yahoo.bg yahoo.ca yahoo.ch
        yahoo.co.id yahoo.co.in yahoo.co.nz yahoo.co.uk yahoo.co.za yahoo.com yahoo.com.ar yahoo.com.au
        yahoo.com.br yahoo.com.hr yahoo.com.mx yahoo.com.tr yahoo.cz yahoo.de yahoo.dk yahoo.ee yahoo.es
        yahoo.fi yahoo.fr yahoo.gr yahoo.hu yahoo.ie yahoo.in yahoo.it yahoo.lt yahoo.lv yahoo.nl yahoo.no
        yahoo.pl yahoo.pt yahoo.ro yahoo.se yahoo.si yahoo.sk ymail.com
    """,
    "iCloud": "icloud.com mac.com me.com",
    "Proton": "pm.me proton.me protonmail.ch protonmail.com",
    "Tuta": "keemail.me tuta.com tuta.io tutamail.com tutanota.com tutanota.de",
    "GMX": "gmx.at gmx.ch gmx.com gmx.de gmx.eu gmx.fr gmx.net gmx.us",
    "WEB.DE": "web.de",
    "T-Online": "t-online.de",
    "freenet": "freenet.de",
    "Posteo": "posteo.at posteo.ch posteo.de posteo.eu posteo.net posteo.org posteo.us",
    "mailbox.org": "mailbox.org",
    "Orange": "orange.fr wanadoo.fr",
    "Free": "free.fr",
    "SFR": "sfr.fr",
    "La Poste": "laposte.net",
    "Proximus": "proximus.be skynet.be",
    "Telenet": "telenet.be",
    "Ziggo": "ziggo.nl",
    "KPN": "kpnmail.nl xs4all.nl",
    "Libero": "libero.it virgilio.it",
    "Tiscali": "tiscali.it",
    "TIM": "alice.it tin.it",
    "Telefónica": "telefonica.net",
    "SAPO": "sapo.pt",
    "WP": "o2.pl wp.pl",
    "Onet": "onet.pl op.pl",
    "Interia": "interia.pl",
    "Seznam": "email.cz seznam.cz",
    "Centrum": "centrum.cz",
    "Azet": "azet.sk",
    "Zoznam": "zoznam.sk",
    "Freemail": "freemail.hu",
    "Citromail": "citromail.hu",
    "ABV": "abv.bg",
    "Mail.bg": "mail.bg",
    "Bluewin": "bluewin.ch",
    "Telia": "telia.com",
    "Inbox.lv": "inbox.lv",
    "Mail.ee": "mail.ee",
    "Fastmail": "fastmail.com fastmail.fm",
}
DOMAINS = {domain: provider for provider, domains in PROVIDERS.items() for domain in domains.split()}


def domain_of(email: str) -> str:
    """Return the domain of an address, in the one spelling that stands for all."""
    domain = canonical_domain(email.rpartition("@")[2])
    return SAME_DOMAINS[LATEST_RULES].get(domain, domain)


def provider_of(domain: str) -> str:
    """Return the name of the well-known provider that a domain belongs to, else `OTHER`."""
    return DOMAINS.get(domain, OTHER)
