"""The agenda is published once; afterwards it only grows, in urgency and with a reason (S2)."""

from app.foundation.errors import Refused
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.agenda import plans, policies, queries, record, tree
from app.sittings.agenda.drafts import Draft
from app.sittings.agenda.events import AgendaPublished, ItemAddedUrgently, ItemDeferred
from app.sittings.models import AgendaItem, Sitting
from app.sittings.rules.agenda import check_addition, check_publication
from app.sittings.rules.lifecycle import Act, check_transition
from app.sittings.words import ItemOrigin, ItemState

from .next_agenda import fill_next_agenda
from .places import store_places

UNANSWERED = "Sans réponse à la publication de l’ordre du jour."


def publish_agenda(work: UnitOfWork, sitting: Sitting) -> None:
    """Fix the agenda and convene the sitting; what had no answer is put off to the next one."""
    work.allow(policies.may_publish, sitting)
    record.check_preparing(sitting)
    state = check_transition(sitting.state, Act.CONVENE)
    plans.check_date(sitting.starts_at, now=work.now())
    items = queries.items_of(work.session, sitting.id)
    waiting = [item for item in items if item.state is ItemState.PROPOSED]
    referred = [item.title for item in waiting if item.origin is ItemOrigin.STATE_REFERRAL]
    check_publication(items, pending_referrals=referred)
    for item in waiting:
        _put_off(work, sitting, item)
    ordered = tree.fix_numbers(items)
    sitting.state, sitting.agenda_published_at = state, work.now()
    version = record.next_version(sitting)
    said = [{"item_id": i.id, "number": i.number, "title": i.title, "kind": i.kind.value} for i in ordered]
    for stream, audience in (
        (sitting.stream, record.audience(sitting)),
        (sitting.conference.stream, record.announced_to(sitting)),
    ):
        work.record(
            AgendaPublished(stream=stream, audience=audience, sitting_id=sitting.id, items=said, version=version)
        )
    fill_next_agenda(work, sitting.conference, group_id=sitting.group_id)


def add_urgent_item(work: UnitOfWork, sitting: Sitting, draft: Draft, *, reason: str) -> AgendaItem:
    """Add an item to a published agenda, last, under a number of its own; the reason is traced."""
    work.allow(policies.may_publish, sitting)
    record.check_not_over(sitting)
    check_addition(sitting.agenda_published_at, reason)
    if sitting.agenda_published_at is None:
        raise Refused("L’ordre du jour n’est pas publié : inscrivez ce point comme les autres.", rule="S2")
    items = queries.items_of(work.session, sitting.id)
    item: AgendaItem = work.add(
        draft.item_for(
            sitting,
            state=ItemState.ACCEPTED,
            origin=ItemOrigin.CHAIR,
            urgent_reason=reason.strip(),
            closed_doors=sitting.closed_doors_since is not None,
            number=tree.next_number(items, draft.parent),
            proposed_by_id=work.actor.person_id,
            proposed_at=work.now(),
        )
    )
    store_places(work, [*items, item], tree.place(items, item, before=None, parent=item.parent_id))
    _tell_urgent(work, sitting, item)
    return item


def _tell_urgent(work: UnitOfWork, sitting: Sitting, item: AgendaItem) -> None:
    work.record(
        ItemAddedUrgently(
            stream=sitting.stream,
            audience=record.audience(sitting),
            item_id=item.id,
            number=item.number,
            title=item.title,
            item_kind=item.kind.value,
            reason=item.urgent_reason,
            version=record.next_version(sitting),
        )
    )


def _put_off(work: UnitOfWork, sitting: Sitting, item: AgendaItem) -> None:
    item.state, item.answered_reason, item.parent_id = ItemState.DEFERRED, UNANSWERED, None
    work.record(
        ItemDeferred(
            stream=sitting.stream,
            audience=record.audience(sitting),
            item_id=item.id,
            reason=item.answered_reason,
            version=record.next_version(sitting),
        )
    )
