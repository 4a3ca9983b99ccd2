"""The languages that the hub can speak. Which of them a site does speak are its rows of `Locale`."""

from django.conf.locale import LANG_INFO

from editorial.language_names import lazy_language_name, name_in, own_name

OF_THE_EU = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"
# Those in which the admin has all of its words; Wagtail alone has many more.
OF_THE_ADMIN = "en ar de fr"
OTHERS = "ar bs ca cy eu fa gl he is ja mk nb ru sq sr sr-latn tr uk zh-hans zh-hant"

# Maltese is an official language of the EU that Django's table leaves out.
LANG_INFO.setdefault("mt", {"bidi": False, "code": "mt", "name": "Maltese", "name_local": "Malti"})


def admin_languages() -> list[tuple[str, str]]:
    """Return the code and own name of each language that the admin speaks; the first is for all others."""
    return [(code, own_name(code)) for code in OF_THE_ADMIN.split()]


def all_languages() -> list[tuple[str, str]]:
    """Return the code of each language and its name in the reader's, in the order of the English names."""
    codes = sorted([*OF_THE_EU.split(), *OTHERS.split()], key=lambda code: name_in(code, "en"))
    return [(code, lazy_language_name(code)) for code in codes]
