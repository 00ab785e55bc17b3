"""From the entries of a sitting's record to the facts of its minutes. Pure: the same entries give the same facts.

Each kind of entry that minutes tell has one function here; the others say nothing that minutes keep. Entries of an
audience that is left out are simply not there: what happened behind closed doors leaves gaps, never wrong facts.
"""

from collections.abc import Iterable

from app.sittings.minutes.facts import MinutesFacts

from . import conduct, decisions, people, powers, votes
from .folding import Entry, Folding, Tell

TELLS: dict[str, Tell] = {**conduct.TELLS, **people.TELLS, **powers.TELLS, **votes.TELLS, **decisions.TELLS}

__all__ = ["TELLS", "Entry", "facts_of"]


def facts_of(entries: Iterable[Entry]) -> MinutesFacts:
    """Fold the entries of one sitting, oldest first, into what they say happened."""
    folding = Folding()
    for entry in entries:
        folding.last_position = entry.position
        tell = TELLS.get(entry.kind)
        if tell is not None:
            tell(folding, entry)
    return folding.facts()
