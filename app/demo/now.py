"""Brings the story to the present: a sitting under way in the middle of a debate, others to come."""

from datetime import timedelta
from functools import partial

from . import coming, powers, today
from .debates import ask, speak, table, treat
from .meetings import convene, delegates_on, enter, open_meeting, plan, propose, schedule
from .script import Meeting
from .story import Story

ARRIVING = timedelta(minutes=38)
DEBATE_BEGINS = timedelta(minutes=18)


def schedule_live(story: Story) -> None:
    """Plan and convene the sitting of today."""
    began = story.calendar.now - ARRIVING + timedelta(minutes=8)
    round_hour = began.replace(minute=began.minute // 5 * 5, second=0, microsecond=0)
    story.schedule(
        story.calendar.at(-28, "09:30"), partial(plan, story, today.LIVE, starts_at=round_hour + timedelta(minutes=5))
    )
    story.schedule(story.calendar.at(-9, "18:00"), partial(convene, story, today.LIVE))
    story.schedule(story.calendar.at(-2, "10:10"), partial(powers.before, story, today.LIVE))
    story.schedule(story.calendar.now - ARRIVING, partial(hold_live, story, today.LIVE))


def hold_live(story: Story, meeting: Meeting) -> None:
    """Hold the sitting of today until this very minute."""
    sitting_id = story.sittings[meeting.title]
    present = open_meeting(story, meeting)
    chair = story.chair()
    voters = [who for who in present if who in delegates_on(0)]
    for item in meeting.items[: today.UNDER_DEBATE]:
        story.act(chair, "item.start", item_id=story.items[meeting.title, item.title])
        treat(story, meeting, item, chair=chair, voters=voters)
    powers.while_away(story, sitting_id, "oise", "nord")
    story.clock.move_to(story.calendar.now - DEBATE_BEGINS)
    debate(story, meeting)


def debate(story: Story, meeting: Meeting) -> None:
    """Take up the item under debate: a text is tabled, some have spoken, one speaks, others wait."""
    sitting_id, chair = story.sittings[meeting.title], story.chair()
    item = meeting.items[today.UNDER_DEBATE]
    assert item.motion is not None
    item_id = story.items[meeting.title, item.title]
    story.act(chair, "item.start", item_id=item_id)
    table(story, item_id, item.motion)
    for speech in today.SPOKEN:
        speak(story, sitting_id, speech, chair=chair)
    enter(story, sitting_id, "oise")
    speech_id = ask(story, sitting_id, today.SPEAKING)
    for waiting in today.WAITING:
        story.clock.pass_time(seconds=6)
        ask(story, sitting_id, waiting)
    story.clock.move_to(story.calendar.now - timedelta(seconds=today.SPEAKING.seconds))
    story.act(chair, "floor.give", speech_id=speech_id)


def schedule_coming(story: Story) -> None:
    """Plan what comes: convened sittings, one in preparation, a question of the State."""
    schedule(story, coming.GROUP, held=False)
    schedule(story, coming.CONVENED, held=False)
    story.schedule(story.calendar.at(-14, "09:00"), partial(plan, story, coming.PREPARED))
    for rank, item in enumerate(coming.PROPOSED):
        scene = partial(propose, story, coming.PREPARED, item, accepted=rank in coming.ACCEPTED)
        story.schedule(story.calendar.at(-12 + 2 * rank, "16:00"), scene)
    story.schedule(story.calendar.at(-6, "10:30"), partial(refer_question, story))


def refer_question(story: Story) -> None:
    """Have the State refer a question to the conference (R3.6)."""
    title, question = coming.REFERRAL
    story.act("prefet", "state_referral.make", conference_id=story.conference_id, title=title, question=question)
