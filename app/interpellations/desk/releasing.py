"""What becomes of a file in the hands of somebody when the institution that must answer changes."""

from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.models import Interpellation

from .events import FileEntrusted
from .workers import workers_of


def let_go(work: UnitOfWork, file: Interpellation) -> None:
    """Take the file from who no longer works on it; part of an act already allowed."""
    if file.assignee_id is None:
        return
    if all(worker.person_id != file.assignee_id for worker in workers_of(work.session, file, work.today())):
        file.assignee_id = None
        work.record(FileEntrusted(stream=file.stream, person_id=None, desk=""))
