"""How sessions end, for the operations that end them."""

from sqlalchemy import update

from app.foundation.unit_of_work import UnitOfWork

from .models import Device, Person


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
