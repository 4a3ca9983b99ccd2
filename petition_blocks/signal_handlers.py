"""What follows from a published page or a changed register."""

from functools import partial

from django.db import transaction
from django.db.models import ProtectedError
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import init_new_page, page_published

from editorial.actions.invalidate_pages import invalidate_pages, invalidate_pages_at_once

from .counting.goals import show_reached_goal
from .counting.models import CountChange, OfflineBatch
from .exports.actions import sweep_exports
from .keys.models import RecipientKey
from .page.consents import has_lost_consent
from .page.models import PetitionPage
from .page.wordings import take_wording
from .petition.delete import drop_register
from .petition.models import Petition, PetitionSettings
from .petition.organisations import Organisation


@receiver(init_new_page)
def begin_with_standard_words(page: Page, **kwargs: object) -> None:
    """Let the form of a new page start with the standard words, so that saving it keeps them."""
    if isinstance(page, PetitionPage):
        page.take_standard_words()


@receiver(page_published, sender=PetitionPage)
def record_published_wording(instance: PetitionPage, **kwargs: object) -> None:
    """Keep the words that people sign from now on."""
    if not instance.alias_of_id and not has_lost_consent(instance):
        take_wording(instance)


@receiver(post_save, sender=Petition)
def follow_changed_register(instance: Petition, **kwargs: object) -> None:
    """Keep the new wording of every public page, and show the new state everywhere."""
    for page in instance.pages.filter(live=True, alias_of__isnull=True).select_related("locale"):
        page.petition = instance
        if not has_lost_consent(page):
            take_wording(page)
    invalidate_pages_at_once()


@receiver(post_save, sender=Organisation)
def follow_changed_organisation(instance: Organisation, **kwargs: object) -> None:
    """Tell those who sign from now on, on all petitions that have chosen it: it is part of what they sign."""
    for petition in Petition.objects.filter(controllers__organisation=instance).distinct():
        follow_changed_register(petition)


@receiver(post_save, sender=RecipientKey)
@receiver(post_delete, sender=RecipientKey)
def follow_changed_keys(instance: RecipientKey, **kwargs: object) -> None:
    """Tell those who sign from now on who can read what they enter: it is part of what they sign."""
    petition = Petition.objects.filter(pk=instance.petition_id).first()
    if petition is not None:
        follow_changed_register(petition)


@receiver(post_delete, sender=RecipientKey)
def let_files_go_with_their_key(**kwargs: object) -> None:
    """Delete the files that only this key opened, once it is certain that it is gone."""
    transaction.on_commit(sweep_exports)


@receiver(post_save, sender=CountChange)
def follow_changed_count(instance: CountChange, **kwargs: object) -> None:
    """Show the next goal, or the first number, once the change that reaches it has committed."""
    transaction.on_commit(partial(show_reached_goal, instance.petition_id), robust=True)


@receiver(post_save, sender=OfflineBatch)
def follow_changed_batches(instance: OfflineBatch, **kwargs: object) -> None:
    """Show everywhere what was collected on paper."""
    transaction.on_commit(partial(show_reached_goal, instance.petition_id), robust=True)
    invalidate_pages()


@receiver(post_save, sender=PetitionSettings)
def follow_changed_main_petition(**kwargs: object) -> None:
    """Show the new main petition everywhere."""
    invalidate_pages()


@receiver(pre_delete, sender=PetitionPage)
def protect_pages_with_signatures(instance: PetitionPage, **kwargs: object) -> None:
    """Refuse to delete the words that people have signed, whichever way it is tried."""
    petition = instance.petition
    if petition is None or instance.alias_of_id:
        return
    if petition.signatures.exists() or petition.submissions.exists():
        raise ProtectedError(
            f"“{instance.title}” has signatures. Close the petition and unpublish the page instead.",
            {instance},
        )


@receiver(post_delete, sender=PetitionPage)
def let_register_go_with_its_last_page(instance: PetitionPage, **kwargs: object) -> None:
    """Leave no register behind that nobody has signed and nobody can reach."""
    if instance.petition_id is not None and instance.petition is not None:
        drop_register(instance.petition, None)
