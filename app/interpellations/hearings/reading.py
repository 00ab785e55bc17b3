"""Named reads of requests to be heard."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.foundation.errors import NotFound
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.loading import file_of
from app.interpellations.models import Hearing, Interpellation
from app.sittings.agenda.queries import in_preparation
from app.sittings.models import AgendaItem, Sitting
from app.sittings.words import ItemState

from .requesting import PENDING
from .rules import REFUSED

OF_HEARING, OF_ITEM = "hearing:", "agenda_item:"


def hearing_of(work: UnitOfWork, id: int) -> tuple[Interpellation, Hearing]:
    """Return a request with its file, whose row is locked: requests of one file follow one another."""
    file_id = work.session.scalar(select(Hearing.interpellation_id).where(Hearing.id == id))
    if file_id is None:
        raise NotFound("Cette demande d’audition n’existe pas.")
    file = file_of(work, file_id)
    return file, work.session.get_one(Hearing, id, populate_existing=True)


def hearing_id_of(session: Session, item: AgendaItem) -> int | None:
    """Return the request that an agenda item is about, the one it takes up included."""
    reference = item.origin_reference
    stands_on = [item.id]
    if reference.startswith(OF_ITEM):
        stands_on.append(int(reference.removeprefix(OF_ITEM)))
    by_name = int(reference.removeprefix(OF_HEARING)) if reference.startswith(OF_HEARING) else 0
    found = select(Hearing.id).where(or_(Hearing.agenda_item_id.in_(stands_on), Hearing.id == by_name))
    return session.scalar(found.limit(1))


def hearings_to_keep(session: Session) -> list[int]:
    """Return the requests that wait for something, and those that fell while they stood on a draft agenda."""
    query = (
        select(Hearing.id)
        .outerjoin(AgendaItem, AgendaItem.id == Hearing.agenda_item_id)
        .where(or_(Hearing.state.in_(PENDING), AgendaItem.state == ItemState.PROPOSED))
        .order_by(Hearing.requested_at, Hearing.id)
    )
    return list(session.scalars(query))


def hearings_of(session: Session, file_id: int) -> list[Hearing]:
    """Return the requests of a file, the first first."""
    return list(session.scalars(select(Hearing).where(Hearing.interpellation_id == file_id).order_by(Hearing.rank)))


def refused_before(session: Session, hearing: Hearing) -> bool:
    """Tell whether an earlier request of the file was refused."""
    earlier = select(Hearing.id).where(
        Hearing.interpellation_id == hearing.interpellation_id,
        Hearing.rank < hearing.rank,
        Hearing.state.in_(REFUSED),
    )
    return session.scalar(earlier.limit(1)) is not None


def next_sitting_for(work: UnitOfWork, hearing: Hearing) -> Sitting | None:
    """Return the sitting in preparation that can hear the file, locked: its group's, else the conference's.

    A group that prepares no sitting makes nobody wait.
    """
    for group_id in dict.fromkeys((hearing.group_id, None)):
        preparing = in_preparation(work.session, hearing.conference_id, group_id)
        coming = [sitting for sitting in preparing if sitting.starts_at > work.now()]
        if coming:
            return coming[0]
    return None
