"""The life of a file as one table: who moves it from where to where. The documentation's diagram is made from it.

A file has one state; what somebody owes, and late, is in its deadlines; a request to be heard has its own table.
"""

from dataclasses import dataclass
from typing import Final

from app.foundation.errors import IllegalTransition
from app.interpellations.words import HearingState, InterpellationState

S = InterpellationState
H = HearingState


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One move: its act (the name of the command or of the worker's), from where, to where, by whom."""

    act: str
    sources: tuple[InterpellationState, ...]
    target: InterpellationState
    by: str


TRANSITIONS: Final = (
    Transition(act="register", sources=(S.DRAFT,), target=S.REGISTERED, by="requester"),
    Transition(act="admit", sources=(S.REGISTERED,), target=S.ADMISSIBLE, by="secretariat"),
    Transition(act="refuse", sources=(S.REGISTERED,), target=S.INADMISSIBLE, by="secretariat"),
    Transition(act="correct", sources=(S.INADMISSIBLE,), target=S.REGISTERED, by="requester"),
    Transition(act="answer", sources=(S.ADMISSIBLE,), target=S.ANSWERED, by="institution"),
    Transition(act="answer_late", sources=(S.ESCALATED,), target=S.ESCALATED, by="institution"),
    Transition(act="escalate", sources=(S.ADMISSIBLE, S.ANSWERED, S.HEARD), target=S.ESCALATED, by="requester, clock"),
    Transition(act="hear", sources=(S.ESCALATED,), target=S.HEARD, by="assembly"),
    Transition(act="lapse", sources=(S.ESCALATED,), target=S.ADMISSIBLE, by="supports"),
    Transition(act="lapse_heard", sources=(S.ESCALATED,), target=S.HEARD, by="supports"),
    Transition(act="lapse_answered", sources=(S.ESCALATED,), target=S.ANSWERED, by="supports"),
    Transition(act="close", sources=(S.ANSWERED, S.ESCALATED, S.HEARD), target=S.CLOSED, by="requester"),
    Transition(
        act="expire",
        sources=(S.INADMISSIBLE, S.ADMISSIBLE, S.ANSWERED, S.ESCALATED, S.HEARD),
        target=S.CLOSED,
        by="clock",
    ),
    Transition(
        act="withdraw",
        sources=(S.DRAFT, S.REGISTERED, S.INADMISSIBLE, S.ADMISSIBLE, S.ANSWERED, S.ESCALATED),
        target=S.WITHDRAWN,
        by="requester",
    ),
)

HEARING_TRANSITIONS: Final = {
    H.REQUESTED: (H.SCHEDULED, H.REFUSED, H.PREFECT_TOLD, H.DROPPED),
    H.SCHEDULED: (H.HELD, H.REQUESTED, H.DROPPED),
    H.REFUSED: (),
    H.PREFECT_TOLD: (H.SCHEDULED, H.DROPPED),
    H.HELD: (),
    H.DROPPED: (),
}
"""A first refusal ends that request: a second one has its own row; refused too, it tells the préfet (I7)."""

WORDS: Final = {
    S.DRAFT: "brouillon",
    S.REGISTERED: "enregistrée, recevabilité à examiner",
    S.INADMISSIBLE: "non recevable",
    S.ADMISSIBLE: "recevable, réponse attendue",
    S.ANSWERED: "réponse donnée",
    S.ESCALATED: "audition demandée",
    S.HEARD: "entendue en séance",
    S.CLOSED: "close",
    S.WITHDRAWN: "retirée",
}

OPEN: Final = (S.REGISTERED, S.INADMISSIBLE, S.ADMISSIBLE, S.ANSWERED, S.ESCALATED, S.HEARD)
PUBLIC: Final = (S.ADMISSIBLE, S.ANSWERED, S.ESCALATED, S.HEARD, S.CLOSED, S.INADMISSIBLE, S.REGISTERED, S.WITHDRAWN)


def check_transition(act: str, state: InterpellationState) -> InterpellationState:
    """Return the state that an act leads to, or refuse it in words."""
    transition = next(t for t in TRANSITIONS if t.act == act)
    if state in transition.sources:
        return transition.target
    expected = " ou ".join(f"« {WORDS[source]} »" for source in transition.sources)
    raise IllegalTransition(
        f"Le dossier est « {WORDS[state]} » : cela n’est possible que s’il est {expected}.", state=state.value
    )


def check_hearing(state: HearingState, target: HearingState) -> None:
    """Refuse a move that the table does not know."""
    if target not in HEARING_TRANSITIONS[state]:
        raise IllegalTransition("Cette demande d’audition n’en est pas là.", state=state.value)
