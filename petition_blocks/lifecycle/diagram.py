"""The table of transitions, drawn for docs/lifecycle.md."""

from django.utils import translation

from ..petition.models import Petition
from .transitions import TRANSITIONS, Transition

BEGINNING = """# A petition's life

Drawn from `petition_blocks/lifecycle/transitions.py`, which buttons, log, history and worker read. Don't
edit it here: `python manage.py draw_lifecycle` writes it anew, and a test fails until somebody has.

"""


def drawn_lifecycle() -> str:
    """Return the table of transitions as Markdown: a Mermaid diagram, and a table of what each takes."""
    with translation.override("en"):
        return "".join([BEGINNING, "```mermaid\n", *_diagram(), "```\n\n", *_table()])


def _diagram() -> list[str]:
    lines = ["stateDiagram-v2\n"]
    lines += [f"    {state.name} : {state.label}\n" for state in Petition.State]
    lines.append(f"    [*] --> {Petition.State.NOT_OPEN.name}\n")
    for transition in TRANSITIONS:
        for start in _in_order(transition.starts):
            lines.append(f"    {start.name} --> {transition.leads_to.name} : {transition.verb}\n")
    lines.append(f"    {Petition.State.NOT_OPEN.name} --> {Petition.State.OPEN.name} : its moment comes\n")
    lines.append(f"    {Petition.State.OPEN.name} --> {Petition.State.CLOSED.name} : its moment comes\n")
    return lines


def _table() -> list[str]:
    rows = ["| Step | From | To | Who | What must hold | In the history |\n", "|---|---|---|---|---|---|\n"]
    for transition in TRANSITIONS:
        cells = [
            f"`{transition.verb}`",
            ", ".join(str(state.label) for state in _in_order(transition.starts)),
            str(transition.leads_to.label),
            "who may change petitions" if transition.permission else "the worker",
            _conditions(transition),
            f"“{transition.log_sentence}”",
        ]
        rows.append(f"| {' | '.join(cells)} |\n")
    return rows


def _conditions(transition: Transition) -> str:
    conditions = []
    if transition.needs_all_pieces:
        conditions.append("no piece is missing (`readiness.py`)")
    if transition.day_label:
        conditions.append(f"a day is entered ({transition.day_label})")
    return "; ".join(conditions) or "–"


def _in_order(states: frozenset[Petition.State]) -> list[Petition.State]:
    return [state for state in Petition.State if state in states]
