"""Plans, convenes and holds the sittings of the script, act by act, through the commands of the site."""

from datetime import datetime
from functools import partial

from sqlalchemy import select

from app.conferences.models import Finalite, ThematicGroup

from .cast import PLACES
from .debates import treat
from .papers import one_page
from .records import circulate_later
from .script import Item, Meeting
from .staging import CHANGE_OF_SOMME
from .story import Story

PLANNED_BEFORE = 30
PUBLISHED_BEFORE = 10
LAST_PUBLICATION = -8
DELEGATES = tuple(place.player for place in PLACES if not place.observer)


def schedule(story: Story, meeting: Meeting, *, held: bool = True) -> None:
    """Put a sitting of the script in the story: planned, then convened, then held if its day has come."""
    planned = min(meeting.day, 0) - PLANNED_BEFORE
    story.schedule(story.calendar.at(planned, "09:00"), partial(plan, story, meeting))
    convened = min(meeting.day - PUBLISHED_BEFORE, LAST_PUBLICATION)
    story.schedule(story.calendar.at(convened, "17:00"), partial(convene, story, meeting))
    if held:
        story.schedule(story.calendar.at(meeting.day, meeting.hour), partial(hold, story, meeting))


def plan(story: Story, meeting: Meeting, *, starts_at: datetime | None = None) -> None:
    """Plan the sitting; members propose its items and the chair accepts them."""
    group = {"group_id": story.groups[meeting.group]} if meeting.group else {}
    answer = story.act(
        story.chair(),
        "sitting.plan",
        conference_id=story.conference_id,
        title=meeting.title,
        starts_at=(starts_at or story.calendar.at(meeting.day, meeting.hour)).isoformat(),
        place=meeting.place,
        attendance=meeting.attendance,
        prefect_expected=meeting.prefect,
        **group,
    )
    story.sittings[meeting.title] = answer["sitting_id"]
    for item in meeting.items:
        propose(story, meeting, item, accepted=True)


def propose(story: Story, meeting: Meeting, item: Item, *, accepted: bool) -> None:
    """Have an item proposed by whoever the script says, with its document."""
    story.clock.pass_time(minutes=7)
    file = {"file": one_page(*item.document)} if item.document else {}
    answer = story.act(
        item.by or story.chair(),
        "agenda.propose",
        sitting_id=story.sittings[meeting.title],
        title=item.title,
        kind=item.kind,
        minutes=item.minutes,
        description=item.description,
        rapporteur=item.rapporteur,
        **file,
    )
    item_id = story.items[meeting.title, item.title] = answer["item_id"]
    if accepted and item.by not in (None, story.chair()):
        story.clock.pass_time(minutes=11)
        story.act(story.chair(), "agenda.accept", item_id=item_id)


def convene(story: Story, meeting: Meeting) -> None:
    """Publish the agenda: the sitting is convened."""
    story.act(story.chair(), "agenda.publish", sitting_id=story.sittings[meeting.title])


def open_meeting(story: Story, meeting: Meeting) -> list[str]:
    """Have everybody enter and the chair open the sitting; return who has a seat and is there."""
    sitting_id = story.sittings[meeting.title]
    expected = [*delegates_on(meeting.day), "region_observe", "mel_observe"]
    present = [who for who in expected if who not in (*meeting.absent, *meeting.late)]
    for who in present:
        enter(story, sitting_id, who, remote=who in meeting.remote)
    if meeting.prefect:
        enter(story, sitting_id, "prefet")
    story.clock.pass_time(minutes=3)
    story.act(story.chair(), "sitting.open", sitting_id=sitting_id)
    return present


def delegates_on(day: int) -> list[str]:
    """Return who holds the voting seats that day."""
    somme = "somme_ancien" if day < CHANGE_OF_SOMME else "somme"
    return [somme if who == "somme_ancien" else who for who in DELEGATES]


def enter(story: Story, sitting_id: int, who: str, *, remote: bool = False) -> None:
    """Have somebody enter, in the room or remotely."""
    story.clock.pass_time(seconds=23)
    story.act(who, "presence.enter", sitting_id=sitting_id, mode="remote" if remote else "room")


def hold(story: Story, meeting: Meeting) -> None:
    """Hold the whole sitting, from the first entrance to its end."""
    sitting_id = story.sittings[meeting.title]
    present = open_meeting(story, meeting)
    chair = story.chair()
    for rank, item in enumerate(meeting.items):
        story.act(chair, "item.start", item_id=story.items[meeting.title, item.title])
        if rank == 1:
            for who in meeting.late:
                enter(story, sitting_id, who)
                present.append(who)
        treat(story, meeting, item, chair=chair, voters=[w for w in present if w in delegates_on(meeting.day)])
        # Not every exchange is told: an item takes about the time it was given.
        story.clock.pass_time(minutes=2 + item.minutes // 2)
    story.act(chair, "sitting.close", sitting_id=sitting_id)
    circulate_later(story, meeting)
    remember_groups(story)


def remember_groups(story: Story) -> None:
    """Learn which groups exist, by the title of their finalité."""
    with story.units.reading() as session:
        rows = session.execute(
            select(Finalite.title, ThematicGroup.id)
            .join(ThematicGroup, ThematicGroup.finalite_id == Finalite.id)
            .where(Finalite.conference_id == story.conference_id)
        )
        story.groups.update({row.title: row.id for row in rows})
