"""Say what is wrong with this installation."""

import json
import sys

from django.core.management import BaseCommand, CommandParser

from campaign_site.upkeep.examine import Examination, examine

MANUAL = "docs/operators.md"


class Command(BaseCommand):
    """Looks at everything that an operator can put right, and says how."""

    help = (
        "Says what is wrong with this installation, and how it is mended. It asks the database, Redis, the "
        "name service about the sender of mails, and BASE_URL. Ends with 1 if anything is wrong."
    )
    # They are among what is looked at.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("--json", action="store_true", help="Say it as JSON, for machines.")
        parser.add_argument(
            "--offline", action="store_true", help="Ask neither the name service nor BASE_URL."
        )

    def handle(self, *args: object, offline: bool, **options: object) -> None:
        """Look, tell, and end with 1 if anything is wrong."""
        examination = examine(offline=offline)
        self.stdout.write(as_json(examination) if options["json"] else as_text(examination))
        if not examination.is_sound:
            sys.exit(1)


def as_json(examination: Examination) -> str:
    """Return it for machines: `sound`, `findings` and `left_out`."""
    return json.dumps(
        {
            "sound": examination.is_sound,
            "findings": [
                {
                    "look": name,
                    "wrong": finding.is_wrong,
                    "what": str(finding.what),
                    "mend": str(finding.mend),
                    "manual": f"{MANUAL}#{finding.section}",
                }
                for name, finding in examination.found
            ],
            "left_out": [{"look": name, "why": why} for name, why in examination.left_out],
        },
        ensure_ascii=False,
        indent=2,
    )


def as_text(examination: Examination) -> str:
    """Return it for people: what is wrong first, then remarks, then what was not looked at."""
    wrong = [finding for _name, finding in examination.found if finding.is_wrong]
    remarks = [finding for _name, finding in examination.found if not finding.is_wrong]
    parts = [f"✗ {finding.what}\n  {finding.mend}\n  {MANUAL}#{finding.section}\n" for finding in wrong]
    parts += [f"· {finding.what}\n  {finding.mend}\n" for finding in remarks]
    parts += [f"– not looked at: {name}, since {why}.\n" for name, why in examination.left_out]
    parts.append(f"Wrong: {len(wrong)}" if wrong else "Nothing is wrong.")
    return "\n".join(parts)
