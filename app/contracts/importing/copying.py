"""Sends rows in bulk. Row by row through the ORM, a hundred thousand actions would take an hour."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import psycopg
from sqlalchemy.orm import Session

from app.contracts.models import (
    Action,
    ActionPartner,
    ActionPlace,
    Axis,
    Contract,
    ContractEvent,
    ContractIndicator,
    ContractParty,
    ContractPlace,
    FundingLine,
    ImportedRecord,
    IndicatorValue,
)
from app.foundation.database import Model

from .action_rows import ActionRows, Row
from .rows import ContractRows

Advance = Callable[[int], None]
CHILDREN: Final[dict[str, type[Model]]] = {
    "axes": Axis,
    "parties": ContractParty,
    "places": ContractPlace,
    "events": ContractEvent,
}
"""What hangs under a contract. Indicators have values of their own and go apart."""
ACTION_CHILDREN: Final[dict[str, type[Model]]] = {
    "partners": ActionPartner,
    "places": ActionPlace,
    "funding": FundingLine,
}


class Copier:
    """Sends rows in the session's transaction, giving them their identities."""

    def __init__(self, session: Session) -> None:
        session.flush()
        driver = session.connection().connection.driver_connection
        self._connection: psycopg.Connection[Any] = driver  # type: ignore[assignment]

    def identities(self, entity: type[Model], count: int) -> list[int]:
        """Return that many new identities of a table."""
        with self._connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                (entity.__tablename__, count),
            )
            return [row[0] for row in cursor]

    def send(self, entity: type[Model], rows: Iterable[Row]) -> None:
        """Send rows to a table; all have the same columns, in the same order."""
        rows = list(rows)
        if not rows:
            return
        columns = list(rows[0])
        names = psycopg.sql.SQL(", ").join(map(psycopg.sql.Identifier, columns))
        table = psycopg.sql.Identifier(entity.__tablename__)
        statement = psycopg.sql.SQL("COPY {} ({}) FROM STDIN").format(table, names)
        with self._connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row([_sent(row[column]) for column in columns])


def _sent(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def write_contracts(
    copier: Copier, contracts: Sequence[ContractRows], known: dict[str, int], advance: Advance
) -> dict[str, int]:
    """Write new contracts with all that hangs under them; return their ids by slug. `known` are those already here."""
    slugs = [built.row["slug"] for built in contracts]
    ids = dict(zip(slugs, copier.identities(Contract, len(slugs)), strict=True))
    every = known | ids
    copier.send(
        Contract,
        (
            built.row
            | {"id": ids[built.row["slug"]], "parent_id": every.get(built.parent), "import_digest": "", "version": 1}
            for built in contracts
        ),
    )
    for name, entity in CHILDREN.items():
        if name != "axes":
            copier.send(
                entity,
                ({"contract_id": ids[b.row["slug"]]} | row for b in contracts for row in b.children[name]),
            )
    write_indicators(copier, [(ids[b.row["slug"]], None, b.children["indicators"]) for b in contracts])
    axes = write_axes(copier, [(ids[b.row["slug"]], b.children["axes"]) for b in contracts])
    actions = [(ids[b.row["slug"]], list(b.actions.values())) for b in contracts]
    write_actions(copier, actions, axes, {}, advance)
    return ids


def write_axes(copier: Copier, given: Sequence[tuple[int, list[Row]]]) -> dict[tuple[int, int], int]:
    """Write axes; return the id of each by contract and number."""
    rows = [{"contract_id": contract_id} | row for contract_id, axes in given for row in axes]
    found = copier.identities(Axis, len(rows))
    copier.send(Axis, (row | {"id": id} for row, id in zip(rows, found, strict=True)))
    return {(row["contract_id"], row["number"]): id for row, id in zip(rows, found, strict=True)}


def write_actions(
    copier: Copier,
    given: Sequence[tuple[int, list[ActionRows]]],
    axes: dict[tuple[int, int], int],
    known: dict[str, int],
    advance: Advance = lambda _actions: None,
) -> dict[str, int]:
    """Write new actions of contracts; return their ids by code. `known` are actions they may be a part of."""
    flat = [(contract_id, action) for contract_id, actions in given for action in actions]
    numbers = copier.identities(Action, len(flat))
    ids = {action.row["code"]: id for (_, action), id in zip(flat, numbers, strict=True)}
    every = known | ids
    copier.send(Action, (_action_row(contract_id, action, every, axes) for contract_id, action in flat))
    advance(len(flat))
    for name, entity in ACTION_CHILDREN.items():
        rows = ({"action_id": ids[a.row["code"]]} | row for _, a in flat for row in a.children[name])
        copier.send(entity, rows)
    write_indicators(copier, [(c, ids[a.row["code"]], a.children["indicators"]) for c, a in flat])
    return ids


def _action_row(contract_id: int, action: ActionRows, ids: dict[str, int], axes: dict[tuple[int, int], int]) -> Row:
    return action.row | {
        "id": ids[action.row["code"]],
        "contract_id": contract_id,
        "axis_id": axes[contract_id, action.axis] if action.axis is not None else None,
        "parent_id": ids[action.parent] if action.parent else None,
        "version": 1,
    }


def write_indicators(copier: Copier, given: Sequence[tuple[int, int | None, list[Row]]]) -> None:
    """Write the indicators of contracts and actions, then the values read."""
    flat = [
        ({name: value for name, value in row.items() if name != "value"} | owner, row["value"])
        for contract_id, action_id, rows in given
        for owner in ({"contract_id": contract_id, "action_id": action_id},)
        for row in rows
    ]
    ids = copier.identities(ContractIndicator, len(flat))
    copier.send(ContractIndicator, (row | {"id": id} for (row, _), id in zip(flat, ids, strict=True)))
    values = ({"indicator_id": id} | value for (_, value), id in zip(flat, ids, strict=True) if value)
    copier.send(IndicatorValue, values)


def write_records(copier: Copier, rows: Iterable[Row]) -> None:
    """Keep what the sources said, for the next import."""
    copier.send(ImportedRecord, rows)
