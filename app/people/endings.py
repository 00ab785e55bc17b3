"""How sessions end or are strengthened, for the operations that do it."""

from sqlalchemy import ColumnElement, delete, select, update

from app.foundation.unit_of_work import UnitOfWork

from .models import CodesApplication, Device, Passkey, Person, RecoveryCode
from .rules import FRESH


def end_devices(work: UnitOfWork, person: Person, *, but: int | None = None) -> None:
    """Sign the person out on every device (but one), and make worthless what was proved and not yet used."""
    person.session_generation += 1
    others = Device.id != but if but is not None else Device.id.is_not(None)
    work.session.execute(
        update(Device)
        .where(Device.person_id == person.id, Device.ended_at.is_(None), others)
        .values(ended_at=work.now())
        .execution_options(synchronize_session=False)
    )


def note_second_factor(work: UnitOfWork) -> None:
    """The device that acts has just shown a second factor: capacities kept back until then are given.

    Whoever is signed in elsewhere without it proves it before they may change what protects the account: it may be
    against them that it was added.
    """
    if work.actor.sign_in is None:
        return
    mine = Device.id == work.actor.sign_in.device_id
    _mark(work, mine, shown=True)
    elsewhere = (Device.person_id == work.actor.person_id, Device.second_factor.is_(False), ~mine)
    stale = {"proved_at": work.now() - 2 * FRESH}
    work.session.execute(update(Device).where(*elsewhere).values(stale).execution_options(synchronize_session=False))


def forget_second_factor(work: UnitOfWork, person: Person) -> None:
    """Once the person has no factor left, recovery codes have nothing to replace and no device has shown one."""
    left = select(CodesApplication.person_id).where(CodesApplication.person_id == person.id)
    keys = select(Passkey.person_id).where(Passkey.person_id == person.id)
    if work.session.scalar(left.union_all(keys).limit(1)) is None:
        work.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
        _mark(work, Device.person_id == person.id, shown=False)


def _mark(work: UnitOfWork, which: ColumnElement[bool], *, shown: bool) -> None:
    work.session.execute(
        update(Device).where(which).values(second_factor=shown).execution_options(synchronize_session=False)
    )
