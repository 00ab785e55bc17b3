"""A contract in plain sentences: what is promised, by whom, with what money, until when. Pure.

What the source does not say is said to be unknown; a bound stays a bound.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from app.contracts.words import ContractNature, ContractState
from app.foundation.french import NBSP, count, day, listing, number, quoted

from .amounts import euros, said
from .partial_dates import in_french
from .state_words import FEMININE, THIS

UNDER_WRITING = (ContractState.DRAFT, ContractState.NEGOTIATED, ContractState.READY)
MANY_PARTIES = 8


class Told(Protocol):
    """What the sentences read of a contract."""

    @property
    def nature(self) -> ContractNature: ...  # noqa: D102 - the names are the documentation
    @property
    def state(self) -> ContractState: ...  # noqa: D102
    @property
    def signed_on(self) -> date | None: ...  # noqa: D102
    @property
    def signed_text(self) -> str: ...  # noqa: D102
    @property
    def signed_precision(self) -> str: ...  # noqa: D102
    @property
    def signed_at_place(self) -> str: ...  # noqa: D102
    @property
    def starts_on(self) -> date | None: ...  # noqa: D102
    @property
    def ends_on(self) -> date | None: ...  # noqa: D102
    @property
    def first_year(self) -> int | None: ...  # noqa: D102
    @property
    def last_year(self) -> int | None: ...  # noqa: D102
    @property
    def duration_years(self) -> Decimal | None: ...  # noqa: D102


def axes_sentence(nature: ContractNature, titles: Sequence[str]) -> str:
    """Return what the axes promise: « Ce contrat a 4 axes : … »; what is not known when there is none."""
    this = _capital(THIS[nature])
    if not titles:
        return f"La source ne dit pas ce que promet {THIS[nature]}."
    return f"{this} porte {count(len(titles), 'axe')}{NBSP}: {listing(quoted(title) for title in titles)}."


def signed_sentence(contract: Told) -> str:
    """Return when and where it was signed, as precisely as it is known."""
    agreed = "e" if contract.nature in FEMININE else ""
    where = f" à {contract.signed_at_place}" if contract.signed_at_place else ""
    if contract.signed_on is not None:
        return f"Signé{agreed} le {day(contract.signed_on)}{where}."
    if contract.signed_text or contract.signed_precision:
        words = contract.signed_text or in_french(contract.signed_precision)
        return f"Signé{agreed}{where}{NBSP}: la source écrit {quoted(words)}, sans donner le jour."
    if contract.state in UNDER_WRITING:
        return f"Pas encore signé{agreed}."
    return f"Date de signature inconnue{f', lieu{NBSP}: {contract.signed_at_place}' if where else ''}."


def span_sentence(contract: Told) -> str:
    """Return from when to when it runs, as far as it is known."""
    if contract.starts_on and contract.ends_on:
        return f"Du {day(contract.starts_on)} au {day(contract.ends_on)}."
    if contract.ends_on:
        return f"Jusqu’au {day(contract.ends_on)}."
    years = f"Durée{NBSP}: {_years(contract.duration_years)}" if contract.duration_years else ""
    if contract.first_year and contract.last_year:
        length = f" ({_years(contract.duration_years)})" if years else ""
        return f"De {contract.first_year} à {contract.last_year}{length}."
    return f"{years}." if years else "Durée inconnue."


def parties_sentence(names: Sequence[str], *, from_scheme: bool) -> str:
    """Return who signs; when the source only gives the rule of the scheme, that is said."""
    if not names:
        return "La source ne nomme aucune partie."
    shown = list(names[:MANY_PARTIES])
    if len(names) > MANY_PARTIES:
        shown.append(count(len(names) - MANY_PARTIES, "autre partie", "autres parties"))
    rule = " (d’après la règle générale du dispositif, la source ne les nommant pas)" if from_scheme else ""
    return f"{_capital(listing(shown))}{rule}."


def money_sentences(
    *, total_cents: int | None, qualifier: str, actions: int, known_costs: int, cost_cents: int, funding_cents: int
) -> list[str]:
    """Return the amount of the contract, the known costs of its actions, and what is not known of them."""
    total = (
        f"Montant global{NBSP}: {said(total_cents, qualifier)}."
        if total_cents is not None
        else "Le montant global n’est pas connu."
    )
    if not actions:
        return [total]
    if not known_costs:
        known = f" Leurs financements connus{NBSP}: {euros(funding_cents)}." if funding_cents else ""
        return [total, f"Le coût de ses {count(actions, 'action')} n’est pas connu.{known}"]
    have = "a" if known_costs == 1 else "ont"
    costs = f"{count(known_costs, 'action')} sur {number(actions)} {have} un coût connu{NBSP}: {euros(cost_cents)}"
    funded = f"{NBSP}; financements connus{NBSP}: {euros(funding_cents)}." if funding_cents else "."
    return [total, costs + funded]


def unknowns(*, total: bool, costs: int, dates: int, parties: Sequence[str], places: bool, reviews: bool) -> list[str]:
    """Return what is not known of a contract, one sentence each."""
    found = []
    if not total:
        found.append("Le montant global du contrat.")
    if costs:
        found.append(f"Le coût de {count(costs, 'action')}.")
    if dates:
        found.append(f"Où en {'est' if dates == 1 else 'sont'} {count(dates, 'action')}.")
    if parties:
        found.append(f"À quelles institutions de l’annuaire correspondent{NBSP}: {listing(parties)}.")
    if not places:
        found.append("Le périmètre exact, en communes ou en intercommunalités.")
    if reviews:
        found.append("Si la revue à mi-parcours a eu lieu.")
    return found


def _years(years: Decimal | None) -> str:
    return count(years, "an") if years else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
