"""The only writers of a negotiation: load → allow → act → record. The caller holds the contract's row."""

from datetime import date

from sqlalchemy import func, select

from app.contracts.events import audience_of
from app.contracts.loading import check_version
from app.contracts.models import Contract, ContractParty, NegotiationMandate, NegotiationRound, RoundPosition
from app.contracts.negotiation import policies
from app.contracts.negotiation.events import MandateRecorded, PositionRecorded, RoundClosed, RoundOpened
from app.contracts.negotiation.queries import mandate_of, positions_of
from app.contracts.rules.life import NEGOTIATED
from app.contracts.rules.rounds import check_no_open_round, check_round_open, left_open
from app.contracts.words import ContractState, RoundOutcome, Side
from app.foundation.errors import IllegalTransition
from app.foundation.facts import BUREAU
from app.foundation.unit_of_work import UnitOfWork


def record_mandate(
    work: UnitOfWork,
    contract: Contract,
    *,
    margins: str,
    themes: str,
    confidential: bool,
    expected_version: int | None = None,
) -> NegotiationMandate:
    """Record the préfet's margins and themes, open to the conference or confidential as the préfet decides (R8.2)."""
    work.allow(policies.may_record_mandate, contract)
    if contract.state not in (ContractState.DRAFT, NEGOTIATED):
        raise IllegalTransition("La négociation est terminée : le mandat ne change plus.", state=contract.state.value)
    assert work.actor.person_id is not None
    found = mandate_of(work.session, contract.id)
    check_version(expected_version, found.version if found else 0)
    mandate = found or _blank_mandate(work, contract)
    mandate.margins, mandate.themes, mandate.confidential = margins.strip(), themes.strip(), confidential
    mandate.recorded_at, mandate.recorded_by_id = work.now(), work.actor.person_id
    work.add(mandate)
    work.record(
        MandateRecorded(
            stream=contract.stream,
            # What was confidential is never told to others by a later, open version: each entry has its own readers.
            audience=BUREAU if confidential else audience_of(False),
            confidential=confidential,
            margins=mandate.margins,
            themes=mandate.themes,
        )
    )
    return mandate


def _blank_mandate(work: UnitOfWork, contract: Contract) -> NegotiationMandate:
    assert work.actor.person_id is not None
    return NegotiationMandate(
        contract_id=contract.id,
        margins="",
        themes="",
        confidential=True,
        recorded_at=work.now(),
        recorded_by_id=work.actor.person_id,
    )


def open_round(work: UnitOfWork, contract: Contract, *, held_on: date, place: str = "") -> NegotiationRound:
    """Open the next round of the negotiation."""
    work.allow(policies.may_keep_rounds, contract)
    _require_negotiated(contract)
    rounds = select(NegotiationRound).where(NegotiationRound.contract_id == contract.id)
    check_no_open_round(
        [one.number for one in work.session.scalars(rounds.where(NegotiationRound.closed_at.is_(None)))]
    )
    last = work.session.scalar(
        select(func.max(NegotiationRound.number)).where(NegotiationRound.contract_id == contract.id)
    )
    opened: NegotiationRound = work.add(
        NegotiationRound(contract_id=contract.id, number=(last or 0) + 1, held_on=held_on, place=place.strip())
    )
    work.record(
        RoundOpened(
            stream=contract.stream,
            audience=audience_of(False),
            round_id=opened.id,
            number=opened.number,
            held_on=held_on.isoformat(),
            place=opened.place,
        )
    )
    return opened


def _require_negotiated(contract: Contract) -> None:
    if contract.state is not NEGOTIATED:
        raise IllegalTransition("Le contrat n’est pas en négociation.", state=contract.state.value)


def record_position(
    work: UnitOfWork,
    contract: Contract,
    round_: NegotiationRound,
    *,
    side: Side,
    subject: str,
    position: str,
    outcome: RoundOutcome,
    party: ContractParty | None = None,
) -> RoundPosition:
    """Put on record what one side said of a subject and where it stands (R8.1)."""
    work.allow(policies.may_keep_rounds, contract)
    check_round_open(round_.number, round_.closed_at is not None)
    _require_negotiated(contract)
    said: RoundPosition = work.add(
        RoundPosition(
            round_id=round_.id,
            side=party.side if party else side,
            subject=subject.strip(),
            position=position.strip(),
            outcome=outcome,
            party_id=party.id if party else None,
        )
    )
    work.record(
        PositionRecorded(
            stream=contract.stream,
            audience=audience_of(False),
            position_id=said.id,
            number=round_.number,
            side=said.side.value,
            subject=said.subject,
            position=said.position,
            outcome=outcome.value,
        )
    )
    return said


def close_round(work: UnitOfWork, contract: Contract, round_: NegotiationRound, *, summary: str) -> None:
    """Close a round: what was said in it stays as it is."""
    work.allow(policies.may_keep_rounds, contract)
    check_round_open(round_.number, round_.closed_at is not None)
    round_.closed_at, round_.summary = work.now(), summary.strip()
    work.record(
        RoundClosed(
            stream=contract.stream,
            audience=audience_of(False),
            round_id=round_.id,
            number=round_.number,
            summary=round_.summary,
            left_open=left_open(positions_of(work.session, contract.id)),
        )
    )
