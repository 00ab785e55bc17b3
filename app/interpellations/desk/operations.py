"""The only writers of who works on a file and of what is noted there."""

from app.foundation.errors import IllegalTransition, Invalid, Refused
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution
from app.interpellations.models import InternalNote, Interpellation
from app.interpellations.rules.states import OPEN
from app.notices.mail import SIGNATURE
from app.notices.outbox import send

from . import policies
from .events import FileEntrusted, NoteAdded, NoteRemoved
from .workers import Worker, workers_of


def entrust(work: UnitOfWork, file: Interpellation, *, person_id: int | None) -> None:
    """Give a file to somebody who works on it, or to nobody; who receives it from another is told (I5)."""
    work.allow(policies.may_entrust, file)
    if file.state not in OPEN:
        raise IllegalTransition("Ce dossier est terminé : il n’y a plus rien à y faire.", state=file.state.value)
    if file.assignee_id == person_id:
        raise IllegalTransition("Rien ne change : le dossier en est déjà là.")
    worker = _worker(work, file, person_id) if person_id is not None else None
    file.assignee_id = person_id
    work.record(FileEntrusted(stream=file.stream, person_id=person_id, desk=worker.desk if worker else ""))
    if worker is not None and worker.person_id != work.actor.person_id:
        _tell(work, file, worker)


def _worker(work: UnitOfWork, file: Interpellation, person_id: int) -> Worker:
    for worker in workers_of(work.session, file, work.today()):
        if worker.person_id == person_id:
            return worker
    raise Refused(
        "Cette personne ne traite pas ce dossier : choisissez quelqu’un du secrétariat, ou un référent du service "
        "qui doit répondre.",
        rule="I5",
    )


def _tell(work: UnitOfWork, file: Interpellation, worker: Worker) -> None:
    send(
        work,
        to=worker.email,
        subject=f"Un dossier vous est confié : interpellation {file.number}",
        text=f"Bonjour,\n\nL’interpellation {file.number} vous est confiée.\n\n"
        f"Le dossier au bureau : {{site}}/interpellations/bureau/{file.number}\n\n{SIGNATURE}\n",
        kind="interpellation.entrusted",
        about=file.stream,
    )


def add_note(work: UnitOfWork, file: Interpellation, *, text: str, institution_id: int | None) -> InternalNote:
    """Write a note that only this desk reads: the institution's, or the secretariat's."""
    work.allow(policies.may_write_note, file, institution_id)
    if not text.strip():
        raise Invalid("Écrivez la note.", errors=[{"pointer": "#/text", "detail": "À remplir."}])
    assert work.actor.person_id is not None
    note: InternalNote = work.add(
        InternalNote(
            interpellation_id=file.id,
            text=text.strip(),
            written_at=work.now(),
            person_id=work.actor.person_id,
            institution_id=institution_id,
        )
    )
    desk = work.session.get_one(Institution, institution_id).name if institution_id is not None else ""
    work.record(NoteAdded(stream=file.stream, note_id=note.id, desk=desk))
    return note


def remove_note(work: UnitOfWork, file: Interpellation, note: InternalNote) -> None:
    """Take a note away for good: it may hold what should not have been written."""
    work.allow(policies.may_remove_note, file, note)
    work.session.delete(note)
    work.record(NoteRemoved(stream=file.stream, note_id=note.id))
