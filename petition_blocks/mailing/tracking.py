"""What mail providers tell about our mails."""

from anymail.signals import AnymailTrackingEvent, tracking
from django.dispatch import receiver

from .actions import record_bounce

# What a mail provider's webhook calls it when a mail did not arrive, or was not wanted.
NOT_ARRIVED = {"bounced", "rejected"}
NOT_WANTED = {"complained", "unsubscribed"}
# These say something about us or the moment, not about the address.
FOR_NOW = {"blocked", "timed_out"}


@receiver(tracking)
def follow_tracking_event(event: AnymailTrackingEvent, **kwargs: object) -> None:
    """Send no more mail to an address that doesn't exist, or whose owner called it spam."""
    if event.recipient and event.event_type in NOT_ARRIVED | NOT_WANTED:
        # Both are words of the library's. The server's own may hold the address.
        reason = " ".join(filter(None, [event.event_type, event.reject_reason]))
        is_final = event.event_type in NOT_WANTED or event.reject_reason not in FOR_NOW
        is_complaint = event.event_type in NOT_WANTED
        record_bounce(event.recipient, reason, is_final=is_final, is_complaint=is_complaint)
