"""The life of minutes after a sitting: circulated, corrected, adopted in the next one, signed, published."""

from datetime import timedelta
from functools import partial

from .script import Correction, Meeting
from .story import Story

SECRETARY = "secretariat"
CIRCULATED_AFTER = timedelta(days=4)
CORRECTED_AFTER = timedelta(days=4)
ANSWERED_AFTER = timedelta(days=3)


def circulate_later(story: Story, meeting: Meeting) -> None:
    """Have the secretary open the minutes to corrections some days after the sitting."""
    sitting_id = story.sittings[meeting.title]
    story.schedule(story.clock() + CIRCULATED_AFTER, partial(_circulate, story, meeting, sitting_id))


def _circulate(story: Story, meeting: Meeting, sitting_id: int) -> None:
    story.act(SECRETARY, "minutes.circulate", sitting_id=sitting_id)
    for correction in meeting.corrections:
        story.schedule(story.clock() + CORRECTED_AFTER, partial(_correct, story, meeting, correction))


def _correct(story: Story, meeting: Meeting, correction: Correction) -> None:
    asked = story.act(
        correction.who,
        "minutes.correct",
        sitting_id=story.sittings[meeting.title],
        item_id=story.items[meeting.title, correction.item],
        text=correction.text,
    )
    story.schedule(story.clock() + ANSWERED_AFTER, partial(_answer, story, asked["correction_id"], correction))


def _answer(story: Story, correction_id: int, correction: Correction) -> None:
    story.act(
        SECRETARY,
        "minutes.answer_correction",
        correction_id=correction_id,
        accepted=correction.accepted,
        answer=correction.answer,
        discussion=correction.discussion,
    )


def adopt_minutes(story: Story, sitting_id: int, adopted_in_id: int) -> None:
    """Have the minutes of an earlier sitting adopted; they are signed, then published, in the days that follow."""
    story.clock.pass_time(seconds=20)
    story.act(SECRETARY, "minutes.adopt", sitting_id=sitting_id, adopted_in_id=adopted_in_id)
    if story.clock() + timedelta(days=3) < story.calendar.now:
        story.schedule(story.clock() + timedelta(days=1), partial(_sign, story, sitting_id))
        story.schedule(story.clock() + timedelta(days=3), partial(_publish, story, sitting_id))


def _sign(story: Story, sitting_id: int) -> None:
    for who in (story.chair(), SECRETARY):
        story.act(who, "minutes.seal", sitting_id=sitting_id)


def _publish(story: Story, sitting_id: int) -> None:
    story.act(SECRETARY, "minutes.publish", sitting_id=sitting_id)
