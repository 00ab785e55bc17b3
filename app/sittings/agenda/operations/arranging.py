"""Words, timing and order of the items (S2)."""

from typing import Any

from app.foundation.errors import Refused
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.agenda import policies, queries, record, tree
from app.sittings.agenda.events import ItemEdited, ItemMoved
from app.sittings.models import AgendaItem, Sitting
from app.sittings.rules.agenda import ON_THE_AGENDA
from app.sittings.words import ItemOrigin

from .places import store_places

WORDS = ("title", "description")


def edit_item(
    work: UnitOfWork, sitting: Sitting, item: AgendaItem, *, expected_version: int, changes: dict[str, Any]
) -> None:
    """Reword, time or type an item; the words of a question of the State are the State's."""
    work.allow(policies.may_edit, item, sitting)
    record.check_preparing(sitting)
    record.check_version(item.version, expected_version)
    changed = {name: value for name, value in changes.items() if getattr(item, name) != value}
    if not changed:
        return
    if item.origin is ItemOrigin.STATE_REFERRAL and any(name in changed for name in WORDS):
        raise Refused("L’État a posé cette question en ces termes : réglez son type, sa durée, son rang.", rule="R3.6")
    if "closed_doors" in changed:
        work.allow(policies.may_arrange, sitting)
    for name, value in changed.items():
        setattr(item, name, value)
    work.session.flush()
    work.record(
        ItemEdited(
            stream=sitting.stream,
            audience=record.audience(sitting),
            item_id=item.id,
            changes=changed,
            version=record.next_version(sitting),
        )
    )


def move_item(
    work: UnitOfWork,
    sitting: Sitting,
    item: AgendaItem,
    *,
    before_id: int | None,
    parent_id: int | None,
    expected_version: int,
) -> None:
    """Put an item before another, or last under a parent."""
    work.allow(policies.may_arrange, sitting)
    record.check_preparing(sitting)
    record.check_version(sitting.agenda_version, expected_version)
    if item.state not in ON_THE_AGENDA:
        raise Refused("Ce point n’est pas à l’ordre du jour. La présidence l’y inscrit d’abord.", rule="S2")
    items = tree.on_the_agenda(queries.items_of(work.session, sitting.id))
    store_places(work, items, tree.place(items, item, before=before_id, parent=parent_id))
    work.record(
        ItemMoved(
            stream=sitting.stream,
            audience=record.audience(sitting),
            item_id=item.id,
            parent_id=item.parent_id,
            before_id=before_id,
            version=record.next_version(sitting),
        )
    )
