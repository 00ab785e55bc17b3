"""The public pages of the journal: every stream, and the entries that the reader may read."""

import json
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

from flask import Blueprint, render_template, request
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.conferences.models import Conference, Mandate
from app.foundation.actors import VISITOR
from app.foundation.errors import DomainError, NotFound
from app.foundation.unit_of_work import require
from app.journal.models import JournalEntry, StreamHead
from app.journal.streams import audiences_for
from app.journal.words import gist, label
from app.people.models import Person
from app.sittings.models import Sitting
from app.sittings.policies import may_follow_sitting
from app.web.guards import public
from app.web.house import reading
from app.web.identity import current_actor

blueprint = Blueprint("journal", __name__)
PAGE = 50
HIDDEN = "Cette séance n’existe pas, ou n’est pas publique."


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry as it is read."""

    position: int
    occurred_at: datetime
    label: str
    gist: str
    by: str
    audience: str
    content: str
    seal: str


@dataclass(frozen=True, kw_only=True)
class StreamLine:
    """One stream: what it is the record of, how far it goes and when it was last written to."""

    title: str
    href: str
    entries: int
    last_at: datetime


@blueprint.get("/journal")
@public
def streams() -> str:
    """Show the streams that everybody may read, the last written first."""
    with reading() as session:
        return render_template("pages/journal/streams.html", streams=_public_streams(session))


@blueprint.get("/seances/<int:id>/journal")
@public
def of_sitting(id: int) -> str:
    """Show the entries of a sitting that the reader may read."""
    with reading() as session:
        sitting = session.get(Sitting, id)
        if sitting is None:
            raise NotFound(HIDDEN)
        require(current_actor(), may_follow_sitting, sitting, hidden=HIDDEN)
        return _page(session, sitting.stream, sitting.title, f"/seances/{id}", sitting=sitting)


@blueprint.get("/conferences/<slug>/journal")
@public
def of_conference(slug: str) -> str:
    """Show the entries of a conference that the reader may read."""
    with reading() as session:
        conference = session.scalars(select(Conference).where(Conference.slug == slug)).one_or_none()
        if conference is None:
            raise NotFound("Cette conférence n’existe pas.")
        return _page(session, conference.stream, conference.name, f"/conferences/{slug}")


def _page(session: Session, stream: str, title: str, back: str, sitting: Sitting | None = None) -> str:
    audiences = audiences_for(session, current_actor(), stream)
    counted = select(func.count()).select_from(JournalEntry)
    total = session.scalar(counted.where(JournalEntry.stream == stream, JournalEntry.audience.in_(audiences))) or 0
    pages = max(1, ceil(total / PAGE))
    page = _asked_page(session, stream, audiences, pages)
    query = select(JournalEntry).where(JournalEntry.stream == stream, JournalEntry.audience.in_(audiences))
    found = session.scalars(query.order_by(JournalEntry.position).offset((page - 1) * PAGE).limit(PAGE)).all()
    return render_template(
        "pages/journal/stream.html",
        stream=stream,
        title=title,
        back=back,
        sitting=sitting,
        lines=lines_of(session, list(found)),
        page=page,
        pages=pages,
        total=total,
    )


def _asked_page(session: Session, stream: str, audiences: tuple[str, ...], pages: int) -> int:
    """Return the page asked for by number (`page`), or the one that holds a position (`a`); the last by default."""
    position = request.args.get("a", type=int)
    if position is not None and 0 < position < 2**62:
        before = (
            select(func.count())
            .select_from(JournalEntry)
            .where(
                JournalEntry.stream == stream, JournalEntry.audience.in_(audiences), JournalEntry.position <= position
            )
        )
        return min(pages, max(1, ceil((session.scalar(before) or 0) / PAGE)))
    asked = request.args.get("page", default=pages, type=int)
    return min(pages, max(1, asked))


def lines_of(session: Session, entries: list[JournalEntry]) -> list[Line]:
    """Return the entries as they are read."""
    names = _office_holders(session, {e.actor_id for e in entries if e.actor_id})
    return [
        Line(
            position=entry.position,
            occurred_at=entry.occurred_at,
            label=label(entry.kind),
            gist=gist(entry.payload),
            by=names.get(entry.actor_id or 0, ""),
            audience=entry.audience,
            content=json.dumps({"kind": entry.kind, **entry.payload}, ensure_ascii=False, indent=2),
            seal=entry.hash[:12],
        )
        for entry in entries
    ]


def _office_holders(session: Session, ids: set[int]) -> dict[int, str]:
    """Return the names of those who acted in office: the record names elected members and officers, nobody else."""
    rows = session.scalars(
        select(Person).where(
            Person.id.in_(ids), Person.id.in_(select(Mandate.person_id).where(Mandate.person_id.in_(ids)))
        )
    )
    return {person.id: person.name for person in rows}


def _public_streams(session: Session) -> list[StreamLine]:
    # Each account has a stream of its own, which nobody may list: only the public ones are read.
    public = select(StreamHead).where(StreamHead.sequences.op("?")("public"))
    heads = {head.stream: head for head in session.scalars(public)}
    newest = select(JournalEntry.stream, func.max(JournalEntry.occurred_at)).where(JournalEntry.audience == "public")
    last = {row[0]: row[1] for row in session.execute(newest.group_by(JournalEntry.stream))}
    lines = [
        _stream_line(heads[c.stream], last, c.name, f"/conferences/{c.slug}/journal")
        for c in session.scalars(select(Conference))
        if c.stream in last
    ]
    sittings = session.scalars(select(Sitting).order_by(Sitting.starts_at.desc()).limit(200)).all()
    lines += [
        _stream_line(heads[s.stream], last, s.title, f"/seances/{s.id}/journal")
        for s in sittings
        if s.stream in last and _everybody_reads(session, s.stream)
    ]
    return sorted(lines, key=lambda line: line.last_at, reverse=True)


def _stream_line(head: StreamHead, last: dict[str, Any], title: str, href: str) -> StreamLine:
    return StreamLine(title=title, href=href, entries=head.sequences.get("public", 0), last_at=last[head.stream])


def _everybody_reads(session: Session, stream: str) -> bool:
    try:
        return "public" in audiences_for(session, VISITOR, stream)
    except DomainError:
        return False
