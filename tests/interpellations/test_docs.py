"""The diagram of the documentation is the table of the code."""

from pathlib import Path

from app.deadlines.rules import RULES
from app.deadlines.words import length
from app.interpellations.rules.deadlines import OWED, Missed
from app.interpellations.rules.states import HEARING_TRANSITIONS, TRANSITIONS, WORDS
from app.interpellations.words import DeadlineKind

PAGE = Path(__file__).resolve().parents[2] / "docs" / "interpellations.md"


def diagram():
    """Mermaid's lines for both tables."""
    lines = ["stateDiagram-v2", "  [*] --> draft"]
    lines += [f"  {source.value} --> {t.target.value}: {t.act} ({t.by})" for t in TRANSITIONS for source in t.sources]
    hearing = ["stateDiagram-v2", "  [*] --> requested"]
    hearing += [f"  {state.value} --> {target.value}" for state, ways in HEARING_TRANSITIONS.items() for target in ways]
    words = [f"| `{state.value}` | {said} |" for state, said in WORDS.items()]
    return "\n".join(lines), "\n".join(hearing), "\n".join(words)


def owed():
    """One line for each thing owed: its time limit, who owes it, what the clock does when it is missed."""
    then = {
        Missed.NOTED: "the lateness is on record",
        Missed.HEARING: "the file asks to be heard",
        Missed.CLOSING: "the file is closed",
    }
    lengths = {kind: length(RULES[one.rule]).replace("\u00a0", " ") for kind, one in OWED.items()}
    return [
        f"| `{k.value}` | {one.words} | {lengths[k]} | {one.owed_by} | {then[one.missed]} |" for k, one in OWED.items()
    ]


def test_i5_to_i9_the_documentation_lists_what_is_owed_and_what_its_lateness_leads_to():
    text = PAGE.read_text()
    assert [line for line in owed() if line not in text] == []
    assert set(OWED) == set(DeadlineKind)


def test_i4_to_i9_the_documentation_draws_the_table_of_the_code():
    text = PAGE.read_text()
    assert [part for part in diagram() if part not in text] == []
