"""The perimeter: territories of the directory, or a free list of communes (R1.3), with the priority ones (R12.1)."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from app.contracts.events import audience_of
from app.contracts.life import policies
from app.contracts.life.events import PerimeterSet
from app.contracts.life.queries.situation import places_of
from app.contracts.life.queries.territories import candidates_for
from app.contracts.models import Contract, ContractPlace
from app.contracts.rules.faults import faulty
from app.contracts.rules.life import check_text_open
from app.contracts.rules.perimeter import read_lines, recognise
from app.contracts.words import PerimeterKind
from app.foundation.database import among
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution
from app.institutions.words import InstitutionKind


def set_perimeter(
    work: UnitOfWork,
    contract: Contract,
    *,
    kind: PerimeterKind,
    lines: str,
    added: bool = False,
) -> int:
    """Make the perimeter what the lines say, or add them to it; one line refused and nothing changes."""
    work.allow(policies.may_write_contract, contract)
    check_text_open(contract.state)
    read = read_lines(lines)
    wanted = recognise(read, candidates_for(work.session, read, kind, contract))
    present = places_of(work.session, contract.id)
    if added:
        _require_same_kind(contract, kind, present)
        wanted = [*(p.institution_id for p in present if p.institution_id is not None), *wanted]
    if not wanted and not added:
        raise faulty("lines", "Écrivez au moins un territoire, par son nom ou son code.")
    return _write(work, contract, kind, present, list(dict.fromkeys(wanted)))


def take_places_away(work: UnitOfWork, contract: Contract, institution_ids: Collection[int]) -> int:
    """Take territories out of the perimeter."""
    work.allow(policies.may_write_contract, contract)
    check_text_open(contract.state)
    present = places_of(work.session, contract.id)
    left = [p.institution_id for p in present if p.institution_id is not None]
    left = [one for one in left if one not in institution_ids]
    return _write(work, contract, contract.perimeter_kind or PerimeterKind.COMMUNES, present, left)


def mark_priority(work: UnitOfWork, contract: Contract, institution_ids: Collection[int]) -> int:
    """Say which territories of the perimeter are the priority ones (R12.1); the others are not."""
    work.allow(policies.may_write_contract, contract)
    check_text_open(contract.state)
    places = places_of(work.session, contract.id)
    for place in places:
        place.priority = place.institution_id in institution_ids
    _record(work, contract, places, added=[], removed=[])
    return sum(place.priority for place in places)


def _require_same_kind(contract: Contract, kind: PerimeterKind, present: Sequence[ContractPlace]) -> None:
    if present and contract.perimeter_kind is not None and contract.perimeter_kind is not kind:
        raise faulty("kind", "Un périmètre est administratif ou une liste de communes : remplacez-le entièrement.")


def _write(
    work: UnitOfWork,
    contract: Contract,
    kind: PerimeterKind,
    present: Sequence[ContractPlace],
    wanted: Sequence[int],
) -> int:
    """Make the places those territories, in that order; the ones that stay keep their priority."""
    kept = {place.institution_id: place for place in present if place.institution_id in wanted}
    gone = [place for place in present if place.institution_id not in kept]
    for place in gone:
        work.session.delete(place)
    known = {
        one.id: one for one in work.session.scalars(select(Institution).where(among(Institution.id, list(wanted))))
    }
    places = []
    for rank, id in enumerate(wanted, start=1):
        place = kept.get(id) or _new_place(work, contract, known[id], rank)
        place.rank = rank
        places.append(place)
    contract.perimeter_kind = kind
    work.session.flush()
    new = [known[id] for id in wanted if id not in kept]
    _record(work, contract, places, added=[_code(one) for one in new], removed=[_place_code(p) for p in gone])
    return len(places)


def _new_place(work: UnitOfWork, contract: Contract, institution: Institution, rank: int) -> ContractPlace:
    place = ContractPlace(contract_id=contract.id, name=institution.name, rank=rank, institution_id=institution.id)
    work.session.add(place)
    place.institution = institution
    return place


def _record(
    work: UnitOfWork,
    contract: Contract,
    places: Sequence[ContractPlace],
    *,
    added: list[str],
    removed: list[str],
) -> None:
    work.record(
        PerimeterSet(
            stream=contract.stream,
            audience=audience_of(contract.public),
            perimeter=(contract.perimeter_kind or PerimeterKind.COMMUNES).value,
            places=len(places),
            added=added,
            removed=removed,
            priority=[_place_code(place) for place in places if place.priority],
        )
    )


def _code(one: Institution) -> str:
    letter = {InstitutionKind.REGION: "R", InstitutionKind.DEPARTEMENT: "D"}.get(one.kind, "")
    return f"{letter}{one.code or one.siren or one.id}"


def _place_code(place: ContractPlace) -> str:
    return _code(place.institution) if place.institution else place.name
