"""What time makes of a file: reminders, lateness, requests to be heard, expiry. The worker asks; each happens once.

Run at any moment, any number of times: what a stopped worker missed is caught up in order, nothing is sent twice.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.conferences.words import Office
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution
from app.interpellations.answers.closing import close
from app.interpellations.answers.commitments import note_overdue, waiting
from app.interpellations.events import DeadlineLongMissed, DeadlineMissed, ReminderSent
from app.interpellations.hearings.requesting import pending_hearing, request_hearing
from app.interpellations.loading import file_of
from app.interpellations.models import Deadline, Interpellation, InterpellationAnswer, SentReminder, ServiceContact
from app.interpellations.receipts.operations import acknowledge
from app.interpellations.rules import reminders
from app.interpellations.rules.deadlines import OWED, Missed, closing_when_missed
from app.interpellations.rules.states import OPEN
from app.interpellations.words import DeadlineKind, EscalationCause, HearingState, ReminderKind
from app.notices.outbox import send

from . import deadlines, letters, people, policies
from .places import today_for


def files_to_keep(session: Session) -> list[int]:
    """Return the files in which something is owed, the earliest due first; then those with a commitment to follow."""
    running = (
        select(Deadline.interpellation_id, Deadline.due_on)
        .where(Deadline.met_at.is_(None), Deadline.dropped_at.is_(None))
        .order_by(Deadline.due_on, Deadline.id)
    )
    promised = waiting().with_only_columns(InterpellationAnswer.interpellation_id)
    return list(dict.fromkeys([*(id for id, _ in session.execute(running)), *session.scalars(promised)]))


def keep_clock(work: UnitOfWork, file_id: int) -> int:
    """Put on record what time has made of one file; return how many things were noted."""
    work.allow(policies.may_keep_clock)
    file = file_of(work, file_id)
    noted = _acknowledge(work, file) + note_overdue(work, file)
    for deadline in _running(work, file):
        if deadline.dropped_at is not None:
            continue
        if any(s.ends_on is None for s in deadline.suspensions):
            deadlines.compute_again(work, file, deadline)
        noted += _remind(work, file, deadline) + _note_late(work, file, deadline)
    return noted


def _acknowledge(work: UnitOfWork, file: Interpellation) -> int:
    """Send the accusé de réception as soon as a service with its address and telephone is known."""
    known = file.service_id is not None and work.session.get(ServiceContact, file.service_id) is not None
    if file.acknowledged_at is not None or file.number is None or not known or file.state not in OPEN:
        return 0
    acknowledge(work, file)
    return 1


def _running(work: UnitOfWork, file: Interpellation) -> list[Deadline]:
    owed = (
        select(Deadline)
        .where(Deadline.interpellation_id == file.id, Deadline.met_at.is_(None), Deadline.dropped_at.is_(None))
        .order_by(Deadline.due_on, Deadline.id)
    )
    return list(work.session.scalars(owed))


def _remind(work: UnitOfWork, file: Interpellation, deadline: Deadline) -> int:
    gone = frozenset(work.session.scalars(select(SentReminder.kind).where(SentReminder.deadline_id == deadline.id)))
    planned = reminders.plan(deadline.kind, deadline.starts_on, deadline.due_on)
    to_note = reminders.due(planned, gone, today_for(work, file))
    for one, worth_sending in to_note:
        work.add(SentReminder(deadline_id=deadline.id, kind=one.kind, planned_on=one.on, sent_at=work.now()))
        if worth_sending:
            _send(work, file, deadline, one.kind)
    return len(to_note)


def _send(work: UnitOfWork, file: Interpellation, deadline: Deadline, kind: ReminderKind) -> None:
    subject, text = letters.reminder(file, deadline, late=today_for(work, file) > deadline.due_on)
    for address in _recipients(work, file, deadline, kind):
        send(work, to=address, subject=subject, text=text, kind="interpellation.reminder", about=file.stream)
    what = OWED[deadline.kind].words
    work.record(ReminderSent(stream=file.stream, what=what, reminder=kind.value, to=_to(deadline, kind)))


def _to(deadline: Deadline, kind: ReminderKind) -> str:
    owed_by = OWED[deadline.kind].owed_by
    first = {"institution": "service", "secretariat": "secrétariat", "chair": "présidence", "requester": "requérant"}
    return first[owed_by] if reminders.TO[kind] == "service" else reminders.TO[kind]


def _recipients(work: UnitOfWork, file: Interpellation, deadline: Deadline, kind: ReminderKind) -> list[str]:
    conference = file.contract.conference
    to = _to(deadline, kind)
    if to == "requérant":
        return [file.requester.email]
    if to == "service":
        return people.officers_of(work, deadline.owed_by_id)
    if to == "élu responsable":
        return people.elected_head_of(work, conference, deadline.owed_by_id)
    if to == "présidence":
        return people.chair_of(work, conference)
    return people.office_of(work, conference, Office.SECRETARY)


def _note_late(work: UnitOfWork, file: Interpellation, deadline: Deadline) -> int:
    """Note once that the last day is over, then that it is long over; lateness has its consequences."""
    today, noted = today_for(work, file), 0
    if today > deadline.due_on and deadline.late_noted_at is None:
        deadline.late_noted_at = work.now()
        work.record(DeadlineMissed(stream=file.stream, **_missed(work, deadline)))
        _follow(work, file, deadline)
        noted += 1
    if today > deadline.very_late_on and deadline.very_late_noted_at is None and deadline.dropped_at is None:
        deadline.very_late_noted_at = work.now()
        work.record(DeadlineLongMissed(stream=file.stream, **_missed(work, deadline)))
        noted += 1
    return noted


def _missed(work: UnitOfWork, deadline: Deadline) -> dict[str, str]:
    owed_by = work.session.get(Institution, deadline.owed_by_id) if deadline.owed_by_id else None
    return {
        "what": OWED[deadline.kind].words,
        "owed_by": owed_by.name if owed_by else _to(deadline, ReminderKind.DAY_AFTER),
        "due_on": deadline.due_on.isoformat(),
    }


def _follow(work: UnitOfWork, file: Interpellation, deadline: Deadline) -> None:
    """Do what a missed deadline leads to: a silence asks to be heard; once nothing else can come, the file ends."""
    missed = OWED[deadline.kind].missed
    if missed is Missed.HEARING:
        request_hearing(work, file, EscalationCause.NO_ANSWER)
        if file.contract.conference is None:
            # Nobody can hear it: the institution has one last time to answer.
            deadlines.begin(work, file, DeadlineKind.LAST_RESORT, owed_by=file.service_id)
    elif missed is Missed.CLOSING and not _waits(work, file):
        answer = deadlines.find(work, file, DeadlineKind.ANSWER)
        answered = answer is not None and answer.met_at is not None
        close(work, file, closing_when_missed(deadline.kind, answered=answered))


def _waits(work: UnitOfWork, file: Interpellation) -> bool:
    """Tell whether the file may still be heard; twice refused, it waits only until its last time is over."""
    hearing = pending_hearing(work, file)
    return hearing is not None and hearing.state is not HearingState.PREFECT_TOLD
