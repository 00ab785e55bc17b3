"""Who may do what in a sitting: one line a command, deny by default (DOMAIN.md section 7).

Each line is played by everybody on the same stage, each attempt undone. Whoever is not named is refused by the
policy; whoever is named succeeds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from app.foundation.actors import VISITOR
from app.foundation.commands import COMMANDS
from app.foundation.errors import NotAllowed, NotSignedIn
from app.foundation.shapes import load
from app.sittings.words import SittingState, SpeechState

ROOMS = ("conduct", "attendance", "floor", "motions", "ballots", "decisions")
EVERYBODY = {
    *("visitor", "stranger", "administrator", "group_member"),
    *("delegate", "observer", "chair", "secretary", "partner"),
}
CHAIR = {"chair"}
BUREAU = {"chair", "secretary"}
DELEGATES = {"delegate", "chair"}
PRESENT = {"delegate", "chair", "observer", "partner"}
GROUP = {"group_member", "chair"}


class Undone(Exception):
    """Ends an attempt that succeeded, so that the next person finds the same stage."""


@dataclass
class Stage:
    room: Any
    do: Callable[..., dict[str, Any]]
    cast: dict[str, Any]

    @property
    def sitting(self):
        return self.room.sitting

    @property
    def item(self):
        return self.room.fresh().current_item_id

    def state(self, **values):
        self.room.world.update(self.sitting, **values)
        return {"sitting_id": self.sitting.id}

    def later(self):
        return (self.room.world.clock() + timedelta(days=5)).isoformat()

    def speech(self, state=SpeechState.WAITING, whose="other"):
        person = self.cast[whose]
        id = self.do(person, "floor.ask", sitting_id=self.sitting.id)["speech_id"]
        if state is not SpeechState.WAITING:
            self.do(self.room.chair, "floor.give", speech_id=id)
        if state is SpeechState.PAUSED:
            self.do(self.room.chair, "floor.pause", speech_id=id)
        return {"speech_id": id}

    def motion(self, whose="other"):
        asked = {"item_id": self.item, "title": "Vœu", "text": "Un."}
        return {"motion_id": self.do(self.cast[whose], "motion.table", **asked)["motion_id"]}

    def ballot(self, votes=()):
        ballot = self.do(self.room.chair, "ballot.open", item_id=self.item, question="Oui ?")
        for person, choice in votes:
            self.do(person, "ballot.cast", ballot_id=ballot["ballot_id"], choice=choice)
        return {"ballot_id": ballot["ballot_id"]}

    def tied(self):
        tied = self.ballot([(self.cast["delegate"], "for"), (self.cast["other"], "against")])
        self.do(self.room.chair, "ballot.close", **tied)
        return {**tied, "choice": "for"}

    def decision(self):
        recorded = self.do(self.room.chair, "decision.record", item_id=self.item, text="Oui.")
        return {"decision_id": recorded["decision_id"]}

    def promise(self, whose="other"):
        owner = self.cast[whose].seat.institution_id
        return {**self.decision(), "title": "Faire", "owner_id": owner, "due_on": "2026-12-01"}

    def commitment(self, whose="other"):
        id = self.do(self.room.chair, "commitment.add", **self.promise(whose))["commitment_id"]
        return {"commitment_id": id, "text": "Fait."}

    def version(self):
        return {"sitting_id": self.sitting.id, "expected_version": self.room.fresh().floor_version}

    def group_sitting(self):
        return self.room.world.open_sitting(self.room.conference, group_id=self.cast["group"].id)

    def missed(self):
        self.do(self.room.chair, "sitting.close", sitting_id=self.sitting.id, without_quorum=True)
        return {"sitting_id": self.sitting.id, "starts_at": self.later()}


def _in(state=SittingState.OPEN, **values):
    return lambda s: s.state(state=state, **values)


def _absent(stage):
    stage.do(stage.cast["other"], "presence.leave", sitting_id=stage.sitting.id)
    return {"sitting_id": stage.sitting.id, "seat_id": stage.cast["other"].seat.id}


def _moved(stage):
    return {**stage.speech(), "expected_version": stage.room.fresh().floor_version}


LINES: list[tuple[str, str, Callable[[Stage], dict[str, Any]], set[str]]] = [
    ("sitting.open", "", _in(SittingState.CONVENED), CHAIR),
    ("sitting.suspend", "", _in(), CHAIR),
    ("sitting.resume", "", _in(SittingState.SUSPENDED), CHAIR),
    ("sitting.close", "", _in(), CHAIR),
    ("sitting.reconvene", "", lambda s: s.missed(), CHAIR),
    ("sitting.close_doors", "", _in(), CHAIR),
    ("sitting.open_doors", "", lambda s: s.state(closed_doors_since=s.room.world.clock()), CHAIR),
    ("sitting.set_attendance", "", lambda s: {**s.state(), "attendance": "hybrid"}, CHAIR),
    ("item.start", "", lambda s: {"item_id": s.room.world.item(s.sitting).id}, BUREAU),
    ("item.next", "", lambda s: {"sitting_id": s.room.world.item(s.sitting).sitting_id}, BUREAU),
    ("item.end", "", lambda s: {"item_id": s.item}, BUREAU),
    ("presence.enter", "oneself", _in(), PRESENT),
    ("presence.enter", "somebody else", _absent, BUREAU),
    ("presence.enter", "in a group", lambda s: {"sitting_id": s.group_sitting().id}, GROUP | {"partner"}),
    ("presence.leave", "oneself", _in(), PRESENT),
    ("presence.leave", "somebody else", lambda s: {**s.state(), "seat_id": s.cast["other"].seat.id}, BUREAU),
    ("floor.ask", "for oneself", _in(), PRESENT),
    ("floor.ask", "for somebody", lambda s: {**s.state(), "person_id": s.cast["other"].id}, BUREAU),
    ("floor.withdraw", "another's", lambda s: s.speech(), BUREAU),
    ("floor.withdraw", "one's own", lambda s: s.speech(whose="observer"), BUREAU | {"observer"}),
    ("floor.give", "", lambda s: s.speech(), BUREAU),
    ("floor.give_next", "", lambda s: {"sitting_id": s.speech() and s.sitting.id}, BUREAU),
    ("floor.pause", "", lambda s: s.speech(SpeechState.SPEAKING), BUREAU),
    ("floor.resume", "", lambda s: s.speech(SpeechState.PAUSED), BUREAU),
    ("floor.end", "another's", lambda s: s.speech(SpeechState.SPEAKING), BUREAU),
    ("floor.end", "one's own", lambda s: s.speech(SpeechState.SPEAKING, "partner"), BUREAU | {"partner"}),
    ("floor.move", "", _moved, BUREAU),
    ("floor.close", "", _in(), BUREAU),
    ("floor.reopen", "", lambda s: s.state(floor_closed=True), BUREAU),
    ("floor.least_spoken_first", "", lambda s: s.version(), BUREAU),
    ("motion.table", "", lambda s: {"item_id": s.item, "title": "Vœu", "text": "Un."}, DELEGATES),
    (
        "motion.table",
        "in a group",
        lambda s: {"item_id": s.group_sitting().current_item_id, "title": "Vœu", "text": "Un."},
        GROUP,
    ),
    ("motion.withdraw", "another's", lambda s: s.motion(), CHAIR),
    ("motion.withdraw", "one's own", lambda s: s.motion("delegate"), DELEGATES),
    ("ballot.open", "", lambda s: {"item_id": s.item, "question": "Oui ?"}, CHAIR),
    ("ballot.cast", "one's own seat", lambda s: {**s.ballot(), "choice": "for"}, DELEGATES),
    (
        "ballot.cast",
        "another's seat",
        lambda s: {**s.ballot(), "choice": "for", "seat_id": s.cast["other"].seat.id},
        {"secretary"},
    ),
    ("ballot.close", "", lambda s: s.ballot(), CHAIR),
    ("ballot.casting_vote", "", lambda s: s.tied(), CHAIR),
    ("ballot.cancel", "", lambda s: {**s.ballot(), "reason": "Erreur"}, CHAIR),
    ("decision.record", "", lambda s: {"item_id": s.item, "text": "Oui."}, BUREAU),
    ("commitment.add", "", lambda s: s.promise(), BUREAU),
    ("commitment.update", "another's", lambda s: s.commitment(), BUREAU),
    ("commitment.update", "one's own", lambda s: s.commitment("delegate"), BUREAU | {"delegate"}),
    ("note.write", "", lambda s: {"item_id": s.item, "text": "Un.", "expected_version": 0}, BUREAU),
]


def test_every_command_of_the_sitting_has_its_line():
    here = {c.name for c in COMMANDS.values() if c.run.__module__.split(".")[1:3] in [["sittings", r] for r in ROOMS]}
    assert here == {line[0] for line in LINES}


@pytest.fixture
def stage(room, do):
    world = room.world
    delegate, other = room.delegates[:2]
    group = world.group(room.conference)
    member = world.person()
    for person in (member, room.chair):
        world.group_member(group, person)
    cast = {
        "visitor": None,
        "stranger": world.person(),
        "administrator": world.person(administrator=True),
        "group_member": member,
        "delegate": delegate,
        "observer": room.observer,
        "chair": room.chair,
        "secretary": room.secretary,
        "partner": room.partner,
        "other": other,
        "group": group,
    }
    return Stage(room, do, cast)


@pytest.mark.parametrize(
    ("name", "case", "given", "allowed"), LINES, ids=[" ".join(line[:2]).strip() for line in LINES]
)
def test_who_may(stage, name, case, given, allowed):
    # Enough are present for a quorum, except where the lack of it is what is played.
    if name != "sitting.reconvene":
        for person in (stage.room.chair, *stage.room.delegates, stage.room.observer, stage.room.partner):
            stage.do(person, "presence.enter", sitting_id=stage.sitting.id)
    data = given(stage)
    outcomes = {who: _attempt(stage, who, name, data) for who in sorted(EVERYBODY)}
    assert {who for who, outcome in outcomes.items() if outcome == "done"} == allowed, outcomes
    refused = {who: outcome for who, outcome in outcomes.items() if who not in allowed}
    assert refused == {who: "NotSignedIn" if who == "visitor" else "NotAllowed" for who in refused}


def _attempt(stage, who, name, data):
    home, person = stage.room.world.home, stage.cast[who]
    actor = stage.room.world.actor(person) if person else VISITOR
    command = COMMANDS[name]
    try:
        with home.units.begin(actor) as work:
            command.run(work, **load(command.shape, data))
            raise Undone
    except Undone:
        return "done"
    except (NotAllowed, NotSignedIn) as refusal:
        return type(refusal).__name__ if refusal.detail else "refused without a word"
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"
