"""The chair fixes when, where and how the conference or one of its groups sits (R3.5)."""

from datetime import datetime
from typing import Any

from app.conferences import policies as conferences
from app.conferences.models import Conference, ThematicGroup
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.agenda import plans, policies, queries, record
from app.sittings.agenda.events import SittingCancelled, SittingChanged, SittingPlanned
from app.sittings.agenda.origins import Turn, tell
from app.sittings.models import Sitting
from app.sittings.proxies.operations import end_with_sitting
from app.sittings.rules.lifecycle import Act, check_transition
from app.sittings.words import AttendanceProfile

from .next_agenda import fill_next_agenda

WHEN_AND_WHERE = frozenset({"starts_at", "place", "attendance"})


def plan_sitting(
    work: UnitOfWork,
    conference: Conference,
    *,
    group: ThematicGroup | None,
    title: str,
    starts_at: datetime,
    place: str,
    attendance: AttendanceProfile,
    public: bool,
    prefect_expected: bool = False,
    negotiation: bool = False,
) -> Sitting:
    """Put a sitting in preparation; what waits for a next agenda goes on its agenda at once (R3.6)."""
    work.allow(conferences.may_plan_sittings, conference.id)
    plans.check_date(starts_at, now=work.now())
    plans.check_way(attendance=attendance, place=place, public=public, group=group is not None)
    sitting: Sitting = work.add(
        Sitting(
            conference_id=conference.id,
            group_id=group.id if group else None,
            title=title.strip(),
            starts_at=starts_at,
            place=place.strip(),
            attendance=attendance,
            public=public,
            prefect_expected=prefect_expected,
            negotiation=negotiation,
        )
    )
    for stream, audience in _records(sitting, conference):
        work.record(_planned(sitting, stream, audience))
    fill_next_agenda(work, conference, group_id=sitting.group_id)
    return sitting


def change_sitting(work: UnitOfWork, sitting: Sitting, **changes: Any) -> None:
    """Change the plan; after publication too, and everybody who could read it reads that it changed."""
    work.allow(policies.may_change_sitting, sitting)
    record.check_not_over(sitting)
    record.check_not_live(sitting)
    changed = {name: value for name, value in changes.items() if getattr(sitting, name) != value}
    if not changed:
        return
    if "starts_at" in changed:
        plans.check_date(changed["starts_at"], now=work.now())
    for name, value in changed.items():
        setattr(sitting, name, value)
    plans.check_way(
        attendance=sitting.attendance,
        place=sitting.place,
        public=sitting.public,
        group=sitting.group_id is not None,
    )
    record.next_version(sitting)
    said = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in changed.items()}
    for stream, audience in _records(sitting, sitting.conference):
        work.record(SittingChanged(stream=stream, audience=audience, sitting_id=sitting.id, changes=said))
    if WHEN_AND_WHERE & changed.keys():
        tell(work, sitting, queries.items_of(work.session, sitting.id), Turn.MOVED)
    fill_next_agenda(work, sitting.conference, group_id=sitting.group_id)


def cancel_sitting(work: UnitOfWork, sitting: Sitting, *, reason: str) -> None:
    """Cancel the sitting; its items go to the next one in preparation, or wait for it."""
    work.allow(policies.may_change_sitting, sitting)
    sitting.state = check_transition(sitting.state, Act.CANCEL)
    sitting.cancelled_reason = reason.strip()
    end_with_sitting(work, sitting)
    record.next_version(sitting)
    for stream, audience in _records(sitting, sitting.conference):
        work.record(
            SittingCancelled(stream=stream, audience=audience, sitting_id=sitting.id, reason=sitting.cancelled_reason)
        )
    tell(work, sitting, queries.items_of(work.session, sitting.id), Turn.CANCELLED)
    fill_next_agenda(work, sitting.conference, group_id=sitting.group_id)


def _records(sitting: Sitting, conference: Conference) -> list[tuple[str, str]]:
    return [
        (conference.stream, record.announced_to(sitting)),
        (sitting.stream, record.audience(sitting)),
    ]


def _planned(sitting: Sitting, stream: str, audience: str) -> SittingPlanned:
    return SittingPlanned(
        stream=stream,
        audience=audience,
        sitting_id=sitting.id,
        group_id=sitting.group_id,
        title=sitting.title,
        starts_at=sitting.starts_at.isoformat(),
        place=sitting.place,
        attendance=sitting.attendance.value,
        public=sitting.public,
        prefect_expected=sitting.prefect_expected,
        negotiation=sitting.negotiation,
    )
