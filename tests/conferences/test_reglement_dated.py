"""The règlement is dated: a past day, and a past sitting, keep their rules."""

from datetime import timedelta

from app.conferences.operations import change_settings
from app.conferences.rules.settings import Reglement
from app.sittings.conduct.operations.course import close_sitting
from app.sittings.models import Sitting


def change(home, world, chair, conference, **reglement):
    with home.units.begin(world.actor(chair)) as work:
        change_settings(work, work.session.get_one(type(conference), conference.id), {"reglement": reglement})


def test_a_past_sitting_keeps_the_rules_of_its_day(home, world):
    conference = world.conference()
    chair = world.chair(conference)
    sitting = world.open_sitting(conference)
    change(home, world, chair, conference, speaking_seconds=120)
    with home.units.begin(world.actor(chair)) as work:
        close_sitting(work, work.session.get_one(Sitting, sitting.id))
    change(home, world, chair, conference, speaking_seconds=60)
    with home.units.reading() as session:
        kept = session.get_one(Sitting, sitting.id).reglement
    assert Reglement.from_json(kept).speaking_seconds == 120
    assert "sitting.closed" in world.kinds(sitting.stream)


def test_a_sitting_to_come_follows_the_rules_of_the_conference(home, world):
    conference = world.conference()
    sitting = world.sitting(conference)
    change(home, world, world.chair(conference), conference, speaking_seconds=60)
    with home.units.reading() as session:
        assert Reglement.from_json(session.get_one(Sitting, sitting.id).reglement).speaking_seconds == 60


def test_the_page_tells_the_rules_of_a_past_day_and_every_change(home, world, client):
    conference = world.conference()
    chair = world.chair(conference)
    world.clock.moment += timedelta(days=2)
    change(home, world, chair, conference, speaking_seconds=77)
    path = f"/conferences/{conference.slug}/reglement"
    today, then = client.get(path).text, client.get(f"{path}?date=2026-03-03").text
    assert "<strong>77</strong>" in today
    assert "<strong>77</strong>" not in then
    assert "180 → 77" in today
    assert client.get(f"{path}?date=hier").status_code == 422


def test_a_conference_that_changed_nothing_says_so(world, client):
    page = client.get(f"/conferences/{world.conference().slug}/reglement")
    assert page.status_code == 200
    assert "Aucun réglage n’a changé" in page.text
