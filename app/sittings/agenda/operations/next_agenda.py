"""What must appear on the next agenda is put there, whatever happens to the sittings (R3.6).

A question of the State stands on the sitting in preparation that comes first, until an agenda with it is published.
What the chair put off, and what a cancelled sitting leaves, is proposed to the next sitting of the same assembly.
"""

from app.conferences.models import Conference, StateReferral
from app.foundation.unit_of_work import UnitOfWork, anyone
from app.sittings.agenda import queries, record, tree
from app.sittings.agenda.events import ItemLeft, ItemProposed
from app.sittings.agenda.origins import Turn, tell
from app.sittings.models import AgendaItem, ItemDocument, Sitting
from app.sittings.words import ItemKind, ItemOrigin, ItemState, SittingState

from .places import store_places


def fill_next_agenda(work: UnitOfWork, conference: Conference, *, group_id: int | None) -> None:
    """Bring what waits to the sittings in preparation. A consequence of acts already allowed, whoever did them."""
    work.allow(anyone)
    work.session.flush()
    preparing = queries.in_preparation(work.session, conference.id, group_id)
    if group_id is None and preparing:
        _bring_referrals(work, conference, preparing[0])
    for item, former in queries.items_to_take_up(work.session, conference.id, group_id):
        later = [s for s in preparing if former.state is SittingState.CANCELLED or s.starts_at > former.starts_at]
        if later:
            _take_up(work, item, later[0])


def _bring_referrals(work: UnitOfWork, conference: Conference, sitting: Sitting) -> None:
    placed = queries.items_of_referrals(work.session, conference.id)
    for referral in queries.referrals_of(work.session, conference.id):
        item, stands_on = placed.get(_reference(referral), (None, None))
        if item is None or stands_on is None:
            _propose(work, sitting, _item_of(referral, sitting))
        elif stands_on.agenda_published_at is None and stands_on.id != sitting.id:
            hand_over(work, item, stands_on, sitting)


def _reference(referral: StateReferral) -> str:
    return f"state_referral:{referral.id}"


def _item_of(referral: StateReferral, sitting: Sitting) -> AgendaItem:
    return AgendaItem(
        sitting_id=sitting.id,
        title=referral.title,
        description=referral.question,
        kind=ItemKind.DEBATE,
        origin=ItemOrigin.STATE_REFERRAL,
        origin_reference=_reference(referral),
        proposed_by_id=referral.referred_by_id,
        proposed_at=referral.referred_at,
    )


def hand_over(work: UnitOfWork, item: AgendaItem, former: Sitting, sitting: Sitting) -> None:
    """Take an item from one sitting in preparation to another; a consequence of an act already allowed."""
    work.allow(anyone)
    items = queries.items_of(work.session, former.id)
    if item.state is not ItemState.PROPOSED:
        store_places(work, items, tree.without(items, item))
    item.sitting_id, item.parent_id, item.state = sitting.id, None, ItemState.PROPOSED
    work.record(
        ItemLeft(
            stream=former.stream,
            audience=record.audience(former),
            item_id=item.id,
            for_sitting_id=sitting.id,
            version=record.next_version(former),
        )
    )
    tell_proposed(work, sitting, item)


def _take_up(work: UnitOfWork, item: AgendaItem, sitting: Sitting) -> None:
    again = AgendaItem(
        sitting_id=sitting.id,
        title=item.title,
        description=item.description,
        kind=item.kind,
        minutes=item.minutes,
        rapporteur=item.rapporteur,
        origin=item.origin,
        origin_reference=f"agenda_item:{item.id}",
        proposed_by_id=item.proposed_by_id,
        proposed_at=work.now(),
        closed_doors=item.closed_doors,
    )
    _propose(work, sitting, again)
    for document in item.documents:
        work.add(
            ItemDocument(
                item_id=again.id,
                file_sha256=document.file_sha256,
                name=document.name,
                added_at=work.now(),
                added_by_id=document.added_by_id,
                public=document.public,
            )
        )
    tell(work, sitting, [again], Turn.TAKEN_UP)


def _propose(work: UnitOfWork, sitting: Sitting, item: AgendaItem) -> None:
    work.add(item)
    tell_proposed(work, sitting, item)


def tell_proposed(work: UnitOfWork, sitting: Sitting, item: AgendaItem) -> None:
    """Record that an item is proposed to the sitting."""
    work.allow(anyone)
    author = item.proposed_by
    work.record(
        ItemProposed(
            stream=sitting.stream,
            audience=record.audience(sitting),
            item_id=item.id,
            title=item.title,
            item_kind=item.kind.value,
            origin=item.origin.value,
            origin_reference=item.origin_reference,
            proposed_by=author.name if author else "",
            version=record.next_version(sitting),
        )
    )
