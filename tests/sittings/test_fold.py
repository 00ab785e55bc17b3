"""A client that only adds the facts to its first snapshot holds the same truth as one that asks again."""

import contextlib
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.foundation.errors import DomainError
from app.sittings.snapshot import snapshot

KINDS = ("contribution", "for", "against", "point_of_order", "reply")
ACTS = (
    "ask",
    "ask",
    "ask",
    "withdraw",
    "give",
    "give_next",
    "pause",
    "resume",
    "end",
    "move",
    "fair",
    "close",
    "reopen",
)


def fold(known: dict[str, Any], kind: str, payload: dict[str, Any]) -> None:
    """Apply one fact to what is known, with nothing but what it says."""
    noun = kind.partition(".")[0]
    if noun == "floor":
        fold_floor(known["floor"], kind, payload)
    elif kind == "presence.entered":
        kept = ("seat_id", "person_id", "name", "institution", "mode", "entered_at")
        known["presence"].append({name: payload[name] for name in kept})
        known["quorum"] = payload["quorum"]
    elif kind == "presence.left":
        place = (payload["seat_id"], payload["person_id"])
        known["presence"] = [p for p in known["presence"] if (p["seat_id"], p["person_id"]) != place]
        known["quorum"] = payload["quorum"]
    elif noun == "quorum":
        known["quorum"] = payload["quorum"]


def fold_floor(floor: dict[str, Any], kind: str, payload: dict[str, Any]) -> None:
    speeches = {s["id"]: s for s in (*floor["waiting"], *([floor["holder"]] if floor["holder"] else []))}
    if "speech" in payload:
        speeches[payload["speech"]["id"]] = payload["speech"]
    floor["order"], floor["version"] = payload["order"], payload["version"]
    floor["waiting"] = [speeches[id] for id in payload["order"]]
    if kind in ("floor.given", "floor.paused", "floor.resumed"):
        floor["holder"] = payload["speech"]
    if kind == "floor.ended":
        floor["holder"] = None
    if kind in ("floor.closed", "floor.reopened"):
        floor["closed"] = kind == "floor.closed"


class Follower:
    """Somebody who received a snapshot once and then listens."""

    def __init__(self, room, sitting):
        self.room, self.sitting = room, sitting
        self.known = self.asked_again()
        self.position = len(room.world.entries(sitting.stream))

    def listen(self):
        entries = self.room.world.entries(self.sitting.stream)[self.position :]
        for entry in entries:
            fold(self.known, entry.kind, entry.payload)
        self.position += len(entries)

    def asked_again(self):
        with self.room.world.home.units.reading() as session:
            return snapshot(session, self.sitting.id, ("public", "members"))


def _play(do, room, sitting, act, person, number):
    follow = {"sitting_id": sitting.id}
    with room.world.home.units.reading() as session:
        floor = snapshot(session, sitting.id, ("public",))["floor"]
    waiting, holder = floor["order"], floor["holder"]
    picked = waiting[number % len(waiting)] if waiting else 0
    if act == "ask":
        do(person, "floor.ask", **follow, kind=KINDS[number % len(KINDS)])
    elif act in ("withdraw", "give") and picked:
        do(room.chair, f"floor.{act}", speech_id=picked)
    elif act in ("pause", "resume", "end") and holder:
        do(room.chair, f"floor.{act}", speech_id=holder["id"])
    elif act == "move" and picked:
        before = [None, *(id for id in waiting if id != picked)][number % len(waiting)]
        do(room.chair, "floor.move", speech_id=picked, before_id=before, expected_version=floor["version"])
    elif act == "fair":
        do(room.chair, "floor.least_spoken_first", **follow, expected_version=floor["version"])
    elif act in ("give_next", "close", "reopen"):
        do(room.chair, f"floor.{act}", **follow)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 3), st.integers(0, 9)), min_size=8, max_size=14))
def test_s5_whatever_happens_on_the_floor_points_of_order_come_first_and_facts_tell_all(room, do, clock, acts):
    sitting = room.world.open_sitting(room.conference)
    room.world.present(sitting, *room.delegates)
    follower = Follower(room, sitting)
    for act, person, number in acts:
        clock.advance(seconds=7)
        with contextlib.suppress(DomainError):
            _play(do, room, sitting, act, room.delegates[person], number)
    follower.listen()
    truth = follower.asked_again()
    assert follower.known["floor"] == truth["floor"]
    kinds = [speech["kind"] == "point_of_order" for speech in truth["floor"]["waiting"]]
    assert kinds == sorted(kinds, reverse=True)


def test_s3_presence_and_quorum_can_be_followed_from_the_facts_alone(room, do, clock):
    follower = Follower(room, room.sitting)
    people = [room.chair, *room.delegates, room.observer, room.partner]
    for person in people:
        clock.advance(seconds=5)
        do(person, "presence.enter", sitting_id=room.sitting.id, mode="room")
    for person in people[1:4]:
        clock.advance(seconds=5)
        do(person, "presence.leave", sitting_id=room.sitting.id)
    do(room.chair, "presence.enter", sitting_id=room.sitting.id, mode="remote")
    follower.listen()
    truth = follower.asked_again()
    assert follower.known["quorum"] == truth["quorum"]
    by_place = sorted(follower.known["presence"], key=lambda p: p["person_id"])
    assert by_place == sorted(truth["presence"], key=lambda p: p["person_id"])
