"""The words of the hub, as documents of a bundle for translators (`localisation.bundle`)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Locale

from ..control_characters import in_one_line
from .actions import say
from .address import FormOfAddress
from .catalogue import Message, all_messages, differs_by_address, plural_examples, shipped_texts
from .languages import languages_to_better
from .models import InterfaceWord
from .po_file import forms_in, plural_rule
from .problems import LONGEST, problems_of_text


@dataclass(frozen=True)
class Word:
    """A message, as it is said now."""

    message: Message
    now: list[str]
    is_sure: bool = True

    @property
    def context(self) -> str:
        """What tells it from messages that are written alike."""
        return self.message.context

    @property
    def singular(self) -> str:
        """Its text in English."""
        return self.message.singular

    @property
    def plural(self) -> str:
        """Its text for other numbers than one."""
        return self.message.plural

    @property
    def comment(self) -> str:
        """Where it is read, and what the code's authors say."""
        return "\n".join(filter(None, [" · ".join(self.message.places), self.message.comment]))


@dataclass
class Words:
    """What the hub says in a language to one kind of readers, in one form of address."""

    language: str
    address: str
    name: str
    texts: list[Word] = field(default_factory=list)

    @property
    def id(self) -> str:
        """What it is known by."""
        return f"words-{self.language}-{self.name}"

    @property
    def file_name(self) -> str:
        """What its file is called."""
        return f"words/{self.name}"

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Words of the hub")

    @property
    def url(self) -> str:
        """Where they are bettered."""
        return reverse("editorial_words_in", args=[self.language])

    @property
    def plural_rule(self) -> str:
        """How the language's plural forms are counted.

        Those that are said of fractions alone are left out, as nothing here counts halves.
        """
        forms = len(plural_examples(self.language))
        return re.sub(r"nplurals\s*=\s*\d+", f"nplurals={forms}", plural_rule(self.language))

    @transaction.atomic
    def take(self, text: Word, words: Sequence[str], user: User, *, is_sure: bool) -> bool:
        """Say a message in these words at once, on every site; False if it is no longer said as it was.

        Raises `ValidationError` where it can't be said like that, or nobody is sure of it: what is public at
        once has no place for suggestions.
        """
        if not is_sure:
            raise ValidationError(_("Marked as uncertain (fuzzy). Take the mark away once somebody is sure."))
        examples = plural_examples(self.language) if text.message.plural else []
        cleaned = [in_one_line(said.strip()) for said in words]
        problems = [
            problem
            for number, said in enumerate(cleaned)
            for problem in problems_of_text(
                text.message, said, may_leave_out=bool(examples) and len(examples[number]) == 1
            )
        ]
        if any(len(said) > LONGEST for said in cleaned):
            problems.append(_("A text has at most %(number)d letters.") % {"number": LONGEST})
        if problems:
            raise ValidationError(problems)
        own = InterfaceWord.objects.select_for_update().filter(
            language_code=self.language, form_of_address=self.address, message=text.message.name
        )
        shipped = shipped_texts(text.message, self.language, self.address)
        if next((word.texts for word in own), shipped) != text.now:
            return False
        say(text.message, self.language, self.address, cleaned, user)
        return True


def words_for_translators(locale: Locale, user: User | AnonymousUser) -> Iterator[Words]:
    """Yield the words of the hub that a user may better in a language, those for visitors first."""
    language = str(locale.language_code)
    if language == settings.LANGUAGE_CODE or language not in languages_to_better(user):
        return
    own = {
        (word.form_of_address, word.message): word.texts
        for word in InterfaceWord.objects.filter(language_code=language)
    }
    for address in forms_in(language):
        usual = address == FormOfAddress.USUAL
        visitors = Words(language, address, "visitors" if usual else f"visitors-{address}")
        editors = Words(language, address, "admin")
        for name, message in all_messages().items():
            if not usual and not differs_by_address(message, language):
                continue
            now = own.get((address, name)) or shipped_texts(message, language, address)
            (visitors if message.is_for_visitors else editors).texts.append(Word(message, now))
        yield visitors
        if usual and language in dict(settings.WAGTAILADMIN_PERMITTED_LANGUAGES):
            yield editors
