"""What changes a petition's state, at once and in every language."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from editorial.days import current_day

from ..petition.models import Petition
from ..petition.refusals import Refused
from .readiness import NotReady, missing_for_opening


@transaction.atomic
def open_petition(petition: Petition, user: AbstractBaseUser | None) -> Petition:
    """Return the petition, open from now on: for the first time, again, or earlier than planned.

    Raises NotReady while a piece is missing, and Refused once it was delivered. Opening an open petition
    changes nothing.
    """
    petition = Petition.objects.select_for_update().get(pk=petition.pk)
    if petition.is_open:
        return petition
    if petition.delivered_on is not None:
        raise Refused(_("It has been delivered. Take the delivery back before you open it again."))
    if missing := missing_for_opening(petition):
        raise NotReady(missing)
    now = timezone.now()
    if petition.opens_at is None or petition.opens_at > now:
        petition.opens_at = now
    if petition.closes_at is not None and petition.closes_at <= now:
        petition.closes_at = None
    petition.paused = False
    petition.save(update_fields=["opens_at", "closes_at", "paused"])
    log(instance=petition, action="petition_blocks.open", user=user)
    return petition


@transaction.atomic
def pause_petition(petition: Petition, user: AbstractBaseUser | None) -> Petition:
    """Return the petition, paused: nobody can hand in a signature, but mailed links still count.

    Raises Refused unless it is open. Pausing a paused petition changes nothing.
    """
    petition = Petition.objects.select_for_update().get(pk=petition.pk)
    if petition.state == Petition.State.PAUSED:
        return petition
    if not petition.is_open:
        raise Refused(_("Only an open petition can be paused."))
    petition.paused = True
    petition.save(update_fields=["paused"])
    log(instance=petition, action="petition_blocks.pause", user=user)
    return petition


@transaction.atomic
def resume_petition(petition: Petition, user: AbstractBaseUser | None) -> Petition:
    """Return the petition, open again after a pause.

    Raises Refused unless it is paused, and NotReady if a piece went missing meanwhile. Resuming an open
    petition changes nothing.
    """
    petition = Petition.objects.select_for_update().get(pk=petition.pk)
    if petition.is_open:
        return petition
    if petition.state != Petition.State.PAUSED:
        raise Refused(_("Only a paused petition can be resumed."))
    if missing := missing_for_opening(petition):
        raise NotReady(missing)
    petition.paused = False
    petition.save(update_fields=["paused"])
    log(instance=petition, action="petition_blocks.resume", user=user)
    return petition


@transaction.atomic
def close_petition(petition: Petition, user: AbstractBaseUser | None) -> Petition:
    """Return the petition, closed from now on; links that were mailed before still count for a day.

    Raises Refused if it hasn't opened yet. Closing a closed petition changes nothing.
    """
    petition = Petition.objects.select_for_update().get(pk=petition.pk)
    if petition.state == Petition.State.CLOSED:
        return petition
    if petition.state == Petition.State.NOT_OPEN:
        raise Refused(_("This petition is not open yet, so there is nothing to close."))
    petition.closes_at = timezone.now()
    petition.save(update_fields=["closes_at"])
    log(instance=petition, action="petition_blocks.close", user=user)
    return petition


@transaction.atomic
def deliver_petition(petition: Petition, day: date, user: AbstractBaseUser | None) -> Petition:
    """Return the petition, delivered on that day.

    Raises Refused unless it is closed, and for a day to come. Delivering it twice changes nothing.
    """
    petition = Petition.objects.select_for_update().get(pk=petition.pk)
    if petition.delivered_on is not None:
        return petition
    if petition.state != Petition.State.CLOSED:
        raise Refused(_("People can still sign. Close the petition first."))
    if day > current_day():
        raise Refused(_("Choose today or a day before."))
    petition.delivered_on = day
    petition.save(update_fields=["delivered_on"])
    log(instance=petition, action="petition_blocks.deliver", user=user, data={"day": day.isoformat()})
    return petition


@transaction.atomic
def take_back_delivery(petition: Petition, user: AbstractBaseUser | None) -> Petition:
    """Return the petition, closed and no longer delivered.

    Raises Refused while it counts as answered. Without a delivery it changes nothing.
    """
    petition = Petition.objects.select_for_update().get(pk=petition.pk)
    if petition.delivered_on is None:
        return petition
    if petition.answered_on is not None:
        raise Refused(_("It is marked as answered. Take the answer back first."))
    petition.delivered_on = None
    petition.save(update_fields=["delivered_on"])
    log(instance=petition, action="petition_blocks.take_back_delivery", user=user)
    return petition


@transaction.atomic
def mark_answered(petition: Petition, day: date, user: AbstractBaseUser | None) -> Petition:
    """Return the petition, answered on that day.

    Raises Refused unless it was delivered by that day, and for a day to come. Marking an answered petition
    changes nothing.
    """
    petition = Petition.objects.select_for_update().get(pk=petition.pk)
    if petition.answered_on is not None:
        return petition
    if petition.delivered_on is None:
        raise Refused(_("Nobody can answer what was not delivered. Mark the petition as delivered first."))
    if not petition.delivered_on <= day <= current_day():
        raise Refused(_("Choose a day from the delivery until today."))
    petition.answered_on = day
    petition.save(update_fields=["answered_on"])
    log(instance=petition, action="petition_blocks.answer", user=user, data={"day": day.isoformat()})
    return petition


@transaction.atomic
def take_back_answer(petition: Petition, user: AbstractBaseUser | None) -> Petition:
    """Return the petition, delivered and no longer answered. Without an answer it changes nothing."""
    petition = Petition.objects.select_for_update().get(pk=petition.pk)
    if petition.answered_on is None:
        return petition
    petition.answered_on = None
    petition.save(update_fields=["answered_on"])
    log(instance=petition, action="petition_blocks.take_back_answer", user=user)
    return petition
