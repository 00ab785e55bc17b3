"""When a contract is reviewed, how that was computed, and how a review ends (R14.3, R16). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, Protocol

from app.contracts.words import ReviewConclusion, ReviewKind, ReviewState
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.french import NARROW, NBSP, count, day

from . import midterm
from .partial_dates import in_french, read_partial

GRACE_DAYS: Final = 0
TRANSITIONS: Final[Mapping[ReviewState, frozenset[ReviewState]]] = {
    ReviewState.DUE: frozenset({ReviewState.PROPOSED, ReviewState.HELD, ReviewState.MISSED, ReviewState.CANCELLED}),
    ReviewState.PROPOSED: frozenset({ReviewState.DUE, ReviewState.HELD, ReviewState.MISSED, ReviewState.CANCELLED}),
    # A missed review is late, not lost: it can still be held, and the record keeps that it was late.
    ReviewState.MISSED: frozenset({ReviewState.HELD, ReviewState.CANCELLED}),
    ReviewState.HELD: frozenset(),
    ReviewState.CANCELLED: frozenset(),
}


class Dated(Protocol):
    """What the rules read of a contract."""

    @property
    def signed_on(self) -> date | None: ...  # noqa: D102 - the names are the documentation
    @property
    def signed_precision(self) -> str: ...  # noqa: D102
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


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A review to hold: `key` makes computing again find it rather than make a second one."""

    kind: ReviewKind
    key: str
    title: str
    due_on: date
    explanation: str


def span_of(contract: Dated) -> midterm.Span | None:
    """Return from when to when the contract runs; None when one of the two is not known."""
    signed = contract.signed_on
    if signed is None and contract.signed_precision:
        # Doubt serves the parties: the latest day that the source allows.
        signed = read_partial(contract.signed_precision).last
    return midterm.span_of(
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
        signed_on=signed,
        first_year=contract.first_year,
        last_year=contract.last_year,
        duration_years=contract.duration_years,
    )


def mid_term(contract: Dated, share: Fraction = Fraction(1, 2)) -> Planned | None:
    """Return the mandatory mid-term review (R16.1); None when the dates of the contract are not known."""
    span = span_of(contract)
    if span is None:
        return None
    part = "la moitié" if share == Fraction(1, 2) else f"{round(share * 100)}{NBSP}%"
    return Planned(
        kind=ReviewKind.MID_TERM,
        key="mid_term",
        title="Revue à mi-parcours",
        due_on=midterm.mid_term(span, share),
        explanation=f"Date calculée{NBSP}: {part} de la durée du contrat, {_from_to(contract, span)}.",
    )


def _from_to(contract: Dated, span: midterm.Span) -> str:
    """Return « du 7 novembre 2018 (signature) au 6 novembre 2022 (durée de 4 ans) »: each end with how it is known."""
    if contract.starts_on is not None:
        begins = "début du contrat"
    elif contract.signed_on is not None:
        begins = "signature"
    else:
        begins = (
            f"signature en {in_french(contract.signed_precision)}" if contract.signed_precision else "année de début"
        )
    if contract.ends_on is not None:
        ends = "fin du contrat"
    else:
        ends = f"durée de {count(contract.duration_years, 'an')}" if contract.duration_years else "dernière année"
    return f"du {day(span.first)} ({begins}) au {day(span.last)} ({ends})"


def periodic(contract: Dated, every_months: int | None) -> tuple[Planned, ...]:
    """Return the reviews that the method agreement's frequency makes, to the end of the contract (R14.3)."""
    span = span_of(contract)
    if span is None or not every_months or every_months < 1:
        return ()
    every = "chaque mois" if every_months == 1 else f"tous les {every_months}{NBSP}mois"
    found, due, n = [], months_after(span.first, every_months), 1
    while due < span.last:
        found.append(
            Planned(
                kind=ReviewKind.PERIODIC,
                key=f"periodic:{due.isoformat()}",
                title=f"Revue périodique nº{NBSP}{n}",
                due_on=due,
                explanation=f"Date calculée{NBSP}: {every} selon l’accord de méthode depuis le {day(span.first)}.",
            )
        )
        n += 1
        due = months_after(span.first, every_months * n)
    return tuple(found)


def meetings(contract: Dated, every_months: int | None, *, after: date, most: int = 4) -> tuple[date, ...]:
    """Return the next meetings of the steering body that the method agreement's frequency makes (R14.3)."""
    span = span_of(contract)
    if span is None or not every_months or every_months < 1:
        return ()
    count_so_far = max(0, (after.year - span.first.year) * 12 + after.month - span.first.month) // every_months
    found = (months_after(span.first, every_months * n) for n in range(max(1, count_so_far), count_so_far + most + 2))
    return tuple(one for one in found if after <= one <= span.last)[:most]


def months_after(start: date, months: int) -> date:
    """Return the same day so many months later, the last of the month when it is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for last in range(start.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, start.day)


def is_missed(state: ReviewState, due_on: date, today: date) -> bool:
    """Tell whether the day of a review has passed without it (R16.3)."""
    return state in (ReviewState.DUE, ReviewState.PROPOSED) and (today - due_on).days > GRACE_DAYS


def check_transition(before: ReviewState, after: ReviewState) -> None:
    """Refuse what a review in that state cannot become."""
    if after not in TRANSITIONS[before]:
        sentence = {
            ReviewState.HELD: "Cette revue a déjà été tenue. Ses constats ne changent plus.",
            ReviewState.CANCELLED: "Cette revue est annulée.",
        }.get(before, "Cette revue ne peut pas prendre cet état.")
        raise IllegalTransition(sentence, state=before.value, rule="R16.4")


def check_conclusion(held_on: date | None, findings: str, conclusion: ReviewConclusion | None) -> None:
    """Refuse a conclusion before the review was held, without findings, or a second one (R16.4)."""
    if held_on is None:
        raise Refused("Une revue se conclut après avoir été tenue.", rule="R16.4")
    if not findings.strip():
        raise Refused("Écrivez les constats de la revue avant de la conclure.", rule="R16.4")
    if conclusion is not None:
        raise IllegalTransition("Cette revue est déjà conclue.", rule="R16.4", state=conclusion.value)


def check_trigger(case: str, listed: list[str]) -> None:
    """Refuse an early review for a case that the contract does not list (R16.2)."""
    if not listed:
        raise Refused(
            "Le contrat ne liste aucun cas de force majeure : sa clause de revoyure est à écrire.", rule="R16.2"
        )
    if case not in listed:
        cases = f"{NARROW}; ".join(listed)
        raise Refused(f"Ce cas n’est pas dans la liste du contrat, qui retient{NBSP}: {cases}.", rule="R16.2")
