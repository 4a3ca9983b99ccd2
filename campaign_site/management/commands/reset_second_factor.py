"""The operator's way back in for somebody who has lost their phone and their recovery codes."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import transaction
from wagtail.log_actions import log

from campaign_site.second_factor import mails


class Command(BaseCommand):
    """Takes all factors from an account, ends its sessions, and tells everybody concerned."""

    help = (
        "Takes all apps, passkeys and recovery codes from an account and signs it out everywhere. At the "
        "next sign-in it is mailed a code, and sets up a new app or passkey. The password stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the account's name, and an address for one that has none."""
        parser.add_argument("username")
        parser.add_argument("--email", help="Set the account's e-mail address first, for the code.")

    def handle(self, *args: object, username: str, email: str | None, **options: object) -> None:
        """Reset the account, or say that there is none."""
        try:
            user = User.objects.get_by_natural_key(username)
        except User.DoesNotExist:
            raise CommandError(f"There is no account called {username!r}.") from None
        told = self._whom_to_tell(user)
        with transaction.atomic():
            if email:
                user.email = email
                user.save(update_fields=["email"])
            factors = Authenticator.objects.filter(user=user)
            number = factors.count()
            factors.delete()
            ended = self._end_sessions(user)
            log(instance=user, action="campaign_site.reset_second_factor", user=None)
        for one in [*told, *([user] if email else [])]:
            mails.send_quietly(mails.mail_for(one, mails.factors_reset, user.get_username()))
        self.stdout.write(f"{number} ways to sign in are taken away, {ended} sessions have ended.")
        if not user.email:
            self.stdout.write("It has no e-mail address: give it one with --email, or it can't sign in.")

    def _whom_to_tell(self, user: User) -> list[User]:
        """Return the owner, at the address of before, and all administrators."""
        administrators = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
        return [one for one in (user, *administrators) if one.email]

    def _end_sessions(self, user: User) -> int:
        """Delete the sessions of the account. Their owner stands inside, so all are looked into."""
        ended = 0
        for session in Session.objects.iterator():
            if session.get_decoded().get("_auth_user_id") == str(user.pk):
                session.delete()
                ended += 1
        return ended
