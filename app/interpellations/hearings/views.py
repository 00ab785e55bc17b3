"""What the public file shows of its hearings: where each stands, and what the assembly decided. Plain values."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.interpellations.models import Hearing, Interpellation
from app.interpellations.words import HearingState
from app.sittings.models import AgendaItem, Commitment, Decision, Sitting
from app.sittings.words import SittingState

WORDS = {
    HearingState.REQUESTED: "la présidence doit y donner suite",
    HearingState.SCHEDULED: "inscrite à l’ordre du jour",
    HearingState.REFUSED: "refusée",
    HearingState.PREFECT_TOLD: "refusée une seconde fois, préfet informé",
    HearingState.HELD: "tenue",
    HearingState.DROPPED: "sans objet",
}
MARKS = {
    HearingState.REQUESTED: "waiting",
    HearingState.SCHEDULED: "open",
    HearingState.REFUSED: "stopped",
    HearingState.PREFECT_TOLD: "late",
    HearingState.HELD: "done",
    HearingState.DROPPED: "stopped",
}


@dataclass(frozen=True, kw_only=True)
class HearingView:
    """One request to be heard, and its sitting once it is scheduled."""

    hearing: Hearing
    word: str
    mark: str
    sitting: Sitting | None = None
    """Told once the chair has scheduled it: a draft agenda is not public."""
    linked: bool = False
    """The sitting's page is open to everybody."""
    decisions: tuple[Decision, ...] = ()


def hearing_views(session: Session, file: Interpellation) -> tuple[HearingView, ...]:
    """Return the requests of a file, the first first. One read, two more once a hearing was held."""
    rows = session.execute(
        select(Hearing, Sitting)
        .outerjoin(AgendaItem, AgendaItem.id == Hearing.agenda_item_id)
        .outerjoin(Sitting, Sitting.id == AgendaItem.sitting_id)
        .where(Hearing.interpellation_id == file.id)
        .order_by(Hearing.rank)
    ).all()
    decided = _decisions(session, [hearing.agenda_item_id for hearing, _ in rows if hearing.held_at is not None])
    return tuple(_view(hearing, sitting, decided) for hearing, sitting in rows)


def sittings_to_choose(session: Session, conference_id: int) -> Sequence[Sitting]:
    """Return the sittings in preparation on whose agenda the chair may put a hearing."""
    return session.scalars(
        select(Sitting)
        .where(
            Sitting.conference_id == conference_id,
            Sitting.state == SittingState.PREPARING,
            Sitting.agenda_published_at.is_(None),
        )
        .options(joinedload(Sitting.conference))
        .order_by(Sitting.starts_at, Sitting.id)
    ).all()


def _view(hearing: Hearing, sitting: Sitting | None, decided: Sequence[Decision]) -> HearingView:
    told = hearing.state in (HearingState.SCHEDULED, HearingState.HELD)
    published = sitting is not None and sitting.public and sitting.agenda_published_at is not None
    return HearingView(
        hearing=hearing,
        word=WORDS[hearing.state],
        mark=MARKS[hearing.state],
        sitting=sitting if told else None,
        linked=told and published,
        decisions=tuple(d for d in decided if d.item_id == hearing.agenda_item_id),
    )


def _decisions(session: Session, items: Sequence[int | None]) -> Sequence[Decision]:
    if not items:
        return ()
    return session.scalars(
        select(Decision)
        .where(Decision.item_id.in_([id for id in items if id is not None]), Decision.public)
        .options(selectinload(Decision.commitments).joinedload(Commitment.owner))
        .order_by(Decision.id)
    ).all()
