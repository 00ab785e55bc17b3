"""What the contents of many cases are called, for lists: one read for each kind of content."""

from collections.abc import Callable, Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.foundation.numbering import numbered
from app.institutions.models import Institution
from app.interpellations.models import Attachment, Body, Interpellation, InterpellationAnswer

from .models import ModerationCase
from .words import ContentKind

Titles = dict[int, str]


def titles_of(session: Session, cases: Iterable[ModerationCase]) -> dict[str, str]:
    """Return the title of each content by its key; one that is gone has none. Five reads at most."""
    wanted: dict[ContentKind, set[int]] = {}
    for case in cases:
        number = numbered(case.content.partition(":")[2])
        if number is not None:
            wanted.setdefault(case.kind, set()).add(number)
    found = {kind: NAMES[kind](session, ids) for kind, ids in wanted.items()}
    return {f"{kind}:{id}": title for kind, titles in found.items() for id, title in titles.items()}


def _interpellations(session: Session, ids: Collection[int]) -> Titles:
    columns = (Interpellation.id, Interpellation.number, Interpellation.title, Interpellation.hidden_reason)
    rows = session.execute(select(*columns).where(Interpellation.id.in_(ids), Interpellation.number.is_not(None)))
    # Of what is hidden from the public a list says no more than its number.
    return {id: f"Interpellation nº {number}" if hidden else title for id, number, title, hidden in rows}


def _answers(session: Session, ids: Collection[int]) -> Titles:
    asked = (
        select(InterpellationAnswer.id, Institution.name, Interpellation.number)
        .join(Institution, Institution.id == InterpellationAnswer.institution_id)
        .join(Interpellation, Interpellation.id == InterpellationAnswer.interpellation_id)
        .where(InterpellationAnswer.id.in_(ids))
    )
    rows = session.execute(asked)
    return {id: f"Réponse à l’interpellation nº {number} ({institution})" for id, institution, number in rows}


def _documents(session: Session, ids: Collection[int]) -> Titles:
    asked = (
        select(Attachment.id, Interpellation.number)
        .join(Interpellation, Interpellation.id == Attachment.interpellation_id)
        .where(Attachment.id.in_(ids))
    )
    return {id: f"Pièce jointe à l’interpellation nº {number}" for id, number in session.execute(asked)}


def _bodies(session: Session, ids: Collection[int]) -> Titles:
    asked = select(Body.id, Body.name).where(Body.id.in_(ids))
    return {row[0]: row[1] for row in session.execute(asked)}


def _institutions(session: Session, ids: Collection[int]) -> Titles:
    asked = select(Institution.id, Institution.name).where(Institution.id.in_(ids))
    return {row[0]: row[1] for row in session.execute(asked)}


NAMES: dict[ContentKind, Callable[[Session, Collection[int]], Titles]] = {
    ContentKind.INTERPELLATION: _interpellations,
    ContentKind.ANSWER: _answers,
    ContentKind.DOCUMENT: _documents,
    ContentKind.BODY: _bodies,
    ContentKind.INSTITUTION: _institutions,
}
