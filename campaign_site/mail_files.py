"""Mails of a development machine: one readable file each."""

from collections.abc import Sequence
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.timezone import localtime


class MailFilesBackend(BaseEmailBackend):
    """Writes each mail to `EMAIL_FILE_PATH` as `<time>-<number>.eml`, nothing encoded that UTF-8 can show."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the mails and return how many there were."""
        folder = Path(str(settings.EMAIL_FILE_PATH))  # type: ignore[misc]  # set in dev alone
        folder.mkdir(parents=True, exist_ok=True)
        for number, message in enumerate(email_messages):
            readable = message_from_bytes(message.message().as_bytes(), policy=policy.default)
            for part in readable.walk():
                if part.get_content_maintype() == "text":
                    part.set_content(part.get_content(), subtype=part.get_content_subtype(), cte="8bit")
            name = f"{localtime():%Y%m%d-%H%M%S-%f}-{number}.eml"
            draft = folder / f".{name}"
            # Nothing folded either: the library would encode an address that is longer than a line.
            draft.write_bytes(readable.as_bytes(policy=policy.SMTPUTF8.clone(max_line_length=0)))
            # Readers of the folder only ever see whole mails.
            draft.rename(folder / name)
        return len(email_messages)
