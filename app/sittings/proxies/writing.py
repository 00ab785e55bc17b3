"""The power as it reads: what the principal signs, and what is printed. Pure."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from app.foundation.french import day, full_day, hour, quoted


@dataclass(frozen=True, kw_only=True)
class Side:
    """Somebody and the institution they sit for."""

    name: str
    institution: str


def for_sitting(title: str, starts_at: datetime, zone: ZoneInfo) -> str:
    """Return « à la séance « … » du mardi 3 mars 2026 à 14 h, jusqu’à sa levée »."""
    local = starts_at.astimezone(zone)
    return f"à la séance {quoted(title)} du {full_day(local.date())} à {hour(local)}, jusqu’à sa levée"


def for_period(starts_at: datetime, last: datetime, zone: ZoneInfo) -> str:
    """Return « à toutes les séances du 3 mars 2026 au 4 mai 2026 inclus »; `last` is an instant of the last day."""
    first, final = (day(moment.astimezone(zone).date()) for moment in (starts_at, last))
    return f"à toutes les séances du {first} au {final} inclus"


def power(principal: Side, holder: Side, *, scope: str, conference: str) -> str:
    """Return the whole text of a power."""
    return (
        f"{principal.name}, titulaire d’un siège votant ({principal.institution}), donne pouvoir à {holder.name}, "
        f"titulaire d’un siège votant ({holder.institution}), de voter en son nom {scope} ({conference}).\n\n"
        "Ce pouvoir ne compte pas pour le quorum. Il est suspendu tant que son auteur est présent, il cesse avec le "
        "mandat de l’un ou de l’autre, et il peut être révoqué à tout moment."
    )


def signed(text: str, *, name: str, at: datetime, zone: ZoneInfo) -> str:
    """Return the text with who signed it here, and when."""
    local = at.astimezone(zone)
    return f"{text}\n\nDonné par {name}, par son compte personnel, le {day(local.date())} à {hour(local)}."


def recorded(text: str, *, reference: str, by: str, at: datetime, zone: ZoneInfo) -> str:
    """Return the text with the paper it was recorded from, and by whom."""
    local = at.astimezone(zone)
    paper = f" ({reference})" if reference else ""
    return (
        f"{text}\n\nReçu par écrit{paper} et enregistré par {by}, pour le secrétariat, le {day(local.date())} "
        f"à {hour(local)}."
    )
