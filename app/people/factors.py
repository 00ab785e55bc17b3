"""Which second factors a person has, and which of them can serve today."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.foundation.sealing import Sealer

from .models import CodesApplication, Passkey, RecoveryCode


@dataclass(frozen=True, kw_only=True)
class Factors:
    """`unreadable`: there is an application, whose secret was sealed under a key that this house no longer has."""

    application: bool
    unreadable: bool
    recovery_codes: int
    passkeys: tuple[Passkey, ...]

    @property
    def ready(self) -> bool:
        """Tell whether the person can show a second factor, and so must."""
        return self.application or bool(self.passkeys) or (self.unreadable and self.recovery_codes > 0)


def factors_of(session: Session, person_id: int, sealer: Sealer) -> Factors:
    """Return the factors of a person. Three reads."""
    application = confirmed_application(session, person_id)
    readable = application is not None and sealer.open(application.sealed_secret) is not None
    left = select(func.count()).where(RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None))
    keys = select(Passkey).where(Passkey.person_id == person_id).order_by(Passkey.id)
    return Factors(
        application=readable,
        unreadable=application is not None and not readable,
        recovery_codes=session.scalar(left) or 0,
        passkeys=tuple(session.scalars(keys)),
    )


def confirmed_application(session: Session, person_id: int) -> CodesApplication | None:
    """Return the application of codes that counts, None when there is none or when it was never tried."""
    found = session.get(CodesApplication, person_id)
    return found if found is not None and found.confirmed_at is not None else None


def has_factor(session: Session, person_id: int) -> bool:
    """Tell whether the person has a second factor. One read."""
    applications = select(CodesApplication.person_id).where(
        CodesApplication.person_id == person_id, CodesApplication.confirmed_at.is_not(None)
    )
    keys = select(Passkey.person_id).where(Passkey.person_id == person_id)
    return session.scalar(applications.union_all(keys).limit(1)) is not None


def people_with_factors(session: Session) -> set[int]:
    """Return who has a second factor, for whoever keeps the accounts. One read."""
    applications = select(CodesApplication.person_id).where(CodesApplication.confirmed_at.is_not(None))
    return set(session.scalars(applications.union(select(Passkey.person_id))))
