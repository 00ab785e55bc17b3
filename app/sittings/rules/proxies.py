"""S4: written, named, revocable, time-bounded powers to vote; suspended while the principal is present."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from app.foundation.errors import Refused
from app.foundation.french import count
from app.sittings.words import ProxyState

LONGEST: Final = timedelta(days=366)
"""A power for a period is bounded: a year at most, as long as a presidency."""
ONE_SITTING: Final = timedelta(days=1)
"""How long a sitting whose end is not known is taken to last, to tell which powers meet."""


@dataclass(frozen=True, kw_only=True)
class Proxy:
    """A power given by one voting seat to another, from `starts_at` to before `ends_at`."""

    principal_seat: int
    holder_seat: int
    starts_at: datetime
    ends_at: datetime
    document: str
    """The written power: reference of the file or of the letter."""
    revoked_at: datetime | None = None
    sitting_id: int | None = None
    """The one sitting it serves: it meets no power given for another."""

    def runs_at(self, instant: datetime) -> bool:
        """Tell whether the power is in force, whoever is present."""
        revoked = self.revoked_at is not None and self.revoked_at <= instant
        return self.starts_at <= instant < self.ends_at and not revoked

    def overlaps(self, other: "Proxy") -> bool:
        """Tell whether both powers are in force at some same instant."""
        if self.sitting_id is not None and other.sitting_id is not None and self.sitting_id != other.sitting_id:
            return False
        ends = [min(p.ends_at, p.revoked_at or p.ends_at) for p in (self, other)]
        return self.starts_at < ends[1] and other.starts_at < ends[0]


def check_proxy(proxy: Proxy, others: Iterable[Proxy], *, voting_seats: Collection[int], per_holder: int = 1) -> None:
    """Refuse a power that is unwritten, unbounded, unnamed, or one too many for its holder."""
    fault = _fault(proxy, [o for o in others if o.overlaps(proxy)], voting_seats, per_holder)
    if fault:
        raise Refused(fault, rule="S4")


def _fault(proxy: Proxy, others: list[Proxy], voting_seats: Collection[int], per_holder: int) -> str | None:
    held = sum(o.holder_seat == proxy.holder_seat for o in others)
    both = {proxy.principal_seat, proxy.holder_seat}
    faults = (
        (not proxy.document.strip(), "Un pouvoir est écrit. Joignez-le ou indiquez sa référence."),
        (proxy.ends_at <= proxy.starts_at, "Le pouvoir finit avant de commencer. Corrigez ses dates."),
        (len(both) == 1, "On ne donne pas pouvoir à soi-même. Nommez un autre membre."),
        (
            not both.issubset(voting_seats),
            "Un pouvoir se donne d’un siège votant à un autre siège votant. Choisissez deux sièges votants.",
        ),
        (
            any(o.principal_seat == proxy.principal_seat for o in others),
            "Ce membre a déjà donné pouvoir pour cette période. Révoquez d’abord l’autre pouvoir.",
        ),
        (
            held >= per_holder,
            f"Un membre porte {count(per_holder, 'pouvoir')} au plus et celui-ci en porte déjà {held}. "
            "Nommez un autre membre.",
        ),
    )
    return next((sentence for faulty, sentence in faults if faulty), None)


def check_period(starts_on: date, ends_on: date, today: date) -> None:
    """Refuse a period that is over, backwards, or so long that it is no bound; both days are in it."""
    if ends_on < starts_on:
        raise Refused("Le pouvoir finit avant de commencer. Corrigez ses dates.", rule="S4")
    if ends_on < today:
        raise Refused("Cette période est passée. Choisissez une date de fin à venir.", rule="S4")
    if ends_on - starts_on > LONGEST:
        raise Refused("Un pouvoir est donné pour un an au plus. Rapprochez sa date de fin.", rule="S4")


def state_of(principal_seat: int, holder_seat: int, present: Collection[int]) -> ProxyState:
    """Return what a power in force is worth, given the seats present."""
    if principal_seat in present:
        return ProxyState.SUSPENDED
    return ProxyState.ACTING if holder_seat in present else ProxyState.WAITING


def acting_proxies(proxies: Iterable[Proxy], present: Collection[int], instant: datetime) -> list[Proxy]:
    """Return the powers that can be used: in force, their principal absent, their holder present."""
    return [
        proxy
        for proxy in proxies
        if proxy.runs_at(instant) and state_of(proxy.principal_seat, proxy.holder_seat, present) is ProxyState.ACTING
    ]


def voting_rights(
    voting_seats: Collection[int], present: Collection[int], proxies: Iterable[Proxy], instant: datetime
) -> dict[int, int]:
    """Return which present seat votes for each voting seat: itself when present, else the holder of its power."""
    rights = {seat: seat for seat in sorted(voting_seats) if seat in present}
    for proxy in acting_proxies(proxies, present, instant):
        if proxy.principal_seat in voting_seats and proxy.holder_seat in voting_seats:
            rights.setdefault(proxy.principal_seat, proxy.holder_seat)
    return rights
