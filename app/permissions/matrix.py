"""The matrix: each command, route and policy against each capacity, as the policies answer."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from flask import Flask

from app.foundation.commands import COMMANDS
from app.sittings.ballots.operations.casting import cast_votes
from app.web.guards import is_public

from .asked import Policy, Way, is_policy, ways_through
from .declared import ALSO, UNASKED
from .typical import ACTORS, SITUATIONS, Situation, says_yes

YES, NO = "yes", "–"
CARRIED_OUT_BY: Final[Mapping[str, Callable[..., Any]]] = {
    # Votes that arrive together are written together, by a function that the command hands them to.
    "ballot.cast": cast_votes,
}
OPEN_COMMANDS: Final[Mapping[str, str]] = {
    "contact.write": "anybody writes to the publisher; the pace is limited by network and for all together",
    "content.report": "anybody, once for each public content and within a pace",
    "following.ask": "an address asks; nothing is sent before it has confirmed",
    "moderation.contest_by_link": "whoever holds the signed link of a report",
    "following.confirm": "whoever holds the secret of the message",
}
"""Commands that ask no policy, each with what stands in its place. A test refuses any other."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One command, route or policy. `cells` follow the order of `ACTORS`."""

    name: str
    words: str
    asks: tuple[Policy, ...]
    cells: tuple[str, ...]
    ways: int
    """How many ways lead through, of which what is asked chooses one (for oneself, or on behalf of another)."""
    reason: str = ""
    """What stands in the place of a policy, for a route that asks none, or beside it."""

    def cell(self, holder: str) -> str:
        """Return what the matrix says of that holder."""
        return self.cells[list(ACTORS).index(holder)]


def command_rows() -> list[Row]:
    """Return every command of the catalogue, by name."""
    rows = []
    for name, command in sorted(COMMANDS.items()):
        ways = ways_through(CARRIED_OUT_BY.get(name, command.run))
        rows.append(_row(name, command.summary, ways))
    return rows


def route_rows(app: Flask) -> list[Row]:
    """Return every route of the application, by address."""
    rows = []
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, sorted(rule.methods or ()))):
        if rule.endpoint == "static":
            continue
        view = app.view_functions[rule.endpoint]
        verbs = " ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        summary = (view.__doc__ or "").strip().splitlines()[:1]
        row = _row(f"{verbs} {rule.rule}", "".join(summary), _ways_of(view), signed_in=not is_public(view))
        reason = (ALSO if row.asks else UNASKED).get(rule.rule, "")
        rows.append(replace(row, reason=reason))
    return rows


def _ways_of(view: Callable[..., Any]) -> frozenset[Way]:
    """Return the ways through a view; those of the API are classes, of which only `get` is answered."""
    of_class = getattr(view, "view_class", None)
    return ways_through(of_class.get if of_class else view)


def policy_rows() -> list[Row]:
    """Return every policy of the house with its sentence."""
    rows = []
    for policy in every_policy():
        sentence = (policy.__doc__ or "").strip()
        rows.append(_row(policy_name(policy), sentence, frozenset({frozenset({frozenset({policy})})})))
    return rows


def every_policy() -> list[Policy]:
    """Return every policy of the rooms called `policies`, by name."""
    rooms = [room for name, room in sys.modules.items() if name.startswith("app.") and name.endswith(".policies")]
    found = {p for room in rooms for p in vars(room).values() if is_policy(p)}
    return sorted(found, key=policy_name)


def policy_name(policy: Policy) -> str:
    """Return `sittings.floor.may_give` for the policy of that room."""
    return f"{policy.__module__.removeprefix('app.').removesuffix('.policies')}.{policy.__name__}"


def _row(name: str, words: str, ways: Iterable[Way], *, signed_in: bool = False) -> Row:
    ways = list(ways)
    asks = sorted({policy for way in ways for guard in way for policy in guard}, key=policy_name)
    cells = tuple(_cell(holder, ways, signed_in) for holder in ACTORS)
    return Row(name=name, words=words, asks=tuple(asks), cells=cells, ways=len(ways))


def _cell(holder: str, ways: list[Way], signed_in: bool) -> str:
    if signed_in and holder == "visitor":
        return NO
    passed = [situation for situation in SITUATIONS if _passes(holder, ways, situation)]
    if passed and not passed[0].mark:
        return YES
    marks = [situation.mark for situation in passed]
    # « own, group » says more than « own » and « group » only where neither is enough.
    return " or ".join(mark for mark in marks if not {*mark.split(", ")} & {*marks} - {mark}) or NO


def _passes(holder: str, ways: list[Way], situation: Situation) -> bool:
    actor = ACTORS[holder]
    return any(all(any(says_yes(p, actor, situation) for p in guard) for guard in way) for way in ways)
