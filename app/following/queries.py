"""Reads about followings, and about what there is to tell."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from app.foundation.actors import VISITOR
from app.foundation.errors import NotFound
from app.foundation.facts import PUBLIC
from app.journal.models import JournalEntry, StreamHead
from app.journal.streams import Described, audiences_for, described
from app.journal.words import UNTOLD

from .models import Following
from .rules import LINES
from .telling import Told, told

FEED = 50


@dataclass(frozen=True, kw_only=True)
class News:
    """What a follower was not told yet: how much, since when, and the first lines of it."""

    total: int
    oldest: datetime
    newest: datetime
    head: int
    lines: list[Told]


@dataclass(frozen=True, kw_only=True)
class Followed:
    """One following with the name of its object, for the person's own list."""

    following: Following
    title: str
    href: str


def followable(session: Session, stream: str) -> Described:
    """Return the object of a stream that anybody may follow, or raise `NotFound`."""
    if PUBLIC not in audiences_for(session, VISITOR, stream):
        raise NotFound("Cet élément n’est pas public.")
    found = described(session, stream)
    if found is None:
        raise NotFound("Cet élément ne peut pas être suivi.")
    return found


def _public(stream: str) -> tuple[ColumnElement[bool], ...]:
    return (
        JournalEntry.stream == stream,
        JournalEntry.audience == PUBLIC,
        JournalEntry.kind.not_in(UNTOLD),
    )


def news(session: Session, stream: str, after: int, zone: ZoneInfo) -> News | None:
    """Return the public entries of a stream after a position, None when there are none."""
    at = JournalEntry.occurred_at
    counted = select(
        func.count().label("total"),
        func.min(at).label("oldest"),
        func.max(at).label("newest"),
        func.max(JournalEntry.position).label("head"),
    )
    found = session.execute(counted.where(*_public(stream), JournalEntry.position > after)).one()
    if not found.total:
        return None
    asked = select(JournalEntry).where(*_public(stream), JournalEntry.position.between(after + 1, found.head))
    rows = session.scalars(asked.order_by(JournalEntry.position).limit(LINES))
    return News(
        total=found.total,
        oldest=found.oldest,
        newest=found.newest,
        head=found.head,
        lines=[told(row, zone) for row in rows],
    )


def latest(session: Session, stream: str, zone: ZoneInfo) -> list[Told]:
    """Return the last public entries of a stream, the newest first, for its feed."""
    asked = select(JournalEntry).where(*_public(stream)).order_by(JournalEntry.position.desc()).limit(FEED)
    return [told(row, zone) for row in session.scalars(asked)]


def head_of(session: Session, stream: str) -> int:
    """Return how far a stream goes."""
    return session.scalar(select(StreamHead.position).where(StreamHead.stream == stream)) or 0


def with_news(session: Session) -> list[int]:
    """Return the confirmed followings whose stream has gone on since they were told, in order."""
    asked = (
        select(Following.id)
        .join(StreamHead, StreamHead.stream == Following.stream)
        .where(Following.confirmed_at.is_not(None), StreamHead.position > Following.position)
    )
    return list(session.scalars(asked.order_by(Following.id)))


def following_of(session: Session, person_id: int, stream: str) -> Following | None:
    """Return the person's following of an object."""
    asked = select(Following).where(Following.person_id == person_id, Following.stream == stream)
    return session.scalars(asked.options(joinedload(Following.person))).one_or_none()


def following_at(session: Session, email: str, stream: str) -> Following | None:
    """Return the following of an object by an address without account."""
    asked = select(Following).where(func.lower(Following.email) == email.strip().lower(), Following.stream == stream)
    return session.scalars(asked).one_or_none()


def followed_by(session: Session, person_id: int) -> list[Followed]:
    """Return what a person follows, by name; what is hidden now is named by its kind only."""
    rows = session.scalars(select(Following).where(Following.person_id == person_id).order_by(Following.id)).all()
    return sorted((_followed(session, row) for row in rows), key=lambda one: one.title)


def _followed(session: Session, row: Following) -> Followed:
    try:
        found = followable(session, row.stream)
    except NotFound:
        return Followed(following=row, title="Page qui n’est pas publique en ce moment", href="")
    return Followed(following=row, title=found.title, href=found.href)
