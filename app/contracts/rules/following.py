"""What may change of an action, when, and what must then be said. Pure.

A signed contract binds its parties on what each action promises: title, description, owner, cost, axis, place, the
action it is part of. These change only with a reason, which is public, or by a signed rider, which is cited. What
tells how far it is stays open to whoever follows it: progress, news, dates, funding stages, indicators, documents. A
date that moves back asks for words, so that a delay is never erased in silence.
"""

from collections.abc import Collection
from datetime import date
from typing import Final

from app.contracts.words import ContractState, Progress
from app.foundation.errors import Invalid, Refused

SIGNED: Final = frozenset(
    {
        ContractState.SIGNED,
        ContractState.IN_FORCE,
        ContractState.UNDER_REVIEW,
        ContractState.ENDED,
        ContractState.TERMINATED,
    }
)
PROMISED: Final = frozenset(
    {
        *("title", "description", "owner_id", "owner_name", "cost_cents", "cost_qualifier"),
        *("axis_id", "parent_id", "priority_area", "partners", "places"),
    }
)
STAGES: Final = (
    ("requested_cents", "demandé"),
    ("granted_cents", "accordé"),
    ("committed_cents", "engagé"),
    ("paid_cents", "payé"),
)


def check_reason(state: ContractState, changed: Collection[str], reason: str) -> None:
    """Refuse to change what a signed contract promises without saying why (R1.4)."""
    if state in SIGNED and not PROMISED.isdisjoint(changed) and not reason.strip():
        raise _at(
            "reason",
            "Ce contrat est signé. Dites pourquoi l’action change, ou citez l’avenant signé qui la change : "
            "le motif sera public.",
        )


def check_not_ready(state: ContractState) -> None:
    """Refuse to touch what the text says while it is being signed: each party must sign the same words."""
    if state is ContractState.READY:
        raise Refused(
            "Le texte est déclaré prêt à signer : ce qu’il dit des actions et de leur financement ne change plus. "
            "Rouvrez la négociation pour le reprendre."
        )


def check_removable(state: ContractState, parts: int) -> None:
    """Refuse to take an action out of a text that binds, or from under those that are part of it."""
    check_not_ready(state)
    if state in SIGNED:
        raise Refused(
            "Une action d’un contrat signé ne se retire pas : donnez-la pour abandonnée dans son suivi, avec la raison."
        )
    if parts:
        raise Refused(
            f"{'Une autre action fait' if parts == 1 else f'{parts} autres actions font'} partie de celle-ci : "
            "détachez-les ou retirez-les d’abord."
        )


def check_postponed(state: ContractState, before: date | None, after: date | None, text: str) -> None:
    """Refuse to move back or erase the date of a signed contract without a word."""
    put_off = before is not None and (after is None or after > before)
    if state in SIGNED and put_off and not text.strip():
        raise _at("text", "Une date reculée s’explique : écrivez en une phrase pourquoi.")


def check_done(progress: Progress, done_on: date | None, percent: int | None, today: date) -> None:
    """Refuse what contradicts itself: done in the future, finished without being done, or done in part."""
    if done_on is not None and done_on > today:
        raise _at("done", "Cette date est à venir : une action se dit réalisée une fois qu’elle l’est.")
    if done_on is not None and progress is not Progress.DONE:
        raise _at("done", "Une date de réalisation ne se donne que pour une action réalisée.")
    if percent is not None and percent < 100 and progress is Progress.DONE:
        raise _at("percent", "Une action réalisée l’est à 100 % : corrigez l’avancement ou le pourcentage.")


def check_stages(amounts: dict[str, int | None]) -> None:
    """Refuse a later stage above an earlier one: a funder pays what it committed, commits what it granted (P2).

    A stage that nobody knows bounds nothing; the one before it does.
    """
    earlier: tuple[str, int] | None = None
    for name, word in STAGES:
        amount = amounts.get(name)
        if amount is None:
            continue
        if earlier is not None and amount > earlier[1]:
            raise _at(name.removesuffix("_cents"), f"Le montant {word} dépasse le montant {earlier[0]}.")
        earlier = (word, amount)


def over_cost(cost_cents: int | None, funded_cents: int) -> bool:
    """Tell whether the lines that may be added exceed the known cost: said aloud, never refused."""
    return cost_cents is not None and funded_cents > cost_cents


def check_part(action_id: int, parent_id: int | None, parents: dict[int, int | None]) -> None:
    """Refuse an action that would be part of itself, at any depth; `parents` are those of the contract's actions."""
    seen = {action_id}
    here = parent_id
    while here is not None:
        if here in seen:
            raise _at("parent_id", "Une action ne peut pas faire partie d’elle-même.")
        seen.add(here)
        here = parents.get(here)


def _at(field: str, detail: str) -> Invalid:
    return Invalid(detail, errors=[{"pointer": f"#/{field}", "detail": detail}])
