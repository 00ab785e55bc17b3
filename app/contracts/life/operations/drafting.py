"""A contract is opened, and what identifies it is written and corrected until the text is ready."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import func, select

from app.conferences.models import Conference
from app.contracts.events import audience_of
from app.contracts.life import policies
from app.contracts.life.events import ContractChanged, ContractDrafted
from app.contracts.loading import check_version
from app.contracts.models import Action, Axis, Contract, Scheme
from app.contracts.rules.faults import faulty
from app.contracts.rules.life import check_text_open
from app.contracts.words import ContractKind, ContractNature
from app.foundation.errors import Refused
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution
from app.institutions.naming import search_form

from .parties import seat_party

RESERVED: Final = frozenset(
    {"nouveau", "importer", "alertes", "a-reconnaitre", "referents", "export", "carte", "graphiques"}
)
TEXTS: Final = ("title", "territory", "promise", "diagnosis", "total_qualifier")


def draft_contract(
    work: UnitOfWork,
    *,
    title: str,
    kind: ContractKind = ContractKind.OPERATIONAL,
    nature: ContractNature = ContractNature.CONTRACT,
    conference: Conference | None = None,
    scheme: Scheme | None = None,
    party: Institution | None = None,
    parent: Contract | None = None,
    territory: str = "",
    promise: str = "",
) -> Contract:
    """Open a draft; the institution in whose name a contract officer opens it is its first party."""
    work.allow(policies.may_draft_contract, conference.id if conference else None)
    if kind is ContractKind.STRATEGY and conference is None:
        raise Refused("Un contrat de stratégie est celui d’une conférence : choisissez laquelle.", rule="R1.1")
    contract: Contract = work.add(
        Contract(
            slug=_free_slug(work, title),
            title=title.strip(),
            search="",
            created_at=work.now(),
            kind=kind,
            nature=nature,
            scheme_id=scheme.id if scheme else None,
            conference_id=conference.id if conference else None,
            parent_id=parent.id if parent else None,
            territory=territory.strip(),
            promise=promise.strip(),
        )
    )
    contract.search = search_form(f"{contract.title} {contract.territory}")
    work.record(_drafted(contract, scheme))
    if party is not None:
        seat_party(work, contract, institution=party)
    return contract


def _drafted(contract: Contract, scheme: Scheme | None) -> ContractDrafted:
    return ContractDrafted(
        stream=contract.stream,
        audience=audience_of(contract.public),
        contract_id=contract.id,
        slug=contract.slug,
        title=contract.title,
        nature=contract.nature.value,
        scheme=scheme.name if scheme else None,
        conference_id=contract.conference_id,
    )


def _free_slug(work: UnitOfWork, title: str) -> str:
    """Return an address that no contract has: the words of the title, then a number when they are taken."""
    base = search_form(title).replace(" ", "-")[:80].strip("-") or "contrat"
    taken = set(work.session.scalars(select(Contract.slug).where(Contract.slug.startswith(base, autoescape=True))))
    taken |= RESERVED
    if base not in taken:
        return base
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{base}-{n}") not in taken)


def change_contract(
    work: UnitOfWork,
    contract: Contract,
    changes: Mapping[str, Any],
    *,
    axes: Sequence[str] | None = None,
    expected_version: int | None = None,
) -> None:
    """Correct what identifies the contract: title, promise, dates, amount, axes."""
    work.allow(policies.may_write_contract, contract)
    check_version(expected_version, contract.version)
    check_text_open(contract.state)
    told: dict[str, list[Any]] = {}
    for name, given in changes.items():
        value = given.strip() if name in TEXTS else given
        before = getattr(contract, name)
        if before != value:
            setattr(contract, name, value)
            told[name] = [_said(before), _said(value)]
    _check_dates(contract)
    if axes is not None:
        told |= _write_axes(work, contract, axes)
    contract.search = search_form(
        " ".join([contract.title, contract.territory, *(axis.title for axis in contract.axes)])
    )
    if told:
        work.record(
            ContractChanged(
                stream=contract.stream, audience=audience_of(contract.public), title=contract.title, changes=told
            )
        )


def _said(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else getattr(value, "value", value)


def _check_dates(contract: Contract) -> None:
    if contract.starts_on and contract.ends_on and contract.ends_on < contract.starts_on:
        raise faulty("ends_on", "La fin vient avant le début.")


def _write_axes(work: UnitOfWork, contract: Contract, titles: Sequence[str]) -> dict[str, list[Any]]:
    """Make the axes those titles, in that order; an axis keeps its actions when only its title changes."""
    before = [axis.title for axis in contract.axes]
    wanted = [title.strip() for title in titles if title.strip()]
    if before == wanted:
        return {}
    for axis, title in zip(contract.axes, wanted, strict=False):
        axis.title = title
    for rank in range(len(before), len(wanted)):
        number = max([axis.number for axis in contract.axes], default=0) + 1
        contract.axes.append(work.add(Axis(contract_id=contract.id, number=number, title=wanted[rank], rank=rank + 1)))
    for axis in list(contract.axes[len(wanted) :]):
        _require_empty(work, axis)
        contract.axes.remove(axis)
        work.session.delete(axis)
    return {"axes": [before, wanted]}


def _require_empty(work: UnitOfWork, axis: Axis) -> None:
    held = work.session.scalar(select(func.count()).where(Action.axis_id == axis.id))
    if held:
        raise faulty("axes", f"L’axe « {axis.title} » porte des actions : déplacez-les avant de le retirer.")
