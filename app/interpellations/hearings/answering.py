"""The chair schedules or refuses, with published reasons; the requester may ask again after a first refusal (I7)."""

from app.foundation.errors import IllegalTransition, Invalid, Refused
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.models import Hearing, Interpellation
from app.interpellations.words import HearingState, InterpellationState
from app.sittings.agenda.operations.next_agenda import hand_over
from app.sittings.agenda.operations.proposals import accept_item, propose_item, refuse_item
from app.sittings.models import AgendaItem, Sitting
from app.sittings.words import ItemState, SittingState

from . import policies, settling
from .keeping import draft_for, reference_of
from .reading import hearings_of
from .requesting import request_hearing

WAITING = (HearingState.REQUESTED, HearingState.PREFECT_TOLD)


def schedule_hearing(
    work: UnitOfWork,
    file: Interpellation,
    hearing: Hearing,
    sitting: Sitting,
    *,
    item: AgendaItem | None,
    former: Sitting | None,
) -> None:
    """Put the hearing on the agenda of a sitting, with its item from wherever it is proposed (`former`)."""
    work.allow(policies.may_answer_hearing, file)
    if sitting.conference_id != hearing.conference_id:
        raise Refused("Une audition se tient dans une séance de la conférence du contrat.", rule="I7")
    if hearing.state not in WAITING:
        raise IllegalTransition("Cette demande d’audition n’attend pas de suite.", state=hearing.state.value)
    if item is None or former is None or item.state is not ItemState.PROPOSED:
        # What the chair proposes is on the agenda at once.
        propose_item(work, sitting, draft_for(file, hearing), origin_reference=reference_of(hearing))
        return
    if former.id != sitting.id:
        hand_over(work, item, former, sitting)
    accept_item(work, sitting, item)


def refuse_hearing(
    work: UnitOfWork,
    file: Interpellation,
    hearing: Hearing,
    *,
    reason: str,
    sitting: Sitting | None,
    item: AgendaItem | None,
) -> None:
    """Refuse to hear the file, on the agenda where it is proposed if it is on one."""
    work.allow(policies.may_answer_hearing, file)
    if not reason.strip():
        raise Invalid(
            "Dites pourquoi.", errors=[{"pointer": "#/reason", "detail": "À remplir : ces raisons sont publiques."}]
        )
    if hearing.state not in (HearingState.REQUESTED, HearingState.SCHEDULED):
        raise IllegalTransition("Cette demande d’audition n’attend pas de suite.", state=hearing.state.value)
    open_still = sitting is not None and sitting.state is SittingState.PREPARING
    if (
        sitting is not None
        and item is not None
        and open_still
        and item.state in (ItemState.PROPOSED, ItemState.ACCEPTED)
    ):
        refuse_item(work, sitting, item, reason=reason)
        return
    if hearing.state is HearingState.SCHEDULED:
        raise Refused("L’ordre du jour est publié : l’audition y est inscrite.", rule="S2")
    settling.refuse(work, file, hearing, sitting, reason=reason)


def ask_again(work: UnitOfWork, file: Interpellation, *, reasons: str = "") -> Hearing:
    """Ask a second time to be heard, after a first refusal."""
    work.allow(policies.may_ask_again, file)
    if not can_ask_again(hearings_of(work.session, file.id), file):
        raise IllegalTransition("On redemande à être entendu après un premier refus.", state=file.state.value)
    former = hearings_of(work.session, file.id)[-1]
    again = request_hearing(work, file, former.cause, reasons=reasons)
    assert again is not None, "nothing else waits: the last request was refused"
    return again


def can_ask_again(hearings: list[Hearing], file: Interpellation) -> bool:
    """Tell whether the last request was refused, once."""
    last = hearings[-1] if hearings else None
    asks = file.state is InterpellationState.ESCALATED
    return asks and last is not None and last.state is HearingState.REFUSED
