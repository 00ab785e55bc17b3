"""Applies to a contract that is already here what its source changed, and nothing else.

Both states of the source are turned into rows in the same way and compared; what an officer wrote here meanwhile stays
unless the source changed that very field.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.contracts.models import Action, ActionUpdate, Axis, Contract, ContractIndicator, IndicatorValue
from app.foundation.database import Model
from app.foundation.unit_of_work import UnitOfWork

from .action_rows import ActionRows, Row
from .copying import ACTION_CHILDREN, CHILDREN, Copier, write_actions
from .rows import ContractRows

KEYS: Final = {
    "axes": ("number",),
    "parties": ("name",),
    "places": ("name",),
    "events": ("label",),
    "partners": ("name",),
    "funding": ("funder_name",),
    "indicators": ("name",),
}
"""What makes a row the same one in both states; namesakes follow their order."""
_LISTS: Final[tuple[tuple[str, type[Model]], ...]] = (*CHILDREN.items(), ("indicators", ContractIndicator))
_ACTION_LISTS: Final[tuple[tuple[str, type[Model]], ...]] = (
    *ACTION_CHILDREN.items(),
    ("indicators", ContractIndicator),
)
HISTORY: Final = "Mise à jour importée de la source."


@dataclass(kw_only=True)
class Changed:
    """What an import changed of one contract."""

    fields: list[str] = field(default_factory=list)
    actions_added: int = 0
    actions_changed: int = 0

    @property
    def any(self) -> bool:
        """Tell whether anything changed."""
        return bool(self.fields or self.actions_added or self.actions_changed)


def differences(before: Row, after: Row) -> Row:
    """Return the columns that differ, with their new value."""
    return {name: value for name, value in after.items() if before.get(name) != value}


class Changer:
    """Brings one contract from one state of its source to the next."""

    def __init__(self, work: UnitOfWork, contract_id: int, slugs: Mapping[str, int]) -> None:
        self.work = work
        self.session = work.session
        self.contract_id = contract_id
        self.slugs = slugs
        self.changed = Changed()
        self._axes: dict[tuple[int, int], int] = {}
        self._actions: dict[str, int] = {}

    def apply(self, before: ContractRows, after: ContractRows) -> Changed:
        """Apply what the source changed; return it."""
        columns = differences(before.row, after.row)
        if before.parent != after.parent:
            columns["parent_id"] = self.slugs.get(after.parent)
        # Derived from what is compared already: not a change of its own.
        self.changed.fields.extend(name for name in columns if name != "search")
        for name, entity in _LISTS:
            owner = {"contract_id": self.contract_id} | ({"action_id": None} if name == "indicators" else {})
            if _apply_list(self.session, (name, entity), owner, before.children[name], after.children[name]):
                self.changed.fields.append(name)
        self._apply_actions(before.actions, after.actions)
        if columns or self.changed.any:
            values = columns | {"version": Contract.version + 1}
            self.session.execute(update(Contract).where(Contract.id == self.contract_id).values(values))
        return self.changed

    def _apply_actions(self, before: Mapping[str, ActionRows], after: Mapping[str, ActionRows]) -> None:
        axes = select(Axis.number, Axis.id).where(Axis.contract_id == self.contract_id)
        self._axes = {(self.contract_id, number): id for number, id in self.session.execute(axes)}
        here = select(Action.code, Action.id).where(Action.contract_id == self.contract_id).with_for_update()
        self._actions = dict(self.session.execute(here).all())
        new = [action for code, action in after.items() if code not in before]
        if new:
            given = [(self.contract_id, new)]
            self._actions |= write_actions(Copier(self.session), given, self._axes, self._actions)
            self.changed.actions_added = len(new)
        for code, action in after.items():
            if code in before and code in self._actions:
                told = self._apply_action(self._actions[code], before[code], action)
                if told:
                    self.changed.actions_changed += 1
                    self._remember(self._actions[code], told)

    def _apply_action(self, id: int, before: ActionRows, after: ActionRows) -> dict[str, Any]:
        """Change one action; return `{field: [before, after]}`."""
        columns = differences(before.row, after.row)
        told: dict[str, Any] = {
            name: [_plain(before.row[name]), _plain(value)] for name, value in columns.items() if name != "search"
        }
        if before.axis != after.axis:
            columns["axis_id"] = self._axes[self.contract_id, after.axis] if after.axis is not None else None
            told["axis"] = [before.axis, after.axis]
        if before.parent != after.parent:
            columns["parent_id"] = self._actions[after.parent] if after.parent else None
            told["parent"] = [before.parent, after.parent]
        for name, entity in _ACTION_LISTS:
            owner = {"action_id": id} | ({"contract_id": self.contract_id} if name == "indicators" else {})
            if _apply_list(self.session, (name, entity), owner, before.children[name], after.children[name]):
                told[name] = [len(before.children[name]), len(after.children[name])]
        if told:
            values = columns | {"version": Action.version + 1}
            self.session.execute(update(Action).where(Action.id == id).values(values))
        return told

    def _remember(self, action_id: int, told: dict[str, Any]) -> None:
        work = self.work
        line = {"action_id": action_id, "made_at": work.now(), "person_id": work.actor.person_id, "changes": told}
        line |= {"person_name": work.actor.name, "institution_name": "", "text": HISTORY}
        self.session.execute(insert(ActionUpdate), [line])


def _apply_list(
    session: Session, kind: tuple[str, type[Model]], owner: Row, before: list[Row], after: list[Row]
) -> bool:
    """Bring one list of rows from one state to the next; tell whether they differ."""
    if before == after:
        return False
    name, entity = kind
    here = _rows_here(session, entity, name, owner)
    old, new = dict(_keyed(name, before)), dict(_keyed(name, after))
    for key, row in new.items():
        if key not in old or key not in here:
            _insert(session, entity, owner | row)
        elif columns := differences(old[key], row):
            _update(session, entity, here[key], columns)
    gone = [here[key] for key in old if key not in new and key in here]
    if gone:
        session.execute(delete(entity).where(_id(entity).in_(gone)))
    return True


def _rows_here(session: Session, entity: type[Model], name: str, owner: Row) -> dict[tuple[Any, ...], int]:
    table = entity.__table__
    keys = [table.c[key] for key in KEYS[name]]
    query = select(table.c.id, *keys).where(*(table.c[column] == value for column, value in owner.items()))
    rows = [row._mapping for row in session.execute(query.order_by(table.c.rank, table.c.id))]
    return {key: row["id"] for key, row in _keyed(name, [dict(row) for row in rows])}


def _keyed(name: str, rows: list[Row]) -> Iterator[tuple[tuple[Any, ...], Row]]:
    seen: Counter[tuple[Any, ...]] = Counter()
    for row in rows:
        key = tuple(row[column] for column in KEYS[name])
        seen[key] += 1
        yield (*key, seen[key]), row


def _insert(session: Session, entity: type[Model], row: Row) -> None:
    value = row.get("value") if entity is ContractIndicator else None
    columns = {name: given for name, given in row.items() if name != "value"}
    id = session.execute(insert(entity).values(columns).returning(_id(entity))).scalar_one()
    if value:
        session.execute(insert(IndicatorValue).values({"indicator_id": id} | value))


def _update(session: Session, entity: type[Model], id: int, columns: Row) -> None:
    value = columns.pop("value", None) if entity is ContractIndicator else None
    if columns:
        session.execute(update(entity).where(_id(entity) == id).values(columns))
    if value:
        # The same reading corrected replaces it; a reading of another date is one more.
        table = IndicatorValue.__table__.c
        same = (table.indicator_id == id, table.dated == value["dated"], table.recorded_by_id.is_(None))
        session.execute(delete(IndicatorValue).where(*same))
        session.execute(insert(IndicatorValue).values({"indicator_id": id} | value))


def _id(entity: type[Model]) -> Any:
    return entity.__table__.c.id


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | bool | list | dict) else str(value)
