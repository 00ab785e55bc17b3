"""What the page of a contract says, ready for its template."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.contracts.models import Action, Contract, ContractReview, ContractRollup
from app.contracts.rules import plain_words, reviews
from app.contracts.rules.health import Known, judge
from app.contracts.rules.health_words import explained
from app.contracts.rules.partial_dates import read_partial
from app.contracts.rules.settings import ContractSettings
from app.contracts.words import ContractState, ReviewState
from app.drawings.contract_timeline import Mark
from app.foundation.errors import Invalid
from app.foundation.french import NBSP, count, day

from .queries import Event

AHEAD = (ReviewState.DUE, ReviewState.PROPOSED)
OVER = (ContractState.ENDED, ContractState.TERMINATED)


@dataclass(frozen=True, kw_only=True)
class LateAction:
    """An action that is late, and why it is said so."""

    action: Action
    why: str


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """A date to come."""

    on: date
    what: str
    key: str
    """What it is in a diary, whatever its date becomes."""
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class MidTerm:
    """The mid-term review of a contract whose record does not say whether it took place."""

    on: date
    explanation: str


def late_of(contract: Contract, actions: Sequence[Action], today: date) -> list[LateAction]:
    """Return the late actions with the reasons of the rule that judged them."""
    settings = ContractSettings.from_json(contract.settings)
    found = []
    for action in actions:
        known = Known(
            progress=action.progress,
            due=action.due,
            due_on=action.due_on,
            starts=action.starts,
            done=action.done,
            news_on=action.informed_on or contract.known_as_of,
            steps=action.milestones,
        )
        found.append(LateAction(action=action, why=explained(judge(known, today, settings))))
    return found


def missed_of(held: Sequence[ContractReview]) -> list[ContractReview]:
    """Return the reviews that were missed (R16.3)."""
    return [review for review in held if review.state is ReviewState.MISSED]


def late_sentence(rollup: ContractRollup | None) -> str:
    """Return how many actions are late, of how many: « Sur 12 actions, 6 ont dépassé leurs dates de plus d’un an »."""
    if rollup is None or not rollup.late + rollup.failing:
        return ""
    parts = []
    if rollup.failing:
        n = rollup.failing
        parts.append(f"{n} {'est' if n == 1 else 'sont'} en défaut (dates dépassées de longtemps, ou abandon)")
    if rollup.late:
        parts.append(f"{rollup.late} {'est' if rollup.late == 1 else 'sont'} en retard")
    return f"Sur {count(rollup.actions, 'action')}, {' et '.join(parts)}."


def dates_ahead(
    contract: Contract, rollup: ContractRollup | None, due: Sequence[ContractReview], today: date
) -> list[Ahead]:
    """Return the next dates of the contract in order."""
    home = f"/contrats/{contract.slug}"
    found = [
        Ahead(on=review.due_on, what=review.title, key=f"revue-{review.id}", href=f"{home}/revues/{review.id}")
        for review in due
        if review.state in AHEAD and review.due_on >= today
    ][:2]
    if rollup and rollup.next_due_on and rollup.next_due_on >= today:
        found.append(
            Ahead(
                on=rollup.next_due_on, what="Échéance d’une action ou d’un jalon", key="action", href=f"{home}/actions"
            )
        )
    if contract.ends_on and contract.ends_on >= today and contract.state not in OVER:
        found.append(Ahead(on=contract.ends_on, what="Fin du contrat", key="fin"))
    return sorted(found, key=lambda ahead: ahead.on)


def unrecorded_mid_term(contract: Contract, held: Sequence[ContractReview]) -> MidTerm | None:
    """Return the computed mid-term of an imported contract of which nobody says whether it was held."""
    if not contract.imported or any(review.key == "mid_term" for review in held):
        return None
    planned = reviews.mid_term(contract, ContractSettings.from_json(contract.settings).midterm_share)
    return MidTerm(on=planned.due_on, explanation=planned.explanation) if planned else None


def marks_of(
    contract: Contract,
    events: Sequence[Event],
    held: Sequence[ContractReview],
    mid: MidTerm | None,
    ahead: Sequence[Ahead],
) -> list[Mark]:
    """Return the dates of a contract in order, for its timeline."""
    found = [*_signing(contract), *(mark for event in events if (mark := _event(event)))]
    found += [_review(review) for review in held if review.state is not ReviewState.CANCELLED]
    if mid:
        label = f"Mi-parcours, date calculée{NBSP}; la source ne dit pas si la revue a eu lieu"
        found.append(Mark(on=mid.on, label=label, when=day(mid.on), kind="review"))
    known = {review.due_on for review in held}
    found += [Mark(on=a.on, label=a.what, when=day(a.on), kind="due") for a in ahead if a.on not in known and a.what]
    if contract.ends_on and contract.ends_on not in {mark.on for mark in found}:
        found.append(Mark(on=contract.ends_on, label="Fin du contrat", when=day(contract.ends_on), kind="end"))
    return sorted(found, key=lambda mark: (mark.on, mark.until or mark.on))


def _signing(contract: Contract) -> list[Mark]:
    label = "Signature" + (f" à {contract.signed_at_place}" if contract.signed_at_place else "")
    if contract.signed_on:
        return [Mark(on=contract.signed_on, label=label, when=day(contract.signed_on), kind="signature")]
    written = _read(contract.signed_precision)
    return [Mark(on=written[0], until=written[1], label=label, when=written[2], kind="signature")] if written else []


def _event(event: Event) -> Mark | None:
    written = _read(event.dated)
    label = event.label + (f", {event.place}" if event.place else "")
    return Mark(on=written[0], until=written[1], label=label, when=written[2]) if written else None


def _review(review: ContractReview) -> Mark:
    if review.held_on:
        return Mark(on=review.held_on, label=f"{review.title}, tenue", when=day(review.held_on), kind="review")
    missed = review.state is ReviewState.MISSED
    label = f"{review.title}, manquée" if missed else review.title
    return Mark(on=review.due_on, label=label, when=day(review.due_on), kind="late" if missed else "review")


def _read(written: str) -> tuple[date, date, str] | None:
    try:
        known = read_partial(written) if written else None
    except Invalid:
        return None
    return (known.first, known.last, known.words) if known else None


def unknowns_of(contract: Contract, rollup: ContractRollup | None, *, places: bool, mid: bool) -> list[str]:
    """Return what is not known of the contract, one sentence each."""
    return plain_words.unknowns(
        total=contract.total_cents is not None,
        costs=rollup.actions - rollup.known_costs if rollup else 0,
        dates=rollup.unknown if rollup else 0,
        parties=[party.name for party in contract.parties if party.institution_id is None],
        places=places,
        reviews=mid,
    )
