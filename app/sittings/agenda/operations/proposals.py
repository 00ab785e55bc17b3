"""Members propose; the chair accepts, refuses or puts off (S2, R3.5)."""

from app.foundation.clock import local_date
from app.foundation.errors import Refused
from app.foundation.french import day
from app.foundation.unit_of_work import UnitOfWork
from app.sittings import roles
from app.sittings.agenda import policies, queries, record, tree
from app.sittings.agenda.drafts import Draft
from app.sittings.agenda.events import ItemAccepted, ItemDeferred, ItemRefused, ItemWithdrawn
from app.sittings.agenda.origins import Turn, tell
from app.sittings.models import AgendaItem, Sitting
from app.sittings.rules.agenda import ON_THE_AGENDA, check_answer, check_item_transition
from app.sittings.words import ItemOrigin, ItemState

from .next_agenda import fill_next_agenda, tell_proposed
from .places import store_places

WITHDRAWN = "Retirée par son auteur."


def propose_item(work: UnitOfWork, sitting: Sitting, draft: Draft, *, origin_reference: str = "") -> AgendaItem:
    """Propose an item; what the chair writes is on the agenda at once."""
    work.allow(policies.may_propose, sitting)
    record.check_preparing(sitting)
    item: AgendaItem = work.add(
        draft.item_for(
            sitting,
            origin=_origin(work, sitting),
            origin_reference=origin_reference,
            proposed_by_id=work.actor.person_id,
            proposed_at=work.now(),
        )
    )
    tell_proposed(work, sitting, item)
    if roles.chairs(work.actor, sitting):
        accept_item(work, sitting, item)
    return item


def accept_item(work: UnitOfWork, sitting: Sitting, item: AgendaItem) -> None:
    """Put the item on the agenda, last; under the item it depends on when that one is there."""
    work.allow(policies.may_answer_proposal, sitting)
    record.check_preparing(sitting)
    check_item_transition(item.state, ItemState.ACCEPTED)
    _check_not_taken_up(work, item)
    items = queries.items_of(work.session, sitting.id)
    there = {other.id for other in tree.on_the_agenda(items)}
    parent = item.parent_id if item.parent_id in there else None
    store_places(work, [*items, item], tree.place(items, item, before=None, parent=parent))
    item.state, item.answered_reason = ItemState.ACCEPTED, ""
    work.record(
        ItemAccepted(
            stream=sitting.stream,
            audience=record.audience(sitting),
            item_id=item.id,
            version=record.next_version(sitting),
        )
    )
    tell(work, sitting, [item], Turn.ACCEPTED)


def refuse_item(work: UnitOfWork, sitting: Sitting, item: AgendaItem, *, reason: str) -> None:
    """Refuse what is proposed, with a reason for its author; a question of the State cannot be refused (R3.6)."""
    work.allow(policies.may_answer_proposal, sitting)
    record.check_preparing(sitting)
    check_answer(item.origin, ItemState.REFUSED, reason)
    check_item_transition(item.state, ItemState.REFUSED)
    _take_off(work, sitting, item, ItemState.REFUSED, reason)
    work.record(
        ItemRefused(
            stream=sitting.stream,
            audience=record.audience(sitting),
            item_id=item.id,
            reason=item.answered_reason,
            version=record.next_version(sitting),
        )
    )
    tell(work, sitting, [item], Turn.REFUSED)


def defer_item(work: UnitOfWork, sitting: Sitting, item: AgendaItem, *, reason: str) -> None:
    """Put the item off: it is proposed again to the next sitting in preparation, now or when there is one."""
    work.allow(policies.may_answer_proposal, sitting)
    record.check_preparing(sitting)
    check_answer(item.origin, ItemState.DEFERRED, reason)
    check_item_transition(item.state, ItemState.DEFERRED)
    _take_off(work, sitting, item, ItemState.DEFERRED, reason)
    work.record(
        ItemDeferred(
            stream=sitting.stream,
            audience=record.audience(sitting),
            item_id=item.id,
            reason=item.answered_reason,
            version=record.next_version(sitting),
        )
    )
    tell(work, sitting, [item], Turn.DEFERRED)
    fill_next_agenda(work, sitting.conference, group_id=sitting.group_id)


def withdraw_item(work: UnitOfWork, sitting: Sitting, item: AgendaItem) -> None:
    """Take back one's own proposal while the chair has not put it on the agenda."""
    work.allow(policies.may_withdraw, item, sitting)
    record.check_preparing(sitting)
    if item.origin is ItemOrigin.STATE_REFERRAL:
        raise Refused("La saisine de la conférence est faite : elle figure au prochain ordre du jour.", rule="R3.6")
    if item.state is not ItemState.PROPOSED:
        raise Refused("La présidence a déjà répondu à cette proposition.", rule="S2")
    item.state, item.answered_reason = ItemState.REFUSED, WITHDRAWN
    work.record(
        ItemWithdrawn(
            stream=sitting.stream,
            audience=record.audience(sitting),
            item_id=item.id,
            version=record.next_version(sitting),
        )
    )


def _origin(work: UnitOfWork, sitting: Sitting) -> ItemOrigin:
    if work.actor.system:
        return ItemOrigin.SYSTEM
    return ItemOrigin.CHAIR if roles.chairs(work.actor, sitting) else ItemOrigin.MEMBER


def _take_off(work: UnitOfWork, sitting: Sitting, item: AgendaItem, state: ItemState, reason: str) -> None:
    if item.state in ON_THE_AGENDA:
        items = queries.items_of(work.session, sitting.id)
        store_places(work, items, tree.without(items, item))
    item.state, item.answered_reason, item.parent_id = state, reason.strip(), None


def _check_not_taken_up(work: UnitOfWork, item: AgendaItem) -> None:
    later = queries.taken_up_in(work.session, item) if item.state is ItemState.DEFERRED else None
    if later is not None:
        when = day(local_date(later.starts_at))
        raise Refused(f"Ce point est reporté à la séance du {when}. Répondez-lui dans sa préparation.", rule="S2")
