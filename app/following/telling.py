"""Entries of the record as lines of a mail or a feed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from app.foundation.french import count, day, hour
from app.journal.models import JournalEntry
from app.journal.streams import Described
from app.journal.words import label
from app.notices.mail import SITE

from .sentences import sentence
from .words import RHYTHMS, Rhythm

LONGEST = 400


@dataclass(frozen=True, kw_only=True)
class Told:
    """One entry: what kind of thing happened, when, and its sentence."""

    position: int
    kind: str
    occurred_at: datetime
    sentence: str

    @property
    def title(self) -> str:
        """Return « Séance prévue »."""
        return label(self.kind)


def told(entry: JournalEntry, zone: ZoneInfo) -> Told:
    """Return an entry as it is told, not too long."""
    words = re.sub(r"[ \t\r\n]+", " ", sentence(entry.kind, entry.payload, zone)).strip()
    if len(words) > LONGEST:
        words = f"{words[:LONGEST].rsplit(' ', 1)[0]}…"
    return Told(position=entry.position, kind=entry.kind, occurred_at=entry.occurred_at, sentence=words)


def news_subject(title: str, lines: Sequence[Told], total: int) -> str:
    """Return the subject of a mail: what happened when it is one thing, how many things otherwise."""
    what = lines[0].title if total == 1 else count(total, "nouvelle")
    return f"{title}\u00a0: {what}"


def news_text(found: Described, lines: Sequence[Told], *, total: int, rhythm: Rhythm, stop: str) -> str:
    """Return the words of a mail, oldest first."""
    zone = ZoneInfo(found.timezone)
    written = [f"– {_when(line.occurred_at, zone)}\u00a0: {line.sentence}" for line in lines]
    if total > len(lines):
        written.append(f"– et {count(total - len(lines), 'autre nouvelle', 'autres nouvelles')}, à lire sur la page.")
    return "\n".join(
        [
            found.title,
            "",
            "Ce qui s’est passé depuis le dernier courriel\u00a0:",
            "",
            *written,
            "",
            f"La page\u00a0: {SITE}{found.href}",
            "",
            "--\u00a0",
            f"Vous suivez cette page {RHYTHMS[rhythm]}.",
            f"Ne plus la suivre\u00a0: {SITE}{stop}",
            "",
        ]
    )


def confirmation_text(title: str, href: str, *, rhythm: Rhythm, confirm: str, days: int) -> str:
    """Return the words of the mail that asks whether the address really wants to follow."""
    return "\n".join(
        [
            "Bonjour,",
            "",
            f"Quelqu’un, vous sans doute, a demandé à recevoir à cette adresse les nouvelles de «\u00a0{title}\u00a0» "
            f"({SITE}{href}), {RHYTHMS[rhythm]}.",
            "",
            f"Pour les recevoir, ouvrez cette page et confirmez\u00a0: {SITE}{confirm}",
            "",
            f"Si ce n’est pas vous, ne faites rien\u00a0: l’adresse sera oubliée dans {count(days, 'jour')}.",
            "",
        ]
    )


def _when(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{day(local.date())} à {hour(local)}"
