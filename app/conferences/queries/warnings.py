"""What the bureau and the State must be warned of (R3.7, R3.8, R3.10)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.conferences.models import Conference, PresidencyTerm
from app.conferences.rules.findings import Alert
from app.conferences.rules.rhythm import alerts
from app.conferences.rules.settings import Reglement

from .calendar import day_of, held_and_planned
from .presidency import terms_of


def alerts_of(
    session: Session, conference: Conference, today: date, terms: Sequence[PresidencyTerm] | None = None
) -> tuple[Alert, ...]:
    """Return the alerts of the day, the gravest first. One read when its terms are at hand, else two."""
    return alerts(
        held_and_planned(session, conference),
        terms_of(session, conference.id) if terms is None else terms,
        reglement=Reglement.from_json(conference.reglement),
        created_on=day_of(conference.created_at, conference),
        today=today,
        profile=conference.profile,
    )
