"""iCalendar feeds, read back by the library that diaries use."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from app.sittings.words import AttendanceProfile, SittingState


@pytest.fixture
def conference(world):
    return world.conference(slug="hauts-de-france", name="Conférence des Hauts-de-France")


def _events(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    read = icalendar.Calendar.from_ical(answer.data)
    assert (read["VERSION"], read["METHOD"]) == ("2.0", "PUBLISH")
    return list(read.walk("VEVENT"))


def test_s2_a_sitting_is_in_a_diary_at_its_local_time_with_a_lasting_identity(client, world, conference):
    sitting = world.sitting(conference, starts_at=datetime(2026, 3, 10, 13, 30, tzinfo=UTC), place="Salle, à Lille")
    (event,) = _events(client, "/conferences/hauts-de-france/agenda.ics")
    assert event["UID"] == f"seance-{sitting.id}@127.0.0.1:8000"
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"
    assert event.start == datetime(2026, 3, 10, 14, 30, tzinfo=ZoneInfo("Europe/Paris"))
    assert (event["SEQUENCE"], event["STATUS"], event["LOCATION"]) == (1, "TENTATIVE", "Salle, à Lille")
    assert event["URL"] == f"http://127.0.0.1:8000/seances/{sitting.id}"
    assert event["SUMMARY"] == "Séance plénière – Conférence des Hauts-de-France"


def test_s2_a_published_agenda_is_in_the_diary_with_its_end_when_every_item_is_timed(client, world, conference):
    sitting = world.sitting(
        conference, agenda_published_at=world.clock(), state=SittingState.CONVENED, agenda_version=7
    )
    world.item(sitting, title="Ouverture", number="1", minutes=30)
    second = world.item(sitting, title="Budget", number="2", minutes=60)
    (event,) = _events(client, f"/seances/{sitting.id}.ics")
    assert event["DESCRIPTION"].splitlines()[:3] == ["Ordre du jour", "1. Ouverture", "2. Budget"]
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 7)
    assert event.end - event.start == timedelta(minutes=90)
    world.update(second, minutes=None)
    (event,) = _events(client, f"/seances/{sitting.id}.ics")
    assert "DTEND" not in event


def test_a_cancelled_sitting_is_cancelled_in_diaries(client, world, conference):
    world.sitting(conference, state=SittingState.CANCELLED, cancelled_reason="Tempête")
    (event,) = _events(client, "/calendrier.ics")
    assert event["STATUS"] == "CANCELLED"
    assert event["SUMMARY"].startswith("Annulée")
    assert "Tempête" in event["DESCRIPTION"]


def test_s11_a_private_sitting_is_in_no_public_feed(client, world, conference, as_):
    group = world.group(conference)
    private = world.sitting(conference, public=False)
    of_group = world.sitting(conference, group_id=group.id, public=False)
    member = world.delegate(conference)
    for path in ("/calendrier.ics", "/conferences/hauts-de-france/agenda.ics"):
        assert _events(client, path) == []
        assert _events(as_(member), path) == []
    assert client.get(f"/seances/{private.id}.ics").status_code == 404
    assert len(_events(as_(member), f"/seances/{private.id}.ics")) == 1
    assert as_(member).get(f"/seances/{of_group.id}.ics").status_code == 404


def test_r5_3_a_group_has_a_feed_of_its_own(client, world, conference):
    group = world.group(conference, title="Autonomie")
    world.sitting(conference)
    world.sitting(conference, group_id=group.id, attendance=AttendanceProfile.REMOTE, place="")
    (event,) = _events(client, f"/conferences/hauts-de-france/groupes/{group.id}/agenda.ics")
    assert (event["SUMMARY"], event["LOCATION"]) == ("Séance plénière – Autonomie", "À distance")
    other = world.group(world.conference())
    assert client.get(f"/conferences/hauts-de-france/groupes/{other.id}/agenda.ics").status_code == 404


@pytest.mark.parametrize(
    "path", ["/conferences/inconnue/agenda.ics", "/conferences/%00/agenda.ics", "/seances/999.ics"]
)
def test_an_unknown_feed_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_feed_overseas_names_its_own_zone(client, world):
    conference = world.conference(timezone="Indian/Reunion")
    world.sitting(conference)
    answer = client.get("/calendrier.ics").data
    assert b"TZID:Indian/Reunion" in answer
    assert b"DTSTART;TZID=Indian/Reunion:20260303T170000" in answer


def test_an_empty_feed_is_still_a_calendar(client, world, conference):
    assert _events(client, "/calendrier.ics") == []


def test_a_feed_costs_few_queries_however_many_sittings(client, world, conference, queries):
    for _ in range(12):
        sitting = world.sitting(conference, agenda_published_at=world.clock())
        world.item(sitting, number="1")
    with queries(4):
        assert len(_events(client, "/calendrier.ics")) == 12
