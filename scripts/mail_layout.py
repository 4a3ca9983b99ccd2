"""Make the mails' HTML layout from its MJML source.

    python scripts/mail_layout.py    write templates/petition_blocks/mailing/mails/layout.html anew

The layout is made here and committed, so that a server needs nothing but Django to send a mail.
"""

from __future__ import annotations

import re
from pathlib import Path

from mjml import mjml2html

FOLDER = Path(__file__).resolve().parent.parent / "templates" / "petition_blocks" / "mailing" / "mails"
SOURCE = FOLDER / "layout.mjml"
LAYOUT = FOLDER / "layout.html"
LONGEST = 400


def layout() -> str:
    """Return the layout that the source makes, with no fonts and nothing else from elsewhere."""
    # Mail servers fold lines of more than 998 characters; links and words come on top.
    lines = [""]
    for part in re.split(r"(?<=>)(?=<)|\n\s*", mjml2html(SOURCE.read_text(encoding="utf-8"), fonts={})):
        if len(lines[-1]) + len(part) > LONGEST or part.startswith(("<!--", "@media")) or "{{" in part:
            lines.append("")
        lines[-1] += part
    return "\n".join(filter(None, lines)) + "\n"


if __name__ == "__main__":
    LAYOUT.write_text(layout(), encoding="utf-8")
    print(f"{LAYOUT.name} is written.")
