"""What the filters of the overview mean in the database."""

from dataclasses import dataclass

from sqlalchemy import Boolean, ColumnElement, false, func, literal_column, or_, select, true, union
from sqlalchemy.orm import Session

from app.conferences.models import Conference
from app.contracts.models import (
    Action,
    Contract,
    ContractFinalite,
    ContractParty,
    ContractReview,
    ContractRollup,
    FundingLine,
    Scheme,
)
from app.contracts.standing import SEATED
from app.contracts.words import ContractState, ReviewState
from app.foundation.actors import Actor
from app.foundation.database import among
from app.institutions.naming import search_form

from .asked import Asked
from .territory import Lens, lens_of


@dataclass(frozen=True, kw_only=True)
class Selection:
    """The contracts that somebody asked for, among those they may read."""

    asked: Asked
    conditions: tuple[ColumnElement[bool], ...]
    lens: Lens | None = None

    @property
    def concerns(self) -> ColumnElement[bool]:
        """Return the condition that tells what concerns the territory from what is only inside it."""
        return self.lens.concerns() if self.lens else true()


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that the actor may read a contract; the same answer as `may_read_contract`, in SQL."""
    if actor.system or actor.administrator:
        return true()
    known: list[ColumnElement[bool]] = [Contract.public.is_(True)]
    seated = {c.conference_id for c in actor.capacities if c.kind in SEATED and c.conference_id is not None}
    if seated:
        known.append(Contract.conference_id.in_(seated))
    if officer_for := actor.officer_for():
        parties = select(ContractParty.contract_id).where(ContractParty.institution_id.in_(officer_for))
        known.append(Contract.id.in_(parties))
    return or_(*known)


def selection(session: Session, actor: Actor, asked: Asked) -> Selection:
    """Return the selection that an address asks for; two reads more with a territory, one with words."""
    lens = lens_of(session, asked.territoire) if asked.territoire else None
    conditions = [readable_by(actor), *_of_contract(asked), *_of_content(asked)]
    if asked.q:
        conditions.append(_with_words(session, asked.q))
    if asked.territoire:
        conditions.append(or_(lens.concerns(), lens.inside()) if lens and lens.has_inside else _lens(lens))
    return Selection(asked=asked, conditions=tuple(conditions), lens=lens)


def _lens(lens: Lens | None) -> ColumnElement[bool]:
    return lens.concerns() if lens else false()


def _of_contract(asked: Asked) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.etat:
        found.append(Contract.state == ContractState(asked.etat))
    if asked.dispositif:
        found.append(of_scheme(asked.dispositif))
    if asked.conference:
        slug = select(Conference.id).where(Conference.slug == asked.conference).scalar_subquery()
        found.append(Contract.conference_id == slug)
    if asked.finalite:
        serving = select(ContractFinalite.contract_id).where(
            ContractFinalite.finalite_id == asked.finalite, ContractFinalite.detached_at.is_(None)
        )
        found.append(Contract.id.in_(serving))
    if asked.retard:
        found.append({"actions": late_actions(), "revue": missed_review()}.get(asked.retard, is_late()))
    return found


def _of_content(asked: Asked) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.institution:
        owned = select(Action.contract_id).where(Action.owner_id == asked.institution)
        found.append(or_(Contract.id.in_(_signed_by(asked.institution)), Contract.id.in_(owned), _paid_by(asked)))
    if asked.financeur:
        found.append(Contract.id.in_(_funded_by(asked.financeur)))
    return found


def of_scheme(code: str) -> ColumnElement[bool]:
    """Return the condition that a contract is of a scheme, or that one of its actions is also attached to it (P1)."""
    of_type = Contract.scheme_id == select(Scheme.id).where(Scheme.code == code).scalar_subquery()
    attached = select(Action.contract_id).where(has_more_schemes(), Action.also_schemes.contains([code]))
    return or_(of_type, Contract.id.in_(attached))


def has_more_schemes() -> ColumnElement[bool]:
    """Return the condition that an action is attached to other schemes than its contract's; the index's own words."""
    return literal_column("actions.also_schemes <> '[]'::jsonb", Boolean)


def _with_words(session: Session, words: str) -> ColumnElement[bool]:
    """Return the condition that the contract or one of its actions has the words. One read.

    The words are looked up once for the list and its sums, and as a union, which the two indexes serve.
    """
    query = func.plainto_tsquery("french", search_form(words))
    # Spelt as the indexes are, so that they serve.
    in_contract = literal_column("to_tsvector('french', contracts.search)").bool_op("@@")(query)
    in_action = literal_column("to_tsvector('french', actions.search)").bool_op("@@")(query)
    found = session.scalars(union(select(Contract.id).where(in_contract), select(Action.contract_id).where(in_action)))
    return among(Contract.id, found.all())


def _paid_by(asked: Asked) -> ColumnElement[bool]:
    return Contract.id.in_(_funded_by(asked.institution or 0))


def _signed_by(institution_id: int) -> ColumnElement[int]:
    return select(ContractParty.contract_id).where(ContractParty.institution_id == institution_id)  # type: ignore[return-value]


def _funded_by(institution_id: int) -> ColumnElement[int]:
    lines = select(FundingLine.action_id).where(FundingLine.funder_id == institution_id)
    return select(Action.contract_id).where(Action.id.in_(lines))  # type: ignore[return-value]


def late_actions() -> ColumnElement[bool]:
    """Return the condition that actions of the contract are late or failing."""
    late = select(ContractRollup.contract_id).where(
        ContractRollup.contract_id == Contract.id, ContractRollup.late + ContractRollup.failing > 0
    )
    # The rollup may be read beside the contract too: that one is another.
    return late.correlate(Contract).exists()


def missed_review() -> ColumnElement[bool]:
    """Return the condition that a review of the contract was missed (R16.3)."""
    missed = select(ContractReview.id).where(
        ContractReview.contract_id == Contract.id, ContractReview.state == ReviewState.MISSED
    )
    return missed.correlate(Contract).exists()


def is_late() -> ColumnElement[bool]:
    """Return the condition that something of the contract is late: an action, or a review."""
    return or_(late_actions(), missed_review())
