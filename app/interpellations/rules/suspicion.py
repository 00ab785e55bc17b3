"""Supports that deserve a look: bursts, addresses of one domain, addresses that differ by a number (I6). Pure.

A group is a doubt, never a proof. It says how many, never who, and never of fewer than a handful of persons.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from app.foundation.french import count

LEAST: Final = 5
SLOT: Final = timedelta(minutes=10)
NEW_ACCOUNT: Final = timedelta(minutes=15)
BURST, TIMES_USUAL = 20, 5
MAILBOXES: Final = frozenset(
    {
        "aol.com",
        "bbox.fr",
        "free.fr",
        "gmail.com",
        "gmx.fr",
        "icloud.com",
        "laposte.net",
        "live.com",
        "mailo.com",
        "neuf.fr",
        "numericable.fr",
        "orange.fr",
        "outlook.com",
        "outlook.fr",
        "proton.me",
        "protonmail.com",
        "sfr.fr",
        "wanadoo.fr",
        "yahoo.com",
        "yahoo.fr",
    }
)
"""Domains that half the country shares: to have one says nothing."""


class Doubt(StrEnum):
    """Why a group deserves a look."""

    BURST = "burst"
    DOMAIN = "domain"
    NUMBERED = "numbered"


@dataclass(frozen=True, kw_only=True)
class Given:
    """One support that counts: its canonical address, when it came, since when its account exists."""

    id: int
    address: str
    at: datetime
    account_since: datetime


@dataclass(frozen=True, kw_only=True)
class Group:
    """Supports that share something. `mark` is what they share: it may hold a name and is never shown."""

    doubt: Doubt
    mark: str
    words: str
    first: datetime
    last: datetime
    new_accounts: int
    ids: frozenset[int]


def groups(given: Sequence[Given], now: datetime) -> list[Group]:
    """Return the groups that deserve a look, the largest first; one support may be in several."""
    found = [*_bursts(given, now), *_by_domain(given), *_numbered(given)]
    return sorted(found, key=lambda group: (-len(group.ids), group.doubt, group.mark))


def _bursts(given: Sequence[Given], now: datetime) -> Iterator[Group]:
    if not given:
        return
    begins = min(one.at for one in given)
    slots = Counter((one.at - begins) // SLOT for one in given)
    usual = len(given) / max(1, (now - begins) // SLOT)
    high = sorted(slot for slot, came in slots.items() if came >= max(BURST, TIMES_USUAL * usual))
    for first, last in _runs(high):
        inside = [one for one in given if first <= (one.at - begins) // SLOT <= last]
        minutes = (last - first + 1) * SLOT // timedelta(minutes=1)
        words = f"{count(len(inside), 'soutien')} en {count(minutes, 'minute')}"
        yield _group(Doubt.BURST, (begins + first * SLOT).isoformat(), words, inside)


def _runs(slots: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of each run of neighbours."""
    first = previous = None
    for slot in slots:
        if first is None or previous is None:
            first = slot
        elif slot != previous + 1:
            yield first, previous
            first = slot
        previous = slot
    if first is not None and previous is not None:
        yield first, previous


def _by_domain(given: Sequence[Given]) -> Iterator[Group]:
    own = [one for one in given if _domain(one) not in MAILBOXES]
    for domain, inside in _together((_domain(one), one) for one in own):
        yield _group(Doubt.DOMAIN, domain, f"{count(len(inside), 'adresse')} du domaine {domain}", inside)


def _numbered(given: Sequence[Given]) -> Iterator[Group]:
    numbered = [one for one in given if re.search(r"\d", one.address.partition("@")[0])]
    for stem, inside in _together((_stem(one), one) for one in numbered):
        words = f"{count(len(inside), 'adresse')} qui ne diffèrent que par un numéro, sur {_domain(inside[0])}"
        yield _group(Doubt.NUMBERED, stem, words, inside)


def _domain(one: Given) -> str:
    return one.address.rpartition("@")[2]


def _stem(one: Given) -> str:
    local, _, domain = one.address.rpartition("@")
    return re.sub(r"\d+", "#", local) + f"@{domain}"


def _together(marked: Iterable[tuple[str, Given]]) -> Iterator[tuple[str, list[Given]]]:
    gathered: dict[str, list[Given]] = {}
    for mark, one in marked:
        gathered.setdefault(mark, []).append(one)
    yield from ((mark, inside) for mark, inside in gathered.items() if len(inside) >= LEAST)


def _group(doubt: Doubt, mark: str, words: str, inside: Sequence[Given]) -> Group:
    return Group(
        doubt=doubt,
        mark=mark,
        words=words,
        first=min(one.at for one in inside),
        last=max(one.at for one in inside),
        new_accounts=sum(one.at - one.account_since <= NEW_ACCOUNT for one in inside),
        ids=frozenset(one.id for one in inside),
    )
