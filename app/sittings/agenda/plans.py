"""What a plan must be before it is announced. Pure."""

from datetime import datetime

from app.foundation.errors import Invalid, Refused
from app.sittings.rules.lifecycle import PROFILES
from app.sittings.words import AttendanceProfile, PresenceMode


def check_date(starts_at: datetime, *, now: datetime) -> None:
    """Refuse to plan in the past."""
    if starts_at <= now:
        raise _fault("starts_at", "Cette date est passée. Choisissez une date à venir.")


def check_way(*, attendance: AttendanceProfile, place: str, public: bool, group: bool) -> None:
    """S12: people who come need a place, and a conference that sits at a distance sits in public."""
    profile = PROFILES[attendance]
    if PresenceMode.ROOM in profile.modes and not place.strip():
        raise _fault("place", "Écrivez le lieu : les membres viennent en salle.")
    if profile.broadcast and not public and not group:
        raise Refused(
            "Une séance entièrement à distance est diffusée en direct : elle est publique. "
            "Rendez-la publique ou tenez-la en salle.",
            rule="S12",
        )


def _fault(field: str, detail: str) -> Invalid:
    return Invalid(detail, errors=[{"pointer": f"#/{field}", "detail": detail}])
