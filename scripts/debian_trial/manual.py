"""The commands of docs/operators.md, as they stand on the page."""

import re
from collections.abc import Mapping
from pathlib import Path

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "operators.md"
# What an operator writes in the place of the page's examples.
OWN_VALUES = {
    "HUB_HOST=campaign.example.org": "HUB_HOST=localhost",
    "HUB_SOURCE=https://git.example.org/campaign-hub.git": "HUB_SOURCE=/srv/campaign-hub.git",
}


def commands_of(heading: str, own_values: Mapping[str, str] = OWN_VALUES) -> list[str]:
    """Return the commands of a section of the page, block by block; only those marked as bash."""
    text = MANUAL.read_text(encoding="utf-8")
    start = text.index(f"\n{heading}\n")
    section = re.split(r"\n#{2,4} ", text[start + len(heading) + 2 :])[0]
    found = re.findall(r"```bash\n(.*?)```", section, re.DOTALL)
    for example, own in own_values.items():
        found = [block.replace(example, own) for block in found]
    return found
