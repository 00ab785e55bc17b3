"""Loads the demonstration: the whole story in one transaction, so that it is there entirely or not at all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.foundation.errors import Refused
from app.foundation.french import quoted
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.queries import is_empty
from app.journal.models import JournalEntry
from app.notices.models import Message
from app.notices.outbox import DELIVER
from app.web.house import House

from .beginnings import DIAGNOSIS, INSTALLATION
from .bodies import schedule_bodies
from .calendar import Calendar, MovedClock
from .cast import CURRENT
from .contracts import schedule_contracts
from .drafting import schedule_draft
from .events import DEMO, DemoLoaded
from .groups import name_members
from .interpellations import schedule_interpellations
from .lately import AUTONOMY, SCHOOL
from .meetings import schedule
from .moderation import schedule_moderation
from .now import schedule_coming, schedule_live
from .rewriting import schedule_riders
from .script import Item, Meeting
from .spending import schedule_money
from .staging import compose, install_conference, invite_players, plan_presidencies
from .story import Story
from .workings import TRANSPORT, WATER

PAST = (INSTALLATION, DIAGNOSIS, WATER, TRANSPORT, AUTONOMY, SCHOOL)
SCENES = 189
"""About how many scenes the story has: the length of its progress bar."""


def loaded_on(session: Session) -> date | None:
    """Return the day the demonstration was loaded, None when it was not."""
    payload = session.scalar(select(JournalEntry.payload).where(JournalEntry.stream == DEMO).limit(1))
    return date.fromisoformat(payload["on"]) if payload else None


def load_demo(home: House, *, advance: Callable[[int], None] = lambda _scenes: None) -> bool:
    """Tell the whole story on this database; False when it was told before."""
    with home.units.reading() as session:
        if loaded_on(session) is not None:
            return False
        if is_empty(session):
            raise Refused("L’annuaire est vide. Importez-le d’abord : flask --app wsgi directory import")
    calendar = Calendar(home.units.clock())
    opening = calendar.midnight(calendar.term(-CURRENT)[0]) - timedelta(days=20)
    clock = MovedClock(opening + timedelta(hours=10))
    with home.units.as_one(clock, _told_long_ago) as units:
        story = Story(home, units, clock, calendar)
        write(story)
        story.play(advance)
        clock.move_to(calendar.now)
        with units.begin(story.system) as work:
            work.record(DemoLoaded(on=calendar.today.isoformat()))
    return True


def write(story: Story) -> None:
    """Put every scene of the story in its time."""
    begin = story.clock()
    story.schedule(begin, partial(invite_players, story))
    story.schedule(begin + timedelta(hours=1), partial(install_conference, story))
    story.schedule(begin + timedelta(days=5), partial(compose, story))
    story.schedule(begin + timedelta(days=6), partial(plan_presidencies, story))
    for before, meeting in zip((None, *PAST), PAST, strict=False):
        schedule(story, after(before, meeting) if before else meeting)
    story.schedule(story.calendar.at(-760, "15:00"), partial(name_members, story))
    schedule_contracts(story)
    schedule_draft(story)
    schedule_money(story)
    schedule_riders(story)
    schedule_interpellations(story)
    schedule_bodies(story)
    schedule_moderation(story)
    schedule_live(story)
    schedule_coming(story)


def after(before: Meeting, meeting: Meeting) -> Meeting:
    """Return the sitting with, first, the adoption of the minutes of the one before."""
    said = quoted(before.title)
    adoption = Item(
        title=f"Adoption du procès-verbal de la séance {said}",
        kind="decision",
        minutes=5,
        decision=f"Le procès-verbal de la séance {said} est adopté sans opposition.",
        note="Le texte a circulé ; aucune opposition n’est exprimée.",
        adopts=before.title,
    )
    return replace(meeting, items=(adoption, *meeting.items))


def _told_long_ago(work: UnitOfWork, job: str, arguments: dict[str, Any]) -> None:
    """Queue nothing: the mails of the past are not sent today."""
    if job == DELIVER:
        work.session.execute(delete(Message).where(Message.id == arguments["message_id"]))
