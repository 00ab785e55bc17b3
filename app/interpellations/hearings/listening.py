"""Hearings stay in step with the agendas they are on, whoever acts on these and by whichever command (I7, I8)."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from app.foundation.facts import MEMBERS
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.models import Hearing, Interpellation
from app.interpellations.words import HearingState
from app.sittings.agenda.origins import Turn, listen
from app.sittings.attendance.operations import farewell
from app.sittings.attendance.queries import is_present
from app.sittings.floor.operations import guarantee
from app.sittings.models import AgendaItem, Sitting

from . import settling
from .events import HearingProposed
from .reading import hearing_id_of, hearing_of
from .settling import day_of

Step = Callable[[UnitOfWork, Interpellation, Hearing, Sitting, AgendaItem], None]


def follow_item(work: UnitOfWork, sitting: Sitting, item: AgendaItem, turn: Turn) -> None:
    """Do to the hearing what is done to its agenda item."""
    id = hearing_id_of(work.session, item)
    if id is not None:
        STEPS[turn](work, *hearing_of(work, id), sitting, item)


def stand_on(work: UnitOfWork, file: Interpellation, hearing: Hearing, sitting: Sitting, item: AgendaItem) -> None:
    """Note on which draft agenda the request stands."""
    hearing.agenda_item_id = item.id
    work.record(
        HearingProposed(
            stream=file.stream,
            # As every proposal, until the chair has answered.
            audience=MEMBERS,
            hearing_id=hearing.id,
            sitting_id=sitting.id,
            item_id=item.id,
            on=day_of(sitting),
        )
    )


def give_the_floor(work: UnitOfWork, file: Interpellation, hearing: Hearing, sitting: Sitting) -> None:
    """Put the requester first on the list for their guaranteed time.

    Only once they are there: the list is public, and nobody is named in it who has not chosen to come.
    """
    guarantee(work, sitting, file.requester, seconds=hearing.speaking_seconds)


def _refuse(work: UnitOfWork, file: Interpellation, hearing: Hearing, sitting: Sitting, item: AgendaItem) -> None:
    if hearing.state in (HearingState.REQUESTED, HearingState.SCHEDULED):
        settling.refuse(work, file, hearing, sitting, reason=item.answered_reason)


def _defer(work: UnitOfWork, file: Interpellation, hearing: Hearing, sitting: Sitting, _item: AgendaItem) -> None:
    settling.put_off(work, file, hearing, sitting, why="deferred")


def _cancel(work: UnitOfWork, file: Interpellation, hearing: Hearing, sitting: Sitting, _item: AgendaItem) -> None:
    settling.put_off(work, file, hearing, sitting, why="cancelled")


def _move(work: UnitOfWork, file: Interpellation, hearing: Hearing, sitting: Sitting, _item: AgendaItem) -> None:
    settling.move(work, file, hearing, sitting)


def _begin(work: UnitOfWork, file: Interpellation, hearing: Hearing, sitting: Sitting, _item: AgendaItem) -> None:
    if hearing.state is HearingState.SCHEDULED and is_present(work.session, sitting.id, file.requester_id):
        give_the_floor(work, file, hearing, sitting)


def _end(work: UnitOfWork, file: Interpellation, hearing: Hearing, sitting: Sitting, _item: AgendaItem) -> None:
    settling.hold(work, file, hearing, sitting)
    # Who was let in for this item alone is a member of the public again.
    farewell(work, sitting, file.requester_id)


STEPS: Final[Mapping[Turn, Step]] = MappingProxyType(
    {
        Turn.ACCEPTED: settling.schedule,
        Turn.REFUSED: _refuse,
        Turn.DEFERRED: _defer,
        Turn.TAKEN_UP: stand_on,
        Turn.MOVED: _move,
        Turn.CANCELLED: _cancel,
        Turn.STARTED: _begin,
        Turn.ENDED: _end,
    }
)
listen("hearings", follow_item)
