"""How doors and pages find a body."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.foundation.errors import NotFound
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.models import Body

MISSING = "Cette instance n’est pas inscrite ici."
LARGEST = 2**31 - 1


def body_of(work: UnitOfWork, id: int) -> Body:
    """Return the body, its row locked: what is written about one body follows one another."""
    found = work.session.get(Body, id, with_for_update={"key_share": True})
    if found is None:
        raise NotFound(MISSING)
    return found


def find_body(session: Session, id: int) -> Body:
    """Return the body of an address with the institution it advises."""
    wanted = select(Body).where(Body.id == min(id, LARGEST)).options(joinedload(Body.institution))
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFound(MISSING)
    return found
