"""R15: credits that pass from one theme to another, kept as an accounting ledger. Pure; whole cents.

The base of the 25 % is what the contract and its signed riders allot to the giving theme: its envelopes, moves
left aside. What other themes gave it does not enlarge the right to give, and what it gave does not shrink the
base. Every amount that ever left the theme counts, over the whole life of the contract: credits that come back
do not restore the right. Only moves that took place count; a proposal that waits for consents reserves nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.contracts.rules.amounts import euros
from app.contracts.rules.shares import percent_of
from app.foundation.errors import Refused
from app.foundation.french import number, quoted


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Credits that the text allots to a theme from a day on: the contract's, then those of a signed rider.

    A rider that lowers an envelope is an opening below zero.
    """

    theme_id: int
    cents: int
    on: date
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Move:
    """Credits that passed from a theme to another, that day."""

    from_theme_id: int
    to_theme_id: int
    cents: int
    on: date
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a theme's account: what came in, what went out, and what the theme then holds."""

    on: date
    label: str
    cents_in: int
    cents_out: int
    balance: int


@dataclass(frozen=True, kw_only=True)
class Account:
    """Where a theme stands on a day."""

    theme_id: int
    opening: int
    came_in: int
    went_out: int
    may_leave: int
    """The ceiling of R15.1: what may leave over the life of the contract."""

    @property
    def balance(self) -> int:
        """Return what the theme holds: opening + in - out (R15.4)."""
        return self.opening + self.came_in - self.went_out

    @property
    def right_left(self) -> int:
        """Return what may still leave under the ceiling."""
        return max(0, self.may_leave - self.went_out)


def account_of(
    theme_id: int, openings: Iterable[Opening], moves: Iterable[Move], *, share: Fraction, on: date | None = None
) -> Account:
    """Return the account of a theme at the end of a day (None: with everything known)."""
    opening = sum(o.cents for o in openings if o.theme_id == theme_id and _counts(o.on, on))
    counted = [move for move in moves if _counts(move.on, on)]
    return Account(
        theme_id=theme_id,
        opening=opening,
        came_in=sum(move.cents for move in counted if move.to_theme_id == theme_id),
        went_out=sum(move.cents for move in counted if move.from_theme_id == theme_id),
        may_leave=percent_of(max(opening, 0), share),
    )


def lines_of(theme_id: int, openings: Iterable[Opening], moves: Iterable[Move]) -> list[Line]:
    """Return the account line by line, by date, openings before moves of the same day, with its running balance."""
    entries = [(o.on, 0, o.label, o.cents) for o in openings if o.theme_id == theme_id]
    entries += [
        (move.on, 1, move.label, move.cents if move.to_theme_id == theme_id else -move.cents)
        for move in moves
        if theme_id in (move.from_theme_id, move.to_theme_id)
    ]
    lines: list[Line] = []
    balance = 0
    for on, _order, label, cents in sorted(entries, key=lambda entry: entry[:2]):
        balance += cents
        lines.append(Line(on=on, label=label, cents_in=max(cents, 0), cents_out=max(-cents, 0), balance=balance))
    return lines


def total_balance(openings: Sequence[Opening], moves: Sequence[Move], on: date | None = None) -> int:
    """Return what all themes hold together on a day: moves never change it (R15.4)."""
    themes = {o.theme_id for o in openings} | {m.from_theme_id for m in moves} | {m.to_theme_id for m in moves}
    return sum(account_of(t, openings, moves, share=Fraction(1), on=on).balance for t in themes)


def check_move(giving: Account, cents: int, *, title: str, share: Fraction, delegated: int = 0) -> None:
    """Refuse to move nothing, more than the ceiling leaves, or what the theme does not hold or has delegated."""
    if cents <= 0:
        raise Refused("Un mouvement de crédits porte sur un montant positif.", rule="R15.1")
    if cents > giving.right_left:
        raise Refused(
            f"Au plus {number(share * 100)} % des crédits d’un thème passent à d’autres sur toute la vie du "
            f"contrat. Le thème {quoted(title)} a reçu {euros(giving.opening)} au contrat : {euros(giving.may_leave)} "
            f"peuvent en sortir, {euros(giving.went_out)} en sont déjà sortis, il reste {euros(giving.right_left)} "
            f"à déplacer et vous en demandez {euros(cents)}.",
            rule="R15.1",
            right_left_cents=giving.right_left,
        )
    free = giving.balance - delegated
    if cents > free:
        raise Refused(
            f"Le thème {quoted(title)} détient {euros(giving.balance)}, dont {euros(delegated)} délégués : "
            f"{euros(max(free, 0))} seulement peuvent être déplacés.",
            rule="R15.4",
        )


def _counts(day: date, on: date | None) -> bool:
    return on is None or day <= on
