"""Say a message in other words, or in the hub's own again."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from .catalogue import Message, shipped_texts
from .models import InterfaceWord


@transaction.atomic
def say(message: Message, language: str, address: str, texts: list[str], user: User) -> InterfaceWord | None:
    """Let a message be said in these words from now on; `texts` has one for each plural form.

    What is the same as the hub's own is not kept: None is returned then, and a later release may better it.
    """
    shipped = shipped_texts(message, language, address)
    place = {"language_code": language, "form_of_address": address, "message": message.name}
    if texts == shipped:
        for word in InterfaceWord.objects.filter(**place):
            log(instance=word, action="wagtail.delete", user=user)
            word.delete()
        return None
    word, is_new = InterfaceWord.objects.update_or_create(
        language_code=language,
        form_of_address=address,
        message=message.name,
        defaults={
            "context": message.context,
            "singular": message.singular,
            "has_plural": bool(message.plural),
            "texts": texts,
            "instead_of": shipped,
            "changed_at": timezone.now(),
            "changed_by": user,
        },
    )
    log(instance=word, action="wagtail.create" if is_new else "wagtail.edit", user=user)
    return word
