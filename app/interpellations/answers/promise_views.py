"""How each commitment of a file's answers stands, in words, and whether the reader may say more of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.foundation.actors import Actor
from app.foundation.clock import local_date
from app.interpellations.models import AnswerCommitment, Interpellation
from app.sittings.rules.commitments import STATE_WORDS, TRANSITIONS, sentence, standing

from .policies import may_update_commitment

MARKS = {"open": "waiting", "overdue": "late", "done": "done", "dropped": "stopped"}


@dataclass(frozen=True, kw_only=True)
class PromiseView:
    """Where a commitment stands, and what may be said of it now."""

    sentence: str
    mark: str
    may_update: bool
    next_states: tuple[tuple[str, str], ...]
    words: dict[str, str]


def promise_views(
    actor: Actor, file: Interpellation, commitments: Iterable[AnswerCommitment], today: date
) -> dict[int, PromiseView]:
    """Return the view of each commitment, by its id."""
    words = {state.value: word for state, word in STATE_WORDS.items()}
    return {
        one.id: PromiseView(
            sentence=sentence(
                one.state, one.due_on, today, settled_on=local_date(one.settled_at) if one.settled_at else None
            ),
            mark=MARKS[standing(one.state, one.due_on, today).value],
            may_update=may_update_commitment(actor, file, one),
            next_states=tuple((state.value, words[state.value]) for state in sorted(TRANSITIONS[one.state])),
            words=words,
        )
        for one in commitments
    }
