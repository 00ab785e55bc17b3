"""The funding of one action as its sheet shows it: every line, and the bar of what may be added in."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.contracts.models import Action, FundingLine
from app.contracts.rules.amounts import said, summable
from app.contracts.rules.partial_dates import said_by_source
from app.contracts.words import Period
from app.drawings.stacked_funding import Stack, stacked_funding, stacked_funding_table
from app.drawings.svg import Table
from app.foundation.french import NARROW, NBSP

from .wording import STAGES


@dataclass(frozen=True, kw_only=True)
class FundingRow:
    """A line of the table of funding; a stage that is not known is None."""

    line: FundingLine
    stages: Sequence[str | None]
    remark: str
    added: bool


def funding_rows(action: Action) -> list[FundingRow]:
    """Return the lines of funding as the table shows them."""
    return [
        FundingRow(
            line=line,
            stages=[_stage(line, stage) for stage in STAGES],
            remark=_remark(line),
            added=summable(line),
        )
        for line in action.funding
    ]


def _stage(line: FundingLine, stage: str) -> str | None:
    cents = getattr(line, stage)
    if cents is None:
        return None
    a_year = f" par{NBSP}an" if line.period is Period.YEARLY else ""
    return said(cents, line.qualifier if stage == "amount_cents" else "") + a_year


def _remark(line: FundingLine) -> str:
    remarks = [
        f"par {line.via}" if line.via else "",
        said_by_source(line.years),
        "montant par an, non additionné" if line.period is Period.YEARLY else "",
        "compté dans une autre ligne, non additionné" if line.counted_in_parent else "",
        line.note,
    ]
    return f"{NARROW}; ".join(filter(None, remarks))


def funding_drawing(action: Action) -> tuple[Markup, Table] | None:
    """Return the stacked bar of what may be added in, against the cost, with its table; None when there is nothing."""
    parts = [(line.funder_name, line.amount_cents or 0) for line in action.funding if summable(line)]
    if not parts:
        return None
    known = sum(cents for _, cents in parts)
    missing = max(action.cost_cents - known, 0) if action.cost_cents is not None else None
    stacks = [Stack(label="Financements annoncés", parts=parts, unknown=missing)]
    title = "Qui finance l’action"
    return (
        stacked_funding(stacks, id="financements-dessin", title=title),
        stacked_funding_table(stacks, caption=title),
    )
