"""Opening, suspending, closing; the doors; how one attends."""

from sqlalchemy import update

from app.conferences.rules.settings import Reglement
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.unit_of_work import UnitOfWork
from app.people.models import Person
from app.sittings.attendance.events import QuorumMissed
from app.sittings.attendance.queries import here, present_now, quorum_of, roll_call
from app.sittings.conduct import policies
from app.sittings.conduct.events import (
    SittingAttendanceSet,
    SittingClosed,
    SittingDoorsClosed,
    SittingDoorsOpened,
    SittingOpened,
    SittingResumed,
    SittingSuspended,
)
from app.sittings.conduct.queries import secretary_on, vote_under_way, without_quorum_in_a_row
from app.sittings.floor.line import Line
from app.sittings.models import Presence, Sitting
from app.sittings.proxies.operations import end_with_sitting
from app.sittings.proxies.queries import in_force, proxies_wire
from app.sittings.rules.attendance import Quorum
from app.sittings.rules.lifecycle import PROFILES, Act, check_close, check_closed_doors, check_transition
from app.sittings.words import OVER, AttendanceProfile

from .items import leave_current_item


def open_sitting(work: UnitOfWork, sitting: Sitting) -> None:
    """Open the sitting; who chairs and who keeps the record are noted for the minutes."""
    work.allow(policies.may_open, sitting)
    sitting.state = check_transition(sitting.state, Act.OPEN)
    sitting.opened_at = work.now()
    sitting.chair_person_id = work.actor.person_id
    sitting.secretary_person_id = secretary_on(work.session, sitting.conference_id, work.today())
    secretary = work.session.get(Person, sitting.secretary_person_id) if sitting.secretary_person_id else None
    quorum = quorum_of(work.session, sitting, work.today())
    roll = roll_call(work.session, sitting, work.today())
    powers = proxies_wire(in_force(work.session, sitting, work.now()))
    for stream in (sitting.stream, sitting.conference.stream):
        work.record(
            SittingOpened(
                stream=stream,
                audience=sitting.audience,
                sitting_id=sitting.id,
                title=sitting.title,
                opened_at=work.now().isoformat(),
                chair=work.actor.name,
                secretary=secretary.name if secretary else "",
                quorum=quorum.to_json(),
                roll=roll,
                proxies=powers,
            )
        )


def suspend_sitting(work: UnitOfWork, sitting: Sitting) -> None:
    """Suspend the sitting; the speaker's time stops with it."""
    work.allow(policies.may_open, sitting)
    wanted = check_transition(sitting.state, Act.SUSPEND)
    if vote_under_way(work.session, sitting.id):
        raise Refused("Un scrutin est ouvert. Terminez-le ou annulez-le avant de suspendre la séance.", rule="S7")
    Line(work, sitting).pause_speech()
    sitting.state, sitting.suspended_at = wanted, work.now()
    work.record(
        SittingSuspended(
            stream=sitting.stream,
            audience=sitting.audience,
            sitting_id=sitting.id,
            suspended_at=work.now().isoformat(),
        )
    )


def resume_sitting(work: UnitOfWork, sitting: Sitting) -> None:
    """Go on with a suspended sitting."""
    work.allow(policies.may_open, sitting)
    sitting.state = check_transition(sitting.state, Act.RESUME)
    sitting.suspended_at = None
    work.record(SittingResumed(stream=sitting.stream, audience=sitting.audience, sitting_id=sitting.id))


def close_sitting(work: UnitOfWork, sitting: Sitting, *, without_quorum: bool = False) -> None:
    """End the sitting; `without_quorum` says that it ends because the quorum was missing (R3.10)."""
    work.allow(policies.may_open, sitting)
    wanted = check_transition(sitting.state, Act.CLOSE)
    ballot, speech = vote_under_way(work.session, sitting.id), Line(work, sitting).holder
    check_close(ballot_open=ballot is not None, speaking=speech is not None)
    quorum = quorum_of(work.session, sitting, work.today())
    if without_quorum and quorum.reached:
        raise Refused(f"{quorum.sentence} La séance ne peut pas être levée faute de quorum.", rule="R3.10")
    leave_current_item(work, sitting)
    Line(work, sitting).leave_item()
    if sitting.closed_doors_since is not None:
        _lift_closed_doors(work, sitting)
    sitting.state, sitting.closed_at, sitting.without_quorum = wanted, work.now(), without_quorum
    sitting.kept_reglement = dict(sitting.conference.reglement)
    _everybody_leaves(work, sitting)
    end_with_sitting(work, sitting)
    for stream in (sitting.stream, sitting.conference.stream):
        work.record(
            SittingClosed(
                stream=stream,
                audience=sitting.audience,
                sitting_id=sitting.id,
                title=sitting.title,
                closed_at=work.now().isoformat(),
                without_quorum=without_quorum,
                quorum=quorum.to_json(),
            )
        )
    if without_quorum and sitting.group_id is None:
        _tell_missed_quorum(work, sitting, quorum)


def _everybody_leaves(work: UnitOfWork, sitting: Sitting) -> None:
    # Presences end with the sitting; no fact each: `sitting.closed` says it for all.
    work.session.flush()
    work.session.execute(
        update(Presence)
        .where(Presence.sitting_id == sitting.id, Presence.left_at.is_(None))
        .values(left_at=work.now())
        .execution_options(synchronize_session=False)
    )


def _tell_missed_quorum(work: UnitOfWork, sitting: Sitting, quorum: Quorum) -> None:
    in_a_row = without_quorum_in_a_row(work.session, sitting.conference_id)
    limit = Reglement.from_json(sitting.reglement).blocked_after_sittings
    work.record(
        QuorumMissed(
            stream=sitting.conference.stream,
            sitting_id=sitting.id,
            quorum=quorum.to_json(),
            in_a_row=in_a_row,
            blocked=in_a_row >= limit,
        )
    )


def close_doors(work: UnitOfWork, sitting: Sitting) -> None:
    """Begin a closed session: the public hears this, and nothing more (S11)."""
    work.allow(policies.may_keep_doors, sitting)
    _check_live(sitting)
    check_closed_doors(sitting.attendance)
    if sitting.closed_doors_since is not None:
        raise IllegalTransition("Le huis clos est déjà prononcé.")
    _check_no_vote(work, sitting)
    last_audience = sitting.audience
    sitting.closed_doors_since = work.now()
    work.record(
        SittingDoorsClosed(
            stream=sitting.stream,
            audience=last_audience,
            sitting_id=sitting.id,
            closed_since=work.now().isoformat(),
        )
    )


def open_doors(work: UnitOfWork, sitting: Sitting) -> None:
    """End a closed session."""
    work.allow(policies.may_keep_doors, sitting)
    _check_live(sitting)
    if sitting.closed_doors_since is None:
        raise IllegalTransition("La séance n’est pas à huis clos.")
    _check_no_vote(work, sitting)
    _lift_closed_doors(work, sitting)


def _lift_closed_doors(work: UnitOfWork, sitting: Sitting) -> None:
    sitting.closed_doors_since = None
    work.record(
        SittingDoorsOpened(
            stream=sitting.stream,
            audience=sitting.audience,
            sitting_id=sitting.id,
            present=here(work.session, sitting.id),
            proxies=proxies_wire(in_force(work.session, sitting, work.now())),
        )
    )


def _check_no_vote(work: UnitOfWork, sitting: Sitting) -> None:
    # A vote has one public from its opening to its result.
    if vote_under_way(work.session, sitting.id):
        raise Refused("Un scrutin est ouvert. Terminez-le ou annulez-le avant de changer le huis clos.", rule="S11")


def set_attendance(work: UnitOfWork, sitting: Sitting, attendance: AttendanceProfile) -> None:
    """Change how one attends: in the room, remotely, both (S12)."""
    work.allow(policies.may_set_attendance, sitting)
    if sitting.state in OVER:
        raise IllegalTransition("Cette séance est terminée.", state=sitting.state.value)
    if sitting.closed_doors_since is not None:
        check_closed_doors(attendance)
    allowed = PROFILES[attendance].modes
    elsewhere = [p.person.name for p in present_now(work.session, sitting.id) if p.mode not in allowed]
    if elsewhere:
        raise Refused(
            f"Des membres sont présents autrement : {', '.join(elsewhere)}. Notez d’abord leur sortie.", rule="S12"
        )
    sitting.attendance = attendance
    work.record(
        SittingAttendanceSet(
            stream=sitting.stream,
            audience=sitting.audience,
            sitting_id=sitting.id,
            attendance=attendance.value,
        )
    )


def _check_live(sitting: Sitting) -> None:
    if not sitting.live:
        raise IllegalTransition("Le huis clos se décide en séance.", state=sitting.state.value)
