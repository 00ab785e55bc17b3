"""Makes the guide of a contract from the contract itself, and names the text it is made on. Four reads at most."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.conferences.rules.settings import Reglement
from app.contracts.clauses.queries.content import around_of, said_clauses
from app.contracts.life.queries.situation import clauses_of
from app.contracts.models import Action, Contract, ContractReview, SignedText
from app.contracts.reading.views import unrecorded_mid_term
from app.contracts.rules import plain_words
from app.contracts.rules.amounts import said
from app.contracts.rules.life import OPEN_TEXT, READY
from app.contracts.rules.partial_dates import in_french
from app.contracts.rules.state_words import STATES
from app.contracts.rules.texts import current_clauses, digest
from app.contracts.rules.words_of_sides import SIDES
from app.contracts.words import ClauseKind, ReviewState
from app.foundation.french import day
from app.interpellations.rules import guides

FOLLOWED = (ClauseKind.METHOD, ClauseKind.REVIEW)
"""The clauses that say how the contract is run and looked at again."""


@dataclass(frozen=True, kw_only=True)
class Guide:
    """A guide: JSON-ready content, and the SHA-256 of the text of the contract that it explains."""

    content: dict[str, Any]
    digest: str


@dataclass(frozen=True, kw_only=True)
class _Text:
    """The text of the contract as far as a guide needs it."""

    clauses: list[tuple[str, str, list[str]]]
    """Kind, title, paragraphs."""
    digest: str
    words: str


def make_guide(session: Session, contract: Contract) -> Guide:
    """Return the guide of a contract as it stands."""
    actions = _actions(session, contract)
    text = _text(session, contract, actions)
    conference = contract.conference
    reglement = Reglement.from_json(conference.reglement) if conference else Reglement()
    axes = _axes(actions)
    content = {
        "title": contract.title,
        "scheme": contract.scheme.name if contract.scheme else "",
        "conference": conference.name if conference else "",
        "text": text.words,
        "state": STATES[contract.state],
        **_promised(contract, [axis["title"] for axis in axes if axis["title"]]),
        "axes": axes,
        "participation": next((said for kind, _, said in text.clauses if kind == ClauseKind.PARTICIPATION), []),
        "followed": [[title, said] for kind, title, said in text.clauses if kind in FOLLOWED],
        "others": [title for kind, title, _ in text.clauses if kind not in (*FOLLOWED, ClauseKind.PARTICIPATION)],
        "reviews": _reviews(session, contract),
        "steps": guides.steps(reglement),
        "deadlines": guides.deadlines(reglement),
        "terms": [list(term) for term in guides.TERMS],
    }
    return Guide(content=content, digest=text.digest)


def digest_of_text(session: Session, contract: Contract) -> str:
    """Return the SHA-256 that names the text of a contract: another one, another version of its guide."""
    return _text(session, contract, _actions(session, contract)).digest


def _text(session: Session, contract: Contract, actions: Sequence[Action]) -> _Text:
    """Return the text in force: what was signed here, else what the tables say of it."""
    sealed = session.scalars(
        select(SignedText)
        .where(SignedText.contract_id == contract.id)
        .order_by(SignedText.frozen_at, SignedText.number)
    ).all()
    first = next((text for text in sealed if text.number == 0), None)
    if first is not None:
        clauses = [(c.kind, c.title, list(c.paragraphs)) for c in current_clauses([text.content for text in sealed])]
        name = digest({"texts": [text.sha256 for text in sealed]})
    else:
        written = said_clauses(clauses_of(session, contract.id), around_of(contract, (), ()), menu=False)
        clauses = [(c["kind"], c["title"], list(c["paragraphs"])) for c in written]
        name = digest(_unsealed(contract, actions, clauses))
    return _Text(clauses=clauses, digest=name, words=_words(contract, first, sealed))


def _unsealed(
    contract: Contract, actions: Sequence[Action], clauses: list[tuple[str, str, list[str]]]
) -> dict[str, Any]:
    """Return what makes the text of a contract that was not signed here: another promise is another text."""
    return {
        "title": contract.title,
        "promise": contract.promise,
        "parties": [party.name for party in contract.parties],
        "ends_on": contract.ends_on.isoformat() if contract.ends_on else None,
        "clauses": [list(clause) for clause in clauses],
        "actions": [[action.code, action.title, action.owner_name, action.due] for action in actions],
    }


def _words(contract: Contract, first: SignedText | None, sealed: Sequence[SignedText]) -> str:
    riders = [{"number": text.number, "signed_on": _day(text.content["signed_on"])} for text in sealed if text.number]
    draft = contract.state in OPEN_TEXT or contract.state is READY
    return guides.text_words(_day(first.content["signed_on"]) if first else "", riders, draft=draft)


def _day(iso: str | None) -> str:
    return day(date.fromisoformat(iso)) if iso else ""


def _promised(contract: Contract, axes: list[str]) -> dict[str, Any]:
    return {
        "promise": contract.promise or plain_words.axes_sentence(contract.nature, axes),
        "signed": plain_words.signed_sentence(contract),
        "span": plain_words.span_sentence(contract),
        "total": said(contract.total_cents, contract.total_qualifier),
        "parties": [[party.name, SIDES[party.side]] for party in contract.parties],
    }


def _actions(session: Session, contract: Contract) -> Sequence[Action]:
    wanted = (
        select(Action)
        .where(Action.contract_id == contract.id)
        .options(joinedload(Action.axis), joinedload(Action.owner), joinedload(Action.milestones))
        .order_by(Action.rank, Action.id)
    )
    return session.scalars(wanted).unique().all()


def _axes(actions: Sequence[Action]) -> list[dict[str, Any]]:
    """Return the actions axis by axis, in the order of the contract; those on no axis last."""
    axes: dict[tuple[bool, int, int], dict[str, Any]] = {}
    for action in actions:
        axis = action.axis
        place = (axis is None, axis.rank if axis else 0, axis.id if axis else 0)
        group = axes.setdefault(place, {"title": axis.title if axis else "", "actions": []})
        group["actions"].append(_action(action))
    return [axes[place] for place in sorted(axes)]


def _action(action: Action) -> dict[str, Any]:
    return {
        "code": action.code,
        "title": action.title,
        "owner": action.owner_name or (action.owner.name if action.owner else ""),
        "due": in_french(action.due),
        "milestones": [[step.title, in_french(step.due)] for step in action.milestones],
    }


def _reviews(session: Session, contract: Contract) -> list[list[str]]:
    held = session.scalars(
        select(ContractReview)
        .where(ContractReview.contract_id == contract.id, ContractReview.state != ReviewState.CANCELLED)
        .order_by(ContractReview.due_on, ContractReview.id)
    ).all()
    known = [[review.title, day(review.due_on), review.explanation] for review in held]
    mid = unrecorded_mid_term(contract, held)
    return [["Revue à mi-parcours, date calculée", day(mid.on), mid.explanation], *known] if mid else known
