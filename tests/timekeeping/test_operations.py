from datetime import date, timedelta

import pytest

from app.conferences.models import PresidencyTerm
from app.foundation.actors import SYSTEM, CapacityKind
from app.foundation.errors import NotAllowed
from app.institutions.words import Level
from app.jobs import keep_time
from app.notices.queries import messages_about
from app.sittings.models import Commitment, Decision
from app.sittings.words import CommitmentState, SittingState
from app.timekeeping import operations


def run(home, operation, conference, actor=SYSTEM):
    with home.units.begin(actor) as work:
        return operation(work, conference.id)


@pytest.fixture
def turning(world):
    """A conference whose presidency passes from a région to a département on 1 April 2026."""
    conference = world.conference()
    first, second = world.delegate(conference, Level.REGION), world.delegate(conference, Level.DEPARTEMENT)
    for person, level, starts in ((first, Level.REGION, 2025), (second, Level.DEPARTEMENT, 2026)):
        world.add(
            PresidencyTerm(
                conference_id=conference.id,
                level=level,
                institution_id=person.seat.institution_id,
                starts_on=date(starts, 4, 1),
                ends_on=date(starts + 1, 4, 1),
            )
        )
    return conference, first, second


def test_r5_2_the_presidency_turns_over_at_midnight_in_paris_and_is_told_once(home, world, clock, turning):
    conference, first, second = turning
    assert run(home, operations.turn_presidency_over, conference) == 1
    clock.set(2026, 3, 31, 21, 59)
    assert run(home, operations.turn_presidency_over, conference) == 0
    assert world.actor(first).holds(conference.id, CapacityKind.CHAIR)
    clock.set(2026, 3, 31, 22, 0)
    assert run(home, operations.turn_presidency_over, conference) == 1
    assert run(home, operations.turn_presidency_over, conference) == 0
    assert not world.actor(first).holds(conference.id, CapacityKind.CHAIR)
    assert world.actor(second).holds(conference.id, CapacityKind.CHAIR)
    began = [e for e in world.entries(conference.stream) if e.kind == "presidency.began"]
    assert [e.payload["institution_id"] for e in began] == [first.seat.institution_id, second.seat.institution_id]
    assert [e.audience for e in began] == ["public", "public"]


def test_r5_2_a_worker_stopped_for_a_week_tells_the_change_when_it_comes_back(home, world, clock, turning):
    conference, _, second = turning
    run(home, operations.turn_presidency_over, conference)
    clock.set(2026, 4, 8, 9, 0)
    assert run(home, operations.turn_presidency_over, conference) == 1
    assert world.entries(conference.stream)[-1].payload["institution_id"] == second.seat.institution_id


def test_r3_4_an_interim_is_told_when_it_begins(home, world, clock, turning):
    conference, first, _ = turning
    run(home, operations.turn_presidency_over, conference)
    other = world.delegate(conference, Level.REGION)
    with home.units.sessions() as session:
        term = session.query(PresidencyTerm).filter_by(institution_id=first.seat.institution_id).one()
        term.vacated_on = date(2026, 3, 10)
        session.commit()
    world.add(
        PresidencyTerm(
            conference_id=conference.id,
            level=Level.REGION,
            institution_id=other.seat.institution_id,
            starts_on=date(2026, 3, 10),
            ends_on=date(2026, 4, 1),
            interim=True,
        )
    )
    clock.set(2026, 3, 10, 8, 0)
    assert run(home, operations.turn_presidency_over, conference) == 1
    assert world.entries(conference.stream)[-1].payload["interim"] is True


def held(world, conference, day, **given):
    at = world.clock() - timedelta(days=day)
    return world.sitting(conference, state=SittingState.CLOSED, starts_at=at, opened_at=at, **given)


def test_r3_10_two_sittings_without_quorum_alert_the_prefect_once(home, world, clock):
    conference = world.conference(created_at=world.clock() - timedelta(days=100))
    world.chair(conference)
    prefect = world.partner(conference)
    for day in (20, 10):
        held(world, conference, day, without_quorum=True)
    assert run(home, operations.warn_about_conference, conference) >= 1
    assert run(home, operations.warn_about_conference, conference) == 0
    blocked = [e for e in world.entries(conference.stream) if e.kind == "conference.blocked"]
    assert len(blocked) == 1
    with home.units.reading() as session:
        (message,) = messages_about(session, conference.stream, kind="conference.blocked")
    assert message.recipient == prefect.email
    assert f"{{site}}/conferences/{conference.slug}" in message.text


def test_r3_8_a_broken_rhythm_is_told_once_and_again_after_the_next_break(home, world, clock):
    conference = world.conference(created_at=world.clock() - timedelta(days=400))
    world.chair(conference)
    held(world, conference, 200)
    run(home, operations.warn_about_conference, conference)
    clock.advance(days=1)
    run(home, operations.warn_about_conference, conference)
    assert world.kinds(conference.stream).count("conference.rhythm_broken") == 1
    held(world, conference, 0)
    clock.advance(days=190)
    run(home, operations.warn_about_conference, conference)
    assert world.kinds(conference.stream).count("conference.rhythm_broken") == 2


def test_r3_7_a_year_without_the_prefect_is_told_to_members_only(home, world):
    conference = world.conference()
    world.chair(conference)
    run(home, operations.warn_about_conference, conference)
    told = [e for e in world.entries(conference.stream) if e.kind == "conference.prefect_not_met"]
    assert [e.audience for e in told] == ["members"]


def test_r3_7_a_planned_sitting_with_the_prefect_is_enough(home, world):
    conference = world.conference()
    world.chair(conference)
    world.sitting(conference, starts_at=world.clock() + timedelta(days=30), prefect_expected=True)
    run(home, operations.warn_about_conference, conference)
    assert "conference.prefect_not_met" not in world.kinds(conference.stream)


def commitment(world, conference, due_on, **given):
    sitting = world.sitting(conference)
    item = world.item(sitting)
    decision = world.add(
        Decision(
            conference_id=conference.id,
            sitting_id=sitting.id,
            item_id=item.id,
            number=f"2026-01-D{item.id}",
            text="Une décision",
            decided_at=world.clock(),
            recorded_by_id=world.person().id,
            public=given.pop("public", True),
        )
    )
    fields = {"decision_id": decision.id, "title": "Une étude", "owner_id": world.institution().id, "due_on": due_on}
    return world.add(Commitment(**fields | given))


def test_s13_a_commitment_falls_due_the_day_after_and_is_told_once(home, world, clock):
    conference = world.conference()
    due = commitment(world, conference, date(2026, 3, 3))
    commitment(world, conference, date(2026, 3, 1), state=CommitmentState.DONE)
    assert run(home, operations.note_overdue_commitments, conference) == 0
    clock.set(2026, 3, 3, 23, 0)
    assert run(home, operations.note_overdue_commitments, conference) == 1
    assert run(home, operations.note_overdue_commitments, conference) == 0
    told = world.entries(conference.stream)
    assert [(e.kind, e.payload["commitment_id"], e.audience) for e in told] == [
        ("commitment.fell_due", due.id, "public")
    ]


def test_s13_a_commitment_of_a_private_decision_is_told_to_members_only(home, world):
    conference = world.conference()
    commitment(world, conference, date(2026, 3, 1), public=False)
    run(home, operations.note_overdue_commitments, conference)
    assert world.entries(conference.stream)[-1].audience == "members"


def test_nobody_but_the_system_says_that_time_has_passed(home, world):
    conference = world.conference()
    chair = world.chair(conference)
    for operation in (
        operations.turn_presidency_over,
        operations.warn_about_conference,
        operations.note_overdue_commitments,
    ):
        with pytest.raises(NotAllowed):
            run(home, operation, conference, world.actor(chair))


def test_keeping_time_covers_every_conference_and_can_run_again(home, world):
    conferences = [world.conference(), world.conference()]
    for conference in conferences:
        world.chair(conference)
    keep_time(home.units)
    first = [world.kinds(c.stream) for c in conferences]
    assert all("presidency.began" in kinds for kinds in first)
    keep_time(home.units)
    assert [world.kinds(c.stream) for c in conferences] == first
