"""What the bureau and the State must be warned of (R3.7, R3.8, R3.10)."""

from datetime import date

from sqlalchemy.orm import Session

from app.conferences.models import Conference
from app.conferences.rules.findings import Alert
from app.conferences.rules.rhythm import alerts
from app.conferences.rules.settings import Reglement

from .calendar import day_of, held_and_planned
from .presidency import terms_of


def alerts_of(session: Session, conference: Conference, today: date) -> tuple[Alert, ...]:
    """Return the alerts of the day, the gravest first. Two reads."""
    return alerts(
        held_and_planned(session, conference),
        terms_of(session, conference.id),
        reglement=Reglement.from_json(conference.reglement),
        created_on=day_of(conference.created_at, conference),
        today=today,
        profile=conference.profile,
    )
