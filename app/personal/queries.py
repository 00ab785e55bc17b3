"""Named reads of everything that refers to a person, from the tables themselves: one added tomorrow is read too."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Table, exists, func, select
from sqlalchemy.orm import Session

from app.foundation.database import Model
from app.notices.models import Message
from app.people.models import Person

from .register import IDLE_BEFORE_ERASURE, purpose_of

SECRET = ("digest", "secret", "hash", "token", "nonce", "public_key", "credential", "generation", "embedding")
"""What a column's name tells when it holds a secret or its trace: of no use to its person, of much to another."""
ERASED = "@efface.invalid"
"""How the address of an erased account ends: no mail can reach it."""


def references() -> Iterator[tuple[Table, Column[Any]]]:
    """Yield every column of every table that refers to a person."""
    for table in Model.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column.table.name == "persons" for key in column.foreign_keys):
                yield table, column


def data_of(session: Session, person: Person) -> dict[str, list[dict[str, Any]]]:
    """Return what is kept of the person, by table: their account, what is theirs, and their acts."""
    found: dict[str, list[dict[str, Any]]] = {
        "persons": _rows(session, Person.__table__, Person.__table__.c.id, person)
    }
    for table, column in references():
        rows = _rows(session, table, column, person)
        if rows:
            known = found.setdefault(table.name, [])
            known += [row for row in rows if row not in known]
    mails = select(Message.kind, Message.subject, Message.text, Message.created_at, Message.handed_over_at)
    sent = session.execute(mails.where(func.lower(Message.recipient) == person.email.lower()).order_by(Message.id))
    if messages := [dict(row) for row in sent.mappings()]:
        found["messages"] = messages
    return found


def _rows(session: Session, table: Any, column: Any, person: Person) -> list[dict[str, Any]]:
    told = [c for c in table.columns if not any(word in c.name for word in SECRET)]
    read = session.execute(select(*told).where(column == person.id).order_by(*table.primary_key.columns))
    return [{name: _plain(value) for name, value in row.items()} for row in read.mappings()]


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return f"{len(value)} octets"
    return value.isoformat() if isinstance(value, date | datetime) else value


def acted_in_office(session: Session, person_id: int) -> bool:
    """Tell whether public archives name this person: a mandate, an office, an act done in one."""
    for table, column in references():
        purpose = purpose_of(table.name)
        if purpose.key in ("acts", "mandates") and session.scalar(select(exists().where(column == person_id))):
            return True
    return False


def long_idle(session: Session, today: date) -> list[Person]:
    """Return the accounts that nobody has used for so long that they are to be erased, demonstration left out."""
    last = func.coalesce(Person.seen_on, func.date(Person.created_at))
    found = select(Person).where(
        last < today - IDLE_BEFORE_ERASURE,
        ~Person.email.endswith(ERASED),
        Person.demo.is_(False),
        Person.administrator.is_(False),
    )
    return list(session.scalars(found.order_by(Person.id)))


def announced_at(session: Session, person_id: int) -> datetime | None:
    """Return when the person was last told that their account will be erased."""
    told = select(func.max(Message.created_at)).where(
        Message.kind == "account.erasure", Message.about == f"account:{person_id}"
    )
    return session.scalar(told)
