"""What the person looking at a file may do with it now: policies and the table of states together."""

from dataclasses import dataclass

from app.foundation.actors import Actor
from app.interpellations import standing
from app.interpellations.answers import policies as answering
from app.interpellations.clock import policies as timing
from app.interpellations.filing import policies as filing
from app.interpellations.hearings import policies as hearing_of
from app.interpellations.models import Hearing, Interpellation
from app.interpellations.receipts import policies as receipts
from app.interpellations.redaction import policies as redaction
from app.interpellations.rules.states import TRANSITIONS
from app.interpellations.supports import policies as supporting
from app.interpellations.supports.operations import SUPPORTED
from app.interpellations.words import HearingState, InterpellationState

S, H = InterpellationState, HearingState


@dataclass(frozen=True, kw_only=True)
class Rights:
    """One flag for each act that a page can offer."""

    desk: bool
    requester: bool
    admit: bool
    name_service: bool
    acknowledge: bool
    suspend: bool
    answer: bool
    clarify: bool
    correct_answer: bool
    correct: bool
    withdraw: bool
    judge: bool
    ask_clarification: bool
    close: bool
    ask_again: bool
    schedule_hearing: bool
    refuse_hearing: bool
    redact: bool
    read_original: bool
    look_after_supports: bool
    support: bool
    """False for who filed it and while it is not open to supports; a visitor is asked to sign in."""


def rights_of(
    actor: Actor,
    file: Interpellation,
    *,
    answered: bool,
    clarifying: bool,
    judged: bool = False,
    hearing: Hearing | None = None,
) -> Rights:
    """Return the acts open to the actor; `clarifying`: a clarification was asked and has no reply yet; `judged`: the
    requester has said what they make of what was done last.

    `hearing` is the last request to be heard.
    """
    answers = answering.may_answer(actor, file)
    judges = answering.may_judge(actor, file)
    decides = filing.may_decide_admissibility(actor, file)
    mine = filing.may_change_file(actor, file)
    hears = hearing_of.may_answer_hearing(actor, file)
    return Rights(
        desk=standing.at_desk(actor, file),
        requester=mine,
        admit=decides and _open("admit", file),
        name_service=decides and _open("admit", file),
        acknowledge=receipts.may_acknowledge(actor, file) and file.acknowledged_at is None and file.number is not None,
        suspend=timing.may_suspend_clock(actor, file) and _open("answer", file),
        answer=answers and not answered and (_open("answer", file) or _open("answer_late", file)),
        clarify=answers and clarifying,
        correct_answer=answers and answered,
        correct=mine and _open("correct", file),
        withdraw=mine and _open("withdraw", file),
        judge=judges and not clarifying and not judged and _can_be_judged(file, answered=answered),
        ask_clarification=judges and answered and not file.clarified and file.state.value == "answered",
        close=judges and _open("close", file),
        ask_again=hearing_of.may_ask_again(actor, file) and _hearing_is(hearing, file, H.REFUSED),
        schedule_hearing=hears and _hearing_is(hearing, file, H.REQUESTED, H.PREFECT_TOLD),
        refuse_hearing=hears and _hearing_is(hearing, file, H.REQUESTED),
        redact=redaction.may_redact(actor, file) and file.number is not None,
        read_original=redaction.may_read_original(actor, file),
        look_after_supports=supporting.may_look_after_supports(actor, file) and file.number is not None,
        support=file.state in SUPPORTED and (not actor.signed_in or supporting.may_support(actor, file)),
    )


def _can_be_judged(file: Interpellation, *, answered: bool) -> bool:
    return file.state is S.HEARD or (answered and file.state in (S.ANSWERED, S.ESCALATED))


def _open(act: str, file: Interpellation) -> bool:
    return any(file.state in transition.sources for transition in TRANSITIONS if transition.act == act)


def _hearing_is(hearing: Hearing | None, file: Interpellation, *states: HearingState) -> bool:
    return hearing is not None and file.state is S.ESCALATED and hearing.state in states
