"""The diagram of the documentation is the table of the code."""

from pathlib import Path

from app.interpellations.rules.states import HEARING_TRANSITIONS, TRANSITIONS, WORDS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "interpellations.md"


def diagram():
    """Mermaid's lines for both tables."""
    lines = ["stateDiagram-v2", "  [*] --> draft"]
    lines += [f"  {source.value} --> {t.target.value}: {t.act} ({t.by})" for t in TRANSITIONS for source in t.sources]
    hearing = ["stateDiagram-v2", "  [*] --> requested"]
    hearing += [f"  {state.value} --> {target.value}" for state, ways in HEARING_TRANSITIONS.items() for target in ways]
    words = [f"| `{state.value}` | {said} |" for state, said in WORDS.items()]
    return "\n".join(lines), "\n".join(hearing), "\n".join(words)


def test_i4_to_i9_the_documentation_draws_the_table_of_the_code():
    text = PAGE.read_text()
    assert [part for part in diagram() if part not in text] == []
