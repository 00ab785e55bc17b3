"""Reads the actions of a contract's record, with their funding and indicators."""

import re
from typing import Any

from app.contracts.rules.amounts import euros
from app.contracts.words import AxisOrigin, Period, Progress

from .fields import Fields
from .records import PROGRESS, ActionRecord, FundingRecord, IndicatorRecord, SourceProgress

ACTION = frozenset(
    {
        *("id", "intitule", "axe", "axe_origine", "description", "porteur", "partenaires", "lieux", "cout_total_eur"),
        *("cout_qualificatif", "financements", "echeance", "date_realisation", "avancement", "avancement_base"),
        *("indicateurs", "action_parente", "note", "source", "autres_dispositifs"),
    }
)
_FUNDING = frozenset(
    {
        *("financeur", "montant_eur", "qualificatif", "periodicite", "annees", "via", "compte_dans_parent", "note"),
    }
)
_INDICATOR = frozenset(
    {"nom", "valeur", "cible", "unite", "date", "valeur_initiale", "qualificatif", "note"},
)
_CODE = re.compile(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*\Z")


def read_action(read: Fields, source: dict[str, Any]) -> ActionRecord:
    """Return one action; without a source of its own it has that of its contract."""
    cost = read.cents("cout_total_eur")
    qualifier = read.text("cout_qualificatif")
    funding = [_funding(one) for one in read.each("financements", "financement", _FUNDING)]
    _check_funding(read, cost, qualifier, funding)
    progress = read.word("avancement", SourceProgress)
    return ActionRecord(
        place=read.place,
        code=_code(read),
        title=read.text("intitule", required=True),
        axis=read.whole("axe", least=0, most=999),
        axis_origin=read.word("axe_origine", AxisOrigin),
        description=read.text("description"),
        owner=read.text("porteur"),
        partners=read.texts("partenaires"),
        places=read.texts("lieux"),
        cost_cents=cost,
        cost_qualifier=qualifier,
        funding=funding,
        due=read.partial("echeance"),
        done=read.partial("date_realisation"),
        progress=PROGRESS[progress] if progress else Progress.UNKNOWN,
        progress_basis=read.text("avancement_base"),
        indicators=read_indicators(read),
        parent=read.text("action_parente"),
        note=read.text("note"),
        also_schemes=read.texts("autres_dispositifs"),
        source=read.mapping("source") or source,
    )


def read_indicators(read: Fields) -> list[IndicatorRecord]:
    """Return the indicators of a contract or of an action."""
    return [
        IndicatorRecord(
            name=one.text("nom", required=True),
            unit=one.text("unite"),
            value=one.number("valeur"),
            target=one.number("cible"),
            baseline=one.number("valeur_initiale"),
            dated=one.partial("date"),
            qualifier=one.text("qualificatif"),
            note=one.text("note"),
        )
        for one in read.each("indicateurs", "indicateur", _INDICATOR)
    ]


def _code(read: Fields) -> str:
    code = read.text("id", required=True)
    if code and not (_CODE.match(code) and len(code) <= 120):
        read.fault("id", f"« {code} » : lettres sans accent, chiffres, points et tirets seulement.")
    return code


def _funding(read: Fields) -> FundingRecord:
    return FundingRecord(
        funder=read.text("financeur", required=True),
        cents=read.cents("montant_eur"),
        qualifier=read.text("qualificatif"),
        period=read.word("periodicite", Period) or Period.TOTAL,
        years=read.text("annees"),
        via=read.text("via"),
        counted_in_parent=read.flag("compte_dans_parent"),
        note=read.text("note"),
    )


def _check_funding(read: Fields, cost: int | None, qualifier: str, funding: list[FundingRecord]) -> None:
    """Refuse funding above the cost; a cost that is a bound or an estimate refuses nothing."""
    if cost is None or qualifier:
        return
    found = sum(line.cents or 0 for line in funding if line.period is Period.TOTAL and not line.counted_in_parent)
    if found > cost:
        read.fault("financements", f"{euros(found)} de financements dépassent le coût de {euros(cost)}.")
