"""What the overview says of a selection, ready for its template."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from app.contracts.models import Contract, ContractRollup
from app.contracts.rules.amounts import euros, said
from app.contracts.rules.state_words import STATES
from app.contracts.words import ContractState
from app.drawings.health_bar import health_bar, health_words
from app.foundation.french import count

from .asked import LATE, Asked
from .choices import Choices
from .queries import Totals

SHOWN_PARTIES = 4
HEALTHS = ("done", "on_time", "late", "failing", "unknown")


@dataclass(frozen=True, kw_only=True)
class Chip:
    """One filter in force, and the address without it."""

    label: str
    value: str
    href: str


def chips(asked: Asked, offered: Choices) -> list[Chip]:
    """Return the filters in force in words, each with the address that takes it away."""
    words: dict[str, tuple[str, str]] = {
        "q": (_("Mots"), asked.q),
        "territoire": (_("Territoire"), _name(offered.names, asked.territoire)),
        "institution": (_("Institution"), _name(offered.names, asked.institution)),
        "financeur": (_("Financeur"), _name(offered.names, asked.financeur)),
        "finalite": (_("Finalité"), _name(dict(offered.finalites), asked.finalite)),
        "dispositif": (_("Dispositif"), dict(offered.schemes).get(asked.dispositif, asked.dispositif)),
        "conference": (_("Conférence"), dict(offered.conferences).get(asked.conference, asked.conference)),
        "etat": (_("État"), STATES[ContractState(asked.etat)] if asked.etat else ""),
        "retard": (_("Retard"), LATE.get(asked.retard, "")),
    }
    return [
        Chip(label=label, value=value, href=asked.without(name))
        for name, (label, value) in words.items()
        if name in asked.filters
    ]


def _name(names: dict[int, str], id: int | None) -> str:
    return names.get(id or 0) or str(_("inconnu de l’annuaire"))


def health_of(counted: ContractRollup | Totals) -> dict[str, int]:
    """Return the number of actions by health."""
    return {name: getattr(counted, name) for name in HEALTHS}


def health_cell(counted: ContractRollup | Totals) -> Markup:
    """Return the bar of a contract's actions with its words, « aucune action connue » when there is none."""
    counts = health_of(counted)
    if not counted.actions:
        return Markup('<span class="unknown">{}</span>').format(_("aucune action connue"))
    words = f"{count(counted.actions, 'action')}{_(' : ')}{health_words(counts)}"
    return Markup('{}<span class="health-words">{}</span>').format(health_bar(counts), words)


def parties_of(contract: Contract) -> tuple[list[Any], int]:
    """Return the first parties of a contract, and how many more there are."""
    shown = contract.parties[:SHOWN_PARTIES]
    return shown, len(contract.parties) - len(shown)


def money_of(contract: Contract, rollup: ContractRollup) -> tuple[str, str]:
    """Return the amount of a contract with its qualifier, and what is known of its actions' costs."""
    total = said(contract.total_cents, contract.total_qualifier) if contract.total_cents is not None else ""
    if not rollup.known_costs:
        return total, ""
    cost = rollup.cost_cents - rollup.part_cost_cents
    known = _("coûts connus de %(known)s sur %(all)s", known=rollup.known_costs, all=count(rollup.actions, "action"))
    return total, f"{euros(cost)}, {known}"


def sums(totals: Totals) -> list[tuple[str, str]]:
    """Return the sums of the selection as sentences: what is known, then what is not."""
    amounts = _("montant global inconnu pour %(n)s", n=count(totals.without_total, "contrat"))
    if totals.bounded_totals:
        bounds = count(totals.bounded_totals, "autre est une borne", "autres sont des bornes")
        amounts += f"{_(' ; ')}{bounds}"
    return [
        (_("Coût connu des actions"), _costs(totals)),
        (_("Financements connus"), euros(totals.funding_cents) if totals.funding_cents else _("aucun montant connu")),
        (_("Montants des contrats"), _("non additionnés : un contrat peut en compléter un autre") + f" ({amounts})"),
    ]


def _costs(totals: Totals) -> str:
    if not totals.actions:
        return str(_("aucune action connue"))
    without = totals.actions - totals.known_costs
    unsaid = _("coût inconnu pour %(n)s", n=count(without, "action"))
    if not totals.known_costs:
        return str(unsaid)
    return f"{euros(totals.own_cost_cents)} ({unsaid if without else _('tous les coûts sont connus')})"


def around_words(totals: Totals) -> str:
    """Return how many contracts of a territory cover it, and how many are inside it; nothing said is zero."""
    inside = totals.contracts - totals.concerning
    if not inside:
        return str(_("qui couvrent tout ce territoire") if totals.contracts > 1 else _("qui couvre tout ce territoire"))
    if not totals.concerning:
        return str(_("à l’intérieur de ce territoire"))
    covering = count(totals.concerning, "couvre tout ce territoire", "couvrent tout ce territoire")
    return f"{covering}, {count(inside, 'est à l’intérieur', 'sont à l’intérieur')}"
