"""What the assembly is dealing with."""

from app.foundation.errors import IllegalTransition, Refused
from app.foundation.unit_of_work import UnitOfWork
from app.sittings import roles
from app.sittings.agenda.origins import Turn, tell
from app.sittings.conduct import policies
from app.sittings.conduct.events import ItemEnded, ItemStarted
from app.sittings.conduct.queries import agenda_of, vote_under_way
from app.sittings.floor.line import Line
from app.sittings.models import AgendaItem, Sitting
from app.sittings.rules.agenda import check_item_transition
from app.sittings.words import ItemState, SittingState


def start_item(work: UnitOfWork, sitting: Sitting, item: AgendaItem) -> None:
    """Take up an item; the former one ends."""
    work.allow(policies.may_conduct, sitting)
    _check_open(sitting)
    check_item_transition(item.state, ItemState.CURRENT)
    leave_current_item(work, sitting)
    item.state, item.ended_at = ItemState.CURRENT, None
    item.started_at = item.started_at or work.now()
    sitting.current_item_id = item.id
    work.record(
        ItemStarted(
            stream=sitting.stream,
            audience=sitting.audience,
            item_id=item.id,
            title=item.title,
            item_kind=item.kind.value,
            started_at=item.started_at.isoformat(),
            on_behalf=not roles.chairs(work.actor, sitting),
            by=work.actor.name,
        )
    )
    tell(work, sitting, [item], Turn.STARTED)


def next_item(work: UnitOfWork, sitting: Sitting) -> AgendaItem:
    """Take up the first item not yet dealt with, in the order of the agenda."""
    work.allow(policies.may_conduct, sitting)
    waiting = [item for item in agenda_of(work.session, sitting.id) if item.state is ItemState.ACCEPTED]
    if not waiting:
        raise Refused("Il ne reste aucun point à l’ordre du jour.", rule="S2")
    start_item(work, sitting, waiting[0])
    return waiting[0]


def end_item(work: UnitOfWork, sitting: Sitting, item: AgendaItem) -> None:
    """Finish with the item under discussion."""
    work.allow(policies.may_conduct, sitting)
    _check_open(sitting)
    check_item_transition(item.state, ItemState.DONE)
    leave_current_item(work, sitting)


def leave_current_item(work: UnitOfWork, sitting: Sitting) -> None:
    """End the item under discussion, if any, and its speeches; not in the middle of a vote."""
    if sitting.current_item_id is None:
        return
    if vote_under_way(work.session, sitting.id):
        raise IllegalTransition("Un scrutin est ouvert sur ce point. Terminez-le ou annulez-le d’abord.")
    Line(work, sitting).leave_item()
    item = work.session.get_one(AgendaItem, sitting.current_item_id)
    item.state, item.ended_at = ItemState.DONE, work.now()
    sitting.current_item_id = None
    work.record(
        ItemEnded(
            stream=sitting.stream,
            audience=sitting.audience,
            item_id=item.id,
            ended_at=work.now().isoformat(),
            on_behalf=not roles.chairs(work.actor, sitting),
            by=work.actor.name,
        )
    )
    tell(work, sitting, [item], Turn.ENDED)


def _check_open(sitting: Sitting) -> None:
    if sitting.state is not SittingState.OPEN:
        raise IllegalTransition("Un point se traite quand la séance est ouverte.", state=sitting.state.value)
