"""What is asked of the journal: an address read and written again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from urllib.parse import urlencode

from app.foundation.facts import CATALOGUE


class ActedAs(StrEnum):
    """As what somebody acted, on the day they did."""

    SYSTEM = "systeme"
    ADMINISTRATOR = "administration"
    CHAIR = "presidence"
    DELEGATE = "delegue"
    OBSERVER = "observation"
    SECRETARY = "secretariat"
    PARTNER = "etat"
    CONTRACT_OFFICER = "referent"
    BODY_OFFICER = "instance"
    WATCHER = "vigie"
    NOBODY = "sans-fonction"


@dataclass(frozen=True, kw_only=True)
class Cursor:
    """The last entry of the page before: the next one begins after it."""

    occurred_at: datetime
    stream: str
    position: int

    def written(self) -> str:
        """Return it as an address holds it."""
        return f"{self.occurred_at.astimezone(UTC).isoformat()}~{self.stream}~{self.position}"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Filters; what is unreadable or unknown is left out."""

    about: str = ""
    """A kind of stream: `sitting`."""
    kind: str = ""
    acted_as: ActedAs | None = None
    since: date | None = None
    until: date | None = None
    after: Cursor | None = None

    def query(self, after: Cursor | None = None) -> str:
        """Return the part of an address after the question mark."""
        asked = replace(self, after=after)
        given = {
            "objet": asked.about,
            "fait": asked.kind,
            "qualite": asked.acted_as.value if asked.acted_as else "",
            "du": asked.since.isoformat() if asked.since else "",
            "au": asked.until.isoformat() if asked.until else "",
            "apres": asked.after.written() if asked.after else "",
        }
        return urlencode({name: value for name, value in given.items() if value})


def read(arguments: Mapping[str, str]) -> Asked:
    """Read an address."""
    about, kind, acted_as = (arguments.get(name, "") for name in ("objet", "fait", "qualite"))
    return Asked(
        about=about if about.isascii() and about.replace("_", "").isalpha() else "",
        kind=kind if kind in CATALOGUE else "",
        acted_as=ActedAs(acted_as) if acted_as in set(ActedAs) else None,
        since=_day(arguments.get("du", "")),
        until=_day(arguments.get("au", "")),
        after=_cursor(arguments.get("apres", "")),
    )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _cursor(written: str) -> Cursor | None:
    at, _, rest = written.partition("~")
    stream, _, position = rest.partition("~")
    if not (stream and "\x00" not in stream and position.isascii() and position.isdecimal() and len(position) < 18):
        return None
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return Cursor(occurred_at=moment, stream=stream, position=int(position)) if moment.tzinfo else None
