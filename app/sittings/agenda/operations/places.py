"""How places in the tree are stored."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Table, bindparam, update
from sqlalchemy.orm.attributes import set_committed_value

from app.foundation.unit_of_work import UnitOfWork, anyone
from app.sittings.models import AgendaItem
from app.sittings.rules.agenda import Place


def store_places(work: UnitOfWork, items: Iterable[AgendaItem], places: Sequence[Place]) -> None:
    """Store new places beside the entities: whoever is rewording an item must not lose to whoever orders the list.

    The version of an item counts what is said in it; the agenda has its own version for its order.
    """
    work.allow(anyone)
    if not places:
        return
    table = AgendaItem.__table__
    assert isinstance(table, Table)
    statement = (
        update(table).where(table.c.id == bindparam("of")).values(parent_id=bindparam("under"), rank=bindparam("at"))
    )
    work.session.flush()
    work.session.connection().execute(
        statement, [{"of": place.id, "under": place.parent_id, "at": place.rank} for place in places]
    )
    known = {item.id: item for item in items}
    for place in places:
        set_committed_value(known[place.id], "parent_id", place.parent_id)
        set_committed_value(known[place.id], "rank", place.rank)
