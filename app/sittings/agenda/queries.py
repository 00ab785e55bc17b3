"""What the preparation of a sitting reads."""

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload, selectinload

from app.conferences.models import Conference, StateReferral
from app.foundation.errors import NotFound
from app.sittings.models import AgendaItem, ItemDocument, Sitting, StoredFile
from app.sittings.words import ItemOrigin, ItemState, SittingState

UNANSWERED = (ItemState.PROPOSED, ItemState.ACCEPTED)


def sitting_with_conference(session: Session, sitting_id: int) -> Sitting:
    """Return a sitting with its conference and its group, or raise `NotFound`."""
    found = session.get(Sitting, sitting_id, options=(joinedload(Sitting.conference), joinedload(Sitting.group)))
    if found is None:
        raise NotFound("Cette séance n’existe pas. Les séances sont au calendrier.")
    return found


def locked_sitting(session: Session, sitting_id: int) -> Sitting:
    """Return a sitting that nobody else changes until the end of this change.

    Its rows can still be referred to meanwhile: who enters the room does not wait for who orders the agenda.
    """
    query = select(Sitting).where(Sitting.id == sitting_id).with_for_update(key_share=True)
    found = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound("Cette séance n’existe pas. Les séances sont au calendrier.")
    return found


def locked_conference(session: Session, conference_id: int) -> Conference:
    """Return a conference whose sittings nobody else plans or publishes until the end of this change."""
    query = select(Conference).where(Conference.id == conference_id).with_for_update(key_share=True)
    found = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound("Cette conférence n’existe pas.")
    return found


def locked_with_conference(session: Session, sitting_id: int) -> Sitting:
    """Return a sitting locked after its conference, for what also touches the other sittings of the conference."""
    conference_id = session.scalars(select(Sitting.conference_id).where(Sitting.id == sitting_id)).one_or_none()
    if conference_id is not None:
        locked_conference(session, conference_id)
    return locked_sitting(session, sitting_id)


def locked_item(session: Session, item_id: int, *, conference: bool = False) -> tuple[Sitting, AgendaItem]:
    """Return an item and its sitting, locked, after its conference when asked."""
    sitting_id = session.scalars(select(AgendaItem.sitting_id).where(AgendaItem.id == item_id)).one_or_none()
    if sitting_id is None:
        raise NotFound("Ce point n’existe pas ou n’existe plus.")
    sitting = (locked_with_conference if conference else locked_sitting)(session, sitting_id)
    item = session.get_one(AgendaItem, item_id)
    if item.sitting_id != sitting.id:
        raise NotFound("Ce point vient de passer à une autre séance. Rechargez la page.")
    return sitting, item


def items_of(session: Session, sitting_id: int) -> list[AgendaItem]:
    """Return every item of a sitting, whatever its state."""
    query = select(AgendaItem).where(AgendaItem.sitting_id == sitting_id).order_by(AgendaItem.rank, AgendaItem.id)
    return list(session.scalars(query))


def items_to_show(session: Session, sitting_id: int) -> list[AgendaItem]:
    """Return every item of a sitting with its author, its documents and what the files are."""
    documents = selectinload(AgendaItem.documents).joinedload(ItemDocument.file)
    query = select(AgendaItem).where(AgendaItem.sitting_id == sitting_id).order_by(AgendaItem.rank, AgendaItem.id)
    return list(session.scalars(query.options(joinedload(AgendaItem.proposed_by), documents)))


def document_with_file(session: Session, document_id: int) -> tuple[ItemDocument, Sitting]:
    """Return a document with its item and its bytes, and the sitting it belongs to, or raise `NotFound`."""
    row = session.execute(
        select(ItemDocument, Sitting)
        .join(ItemDocument.item)
        .join(Sitting, Sitting.id == AgendaItem.sitting_id)
        .where(ItemDocument.id == document_id)
        .options(
            contains_eager(ItemDocument.item),
            joinedload(ItemDocument.file).undefer(StoredFile.content),
            joinedload(Sitting.conference),
        )
    ).one_or_none()
    if row is None:
        raise NotFound("Ce document n’existe pas ou n’existe plus.")
    return row[0], row[1]


def in_preparation(session: Session, conference_id: int, group_id: int | None) -> list[Sitting]:
    """Return the sittings of a conference, or of one of its groups, whose agenda is open, locked, the next first."""
    query = (
        select(Sitting)
        .where(
            Sitting.conference_id == conference_id,
            Sitting.group_id == group_id if group_id is not None else Sitting.group_id.is_(None),
            Sitting.state == SittingState.PREPARING,
            Sitting.agenda_published_at.is_(None),
        )
        .order_by(Sitting.starts_at, Sitting.id)
        .with_for_update(key_share=True)
    )
    return list(session.scalars(query.execution_options(populate_existing=True)))


def referrals_of(session: Session, conference_id: int) -> list[StateReferral]:
    """Return every question that the State has referred to a conference, in order."""
    query = select(StateReferral).where(StateReferral.conference_id == conference_id)
    return list(session.scalars(query.order_by(StateReferral.id)))


def items_of_referrals(session: Session, conference_id: int) -> dict[str, tuple[AgendaItem, Sitting]]:
    """Return the item of each referred question by its reference, where it stands on a sitting that still holds."""
    query = (
        select(AgendaItem, Sitting)
        .join(Sitting, Sitting.id == AgendaItem.sitting_id)
        .where(
            Sitting.conference_id == conference_id,
            Sitting.state != SittingState.CANCELLED,
            AgendaItem.origin == ItemOrigin.STATE_REFERRAL,
        )
        .order_by(AgendaItem.id)
    )
    return {item.origin_reference: (item, sitting) for item, sitting in session.execute(query)}


def items_to_take_up(session: Session, conference_id: int, group_id: int | None) -> list[tuple[AgendaItem, Sitting]]:
    """Return what was put off, or left by a cancelled sitting, and that no later sitting has taken up yet."""
    later = aliased(AgendaItem)
    reference = func.concat("agenda_item:", AgendaItem.id)
    left = (Sitting.state == SittingState.CANCELLED) & AgendaItem.state.in_(UNANSWERED)
    query = (
        select(AgendaItem, Sitting)
        .join(Sitting, Sitting.id == AgendaItem.sitting_id)
        .where(
            Sitting.conference_id == conference_id,
            Sitting.group_id == group_id if group_id is not None else Sitting.group_id.is_(None),
            AgendaItem.origin != ItemOrigin.STATE_REFERRAL,
            or_(AgendaItem.state == ItemState.DEFERRED, left),
            ~exists().where(later.origin_reference == reference),
        )
        .options(selectinload(AgendaItem.documents))
        .order_by(AgendaItem.id)
    )
    return [(item, sitting) for item, sitting in session.execute(query)]


def taken_up_in(session: Session, item: AgendaItem) -> Sitting | None:
    """Return the sitting that has taken up an item put off, if any."""
    query = select(Sitting).join(AgendaItem, AgendaItem.sitting_id == Sitting.id)
    return session.scalars(query.where(AgendaItem.origin_reference == f"agenda_item:{item.id}").limit(1)).one_or_none()
