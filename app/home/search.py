"""One search over the directory, the conferences, the contracts, the sittings and the decisions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, literal_column, or_, select
from sqlalchemy.orm import Session, joinedload

from app.conferences.models import Conference
from app.foundation.actors import Actor
from app.institutions import queries as directory
from app.institutions.naming import search_words
from app.sittings.calendar.queries import visible_to
from app.sittings.models import AgendaItem, Decision, Sitting
from app.sittings.words import ItemState, SittingState

from . import contracts

ACCENTED, PLAIN = "àâäáãéèêëíîïóôöõúùûüÿçñ’'-", "aaaaaeeeeiiioooouuuuycn   "
MOST = 10
LONGEST = 200
ON_THE_AGENDA = (ItemState.ACCEPTED, ItemState.CURRENT, ItemState.DONE)


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One thing found: where it is, what it is, and what else tells it apart."""

    href: str
    title: str
    detail: str = ""
    level: str = ""
    when: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Results:
    """What was found, by kind; each list is cut at ten."""

    institutions: list[Hit]
    conferences: list[Hit]
    sittings: list[Hit]
    decisions: list[Hit]
    contracts: list[Hit]

    @property
    def count(self) -> int:
        """Return how many things are shown."""
        return sum(map(len, (self.institutions, self.conferences, self.sittings, self.decisions, self.contracts)))


def search(session: Session, actor: Actor, text: str) -> Results:
    """Return what has all the words of the text (or their beginnings), among what the actor may see."""
    text = text[:LONGEST]
    words = [_stem(word) for word in search_words(text)]
    if not words:
        return Results(institutions=[], conferences=[], sittings=[], decisions=[], contracts=[])
    return Results(
        institutions=_institutions(session, text),
        conferences=_conferences(session, words),
        sittings=_sittings(session, actor, words),
        decisions=_decisions(session, words),
        contracts=_contracts(session, actor, words),
    )


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def _has(words: list[str], *columns: Any) -> ColumnElement[bool]:
    """Return the condition that the columns together have every word, whatever accents and case."""
    said = func.concat_ws(" ", *columns)
    plain = func.translate(func.lower(said), ACCENTED, PLAIN)
    # The words are only letters and digits: nothing in them is an operator of tsquery.
    query = func.to_tsquery("simple", " & ".join(f"{word}:*" for word in words))
    return func.to_tsvector("simple", plain).bool_op("@@")(query)


def _institutions(session: Session, text: str) -> list[Hit]:
    return [
        Hit(
            href=f"/institutions/{found.institution.id}",
            title=found.institution.name,
            detail=found.within,
            level=found.institution.kind.value,
        )
        for found in directory.search(session, text, limit=MOST)
    ]


def _conferences(session: Session, words: list[str]) -> list[Hit]:
    found = session.scalars(
        select(Conference)
        .where(_has(words, Conference.name, Conference.purpose))
        .options(joinedload(Conference.region))
        .order_by(Conference.name)
        .limit(MOST)
    )
    return [Hit(href=f"/conferences/{c.slug}", title=c.name, detail=c.region.name) for c in found]


def _contracts(session: Session, actor: Actor, words: list[str]) -> list[Hit]:
    """The columns are in lower case without accents, and French words are indexed by their stems."""
    query = func.to_tsquery("french", " & ".join(f"{word}:*" for word in words))

    def matching(column: Any) -> ColumnElement[bool]:
        # Spelt as the indexes are, so that they serve.
        document: ColumnElement[Any] = literal_column(f"to_tsvector('french', {column.table.name}.search)")
        return document.bool_op("@@")(query)

    return [
        Hit(href=f"/contrats/{slug}", title=title, detail=action or "")
        for slug, title, action in contracts.found(session, actor, matching, MOST)
    ]


def _sittings(session: Session, actor: Actor, words: list[str]) -> list[Hit]:
    item = _item_with(words)
    rows = session.execute(
        select(Sitting, item.label("item"))
        .where(
            Sitting.state != SittingState.CANCELLED,
            visible_to(actor),
            or_(_has(words, Sitting.title, Sitting.place), item.is_not(None)),
        )
        .options(joinedload(Sitting.conference))
        .order_by(Sitting.starts_at.desc())
        .limit(MOST)
    )
    return [
        Hit(
            href=f"/seances/{row.Sitting.id}",
            title=row.Sitting.title,
            detail=row.item or row.Sitting.conference.name,
            when=row.Sitting.starts_at,
        )
        for row in rows
    ]


def _item_with(words: list[str]) -> ScalarSelect[str]:
    """The first item of the sitting's published agenda that has the words."""
    return (
        select(AgendaItem.title)
        .where(
            AgendaItem.sitting_id == Sitting.id,
            AgendaItem.state.in_(ON_THE_AGENDA),
            AgendaItem.closed_doors.is_(False),
            Sitting.agenda_published_at.is_not(None),
            _has(words, AgendaItem.title, AgendaItem.description),
        )
        .order_by(AgendaItem.rank)
        .limit(1)
        .correlate(Sitting)
        .scalar_subquery()
    )


def _decisions(session: Session, words: list[str]) -> list[Hit]:
    found = session.scalars(
        select(Decision)
        .where(and_(Decision.public, _has(words, Decision.number, Decision.text)))
        .order_by(Decision.decided_at.desc())
        .limit(MOST)
    )
    return [Hit(href=f"/decisions/{d.id}", title=d.text, detail=d.number, when=d.decided_at) for d in found]
