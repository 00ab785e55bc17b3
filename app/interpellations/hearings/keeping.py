"""What the worker does of requests to be heard: proposed, taken back, asked again when they were not called (I7)."""

from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.models import Hearing, Interpellation
from app.interpellations.words import HearingState, InterpellationState
from app.sittings.agenda.drafts import Draft
from app.sittings.agenda.operations.proposals import propose_item, withdraw_item
from app.sittings.agenda.queries import locked_item
from app.sittings.models import AgendaItem, Sitting
from app.sittings.words import ItemKind, ItemState, SittingState

from . import policies, rules, settling
from .listening import stand_on
from .reading import OF_HEARING, hearing_of, next_sitting_for

MINUTES_OF_DEBATE = 15


def keep_hearing(work: UnitOfWork, hearing_id: int) -> int:
    """Bring one request where it must be; return how many things were done. Any number of times is once."""
    work.allow(policies.may_keep_hearings)
    standing_on = work.session.get_one(Hearing, hearing_id).agenda_item_id
    # Sittings are locked before files, here as in every act of an agenda.
    sitting, item = locked_item(work.session, standing_on) if standing_on else (None, None)
    coming = next_sitting_for(work, work.session.get_one(Hearing, hearing_id)) if item is None else None
    file, hearing = hearing_of(work, hearing_id)
    if hearing.agenda_item_id != standing_on:
        return 0
    if file.state is not InterpellationState.ESCALATED or hearing.state is HearingState.DROPPED:
        return _let_fall(work, file, hearing, sitting, item)
    if item is None:
        return _propose(work, file, hearing, coming)
    return _wait_again(work, file, hearing, sitting, item)


def draft_for(file: Interpellation, hearing: Hearing) -> Draft:
    """Return the item that brings a file before an assembly."""
    assert file.number is not None
    return Draft(
        title=rules.item_title(file.number, file.contract.title),
        kind=ItemKind.INTERPELLATION,
        description=rules.item_description(file.number, hearing.cause, again=hearing.rank > 1),
        minutes=-(-hearing.speaking_seconds // 60) + MINUTES_OF_DEBATE,
    )


def reference_of(hearing: Hearing) -> str:
    """Return what the agenda keeps of where its item comes from."""
    return f"{OF_HEARING}{hearing.id}"


def _propose(work: UnitOfWork, file: Interpellation, hearing: Hearing, coming: Sitting | None) -> int:
    if coming is None or hearing.state is not HearingState.REQUESTED:
        return 0
    item = propose_item(work, coming, draft_for(file, hearing), origin_reference=reference_of(hearing))
    stand_on(work, file, hearing, coming, item)
    return 1


def _let_fall(
    work: UnitOfWork, file: Interpellation, hearing: Hearing, sitting: Sitting | None, item: AgendaItem | None
) -> int:
    done = 0
    if hearing.state is not HearingState.DROPPED:
        settling.drop(work, file, hearing, sitting)
        done += 1
    preparing = sitting is not None and sitting.state is SittingState.PREPARING
    if sitting is not None and item is not None and preparing and item.state is ItemState.PROPOSED:
        withdraw_item(work, sitting, item)
        done += 1
    return done


def _wait_again(
    work: UnitOfWork, file: Interpellation, hearing: Hearing, sitting: Sitting | None, item: AgendaItem
) -> int:
    """A sitting that ended without calling the item leaves the request where it was."""
    over = sitting is not None and sitting.state is SittingState.CLOSED
    if sitting is None or not over or hearing.state is not HearingState.SCHEDULED or item.state is ItemState.DONE:
        return 0
    settling.put_off(work, file, hearing, sitting, why="not_called")
    hearing.agenda_item_id = None
    return 1
