"""Named reads of the contract desk."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import Any, Final

from sqlalchemy import CompoundSelect, Select, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, joinedload

from app.conferences.models import Conference
from app.contracts.importing.recognition import bare_epci, core
from app.contracts.models import Action, Contract, ContractOfficer, ContractParty, NameAlias
from app.contracts.overview.conditions import readable_by
from app.foundation.actors import Actor
from app.institutions.models import Institution, InstitutionPart
from app.institutions.naming import search_form
from app.institutions.words import InstitutionKind

from .names import UNDER_ACTIONS, UNDER_CONTRACTS

PLACES: Final = ("contract_places", "action_places")
CLOSE: Final = 0.62
"""How alike two names are before one is proposed for the other."""
MOST_PROPOSED: Final = 3


@dataclass(kw_only=True)
class UnknownName:
    """A name that no institution of the directory answers to, and where texts write it."""

    name: str
    form: str
    times: int = 0
    uses: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    contracts: dict[str, str] = field(default_factory=dict)
    """Title by slug."""
    set_aside: bool = False
    proposed: list[Institution] = field(default_factory=list)

    @property
    def only_place(self) -> bool:
        """Tell whether the name is only ever a place."""
        return all(use in PLACES for use in self.uses)


@dataclass(frozen=True, kw_only=True)
class PartyLine:
    """An institution that is a party, with its officers; none: it comes first (R6.1)."""

    institution: Institution
    contracts: int
    officers: tuple[ContractOfficer, ...]


def unknown_names(session: Session, actor: Actor) -> list[UnknownName]:
    """Return the names to recognise, those that weigh most first, with proposals. Four reads."""
    found: dict[str, UnknownName] = {}
    for name, use, slug, title in session.execute(_written(actor)):
        form = search_form(name)
        one = found.setdefault(form, UnknownName(name=name, form=form))
        one.times += 1
        one.uses[use] += 1
        one.contracts[slug] = title
    aside = set(session.scalars(select(NameAlias.search_name).where(NameAlias.institution_id.is_(None))))
    for form in aside & found.keys():
        found[form].set_aside = True
    _propose(session, [one for one in found.values() if not one.set_aside])
    return sorted(found.values(), key=lambda one: (one.set_aside, one.only_place, -one.times, one.form))


def _written(actor: Actor) -> CompoundSelect[Any]:
    readable = readable_by(actor)
    reads = []
    for entity, column, link in UNDER_CONTRACTS:
        table = entity.__table__
        reads.append(
            select(column.label("name"), literal(entity.__tablename__), Contract.slug, Contract.title)
            .join(Contract, Contract.id == table.c.contract_id)
            .where(link.is_(None), column != "", readable)
        )
    for entity, column, link in UNDER_ACTIONS:
        table = entity.__table__
        reads.append(
            select(column.label("name"), literal(entity.__tablename__), Contract.slug, Contract.title)
            .join(Action, Action.id == table.c.action_id)
            .join(Contract, Contract.id == Action.contract_id)
            .where(link.is_(None), column != "", readable)
        )
    return union_all(*reads)


def _propose(session: Session, names: list[UnknownName]) -> None:
    """Give each name the institutions of the conferences' regions that look most like it."""
    if not names:
        return
    known = [(_bare(search_form(i.name)), i) for i in session.scalars(_candidates()).all()]
    for one in names:
        wanted, epci = _bare(one.form), bare_epci(one.form) is not None
        scored = [
            (_likeness(wanted, form, kin=epci and institution.kind is InstitutionKind.EPCI), institution)
            for form, institution in known
            if _share_a_word(wanted, form)
        ]
        best = sorted((s for s in scored if s[0] >= CLOSE), key=lambda s: (-s[0], s[1].id))
        one.proposed = [institution for _, institution in best[:MOST_PROPOSED]]


def _bare(form: str) -> str:
    return core(bare_epci(form) or form)


def _candidates() -> Select[Any]:
    """Départements, intercommunalités, big communes of the conferences' regions, and what was added by hand."""
    departements = select(InstitutionPart.part_id).join(Conference, Conference.region_id == InstitutionPart.whole_id)
    communes = select(InstitutionPart.part_id).where(InstitutionPart.whole_id.in_(departements))
    epci = select(InstitutionPart.whole_id).where(InstitutionPart.part_id.in_(communes))
    return select(Institution).where(
        Institution.closed_on.is_(None),
        or_(
            Institution.id.in_(departements),
            Institution.id.in_(epci) & (Institution.kind == InstitutionKind.EPCI),
            Institution.id.in_(communes) & (Institution.population > 2000),
            Institution.kind.not_in(
                (InstitutionKind.REGION, InstitutionKind.DEPARTEMENT, InstitutionKind.EPCI, InstitutionKind.COMMUNE)
            ),
        ),
    )


def _share_a_word(one: str, other: str) -> bool:
    """Tell whether two names share a word, or its beginning: « Noyonnais » and « Noyon »."""
    return any(len(a) > 3 and len(b) > 3 and a[:5] == b[:5] for a in one.split() for b in other.split())


def _likeness(one: str, other: str, *, kin: bool) -> float:
    words, others = set(one.split()), set(other.split())
    together = len(words & others) / max(1, len(words), len(others))
    # Intercommunalités merge and change names, but keep a word of the country they cover.
    kept = 0.65 if kin and any(len(word) > 5 for word in words & others) else 0.0
    return max(SequenceMatcher(None, one, other).ratio(), 0.9 * together, kept)


def parties_with_officers(session: Session, day: date) -> list[PartyLine]:
    """Return the institutions that are parties of contracts, those without an officer first (R6.1). Two reads."""
    counted = (
        select(ContractParty.institution_id, func.count(func.distinct(ContractParty.contract_id)).label("contracts"))
        .join(Contract, Contract.id == ContractParty.contract_id)
        .where(ContractParty.institution_id.is_not(None), Contract.public)
        .group_by(ContractParty.institution_id)
        .subquery()
    )
    rows = session.execute(
        select(Institution, counted.c.contracts).join(counted, counted.c.institution_id == Institution.id)
    ).all()
    running = (
        select(ContractOfficer)
        .where(ContractOfficer.starts_on <= day, or_(ContractOfficer.ends_on.is_(None), ContractOfficer.ends_on > day))
        .options(joinedload(ContractOfficer.person), joinedload(ContractOfficer.institution))
        .order_by(ContractOfficer.starts_on, ContractOfficer.id)
    )
    of: dict[int, list[ContractOfficer]] = defaultdict(list)
    institutions = {institution.id: (institution, contracts) for institution, contracts in rows}
    for officer in session.scalars(running):
        of[officer.institution_id].append(officer)
        institutions.setdefault(officer.institution_id, (officer.institution, 0))
    lines = [
        PartyLine(institution=institution, contracts=contracts, officers=tuple(of[institution.id]))
        for institution, contracts in institutions.values()
    ]
    return sorted(lines, key=lambda line: (bool(line.officers), -line.contracts, line.institution.search_name))
