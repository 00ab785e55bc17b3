"""The columns of the exports, and their lines read little by little: constant memory whatever their number."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, Protocol

from sqlalchemy import Select, String, cast, func, select
from sqlalchemy.orm import Session, aliased

from app.contracts.models import Action, Axis, Contract, ContractParty, ContractRollup, FundingLine, Scheme
from app.contracts.words import Period
from app.institutions.models import Institution

from .conditions import Selection
from .queries import next_review_on

AT_ONCE: Final = 500
Value = str | int | Decimal | date | None
Line = list[Value]


class Headed(Protocol):
    """What the writers of files need of an export."""

    @property
    def name(self) -> str: ...  # noqa: D102 - the names are the documentation
    @property
    def columns(self) -> tuple[str, ...]: ...  # noqa: D102


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """An export: its name, its columns, and the statement that reads it."""

    name: str
    columns: tuple[str, ...]
    statement: Callable[[Selection, date], Select[Any]]


def lines(session: Session, sheet: Sheet, chosen: Selection, today: date) -> Iterator[Line]:
    """Yield the lines of an export from a cursor of the server. Amounts in euros, exact; None for what is unknown."""
    found = session.execute(sheet.statement(chosen, today), execution_options={"yield_per": AT_ONCE})
    for row in found:
        yield [_cell(name, value) for name, value in zip(sheet.columns, row, strict=True)]


def _cell(name: str, value: Any) -> Value:
    if value is None or value == "":
        return None
    if name.endswith("_eur"):
        return Decimal(int(value)) / 100
    return value if isinstance(value, (int, date, Decimal)) else str(value)


def _contracts(chosen: Selection, today: date) -> Select[Any]:
    parties = (
        select(func.string_agg(ContractParty.name, " ; "))
        .where(ContractParty.contract_id == Contract.id)
        .correlate(Contract)
        .scalar_subquery()
    )
    counts = ("actions", "done", "on_time", "late", "failing", "unknown", "known_costs")
    return (
        select(
            *(Contract.slug, Contract.title, Scheme.code, cast(Contract.nature, String), cast(Contract.state, String)),
            *(Contract.territory, parties, Contract.signed_on, func.nullif(Contract.signed_precision, "")),
            *(Contract.starts_on, Contract.ends_on, Contract.total_cents, Contract.total_qualifier),
            *(func.coalesce(getattr(ContractRollup, name), 0) for name in counts),
            *(ContractRollup.cost_cents, ContractRollup.part_cost_cents, ContractRollup.funding_cents),
            *(ContractRollup.next_due_on, next_review_on(today)),
        )
        .select_from(Contract)
        .outerjoin(Scheme, Scheme.id == Contract.scheme_id)
        .outerjoin(ContractRollup, ContractRollup.contract_id == Contract.id)
        .where(*chosen.conditions)
        .order_by(Contract.search, Contract.id)
    )


def _actions(chosen: Selection, _today: date) -> Select[Any]:
    owner, parent = aliased(Institution), aliased(Action)
    funded = (
        select(func.sum(FundingLine.amount_cents))
        .where(
            FundingLine.action_id == Action.id,
            FundingLine.period == Period.TOTAL,
            FundingLine.counted_in_parent.is_(False),
        )
        .correlate(Action)
        .scalar_subquery()
    )
    return (
        select(
            *(Contract.slug, Contract.title, Action.code, Action.title, Axis.title),
            *(func.coalesce(func.nullif(Action.owner_name, ""), owner.name), Action.cost_cents, Action.cost_qualifier),
            *(funded, Action.starts, Action.due, Action.done, cast(Action.progress, String)),
            *(Action.progress_percent, cast(Action.health, String), Action.informed_on, parent.code),
        )
        .select_from(Action)
        .join(Contract, Contract.id == Action.contract_id)
        .outerjoin(Axis, Axis.id == Action.axis_id)
        .outerjoin(owner, owner.id == Action.owner_id)
        .outerjoin(parent, parent.id == Action.parent_id)
        .where(*chosen.conditions)
        .order_by(Contract.search, Contract.id, Action.rank, Action.id)
    )


SHEETS: Final = {
    "contrats": Sheet(
        name="contrats",
        columns=(
            *("identifiant", "intitule", "dispositif", "nature", "etat", "territoire", "parties", "date_signature"),
            *("date_signature_approchee", "debut", "fin", "montant_total_eur", "montant_qualificatif", "actions"),
            *("realisees", "a_l_heure", "en_retard", "en_defaut", "inconnues", "couts_connus", "couts_connus_eur"),
            *("dont_comptes_dans_une_autre_eur", "financements_connus_eur", "prochaine_echeance", "prochaine_revue"),
        ),
        statement=_contracts,
    ),
    "actions": Sheet(
        name="actions",
        columns=(
            *("contrat", "contrat_intitule", "action", "intitule", "axe", "porteur", "cout_eur", "cout_qualificatif"),
            *("financements_connus_eur", "debut", "echeance", "realisation", "avancement", "avancement_pourcent"),
            *("sante", "informee_le", "action_parente"),
        ),
        statement=_actions,
    ),
}
