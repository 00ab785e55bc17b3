"""Riders (*avenants*): they write clauses of their own, are signed by every party, and overlay the signed text."""

from datetime import date

from sqlalchemy import func, select

from app.contracts.clauses.queries.content import rider_content
from app.contracts.events import audience_of
from app.contracts.life import policies
from app.contracts.life.events import RiderAbandoned, RiderOpened, RiderPartySigned, RiderSigned
from app.contracts.models import (
    Clause,
    Contract,
    ContractParty,
    ContractReview,
    Envelope,
    Rider,
    RiderSignature,
    SignedText,
)
from app.contracts.money.riders import check_rider_money
from app.contracts.reviews.operations.scheduling import schedule_reviews
from app.contracts.rules.faults import faulty
from app.contracts.rules.life import check_rider_possible, check_signed_on
from app.contracts.rules.texts import digest
from app.contracts.words import RiderState
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.french import quoted
from app.foundation.unit_of_work import UnitOfWork


def open_rider(
    work: UnitOfWork,
    contract: Contract,
    *,
    title: str,
    reason: str,
    new_ends_on: date | None = None,
    review: ContractReview | None = None,
) -> Rider:
    """Open the draft of a rider; the signed text stands until every party has signed the rider."""
    work.allow(policies.may_write_contract, contract)
    check_rider_possible(contract.state, drafted=_drafted(work, contract))
    if new_ends_on is not None and contract.starts_on is not None and new_ends_on < contract.starts_on:
        raise faulty("new_ends_on", "La fin viendrait avant le début du contrat.")
    last = work.session.scalar(select(func.max(Rider.number)).where(Rider.contract_id == contract.id))
    rider: Rider = work.add(
        Rider(
            contract_id=contract.id,
            number=(last or 0) + 1,
            title=title.strip(),
            reason=reason.strip(),
            created_at=work.now(),
            new_ends_on=new_ends_on,
            review_id=review.id if review else None,
        )
    )
    work.record(
        RiderOpened(
            stream=contract.stream,
            audience=audience_of(False),
            rider_id=rider.id,
            number=rider.number,
            title=rider.title,
            reason=rider.reason,
        )
    )
    return rider


def _drafted(work: UnitOfWork, contract: Contract) -> int | None:
    return work.session.scalar(
        select(Rider.number).where(Rider.contract_id == contract.id, Rider.state == RiderState.DRAFT)
    )


def require_draft(rider: Rider) -> None:
    """Refuse to touch a rider that is signed or abandoned."""
    if rider.state is not RiderState.DRAFT:
        words = "signé" if rider.state is RiderState.SIGNED else "abandonné"
        raise IllegalTransition(
            f"L’avenant n° {rider.number} est {words} : il ne change plus.", state=rider.state.value
        )


def abandon_rider(work: UnitOfWork, contract: Contract, rider: Rider, *, reason: str) -> None:
    """Give a rider up before every party has signed it; its words stay on record."""
    work.allow(policies.may_write_contract, contract)
    require_draft(rider)
    rider.state = RiderState.ABANDONED
    work.record(
        RiderAbandoned(
            stream=contract.stream,
            audience=audience_of(False),
            rider_id=rider.id,
            number=rider.number,
            title=rider.title,
            reason=reason.strip(),
        )
    )


def sign_rider(
    work: UnitOfWork, contract: Contract, rider: Rider, party: ContractParty, *, signatory: str, signed_on: date
) -> SignedText | None:
    """Record a party's signature under a rider; the last one freezes it and overlays the text."""
    work.allow(policies.may_speak_for, contract, party)
    require_draft(rider)
    check_rider_possible(contract.state, drafted=None)
    check_signed_on(signed_on, work.today())
    signed = set(work.session.scalars(select(RiderSignature.party_id).where(RiderSignature.rider_id == rider.id)))
    if party.id in signed:
        raise IllegalTransition(f"{quoted(party.name)} a déjà signé cet avenant.", state=rider.state.value)
    _require_change(work, rider)
    work.add(RiderSignature(rider_id=rider.id, party_id=party.id, signed_on=signed_on, signatory=signatory.strip()))
    left = len(contract.parties) - len(signed) - 1
    work.record(
        RiderPartySigned(
            stream=contract.stream,
            audience=audience_of(False),
            rider_id=rider.id,
            number=rider.number,
            name=party.name,
            signatory=signatory.strip(),
            signed_on=signed_on.isoformat(),
            left=left,
        )
    )
    return None if left else _freeze(work, contract, rider)


def _require_change(work: UnitOfWork, rider: Rider) -> None:
    written = work.session.scalar(select(func.count()).where(Clause.rider_id == rider.id))
    money = work.session.scalar(select(func.count()).where(Envelope.rider_id == rider.id))
    if not written and not money and rider.new_ends_on is None:
        raise Refused(
            f"L’avenant n° {rider.number} ne change encore rien : écrivez une clause avant de le signer.", rule="R16.4"
        )


def _freeze(work: UnitOfWork, contract: Contract, rider: Rider) -> SignedText:
    check_rider_money(work.session, contract, rider, work.today())
    content = rider_content(work.session, contract, rider)
    rider.state, rider.signed_on = RiderState.SIGNED, date.fromisoformat(content["signed_on"])
    contract.ends_on = rider.new_ends_on or contract.ends_on
    frozen: SignedText = work.add(
        SignedText(
            contract_id=contract.id,
            number=rider.number,
            content=content,
            sha256=digest(content),
            frozen_at=work.now(),
            rider_id=rider.id,
        )
    )
    work.record(
        RiderSigned(
            stream=contract.stream,
            audience=audience_of(contract.public),
            rider_id=rider.id,
            number=rider.number,
            title=rider.title,
            signed_on=content["signed_on"],
            clauses=[clause["title"] for clause in content["clauses"]],
            sha256=frozen.sha256,
        )
    )
    # A rider may move the end of the contract or the frequency of its reviews.
    schedule_reviews(work, contract)
    return frozen
