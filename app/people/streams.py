"""Who may read the record of an account: its person and the administrators; of what concerns none: these alone."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.foundation.actors import Actor
from app.foundation.facts import BUREAU
from app.journal.streams import STREAM_KINDS, Audiences, StreamKind

from .models import Person
from .policies import may_keep_accounts, may_read_account


def audiences(session: Session, actor: Actor, id: int) -> Audiences | None:
    """Return what the actor may read of an account's record; None for everybody else, existing or not."""
    if not may_read_account(actor, id):
        return None
    return (BUREAU,) if session.scalar(select(Person.id).where(Person.id == id)) is not None else None


def snapshot(_session: Session, id: int, _audiences: Audiences) -> dict[str, Any]:
    """Return whose account it is: its pages show the rest."""
    return {"account": {"person_id": id}}


def of_administration(_session: Session, actor: Actor, id: int) -> Audiences | None:
    """Return what the actor may read of what concerns no account in particular: everything, for an administrator."""
    return (BUREAU,) if id == 1 and may_keep_accounts(actor) else None


def nothing(_session: Session, _id: int, _audiences: Audiences) -> dict[str, Any]:
    """Return nothing: this record is browsed, no page is made of it."""
    return {}


STREAM_KINDS["people"] = StreamKind(audiences=of_administration, snapshot=nothing)
STREAM_KINDS["account"] = StreamKind(audiences=audiences, snapshot=snapshot)
