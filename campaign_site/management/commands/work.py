"""The worker: everything that is due, for as long as it runs."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from types import FrameType

from django.core.management import BaseCommand, CommandParser, call_command
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from campaign_site.time_slice import TimeSlice
from campaign_site.upkeep.exports_folder import make_mark
from campaign_site.upkeep.heartbeat import Heart, forget_dead_workers
from campaign_site.upkeep.watched import log_findings
from editorial.actions.invalidate_pages import (
    current_generation,
    invalidate_pages_at_once,
    tell_what_others_left,
)
from editorial.actions.make_page_renditions import make_page_renditions
from editorial.bin.actions import empty_bin
from localisation.desk.digest import tell_translators
from localisation.gate.actions import look_again, look_at_reviews
from localisation.gate.times import keep_times_together
from localisation.jobs.do_tasks import do_translation_task, forget_old_jobs
from localisation.knowledge.remembering import remember_older_texts
from petition_blocks.abuse.actions import erase_network_tags, rebuild_due_abuse_statistics
from petition_blocks.backups.folder import remind_of_backups
from petition_blocks.clock.actions import clock_is_believed
from petition_blocks.counting.actions import fold_counts
from petition_blocks.counting.goals import show_reached_goals
from petition_blocks.counting.statistics import rebuild_due_statistics
from petition_blocks.erasure.checkpoint_wal import checkpoint_wal
from petition_blocks.erasure.erase_due import erase_slice
from petition_blocks.erasure.vacuum import vacuum
from petition_blocks.exports.actions import sweep_exports
from petition_blocks.exports.write_exports import write_due_export
from petition_blocks.keys.tell_key_keepers import tell_key_keepers
from petition_blocks.lifecycle.hold_unready_openings import hold_unready_openings
from petition_blocks.mailing.count_mails import fold_mail_counts
from petition_blocks.mailing.send_due_mails import LEASE, send_due_mails
from petition_blocks.petition.models import Petition
from petition_blocks.signatory.actions import expire_link_requests
from petition_blocks.signatory.send_due_links import send_due_links
from petition_blocks.signing.expire import expire_submissions

logger = logging.getLogger(__name__)

# How often each kind of work is looked for, in seconds.
MAIL_INTERVAL = 1
TELLING_INTERVAL = 1
FOLD_INTERVAL = 10
SCHEDULE_INTERVAL = 10
EXPORT_INTERVAL = 2
TRANSLATION_INTERVAL = 2
RENDITION_INTERVAL = 2
KEYS_INTERVAL = 10
# Each translator gets one mail a day at most; this is how soon it is there in the morning.
DIGEST_INTERVAL = 300
EXPIRY_INTERVAL = 300
STATISTICS_INTERVAL = 300
REMINDER_INTERVAL = 24 * 60 * 60
VACUUM_INTERVAL = 24 * 60 * 60
# How long one kind of work may keep the others waiting. What is left is taken up again at once, in turn.
SLICE_SECONDS = 1.0


class Command(BaseCommand):
    """Sends mails, folds counts, makes what was asked for, erases what has expired, publishes on time."""

    help = "Does all due work until it is stopped. Any number of them may run at once."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("--once", action="store_true", help="Do what is due now, then stop.")
        parser.add_argument(
            "--lease",
            type=float,
            default=LEASE.total_seconds(),
            help="Seconds after which another worker takes up mails and translations of one that died.",
        )

    def handle(self, *args: object, once: bool, lease: float, **options: object) -> None:
        """Run until a signal comes, or through everything once."""
        stopping = threading.Event()

        def stop(number: int, frame: FrameType | None) -> None:
            stopping.set()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        last_look = timezone.now()
        reviewed_at: int | None = None
        has_erased = False

        def mails() -> int:
            return send_due_mails(lease=timedelta(seconds=lease), keep_going=lambda: not stopping.is_set())

        def links() -> int:
            return send_due_links(lease=timedelta(seconds=lease), keep_going=lambda: not stopping.is_set())

        def translations() -> int:
            return do_translation_task(lease=timedelta(seconds=lease))

        def erase() -> int:
            nonlocal has_erased
            done = erase_slice(TimeSlice(SLICE_SECONDS, stopping))
            if has_erased and not done:
                vacuum()
            has_erased = bool(done)
            return done

        def delete_binned_pages() -> int:
            return empty_bin() if clock_is_believed() else 0

        def clear_sessions() -> int:
            call_command("clearsessions", verbosity=0)
            return 0

        def schedule() -> int:
            nonlocal last_look, reviewed_at
            keep_times_together()
            call_command("publish_scheduled", verbosity=0)
            hold_unready_openings()
            look_again()
            # Whatever visitors read anew has renewed it.
            if (generation := current_generation()) != reviewed_at:
                look_at_reviews()
                reviewed_at = generation
            now = timezone.now()
            if Petition.objects.crossing_between(last_look, now).exists():
                invalidate_pages_at_once()
            last_look = now
            return 0

        work: list[tuple[Callable[[], int], float]] = [
            (tell_what_others_left, TELLING_INTERVAL),
            (mails, MAIL_INTERVAL),
            (links, MAIL_INTERVAL),
            (tell_key_keepers, KEYS_INTERVAL),
            (tell_translators, DIGEST_INTERVAL),
            (fold_counts, FOLD_INTERVAL),
            (show_reached_goals, FOLD_INTERVAL),
            (schedule, SCHEDULE_INTERVAL),
            (make_page_renditions, RENDITION_INTERVAL),
            (write_due_export, EXPORT_INTERVAL),
            (translations, TRANSLATION_INTERVAL),
            (sweep_exports, EXPIRY_INTERVAL),
            (expire_submissions, EXPIRY_INTERVAL),
            (expire_link_requests, EXPIRY_INTERVAL),
            (erase, EXPIRY_INTERVAL),
            (erase_network_tags, EXPIRY_INTERVAL),
            (delete_binned_pages, EXPIRY_INTERVAL),
            (forget_old_jobs, EXPIRY_INTERVAL),
            (clear_sessions, EXPIRY_INTERVAL),
            (rebuild_due_abuse_statistics, STATISTICS_INTERVAL),
            (rebuild_due_statistics, STATISTICS_INTERVAL),
            (fold_mail_counts, STATISTICS_INTERVAL),
            (remind_of_backups, REMINDER_INTERVAL),
            (remember_older_texts, STATISTICS_INTERVAL),
            # Last, so that they take along what the others have erased.
            (vacuum, VACUUM_INTERVAL),
            (checkpoint_wal, EXPIRY_INTERVAL),
            (forget_dead_workers, EXPIRY_INTERVAL),
            (log_findings, EXPIRY_INTERVAL),
        ]
        due_at = dict.fromkeys(range(len(work)), 0.0)
        self._heart = Heart()
        if not once:
            # Who looks once, and ends, is no worker that anybody could miss.
            self._heart.start(_mark_of_exports())
        self.stdout.write("The worker runs.")
        while not stopping.is_set():
            for index, (task, interval) in enumerate(work):
                if stopping.is_set() or time.monotonic() < due_at[index]:
                    continue
                done = self._do(task)
                # What found work looks again at once: there may be more than one batch.
                due_at[index] = 0.0 if done else time.monotonic() + interval
            self._heart.note_round()
            if once and all(due_at.values()):
                self._do(checkpoint_wal)
                break
            stopping.wait(max(0.0, min(due_at.values()) - time.monotonic()))
        self._heart.stop()
        self.stdout.write("The worker has stopped.")

    def _do(self, task: Callable[[], int]) -> int:
        """Do one piece of work. A fault is noted and tried again next time; it never ends the worker."""
        close_old_connections()
        try:
            with self._heart.at(task.__name__):
                return task()
        except DatabaseError as error:
            logger.error("the database did not take part in %s: %s", task.__name__, type(error).__name__)
        except Exception:
            logger.exception("%s failed; it is tried again", task.__name__)
        return 0


def _mark_of_exports() -> str:
    """Return the mark of the folder for exports; nothing where it can't be used, which `doctor` tells too."""
    try:
        return make_mark()
    except OSError as error:
        logger.warning("the folder for exports can't be used: %s", type(error).__name__)
        return ""
