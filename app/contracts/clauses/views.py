"""The whole text as a reader meets it: drafted, signed, or signed elsewhere before it came here."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.clauses.queries.content import content_of
from app.contracts.models import Contract, SignedText
from app.contracts.rules.checklist import MANDATORY
from app.contracts.rules.clauses import FORMS
from app.contracts.rules.envelopes import ThemeEnvelopes, by_theme_and_year, total
from app.contracts.rules.life import OPEN_TEXT, READY, STATE_WORDS
from app.contracts.rules.texts import CurrentClause, current_clauses


@dataclass(frozen=True, kw_only=True)
class Absent:
    """A mandatory clause that the text does not have: not written yet, or not given by the source."""

    title: str
    rule: str


@dataclass(frozen=True, kw_only=True)
class Seal:
    """One signed text and its digest."""

    number: int
    title: str
    signed_on: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Allotted:
    """The envelopes of one text by theme and year. `label` names the rider, "" for the contract."""

    label: str
    themes: tuple[ThemeEnvelopes, ...]
    cents: int


@dataclass(frozen=True, kw_only=True)
class WholeText:
    """The text of a contract. `content` is what was signed when it was signed here, what the tables say otherwise."""

    content: dict[str, Any]
    clauses: tuple[CurrentClause, ...]
    absent: tuple[Absent, ...]
    seals: tuple[Seal, ...]
    allotted: tuple[Allotted, ...]
    state_words: str
    draft: bool
    imported: bool
    """Signed before it came here: the source may not give its text."""
    by_tables: bool
    """Whether the parts around the clauses are drawn from the tables of today rather than from a sealed text."""

    @property
    def changed(self) -> bool:
        """Tell whether riders have changed the text."""
        return any(seal.number for seal in self.seals)


def whole_text(session: Session, contract: Contract) -> WholeText:
    """Return the text of a contract: its signed texts overlaid, or its tables while nothing is sealed."""
    texts = session.scalars(
        select(SignedText)
        .where(SignedText.contract_id == contract.id)
        .order_by(SignedText.frozen_at, SignedText.number)
    ).all()
    sealed = next((text for text in texts if text.number == 0), None)
    live = content_of(session, contract) if sealed is None else None
    content = sealed.content if sealed else live
    assert content is not None
    contents = [text.content for text in texts]
    if live is not None:
        contents = [live | {"signed_on": live["signed_on"] or ""}, *contents]
    clauses = tuple(current_clauses(contents))
    draft = contract.state in OPEN_TEXT or contract.state is READY
    return WholeText(
        content=content,
        clauses=clauses,
        absent=_absent(clauses),
        seals=tuple(_seal(text) for text in texts),
        allotted=_allotted(content, [text.content for text in texts if text.number]),
        state_words=STATE_WORDS[contract.state],
        draft=draft,
        imported=sealed is None and not draft,
        by_tables=sealed is None,
    )


def _absent(clauses: tuple[CurrentClause, ...]) -> tuple[Absent, ...]:
    there = {clause.kind for clause in clauses}
    return tuple(
        Absent(title=FORMS[kind].title, rule=FORMS[kind].rule) for kind in MANDATORY if kind.value not in there
    )


def _allotted(content: dict[str, Any], riders: list[dict[str, Any]]) -> tuple[Allotted, ...]:
    given = [("", content["money"].get("envelopes", []))]
    given += [(f"Avenant n° {rider['number']}, {rider['title']}", rider.get("envelopes", [])) for rider in riders]
    return tuple(
        Allotted(label=label, themes=tuple(by_theme_and_year(envelopes)), cents=total(envelopes))
        for label, envelopes in given
        if envelopes
    )


def _seal(text: SignedText) -> Seal:
    return Seal(
        number=text.number, title=text.content["title"], signed_on=text.content["signed_on"], sha256=text.sha256
    )
