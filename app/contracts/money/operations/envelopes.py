"""Envelopes by theme and year: written in the open text, or by a rider once it is signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select

from app.contracts.events import audience_of
from app.contracts.loading import check_version
from app.contracts.models import Contract, ContractParty, ContractPlace, Envelope, EnvelopeShare, Rider, Theme
from app.contracts.money import policies
from app.contracts.money.book import Book, counts, is_of, open_book
from app.contracts.money.events import EnvelopeCorrected, EnvelopeShared, EnvelopesRecorded, PlaceClassified
from app.contracts.money.stages import check_open
from app.contracts.rules.earmarking import PlaceShare, check_places, divide_between_places
from app.contracts.rules.evaluation import check_reserve
from app.contracts.rules.shares import divide
from app.contracts.words import EnvelopePurpose, PlaceCategory
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.french import quoted
from app.foundation.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class NewEnvelope:
    """What is recorded: cents in all, divided evenly between the years when there are several."""

    cents: int
    funder: str
    purpose: EnvelopePurpose = EnvelopePurpose.GENERAL
    theme: Theme | None = None
    years: tuple[int, ...] = ()
    qualifier: str = ""
    note: str = ""


def record_envelopes(
    work: UnitOfWork,
    contract: Contract,
    new: NewEnvelope,
    *,
    party: ContractParty | None = None,
    rider: Rider | None = None,
    replaces: Envelope | None = None,
) -> list[Envelope]:
    """Record what a funder brings: one line a year, adding up to the amount to the cent."""
    work.allow(policies.may_record_envelope, contract, party)
    check_open(contract, rider)
    if new.purpose is EnvelopePurpose.EVALUATION:
        check_reserve(new.cents)
    if replaces is not None:
        _check_replaced(work, contract, replaces, rider)
    years: Sequence[int | None] = new.years or (None,)
    parts = divide(new.cents, [1] * len(years)) if new.cents else [0] * len(years)
    recorded = [
        work.add(_line(work, contract, new, party, year=year, cents=cents, rider=rider, replaces=replaces))
        for year, cents in zip(years, parts, strict=True)
    ]
    work.record(
        EnvelopesRecorded(
            stream=contract.stream,
            audience=audience_of(contract.public),
            envelope_ids=[one.id for one in recorded],
            funder=new.funder,
            theme=new.theme.title if new.theme else "",
            purpose=new.purpose.value,
            years=list(new.years),
            cents=new.cents,
            rider=rider.number if rider else None,
            replaces_id=replaces.id if replaces else None,
        )
    )
    return recorded


def correct_envelope(
    work: UnitOfWork, contract: Contract, envelope: Envelope, *, cents: int | None, expected_version: int, reason: str
) -> None:
    """Correct the amount of a line that binds nobody yet, or take the line away (`cents` None)."""
    party = next((one for one in contract.parties if is_of(envelope, one)), None)
    work.allow(policies.may_record_envelope, contract, party)
    check_open(contract, envelope.rider)
    check_version(expected_version, envelope.version)
    if cents is not None and envelope.purpose is EnvelopePurpose.EVALUATION:
        check_reserve(cents)
    before = envelope.amount_cents
    if cents is None:
        work.session.delete(envelope)
    else:
        envelope.amount_cents = cents
        parts = divide(cents, [Fraction(s.percent) for s in envelope.shares]) if cents and envelope.shares else []
        for share, part in zip(envelope.shares, parts or [0] * len(envelope.shares), strict=True):
            share.amount_cents = part
    work.session.flush()
    work.record(
        EnvelopeCorrected(
            stream=contract.stream,
            audience=audience_of(contract.public),
            envelope_id=envelope.id,
            funder=envelope.funder_name,
            cents=[before, cents],
            reason=reason.strip(),
        )
    )


def share_envelope(
    work: UnitOfWork, contract: Contract, envelope: Envelope, percents: Sequence[tuple[ContractPlace, Decimal]]
) -> list[EnvelopeShare]:
    """Divide an envelope for priority territories between them, to the cent; refuse a second share gone to towns."""
    work.allow(policies.may_share_between_places, contract)
    check_open(contract, envelope.rider)
    if envelope.purpose is not EnvelopePurpose.PRIORITY_TERRITORIES:
        raise Refused("Seule la part des territoires prioritaires se répartit entre territoires.", rule="R22")
    for place, _percent in percents:
        _check_place(place)
    parts = divide_between_places(envelope.amount_cents, [Fraction(percent) for _place, percent in percents])
    envelope.shares.clear()
    work.session.flush()
    envelope.shares.extend(
        EnvelopeShare(envelope_id=envelope.id, place_id=place.id, percent=percent, amount_cents=cents)
        for (place, percent), cents in zip(percents, parts, strict=True)
    )
    work.session.flush()
    _check_urban(work, open_book(work.session, contract, work.today()))
    _tell_shares(work, contract, envelope, percents)
    return envelope.shares


def classify_place(work: UnitOfWork, contract: Contract, place: ContractPlace, category: PlaceCategory) -> None:
    """Say what kind of territory a priority place is; refuse when the second share is then gone to towns."""
    work.allow(policies.may_share_between_places, contract)
    check_open(contract)
    if not place.priority:
        raise Refused(f"{quoted(place.name)} n’est pas dans la géographie prioritaire du contrat.", rule="R12.1")
    place.category = category
    work.session.flush()
    _check_urban(work, open_book(work.session, contract, work.today()))
    audience = audience_of(contract.public)
    work.record(
        PlaceClassified(
            stream=contract.stream, audience=audience, place_id=place.id, name=place.name, category=category.value
        )
    )


def _line(
    work: UnitOfWork,
    contract: Contract,
    new: NewEnvelope,
    party: ContractParty | None,
    *,
    year: int | None,
    cents: int,
    rider: Rider | None,
    replaces: Envelope | None,
) -> Envelope:
    return Envelope(
        contract_id=contract.id,
        amount_cents=cents,
        funder_name=new.funder.strip(),
        recorded_at=work.now(),
        purpose=new.purpose,
        theme_id=new.theme.id if new.theme else None,
        year=year,
        funder_id=party.institution_id if party else None,
        qualifier=new.qualifier.strip(),
        note=new.note.strip(),
        rider_id=rider.id if rider else None,
        replaces_id=replaces.id if replaces else None,
    )


def _check_replaced(work: UnitOfWork, contract: Contract, replaced: Envelope, rider: Rider | None) -> None:
    if rider is None:
        raise IllegalTransition("Seul un avenant remplace une enveloppe inscrite au contrat signé.")
    known = work.session.scalars(select(Envelope).filter_by(replaces_id=replaced.id, rider_id=rider.id)).first()
    if replaced.contract_id != contract.id or not counts(replaced) or known is not None:
        raise Refused("Cette enveloppe n’est pas en vigueur au contrat, ou l’avenant la remplace déjà.", rule="R15.4")


def _check_place(place: ContractPlace) -> None:
    if not place.priority:
        raise Refused(f"{quoted(place.name)} n’est pas dans la géographie prioritaire du contrat.", rule="R12.1")
    if place.category is None:
        raise Refused(
            f"Dites d’abord si {quoted(place.name)} est un territoire urbain, rural, littoral ou de montagne.",
            rule="R22",
        )


def _check_urban(work: UnitOfWork, book: Book) -> None:
    places = work.session.scalars(select(ContractPlace).filter_by(contract_id=book.contract.id, priority=True)).all()
    category = {place.id: place.category for place in places}
    shares = [
        PlaceShare(category=kind, cents=share.amount_cents)
        for envelope in book.recorded
        for share in envelope.shares
        if (kind := category.get(share.place_id)) is not None
    ]
    check_places(shares, [c for c in category.values() if c is not None], cap=book.settings.urban_share)


def _tell_shares(
    work: UnitOfWork, contract: Contract, envelope: Envelope, percents: Sequence[tuple[ContractPlace, Decimal]]
) -> None:
    work.record(
        EnvelopeShared(
            stream=contract.stream,
            audience=audience_of(contract.public),
            envelope_id=envelope.id,
            shares=[
                {
                    "place": place.name,
                    "category": place.category.value if place.category else "",
                    "percent": str(percent),
                    "cents": share.amount_cents,
                }
                for (place, percent), share in zip(percents, envelope.shares, strict=True)
            ],
        )
    )
