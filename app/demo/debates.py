"""What happens during an item: speeches, a text, a vote, a decision and what it binds people to."""

from functools import partial

from app.foundation.clock import local_date
from app.timekeeping.operations import note_overdue_commitments

from .records import adopt_minutes
from .script import Ballot, Commitment, Item, Meeting, Motion, Speech, Step
from .story import Story

SECRETARY = "secretariat"


def treat(story: Story, meeting: Meeting, item: Item, *, chair: str, voters: list[str]) -> None:
    """Play an item from its first speech to its note."""
    item_id = story.items[meeting.title, item.title]
    motion_id = table(story, item_id, item.motion) if item.motion else None
    for speech in item.speeches:
        speak(story, story.sittings[meeting.title], speech, chair=chair)
    ballot_id = None
    if item.ballot:
        ballot_id = vote(story, item_id, item.ballot, motion_id, chair=chair, voters=voters)
    if item.note:
        write_note(story, item_id, item.note)
    if item.decision:
        decide(story, item, item_id, ballot_id)
    if item.adopts:
        adopt_minutes(story, story.sittings[item.adopts], story.sittings[meeting.title])


def table(story: Story, item_id: int, motion: Motion) -> int:
    """Have a text tabled."""
    story.clock.pass_time(seconds=40)
    effect = {}
    if motion.finalites:
        effect = {"effect": {"finalites": [{"title": t, "description": d} for t, d in motion.finalites]}}
    answer = story.act(motion.by, "motion.table", item_id=item_id, title=motion.title, text=motion.text, **effect)
    motion_id: int = answer["motion_id"]
    return motion_id


def ask(story: Story, sitting_id: int, speech: Speech) -> int:
    """Have somebody ask for the floor."""
    answer = story.act(speech.who, "floor.ask", sitting_id=sitting_id, kind=speech.kind)
    speech_id: int = answer["speech_id"]
    return speech_id


def speak(story: Story, sitting_id: int, speech: Speech, *, chair: str) -> None:
    """Have somebody ask for the floor, get it, use it and give it back."""
    speech_id = ask(story, sitting_id, speech)
    story.clock.pass_time(seconds=9)
    story.act(chair, "floor.give", speech_id=speech_id)
    story.clock.pass_time(seconds=speech.seconds)
    story.act(chair, "floor.end", speech_id=speech_id)


def vote(story: Story, item_id: int, ballot: Ballot, motion_id: int | None, *, chair: str, voters: list[str]) -> int:
    """Have the chair open a vote, everybody present answer, and the chair close it."""
    about = {"motion_id": motion_id} if motion_id else {"question": ballot.question}
    story.clock.pass_time(seconds=30)
    opened = story.act(chair, "ballot.open", item_id=item_id, **about, **(ballot.more or {}))
    ballot_id: int = opened["ballot_id"]
    choices = {
        **dict.fromkeys(ballot.against, "against"),
        **dict.fromkeys(ballot.abstain, "abstain"),
        **dict.fromkeys(ballot.out, "does_not_take_part"),
    }
    for who in voters:
        story.clock.pass_time(seconds=2)
        story.act(who, "ballot.cast", ballot_id=ballot_id, choice=choices.get(who, "for"))
    for holder, principal in story.carried.items():
        choice, seat_id = choices.get(principal, "for"), story.seats[principal]
        story.act(holder, "ballot.cast", ballot_id=ballot_id, choice=choice, seat_id=seat_id)
    story.clock.pass_time(seconds=15)
    story.act(chair, "ballot.close", ballot_id=ballot_id)
    if ballot.casting:
        story.clock.pass_time(seconds=20)
        story.act(chair, "ballot.casting_vote", ballot_id=ballot_id, choice=ballot.casting)
    return ballot_id


def write_note(story: Story, item_id: int, text: str) -> None:
    """Have the secretary write what was said."""
    story.clock.pass_time(seconds=30)
    story.act(SECRETARY, "note.write", item_id=item_id, text=text, expected_version=0)


def decide(story: Story, item: Item, item_id: int, ballot_id: int | None) -> None:
    """Have the secretary record the decision and what it binds people to."""
    ballot = {"ballot_id": ballot_id} if ballot_id else {}
    story.clock.pass_time(seconds=30)
    decision_id = story.act(SECRETARY, "decision.record", item_id=item_id, text=item.decision, **ballot)["decision_id"]
    for commitment in item.commitments:
        added = story.act(
            SECRETARY,
            "commitment.add",
            decision_id=decision_id,
            title=commitment.title,
            owner_id=story.institutions[commitment.owner],
            owner_person_id=story.persons[commitment.owner],
            due_on=story.calendar.day(commitment.due).isoformat(),
        )
        follow(story, commitment, added["commitment_id"])


def follow(story: Story, commitment: Commitment, commitment_id: int) -> None:
    """Have its owner tell what becomes of a commitment, and the system when it falls due."""
    for step in commitment.steps:
        moment = story.calendar.at(step.day, "11:20")
        story.schedule(moment, partial(_tell, story, commitment_id, step))
    overdue = story.calendar.day(commitment.due + 1)
    if overdue <= local_date(story.calendar.now):
        moment = story.calendar.midnight(overdue)
        story.schedule(moment, lambda: story.let_time_tell(note_overdue_commitments))


def _tell(story: Story, commitment_id: int, step: Step) -> None:
    story.act(step.who, "commitment.update", commitment_id=commitment_id, text=step.text, state=step.state)
