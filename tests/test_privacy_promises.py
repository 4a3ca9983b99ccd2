"""docs/privacy.md, line by line: which test holds us to it, and those tests that have no better place.

Whoever adds a statement to that page says here which tests would fail if it weren't true.
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pyrage
import pytest
from django.core.cache import cache
from django.db import connection
from django.forms import model_to_dict
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from campaign_site.settings.base import database_from_environment
from campaign_site.settings.local_keys import new_server_identity
from petition_blocks.erasure.erase_due import erase_due
from petition_blocks.mailing.links import confirmation_link
from petition_blocks.mailing.models import MailQuota
from petition_blocks.mailing.send_due_mails import send_due_mails
from petition_blocks.petition.models import DigestKey, Petition
from petition_blocks.sealing.email_addresses import canonical_email
from petition_blocks.sealing.encryption import email_digest, unseal, unseal_for_server
from petition_blocks.signature.models import CONFIRMATION_PERIOD, SealedRecord, Signature, Submission, Wording
from petition_blocks.signing.confirm import confirm
from petition_blocks.signing.expire import expire_submissions
from tests.factories import HandIn

from .traces import Traces

PROJECT = Path(__file__).resolve().parent.parent
PRIVACY = PROJECT / "docs" / "privacy.md"

# What only says where our promises end, or what others must do.
BEYOND_US = "no test: it is beyond us"
HERE = "tests/test_privacy_promises.py"
NOTHING_READABLE = "tests/test_nothing_readable.py::test_only_the_key_tells_who_signed_and_then_nothing_does"
PUBLIC_PAGES = "tests/test_public_pages.py"
FILES = "editorial/tests"
BACKED_UP = "petition_blocks/backups/tests/test_backups.py"
BACKUP_FOLDER = "petition_blocks/backups/tests/test_folder.py"
IN_THE_JOURNAL_ALONE = "test_a_removed_signature_leaves_its_id_in_the_journal_alone"
STEPS = "petition_blocks/counting/tests/test_secret_steps.py"
SECOND_FACTOR = "campaign_site/second_factor/tests"
STOLEN = f"{SECOND_FACTOR}/test_stolen_password.py"
METRICS = "campaign_site/tests/test_metrics.py"
NETWORK = "editorial/tests/test_visitor_network.py"

# How a statement of the page begins → the tests that fail if it isn't true.
STATEMENTS: dict[str, list[str] | str] = {
    "It protects a **copied database**": [
        NOTHING_READABLE,
        f"{HERE}::test_a_copied_database_can_not_be_used_to_test_an_address",
    ],
    "It does not protect a **captured server**": [
        "petition_blocks/sealing/tests/test_sealing.py::test_the_server_reads_what_it_sealed_for_itself"
    ],
    "Mail providers see": BEYOND_US,
    "Backups must end": [
        f"{BACKED_UP}::test_who_took_their_signature_back_is_gone_again",
        f"{BACKUP_FOLDER}::test_a_backup_must_end_before_the_day_and_when_it_is_old",
        "petition_blocks/erasure/tests/test_erasing.py::test_a_restored_backup_is_erased_again",
    ],
    "It protects against **one stolen password**": [
        "petition_blocks/keys/tests/test_keys_right.py::test_an_editor_can_not_let_a_key_of_their_own_read_who_signs"
    ],
    "Nobody who writes pages, runs petitions": [
        "petition_blocks/keys/tests/test_keys_right.py::test_an_editor_can_not_let_a_key_of_their_own_read_who_signs",
        "petition_blocks/keys/tests/test_keys_right.py::test_nobody_who_manages_users_takes_the_right",
        "home/tests/test_roles.py::test_only_who_keeps_keys_may_and_judging_is_what_the_manuals_say",
    ],
    "Whoever has only a password": [
        f"{STOLEN}::test_every_address_of_the_admin_is_shut_to_a_password",
        f"{STOLEN}::test_every_role_is_shut_out_of_what_is_dangerous",
    ],
    "An account that has no second factor yet": [
        f"{SECOND_FACTOR}/test_ways_in.py"
        "::test_a_password_alone_leads_a_role_without_a_factor_to_the_mailbox_and_no_further"
    ],
    "The demo goes without": [
        "campaign_site/tests/test_checks.py::test_a_public_server_does_not_start_without_a_second_factor"
    ],
    "Their account, what they did": [
        f"{SECOND_FACTOR}/test_ways_in.py::test_a_copy_of_the_database_makes_no_codes"
    ],
    "The admin sets cookies": [
        f"{SECOND_FACTOR}/test_mails.py::test_what_knows_a_device_is_sent_to_the_admin_alone",
        f"{SECOND_FACTOR}/test_ways_in.py::test_a_device_is_remembered_for_thirty_days_by_the_admin_alone",
    ],
    "No address of theirs is kept": [
        f"{SECOND_FACTOR}/test_ways_in.py::test_what_is_kept_of_a_sign_in_names_no_address"
    ],
    "Once a petition has opened, one person": [
        "petition_blocks/keys/tests/test_keys_right.py"
        "::test_while_people_sign_nothing_is_sealed_to_a_new_key_before_somebody_else_agrees"
    ],
    "Everybody with the right, and every administrator": [
        "petition_blocks/keys/tests/test_keys_right.py::test_all_who_keep_keys_are_told_by_mail_also_while_mails_are_paused",
        "petition_blocks/keys/tests/test_keys_right.py::test_a_mail_server_that_is_away_delays_the_mail_and_loses_none",
    ],
    "Visitors read the names of the holders": [
        "petition_blocks/keys/tests/test_keys_right.py"
        "::test_visitors_read_who_holds_the_keys_and_it_is_part_of_what_they_sign"
    ],
    "The log of keys can't be changed": [
        "petition_blocks/keys/tests/test_keys_right.py::test_the_log_of_keys_is_never_emptied_or_changed",
        "petition_blocks/keys/tests/test_keys_right.py::test_who_did_it_stays_readable_after_accounts_and_keys_are_gone",
    ],
    "It does not protect against two people": BEYOND_US,
    "An administrator may give the right": [
        "petition_blocks/keys/tests/test_keys_right.py::test_who_has_the_right_gives_it_and_all_others_are_told"
    ],
    "Before a petition opens, one person": [
        "petition_blocks/keys/tests/test_keys_right.py"
        "::test_before_it_opens_one_person_may_set_it_up_and_whoever_has_gone_is_nobody_s_second"
    ],
    "What a key's holder is called": BEYOND_US,
    "An editor can write anything": BEYOND_US,
    "Whoever makes a rule for a mail domain": BEYOND_US,
    "Each statement on this page": [f"{HERE}::test_each_statement_is_held_to_by_a_test"],
    "Those that only say": [f"{HERE}::test_each_statement_is_held_to_by_a_test"],
    "Nothing.": [NOTHING_READABLE],
    "Public pages set no cookie": [
        f"{PUBLIC_PAGES}::test_all_pages_and_files_of_a_site_keep_the_rules",
        f"{PUBLIC_PAGES}::test_the_way_to_a_signature_keeps_the_rules",
        NOTHING_READABLE,
    ],
    "| name, e-mail address, country, postcode": [
        f"{HERE}::test_before_confirming_all_that_was_typed_is_sealed_for_the_server",
        f"{HERE}::test_before_confirming_it_is_kept_for_seven_days",
        f"{HERE}::test_confirming_erases_what_was_sealed_for_the_server",
        f"{HERE}::test_no_page_that_shows_a_name_is_kept_in_the_cache",
    ],
    "| the same, **after confirming**": [
        f"{HERE}::test_after_confirming_only_the_recipient_reads_it",
        "petition_blocks/signing/tests/test_confirming.py::test_each_recipient_gets_only_what_was_agreed_to",
        "petition_blocks/signatory/tests/test_withdrawing.py::test_one_press_removes_all_of_it_and_counts_one_fewer",
        "petition_blocks/dashboard/tests/test_admin_settings.py::test_revoking_deletes_what_was_sealed_to_the_key_alone",
        "petition_blocks/erasure/tests/test_erasing.py::test_everything_personal_goes_and_the_number_stays",
        "petition_blocks/erasure/tests/test_erasing.py::test_nothing_goes_a_day_early",
    ],
    "| that an address has signed": [
        f"{HERE}::test_that_an_address_has_signed_can_be_told_while_the_key_exists",
        "petition_blocks/sealing/tests/test_sealing.py::test_an_address_has_one_digest_a_petition_and_another_one_in_another_petition",
        "petition_blocks/erasure/tests/test_erasing.py::test_everything_personal_goes_and_the_number_stays",
    ],
    "| a name that its owner wants shown": [
        "petition_blocks/signatory/tests/test_shown_names.py::test_the_form_says_beside_the_question_what_yes_means",
        "petition_blocks/signatory/tests/test_shown_names.py::test_without_a_yes_no_name_is_kept",
        "petition_blocks/signatory/tests/test_shown_names.py::test_a_name_waits_until_somebody_has_looked_at_it",
        "petition_blocks/signatory/tests/test_shown_names.py::test_its_owner_hides_it_with_one_press",
        "petition_blocks/signatory/tests/test_shown_names.py::test_it_goes_with_the_signature",
        "petition_blocks/signatory/tests/test_shown_names.py::test_nothing_that_a_signatory_asked_for_outlives_the_retention_day",
    ],
    "| the address of somebody who has lost the link": [
        "petition_blocks/signatory/tests/test_lost_link.py::test_what_is_asked_is_unreadable_at_rest",
        "petition_blocks/signatory/tests/test_lost_link.py::test_a_signatory_gets_the_link_at_the_address_as_typed_now",
        "petition_blocks/signatory/tests/test_lost_link.py::test_who_has_not_signed_gets_nothing_and_nothing_is_kept",
        "petition_blocks/signatory/tests/test_lost_link.py::test_requests_are_erased_after_a_day_and_on_the_retention_day",
    ],
    "| that a copy of the data was asked for": [
        "petition_blocks/signatory/tests/test_subject_access_requests.py::test_the_admin_lists_it_by_reference_and_notes_who_answered",
        "petition_blocks/signatory/tests/test_subject_access_requests.py::test_it_goes_with_the_signature",
        "petition_blocks/signatory/tests/test_shown_names.py::test_nothing_that_a_signatory_asked_for_outlives_the_retention_day",
    ],
    "| that a copy was sent": [
        f"petition_blocks/erasure/tests/test_removed_references.py::{IN_THE_JOURNAL_ALONE}"
    ],
    "| what was decided about signatures": [
        f"petition_blocks/erasure/tests/test_removed_references.py::{IN_THE_JOURNAL_ALONE}",
        "petition_blocks/abuse/tests/test_quarantine.py::test_only_the_last_decision_is_undone_and_only_what_is_still_there",
    ],
    "| what was done with keys": [
        "petition_blocks/keys/tests/test_keys_right.py::test_who_did_it_stays_readable_after_accounts_and_keys_are_gone"
    ],
    "| that a consent was ended": [
        "petition_blocks/erasure/tests/test_erasing.py::test_consents_that_were_ended_stay_ended_after_a_restore",
        "petition_blocks/exports/tests/test_exports.py::test_the_table_says_who_agreed_to_mail_and_who_does_no_more",
        "petition_blocks/signatory/tests/test_signatory_page.py::test_the_history_tells_the_fact_and_not_who",
    ],
    "| a copy of the sealed records": [
        NOTHING_READABLE,
        "petition_blocks/exports/tests/test_admin.py::test_a_file_is_no_public_document",
        "petition_blocks/exports/tests/test_exports.py::test_only_who_opened_the_file_can_acknowledge_it_and_then_our_copy_goes",
        "petition_blocks/exports/tests/test_exports.py::test_files_nobody_acknowledges_are_red_after_a_week_and_gone_after_two",
        "petition_blocks/exports/tests/test_exports.py::test_revoking_a_key_takes_its_files_along",
        "petition_blocks/exports/tests/test_exports.py::test_nothing_of_an_export_outlives_the_retention_day",
    ],
    "| which files were made": [
        NOTHING_READABLE,
        "petition_blocks/exports/tests/test_admin.py::test_only_who_may_hand_over_does",
    ],
    "| how many mails a mailbox was sent": [
        f"{HERE}::test_how_many_mails_an_address_was_sent_is_known_by_its_digest_until_the_day",
        "petition_blocks/signature/tests/test_mailboxes.py::test_tags_bring_one_mailbox_no_more_mails_than_one_address",
        "petition_blocks/signatory/tests/test_withdrawing.py::test_one_press_removes_all_of_it_and_counts_one_fewer",
    ],
    "| that a mailbox wants no more mail": [
        "petition_blocks/signature/tests/test_mailboxes.py::test_no_more_mail_outlives_the_signature_and_ends_on_the_retention_day",
        "petition_blocks/mailing/tests/test_no_more_mail.py::test_one_press_in_the_mail_program_ends_the_mails",
        "petition_blocks/mailing/tests/test_no_more_mail.py::test_what_a_bounce_leaves_names_nobody",
    ],
    "| the id and the nonce of a submission": [
        "petition_blocks/mailing/tests/test_mailed_links.py::test_the_other_mail_s_link_says_that_the_signature_counts"
    ],
    "| how many mails were accepted and confirmed": [
        "petition_blocks/mailing/tests/test_mail_counts.py::test_each_step_is_counted_by_language_and_provider",
        "petition_blocks/mailing/tests/test_mail_counts.py::test_small_domains_are_never_named",
    ],
    "| country, language, the page signed on": [
        f"{HERE}::test_what_is_readable_of_a_signature_names_nobody",
        "petition_blocks/erasure/tests/test_erasing.py::test_everything_personal_goes_and_the_number_stays",
    ],
    "| why a signature is checked": [
        "petition_blocks/abuse/tests/test_abuse_ladder.py::test_all_that_is_suspect_is_noted_in_the_order_of_the_steps",
        "petition_blocks/abuse/tests/test_admin_checking.py::test_the_list_says_why_and_not_who",
    ],
    "| which submissions of a day": [
        "petition_blocks/abuse/tests/test_abuse_ladder.py::test_the_network_is_kept_as_a_tag_that_is_gone_with_the_day",
        f"{NETWORK}::test_an_address_is_cut_to_its_network",
        f"{NETWORK}::test_without_the_salt_nobody_can_make_the_tag_again",
    ],
    "| mail domains of the last day": [
        "petition_blocks/abuse/tests/test_quarantine.py::test_only_what_five_have_in_common_is_named",
        "petition_blocks/abuse/tests/test_quarantine.py::test_only_the_last_day_is_looked_at",
        "petition_blocks/abuse/tests/test_quarantine.py::test_the_worker_builds_them_now_and_then_and_empties_them_once",
    ],
    "| exactly what was agreed to": [f"{HERE}::test_what_was_agreed_to_is_the_same_for_all_and_stays"],
    "| what was done to a signature": [
        "petition_blocks/exports/tests/test_exports.py"
        "::test_a_correction_an_ended_consent_and_a_withdrawal_reach_who_has_the_signatures",
        "petition_blocks/signatory/tests/test_withdrawing.py"
        "::test_one_press_removes_all_of_it_and_counts_one_fewer",
    ],
    "| that a signature was erased": [
        "petition_blocks/exports/tests/test_exports.py::test_withdrawing_leaves_a_number_and_nothing_else",
        "petition_blocks/erasure/tests/test_erasing.py::test_the_journal_goes_with_the_key",
    ],
    "| how many were erased on a promised day": [
        "petition_blocks/erasure/tests/test_erasing.py::test_the_page_shows_the_receipt"
    ],
    "The petition's digest key is itself stored sealed": [
        f"{HERE}::test_a_copied_database_can_not_be_used_to_test_an_address"
    ],
    "Each signature has the day": [
        "petition_blocks/erasure/tests/test_erasing.py::test_a_later_day_binds_new_signatures_only",
        "petition_blocks/erasure/tests/test_erasing.py::test_an_earlier_day_is_for_everybody",
    ],
    "So an earlier day is for everybody": [
        "petition_blocks/erasure/tests/test_erasing.py::test_a_later_day_binds_new_signatures_only",
        "petition_blocks/erasure/tests/test_erasing.py::test_an_earlier_day_is_for_everybody",
    ],
    "If the server's clock leaps": [
        "petition_blocks/clock/tests/test_clock.py::test_a_clock_years_ahead_erases_nothing_until_it_is_confirmed",
        "petition_blocks/clock/tests/test_clock.py::test_a_clock_that_is_right_again_needs_nobody",
        "petition_blocks/clock/tests/test_clock.py::test_a_leap_of_more_than_a_day_is_not_believed",
    ],
    "On the day the worker erases": [
        NOTHING_READABLE,
        "petition_blocks/erasure/tests/test_erasing.py::test_everything_personal_goes_and_the_number_stays",
        "petition_blocks/erasure/tests/test_erasing.py::test_erasing_goes_on_where_it_was_stopped",
        "petition_blocks/erasure/tests/test_erasing.py::test_the_journal_goes_with_the_key",
    ],
    "The numbers and the wordings stay.": [
        NOTHING_READABLE,
        f"{HERE}::test_what_was_agreed_to_is_the_same_for_all_and_stays",
    ],
    "The petition's page says when": [
        "petition_blocks/erasure/tests/test_erasing.py::test_the_page_shows_the_receipt",
        "petition_blocks/erasure/tests/test_erasing.py::test_a_worker_that_is_told_to_stop_leaves_the_rest_for_later",
    ],
    "Somebody whose page was open": [
        "petition_blocks/erasure/tests/test_erasing.py::test_nobody_is_promised_a_day_that_has_come"
    ],
    "A petition opens only when": [
        "petition_blocks/lifecycle/tests/test_opening.py::test_each_piece_is_needed",
        "petition_blocks/dashboard/tests/test_organisations.py::test_one_that_is_outside_the_eu_needs_a_reason",
    ],
    "It also needs the legal basis": [
        "petition_blocks/lifecycle/tests/test_opening.py::test_each_piece_is_needed"
    ],
    "All but that reference": [
        "petition_blocks/petition/tests/test_responsibility.py::test_the_petition_page_says_who_is_responsible",
        "petition_blocks/petition/tests/test_responsibility.py::test_each_form_says_it_before_the_button",
        "petition_blocks/petition/tests/test_responsibility.py::test_what_is_said_is_what_is_agreed_to",
        "petition_blocks/petition/tests/test_responsibility.py::test_what_only_the_coalition_reads_is_not",
    ],
    "Both also say that": [
        "petition_blocks/petition/tests/test_responsibility.py::test_each_form_says_it_before_the_button",
        "petition_blocks/petition/tests/test_responsibility.py::test_a_closed_petition_goes_on_saying_it",
    ],
    "An organisation is written down once": [
        "petition_blocks/dashboard/tests/test_organisations.py"
        "::test_each_is_chosen_once_and_ticked_for_what_it_answers_for",
        "petition_blocks/petition/tests/test_organisations_migrated.py"
        "::test_what_people_read_is_the_same_before_and_after_and_back",
    ],
    "A change of it is for those": [
        "petition_blocks/dashboard/tests/test_organisations.py"
        "::test_a_change_is_for_all_petitions_and_for_those_who_sign_after_it"
    ],
    "A petition that is used again takes along": [
        "petition_blocks/reuse/tests/test_use_again.py::test_what_was_decided_comes_along",
        "petition_blocks/reuse/tests/test_use_again.py"
        "::test_nothing_of_those_who_signed_and_no_day_comes_along",
        "petition_blocks/reuse/tests/test_use_again.py"
        "::test_each_setting_is_either_taken_along_or_decided_anew",
    ],
    "Its keys come along only if": [
        "petition_blocks/reuse/tests/test_use_again.py::test_only_who_keeps_keys_lets_the_same_people_read"
    ],
    "A petition that asks about no news": [
        "petition_blocks/tests/test_petition_without_news.py::test_nobody_reads_a_word_about_news",
        "petition_blocks/tests/test_petition_without_news.py"
        "::test_a_form_that_was_open_meanwhile_is_taken_and_its_answer_is_not",
    ],
    "A Yes that somebody gave": [
        "petition_blocks/tests/test_petition_without_news.py::test_a_yes_that_was_given_holds",
        "petition_blocks/tests/test_petition_without_news.py::test_whoever_corrects_is_told_that_the_yes_ends",
    ],
    "A row that is erased is gone": [NOTHING_READABLE],
    "The files below the database follow": [
        NOTHING_READABLE,
        f"{HERE}::test_sqlite_overwrites_what_is_erased",
    ],
    "PostgreSQL reuses the space": BEYOND_US,
    "What lies there is as sealed as it was": [
        NOTHING_READABLE,
        f"{HERE}::test_that_an_address_has_signed_can_be_told_while_the_key_exists",
    ],
    "See [operators.md](operators.md).": BEYOND_US,
    "The page on which a signature is confirmed": [
        "petition_blocks/signatory/tests/test_withdrawing.py::test_the_confirmed_page_and_the_mail_lead_to_it",
        "petition_blocks/signatory/tests/test_withdrawing.py::test_the_page_says_what_is_held_and_changes_nothing",
    ],
    "Removing erases the signature": [
        "petition_blocks/signatory/tests/test_withdrawing.py::test_one_press_removes_all_of_it_and_counts_one_fewer",
        "petition_blocks/signatory/tests/test_withdrawing.py::test_who_has_withdrawn_may_sign_again",
    ],
    "A backup (`manage.py backup`) is sealed": [
        f"{BACKED_UP}::test_nobody_reads_a_name_or_an_address_in_what_lies_in_the_folder",
        f"{BACKED_UP}::test_a_backup_sealed_to_another_key_says_so",
        f"{BACKED_UP}::test_without_a_key_of_the_operators_no_backup_is_made",
    ],
    "It leaves out what is promised": [
        f"{BACKED_UP}::test_what_is_promised_to_be_gone_in_days_is_in_no_backup",
        f"{BACKED_UP}::test_files_that_waited_to_be_fetched_are_made_again",
    ],
    "Its name tells the day": [
        f"{BACKUP_FOLDER}::test_a_copy_without_its_head_tells_its_day_by_its_name",
        f"{BACKUP_FOLDER}::test_a_backup_must_end_before_the_day_and_when_it_is_old",
    ],
    "From the day before a retention day": [
        f"{BACKED_UP}::test_a_backup_of_the_last_day_holds_what_the_day_leaves"
    ],
    "Beside them lies the journal": [
        f"{BACKUP_FOLDER}::test_the_journal_is_what_list_erasures_writes",
        f"{BACKUP_FOLDER}::test_an_ended_consent_stays_in_the_journal_until_its_owner_answers_anew",
    ],
    "Restoring erases again": [
        f"{BACKED_UP}::test_who_took_their_signature_back_is_gone_again",
        f"{BACKED_UP}::test_a_name_that_was_hidden_since_is_not_shown_again",
        f"{BACKED_UP}::test_a_restore_that_is_stopped_leaves_the_empty_hub_and_may_be_run_again",
    ],
    "Of a signature that was put right since": [
        "petition_blocks/erasure/tests/test_erasing.py::test_consents_that_were_ended_stay_ended_after_a_restore"
    ],
    "Its random id goes into the journal": [
        f"petition_blocks/erasure/tests/test_removed_references.py::{IN_THE_JOURNAL_ALONE}",
        "petition_blocks/exports/tests/test_exports.py::test_withdrawing_leaves_a_number_and_nothing_else",
        "petition_blocks/erasure/tests/test_erasing.py::test_a_restored_backup_is_erased_again",
    ],
    "What a recipient has already opened": BEYOND_US,
    "The next file of changes": [
        "petition_blocks/exports/tests/test_exports.py::test_changes_tell_what_came_and_what_was_withdrawn_since"
    ],
    "On the same page, each by one button": [
        "petition_blocks/signatory/tests/test_signatory_page.py::test_one_press_ends_one_consent_and_never_the_signature",
        "petition_blocks/signatory/tests/test_shown_names.py::test_its_owner_hides_it_with_one_press",
        "petition_blocks/signatory/tests/test_subject_access_requests.py::test_one_press_queues_one_request_and_the_page_says_until_when",
        "petition_blocks/signatory/tests/test_subject_access_requests.py::test_the_answer_is_due_within_a_month",
    ],
    "Wrong details are put right": [
        "petition_blocks/signing/tests/test_correcting.py::test_the_mail_asks_to_confirm_and_confirming_replaces_everything"
    ],
    "Whoever has lost the link types": [
        "petition_blocks/signatory/tests/test_lost_link.py::test_the_petition_page_leads_to_it"
    ],
    "The answer is the same for every address": [
        "petition_blocks/signatory/tests/test_lost_link.py::test_every_address_gets_the_same_answer_by_the_same_queries",
        "petition_blocks/signatory/tests/test_lost_link.py::test_three_links_a_day_whatever_other_mail_was_sent",
        "petition_blocks/signatory/tests/test_lost_link.py::test_who_wants_no_more_mail_gets_no_link",
    ],
    "Every mail has a link for whoever was entered": [
        "petition_blocks/signatory/tests/test_not_me.py::test_every_mail_has_the_link",
        "petition_blocks/signatory/tests/test_not_me.py::test_one_press_erases_all_of_the_address_and_it_gets_no_more_mail",
        "petition_blocks/signatory/tests/test_not_me.py::test_an_address_that_has_signed_is_offered_the_removal",
    ],
    "Two people who share an address": [
        "petition_blocks/signing/tests/test_two_an_email.py::test_one_is_enough_unless_the_register_says_otherwise",
        "petition_blocks/signing/tests/test_two_an_email.py::test_there_is_no_third",
    ],
    "The server can't read who signed first": [
        "petition_blocks/signing/tests/test_two_an_email.py::test_the_second_person_is_asked_and_signs_too",
        "petition_blocks/signing/tests/test_two_an_email.py::test_whoever_says_no_is_not_counted_again",
    ],
    "Either can see both signatures' pages": [
        "petition_blocks/signing/tests/test_two_an_email.py::test_a_lost_link_brings_both"
    ],
    "A recipient's private key is made": [
        "tests/test_export_journey.py::test_a_key_made_in_the_browser_opens_a_real_export_with_the_network_cut_off",
        "petition_blocks/exports/tests/test_opening_exports.py::test_an_operator_makes_a_key_pair",
        "petition_blocks/dashboard/tests/test_admin_settings.py::test_a_secret_key_is_neither_kept_nor_shown",
    ],
    "The page that opens files": [
        "petition_blocks/exports/tests/test_admin.py::test_the_page_that_opens_files_reaches_nothing",
        "tests/test_export_journey.py::test_a_key_made_in_the_browser_opens_a_real_export_with_the_network_cut_off",
    ],
    "Opened tables are in the hands": BEYOND_US,
    "An IP address is read from the connection": [
        NOTHING_READABLE,
        "petition_blocks/abuse/tests/test_abuse_ladder.py::test_no_address_is_kept_anywhere",
        f"{NETWORK}::test_an_address_is_cut_to_its_network",
        f"{NETWORK}::test_only_what_our_own_proxies_noted_is_believed",
    ],
    "How many signed from a network": [
        "petition_blocks/abuse/tests/test_abuse_ladder.py::test_many_from_one_network_are_suspect_and_others_are_not",
        "campaign_site/tests/test_sign_in_protection.py::test_neither_address_nor_name_is_kept",
    ],
    "When the salt goes": [
        f"{NETWORK}::test_a_tag_is_the_same_all_day_and_another_tomorrow",
        f"{NETWORK}::test_without_the_salt_nobody_can_make_the_tag_again",
    ],
    "If the cache is a Redis": BEYOND_US,
    "When somebody begins to fill in": [
        "tests/test_signing_past_the_ladder.py::test_a_challenge_is_fetched_when_somebody_begins_and_handed_in"
    ],
    "It is the same for everybody": [
        "petition_blocks/abuse/tests/test_abuse_ladder.py::test_a_challenge_is_made_anew_for_each_visitor_and_kept_by_nobody"
    ],
    "Google's reCAPTCHA is off": [
        "petition_blocks/abuse/tests/test_abuse_ladder.py::test_new_petitions_take_the_steps_that_nobody_notices",
        "petition_blocks/abuse/tests/test_recaptcha.py::test_without_keys_nobody_is_asked",
    ],
    "Then it is offered to suspect visitors": [
        "petition_blocks/abuse/tests/test_recaptcha.py::test_who_is_not_suspect_is_never_asked",
        "petition_blocks/abuse/tests/test_recaptcha.py::test_nothing_of_google_is_loaded_before_the_button",
    ],
    "Google sees the visitor's address": [
        "petition_blocks/abuse/tests/test_recaptcha.py::test_who_passes_is_not_suspect_any_more_and_google_learns_no_address"
    ],
    "The names of those who want": [
        "petition_blocks/signatory/tests/test_shown_names.py::test_a_name_waits_until_somebody_has_looked_at_it",
        "petition_blocks/signatory/tests/test_shown_names.py::test_names_show_only_while_their_signatures_count",
    ],
    "The total, exact from a hundred": [
        "petition_blocks/counting/tests/test_counting.py::test_anybody_may_read_the_exact_count",
        f"{STEPS}::test_while_few_have_signed_nothing_public_tells_the_number_of_now",
    ],
    "Below a hundred it moves": [
        f"{STEPS}::test_while_few_have_signed_nothing_public_tells_the_number_of_now"
    ],
    "Tables by country": [
        "petition_blocks/counting/tests/test_counting.py::test_published_tables_move_in_steps_and_are_never_crossed",
        "petition_blocks/counting/tests/test_counting.py::test_published_tables_are_built_once_a_day",
        "petition_blocks/tests/test_properties.py::test_published_tables_give_nobody_away",
    ],
    "They are never crossed": [
        "petition_blocks/counting/tests/test_counting.py::test_published_tables_move_in_steps_and_are_never_crossed"
    ],
    "What the site draws": [
        "petition_blocks/counting/tests/test_drawn_counts.py::test_every_drawing_has_its_table",
        "petition_blocks/counting/tests/test_drawn_counts.py::test_before_the_first_tables_it_says_so",
    ],
    "A cell moves in steps of ten": [
        f"{STEPS}::test_what_is_told_is_never_more_than_there_is_and_soon_right",
        f"{STEPS}::test_each_petition_and_each_cell_has_places_of_its_own",
    ],
    "The tables move only if": [f"{STEPS}::test_tables_move_only_after_ten_more_and_do_not_say_when"],
    "A cell isn't lowered": [f"{STEPS}::test_a_number_that_was_wrong_is_lowered_in_the_end"],
    "What this does: somebody who knows": [
        f"{STEPS}::test_an_attacker_who_signs_and_compares_hardly_does_better_than_guessing"
    ],
    "Without numbers it would be five.": BEYOND_US,
    "With numbers rounded down to a multiple of five": [
        f"{STEPS}::test_the_same_attacks_see_through_plain_rounding"
    ],
    "What it does not do: if nobody else": BEYOND_US,
    "Machines that watch the hub": [
        f"{METRICS}::test_of_few_signatures_no_number_tells_that_somebody_signs",
        f"{METRICS}::test_the_places_at_which_mails_are_told_are_secret",
        f"{METRICS}::test_the_age_of_a_mail_tells_no_moment",
        f"{METRICS}::test_without_a_token_there_is_no_such_page",
    ],
    "Who sees other numbers": BEYOND_US,
    "Of signatures on paper only numbers": [
        "petition_blocks/counting/tests/test_offline.py::test_paper_counts_apart_and_together",
        "petition_blocks/counting/tests/test_offline.py::test_an_editor_adds_and_removes_them",
    ],
    "Paper has tables of its own": [
        "petition_blocks/counting/tests/test_offline.py::test_paper_has_published_tables_of_its_own"
    ],
    "Every uploaded file is cleaned": [
        f"{FILES}/test_stored_files.py::test_a_picture_keeps_its_look_and_tells_nothing",
        f"{FILES}/test_stored_files.py::test_a_film_keeps_its_pictures_in_their_places_and_tells_nothing",
        f"{FILES}/test_stored_files.py::test_a_pdf_keeps_its_pages_and_tells_nothing",
        f"{FILES}/test_stored_files.py::test_an_office_file_keeps_its_words_and_names_nobody",
        f"{FILES}/test_stored_files.py::test_whichever_way_a_file_comes_it_is_stored_clean",
    ],
    "What is seen or heard stays": [
        f"{FILES}/test_stored_files.py::test_a_picture_keeps_its_look_and_tells_nothing",
        f"{FILES}/test_uploads.py::test_pictures_keep_their_greys_and_stand_upright",
    ],
    "A file that can't be read": [
        f"{FILES}/test_uploads.py::test_each_picture_that_cannot_be_shown_is_refused_in_words",
        f"{FILES}/test_uploads.py::test_a_document_is_what_its_name_says_or_is_refused_in_words",
    ],
    "Which kinds of details were taken out": [
        f"{FILES}/test_uploads.py::test_the_editor_is_told_what_is_taken_out_and_what_was"
    ],
    "Text, and the same in the campaign's look": [
        f"{HERE}::test_mails_are_text_without_anything_that_tracks",
        "petition_blocks/mailing/tests/test_mail_layout.py::test_no_mail_loads_or_tracks_anything",
        "petition_blocks/mailing/tests/test_mails.py::test_no_mail_carries_the_name_that_was_typed",
    ],
    "Mail domains are looked at while sending": [
        NOTHING_READABLE,
        "petition_blocks/mailing/tests/test_mail_queue.py::test_a_domain_gets_no_more_than_its_share_and_others_do_not_wait",
    ],
    "A mailbox is sent at most five": [
        "petition_blocks/mailing/tests/test_mails.py::test_nobody_is_flooded_through_our_form",
        "petition_blocks/signature/tests/test_mailboxes.py::test_tags_bring_one_mailbox_no_more_mails_than_one_address",
    ],
    "When more sign from one network": [
        "petition_blocks/signature/tests/test_mailboxes.py::"
        "test_the_mails_of_a_crowded_network_wait_one_after_the_other_and_none_is_lost"
    ],
    "A link in a mail": [NOTHING_READABLE, f"{HERE}::test_nothing_of_a_mailed_link_is_stored"],
    "Following it changes nothing": [
        "petition_blocks/signing/tests/test_confirming.py::test_following_the_link_changes_nothing",
        "petition_blocks/signing/tests/test_confirming.py::test_pressing_the_button_counts_one",
        "petition_blocks/signature/tests/test_mailboxes.py::test_no_more_mail_is_for_all_tags_and_a_bounce_for_the_one_alone",
        "petition_blocks/mailing/tests/test_no_more_mail.py::test_it_never_takes_a_signature_back",
    ],
    "It lasts until the retention day": [
        "petition_blocks/signature/tests/test_mailboxes.py::test_no_more_mail_outlives_the_signature_and_ends_on_the_retention_day",
        "petition_blocks/mailing/tests/test_no_more_mail.py::test_mail_may_be_allowed_again",
    ],
    "No page tells whether": [
        "petition_blocks/mailing/tests/test_mailed_links.py::test_every_promise_of_a_mail_names_the_way_for_who_wanted_none"
    ],
}


def statements() -> list[str]:
    """Return what the page says: the rows of its tables, and the sentences of its paragraphs."""
    found: list[str] = []
    for paragraph in re.split(r"\n\s*\n", PRIVACY.read_text(encoding="utf-8")):
        if paragraph.startswith("#"):
            continue
        if paragraph.startswith("|"):
            found += paragraph.splitlines()[2:]
        else:
            found += re.split(r"(?<=\.)\s+(?=[A-Z])", " ".join(paragraph.split()))
    return found


def test_each_statement_is_held_to_by_a_test() -> None:
    beginnings = {
        statement: [beginning for beginning in STATEMENTS if statement.startswith(beginning)]
        for statement in statements()
    }
    assert [statement for statement, found in beginnings.items() if len(found) != 1] == []
    used = set(itertools.chain.from_iterable(beginnings.values()))
    assert set(STATEMENTS) - used == set(), "the page doesn't say this any more"
    named = {test for tests in STATEMENTS.values() if tests != BEYOND_US for test in tests}
    missing = []
    for name in named:
        path, _, test = name.partition("::")
        if not re.search(rf"^def {test}\(", (PROJECT / path).read_text(encoding="utf-8"), re.MULTILINE):
            missing.append(name)
    assert missing == [], "there is no such test"


def stored_bytes() -> bytes:
    """Return all values of all rows that the petition's tables hold."""
    tables = [name for name in connection.introspection.table_names() if name.startswith("petition_blocks_")]
    values = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            values += [value for row in cursor.fetchall() for value in row]
    return b"\0".join(
        bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode() for value in values
    )


def test_a_copied_database_can_not_be_used_to_test_an_address(
    petition: Petition,
    hand_in: HandIn,
    settings: Settings,
) -> None:
    submission = hand_in("ada@example.org")
    email = canonical_email("ada@example.org").encode()
    sealed_key = bytes(DigestKey.objects.get(petition=petition).sealed_key)
    digest = bytes(submission.digest)
    # No hash of the address, by itself or under anything that a thief finds beside it.
    assert Traces(["ada@example.org"]).found_in(stored_bytes()) == set()
    assert hmac.digest(sealed_key, email, hashlib.sha256) != digest
    settings.SERVER_IDENTITY = new_server_identity()
    with pytest.raises(pyrage.DecryptError):
        unseal_for_server(sealed_key)


def test_before_confirming_all_that_was_typed_is_sealed_for_the_server(
    petition: Petition,
    answers: dict[str, str],
    client: Client,
    identity: pyrage.x25519.Identity,
) -> None:
    petition.asks_postcode = petition.asks_partner_consent = True
    petition.save()
    typed = {
        **answers,
        "name": "Zebulon Quist",
        "email": "zebulon.quist@example.org",
        "postcode": "QX81 773ZW",
        "partner": "yes",
    }
    page = petition.pages.get()
    typed["wording"] = page.wording_hash
    assert client.post("/en/sign/unwatched/", typed).status_code == 303
    submission = Submission.objects.get()
    sealed = unseal_for_server(submission.ciphertext)
    told = ["name", "email", "country", "postcode", "updates", "partner"]
    assert {name: sealed[name] for name in told} == {name: typed[name] for name in told}
    with pytest.raises(pyrage.DecryptError):
        unseal(submission.ciphertext, str(identity))
    texts = [typed["name"], typed["email"], typed["postcode"]]
    assert Traces(texts).found_in(stored_bytes()) == set()


def test_before_confirming_it_is_kept_for_seven_days(hand_in: HandIn) -> None:
    submission = hand_in()
    assert CONFIRMATION_PERIOD.days == 7
    assert submission.expires_at - submission.created_at == CONFIRMATION_PERIOD
    assert expire_submissions() == 0
    Submission.objects.update(expires_at=timezone.now())
    assert expire_submissions() == 1
    assert not Submission.objects.exists()


def test_confirming_erases_what_was_sealed_for_the_server(hand_in: HandIn) -> None:
    earlier, submission = hand_in(), hand_in()
    confirm(submission.pk)
    kept = stored_bytes()
    for row in (earlier, submission):
        assert bytes(row.ciphertext) not in kept


@pytest.mark.slow
def test_no_page_that_shows_a_name_is_kept_in_the_cache(
    hand_in: HandIn,
    client: Client,
    settings: Settings,
    answers: dict[str, str],
) -> None:
    settings.PAGE_CACHE_SECONDS = 60
    link = confirmation_link(hand_in(name="Zebulon Quist"), "en").split("8000", 1)[1]
    assert "Zebulon Quist" in client.get(link).content.decode()
    shown_again = client.post("/en/sign/unwatched/", {**answers, "name": "Zebulon Quist", "country": ""})
    assert "Zebulon Quist" in shown_again.content.decode()
    assert client.get("/en/").status_code == 200
    kept = b"\0".join(cache._cache.values())  # type: ignore[attr-defined]
    shown = "Keep our squares unwatched."
    assert Traces([shown, "Zebulon Quist"]).found_in(kept) == {shown}, "the front page, and no name"


def test_after_confirming_only_the_recipient_reads_it(
    hand_in: HandIn,
    identity: pyrage.x25519.Identity,
) -> None:
    confirm(hand_in(name="Zebulon Quist", email="zebulon.quist@example.org").pk)
    record = SealedRecord.objects.get()
    assert unseal(record.ciphertext, str(identity))["name"] == "Zebulon Quist"
    with pytest.raises(pyrage.DecryptError):
        unseal_for_server(record.ciphertext)
    assert Traces(["Zebulon Quist", "zebulon.quist@example.org"]).found_in(stored_bytes()) == set()


def test_that_an_address_has_signed_can_be_told_while_the_key_exists(
    petition: Petition,
    hand_in: HandIn,
) -> None:
    confirm(hand_in("ada@example.org").pk)
    key = DigestKey.objects.get(petition=petition)
    digest = email_digest(canonical_email("Ada@example.org"), key.sealed_key)
    assert Signature.objects.filter(digest=digest).exists()
    petition.retention_day = timezone.localdate()
    petition.save()
    erase_due()
    assert not DigestKey.objects.exists()
    assert digest not in stored_bytes()


def test_how_many_mails_an_address_was_sent_is_known_by_its_digest_until_the_day(
    petition: Petition,
    hand_in: HandIn,
) -> None:
    submission = hand_in()
    send_due_mails()
    quota = MailQuota.objects.get()
    assert (bytes(quota.digest), quota.sent) == (bytes(submission.digest), 1)
    Submission.objects.update(expires_at=timezone.now())
    expire_submissions()
    assert MailQuota.objects.exists(), "or an address could be flooded anew each week"
    petition.retention_day = timezone.localdate()
    petition.save()
    erase_due()
    assert not MailQuota.objects.exists()


def test_what_is_readable_of_a_signature_names_nobody(hand_in: HandIn) -> None:
    confirm(hand_in("ada@example.org", country="DE").pk)
    signature = Signature.objects.get()
    readable = model_to_dict(signature)
    assert (readable["country"], readable["language"], readable["source"]) == ("DE", "en", "home")
    assert readable["signed_on"] == timezone.localdate()
    texts = {name: value for name, value in readable.items() if isinstance(value, str)}
    assert Traces(["ada@example.org", "Ada Lovelace"]).found_in(repr(texts).encode()) == set()


def test_what_was_agreed_to_is_the_same_for_all_and_stays(
    petition: Petition,
    hand_in: HandIn,
) -> None:
    confirm(hand_in("ada@example.org").pk)
    confirm(hand_in("bob@example.org", name="Bob Stone").pk)
    (agreed,) = {signature.wording for signature in Signature.objects.select_related("wording")}
    assert agreed.text["demand"] == "Keep our squares unwatched."
    petition.retention_day = timezone.localdate()
    petition.save()
    erase_due()
    assert Wording.objects.get(pk=agreed.pk).text == agreed.text


def test_sqlite_overwrites_what_is_erased(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the settings of every hub, also where the library was not built to do so by itself."""
    path = tmp_path / "hub.sqlite3"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    options = database_from_environment("")["OPTIONS"]
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA secure_delete=OFF")
        database.executescript(options["init_command"])
        database.execute("CREATE TABLE told (name TEXT)")
        database.execute("INSERT INTO told VALUES ('Zebulon Quist'), ('Ada Lovelace')")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert b"Zebulon Quist" in path.read_bytes()
        database.execute("DELETE FROM told WHERE name = 'Zebulon Quist'")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"Ada Lovelace" in written
    assert b"Zebulon Quist" not in written


def test_mails_are_text_without_anything_that_tracks(
    mail_server: Any,
    hand_in: HandIn,
    settings: Settings,
) -> None:
    hand_in()
    send_due_mails()
    (mail,) = mail_server.mails
    assert mail.message.get_content_type() == "multipart/alternative"
    urls = re.findall(r"\w+://[^\s/]+", mail.text)
    assert urls
    assert set(urls) == {settings.WAGTAILADMIN_BASE_URL}
    assert "Disposition-Notification-To" not in mail.message


def test_nothing_of_a_mailed_link_is_stored(hand_in: HandIn) -> None:
    submission = hand_in()
    proof = confirmation_link(submission, "en").rstrip("/").rsplit("/", 1)[1]
    send_due_mails()
    assert Traces([proof]).found_in(stored_bytes()) == set()
    confirm(submission.pk)
    assert Traces([proof]).found_in(stored_bytes()) == set()
