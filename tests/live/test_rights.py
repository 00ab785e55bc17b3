"""Rights that end close the door that minute: acts and pages at once, sockets at the next look at the latest."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.conferences.models import Conference, GroupMember, Mandate, PresidencyTerm
from app.foundation.clock import local_date
from app.foundation.facts import BUREAU
from app.live import rights
from app.live.hub import Hub
from app.live.server import BEAT
from app.people.models import Device
from app.web.identity import Account
from tests.live.test_end_of_mandate import end_now
from tests.sittings.conftest import room

__all__ = ["room"]


def test_an_end_on_record_closes_acts_and_pages_of_the_same_minute(home, as_, world, room):
    secretary = as_(room.secretary)
    slug = room.conference.slug
    assert secretary.get(f"/conferences/{slug}/administration").status_code == 200
    end_now(home, room.secretary)
    assert secretary.get(f"/conferences/{slug}/administration").status_code == 403
    asked = {"data": {"sitting_id": room.sitting.id}}
    assert secretary.post("/api/v1/commands/item.next", json=asked).status_code == 403
    # The account stays: it says who one is, and only the capacity is gone.
    assert secretary.get("/compte").status_code == 200


class Recorded:
    """Stands for the Socket.IO server: remembers who was told to move, and how long it slept."""

    def __init__(self, rounds=0):
        self.moved, self.left, self.slept, self.rounds = [], [], 0.0, rounds
        self.server = self
        self.manager = self

    def emit(self, event, data, to=None, **_):
        self.moved.append((to, data["stream"]))

    def enter_room(self, sid, room):
        pass

    def leave_room(self, sid, room):
        self.left.append((sid, room))

    def start_background_task(self, *_):
        pass

    def sleep(self, seconds):
        self.slept += seconds
        self.rounds -= 1
        if self.rounds <= 0:
            raise StopIteration


@pytest.fixture
def follow(home):
    """Let a person follow a stream from a socket of this very process."""

    def run(hub, person, stream):
        connection = hub.connections.open(f"socket-{person.id}", "eio", Account(person.id, f"test-{person.id}"))
        hub.follow(connection, connection.actor(home), stream, None, None)
        return connection

    return run


def until_its_day(world, person):
    """The mandate ends by its own date, tonight: nobody records anything."""
    with world.home.units.sessions() as session:
        mandate = session.query(Mandate).filter_by(person_id=person.id).one()
        mandate.ends_on = world.today() + timedelta(days=1)
        session.commit()


def test_a_mandate_that_ends_by_its_date_closes_within_a_minute_of_midnight(
    home, world, clock, room, follow, monkeypatch
):
    for person in (room.delegates[0], room.secretary):
        until_its_day(world, person)
    sockets = Recorded(rounds=6)
    hub = Hub(home, sockets)
    monkeypatch.setattr(hub, "beat", lambda: None)
    ending, leaving, staying = (
        follow(hub, person, room.sitting.stream) for person in (room.delegates[0], room.secretary, room.delegates[1])
    )
    assert BUREAU in leaving.streams[room.sitting.stream].audiences
    clock.set(2026, 3, 3, 22, 59)
    keep_devices_open(home, clock)
    with pytest.raises(StopIteration):
        hub.run_beats(BEAT)
    assert sockets.moved == []
    clock.set(2026, 3, 3, 23, 0)
    assert local_date(clock()).isoformat() == "2026-03-04"
    sockets.rounds, sockets.slept = 6, 0.0
    with pytest.raises(StopIteration):
        hub.run_beats(BEAT)
    assert sockets.slept <= 60
    assert set(sockets.moved) == {(c.sid, room.sitting.stream) for c in (ending, leaving)}
    assert room.sitting.stream in staying.streams
    # An act does not even wait for that minute: who acts is read again each time.
    assert not ending.actor(home).capacities
    assert not leaving.actor(home).capacities


def keep_devices_open(home, clock):
    with home.units.sessions() as session:
        session.query(Device).update({"seen_at": clock(), "created_at": clock()})
        session.commit()


def test_a_place_in_a_group_that_ends_closes_its_sittings(home, world, clock, room, follow):
    group = world.group(room.conference)
    member = world.person()
    world.group_member(group, member)
    sitting = world.sitting(room.conference, group_id=group.id, public=False)
    hub = Hub(home, Recorded())
    connection = follow(hub, member, sitting.stream)
    with home.units.sessions() as session:
        session.query(GroupMember).filter_by(person_id=member.id).one().ended_on = world.today()
        session.commit()
    rights.reassess(hub)
    assert sitting.stream not in connection.streams
    assert not [c for c in connection.actor(home).capacities if c.group_id == group.id]


def test_r3_4_whoever_begins_to_preside_in_a_sitting_is_told_at_once_that_a_second_factor_is_missing(
    home, as_, world, clock, room, follow, monkeypatch
):
    """The presidency turns while the conference sits: nothing is lost, and both sides are told what to do."""
    monkeypatch.setattr(home, "settings", replace(home.settings, require_second_factor=True))
    coming = room.delegates[0]
    hub = Hub(home, sockets := Recorded())
    theirs, another = (follow(hub, person, room.sitting.stream) for person in room.delegates[:2])
    with home.units.sessions() as session:
        term = session.query(PresidencyTerm).filter_by(conference_id=room.conference.id).one()
        term.institution_id = coming.seat.institution_id
        session.commit()
    rights.reassess(hub)
    assert sockets.moved == [(theirs.sid, room.sitting.stream)]
    assert room.sitting.stream in another.streams
    browser = as_(coming)
    page = browser.get(f"/seances/{room.sitting.id}/salle").text
    assert "attendent un second facteur" in page
    assert f"suite=/seances/{room.sitting.id}/salle" in page
    asked = {"data": {"sitting_id": room.sitting.id}}
    refused = browser.post("/api/v1/commands/sitting.suspend", json=asked)
    assert refused.status_code == 403
    assert "dès qu’un second facteur protège votre compte" in refused.get_json()["detail"]
    # The seat goes on meanwhile: only the chair's acts wait.
    with home.units.sessions() as session:
        session.query(Device).filter_by(person_id=coming.id).one().second_factor = True
        session.commit()
    assert browser.post("/api/v1/commands/sitting.suspend", json=asked).status_code == 200


def test_one_socket_that_cannot_be_asked_about_is_cut_and_does_not_shield_the_next(
    home, world, room, follow, monkeypatch
):
    """A fault while rights are read again must not leave the doors of others open."""
    sockets = Recorded()
    hub = Hub(home, sockets)
    first, second = (follow(hub, person, room.sitting.stream) for person in (room.delegates[0], room.secretary))
    end_now(home, room.secretary)
    asked = hub.audiences

    def faulty(actor, stream):
        if actor.person_id == room.delegates[0].id:
            raise RuntimeError("the database went away")
        return asked(actor, stream)

    monkeypatch.setattr(hub, "audiences", faulty)
    rights.reassess(hub)
    assert set(sockets.moved) == {(c.sid, room.sitting.stream) for c in (first, second)}


def test_the_day_after_the_record_still_says_who_could_what(home, world, clock, room):
    from app.home.powers.queries import who_could

    person = room.delegates[0]
    clock.advance(days=1)
    end_now(home, person)
    with home.units.reading() as session:
        conference = session.get_one(Conference, room.conference.id)
        before, after = (who_could(session, conference, local_date(clock()) - timedelta(days=n)) for n in (1, 0))
    assert person.id in {one.person_id for one in before.held}
    assert person.id not in {one.person_id for one in after.held}
