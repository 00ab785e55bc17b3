"""The actions of a contract with their costs, and the funding lines every figure is made of. One read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.conferences.models import Finalite
from app.contracts.models import Action, FundingLine
from app.contracts.rules.partial_dates import is_partial, read_partial
from app.contracts.words import Period
from app.institutions.models import Institution

UNDATED = "Année non dite"


@dataclass(frozen=True, kw_only=True)
class Cost:
    """An action and what it costs; `part_of` when its cost is counted in another action already."""

    id: int
    code: str
    title: str
    cents: int | None
    qualifier: str
    owner_id: int | None
    owner: str
    finalite_id: int | None
    finalite: str
    part_of: str

    @property
    def why_left_out(self) -> str:
        """Return why the cost is not added in; nothing when it is."""
        if self.part_of:
            return f"fait partie de « {self.part_of} », où il est déjà compté"
        return "coût inconnu" if self.cents is None else ""


@dataclass(frozen=True, kw_only=True)
class MoneyLine:
    """A funding line with its action and the name of its funder in the directory."""

    id: int
    action: Cost
    funder: str
    funder_id: int | None
    amount_cents: int | None
    requested_cents: int | None
    granted_cents: int | None
    committed_cents: int | None
    paid_cents: int | None
    qualifier: str
    period: Period
    years: str
    via: str
    counted_in_parent: bool
    note: str

    @property
    def when(self) -> str:
        """Return the years as the source gives them."""
        return self.years or UNDATED

    @property
    def since(self) -> date:
        """Return the first day the years allow, for sorting; lines that give none come last."""
        return read_partial(self.years).first if is_partial(self.years) else date.max


@dataclass(frozen=True, kw_only=True)
class Lines:
    """The actions of a contract and their funding lines, in their order."""

    costs: Sequence[Cost]
    funding: Sequence[MoneyLine]

    @property
    def added_costs(self) -> list[Cost]:
        """Return the actions whose costs add up."""
        return [cost for cost in self.costs if not cost.why_left_out]


def lines_of_contract(session: Session, contract_id: int) -> Lines:
    """Return every action of a contract and every funding line. One read, in the order of the text."""
    parent = aliased(Action)
    owner = aliased(Institution)
    rows = session.execute(
        select(
            *(Action.id, Action.code, Action.title, Action.cost_cents, Action.cost_qualifier, Action.owner_id),
            *(owner.name, Action.owner_name, Action.finalite_id, Finalite.title, parent.title),
            *(FundingLine, Institution.name),
        )
        .outerjoin(owner, owner.id == Action.owner_id)
        .outerjoin(Finalite, Finalite.id == Action.finalite_id)
        .outerjoin(parent, parent.id == Action.parent_id)
        .outerjoin(FundingLine, FundingLine.action_id == Action.id)
        .outerjoin(Institution, Institution.id == FundingLine.funder_id)
        .where(Action.contract_id == contract_id)
        .order_by(Action.rank, Action.id, FundingLine.rank, FundingLine.id)
    ).all()
    costs: dict[int, Cost] = {}
    funding: list[MoneyLine] = []
    for *of_action, line, funder in rows:
        cost = costs.setdefault(of_action[0], _cost(of_action))
        if line is not None:
            funding.append(_line(line, cost, funder))
    return Lines(costs=list(costs.values()), funding=funding)


def _cost(row: list[object]) -> Cost:
    id, code, title, cents, qualifier, owner_id, owner, owner_name, finalite_id, finalite, parent = row
    return Cost(
        id=id,  # type: ignore[arg-type]
        code=str(code),
        title=str(title),
        cents=cents,  # type: ignore[arg-type]
        qualifier=str(qualifier),
        owner_id=owner_id,  # type: ignore[arg-type]
        owner=str(owner or owner_name or ""),
        finalite_id=finalite_id,  # type: ignore[arg-type]
        finalite=str(finalite or ""),
        part_of=str(parent or ""),
    )


def _line(line: FundingLine, action: Cost, funder: str | None) -> MoneyLine:
    copied = (
        *("id", "funder_id", "amount_cents", "requested_cents", "granted_cents", "committed_cents", "paid_cents"),
        *("qualifier", "period", "years", "via", "counted_in_parent", "note"),
    )
    return MoneyLine(action=action, funder=funder or line.funder_name, **{name: getattr(line, name) for name in copied})
