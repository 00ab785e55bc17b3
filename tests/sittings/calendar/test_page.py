"""The calendar as people read it."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from app.sittings.words import SittingState


@pytest.fixture
def conference(world):
    return world.conference(slug="hauts-de-france", name="Conférence des Hauts-de-France")


def _titles(answer):
    return re.findall(r'class="date__title"><a href="[^"]+">([^<]+)', answer.text)


def _at(*parts):
    return datetime(*parts, tzinfo=UTC)


def test_the_calendar_shows_what_comes_month_by_month(client, world, conference):
    world.sitting(conference, title="En avril", starts_at=_at(2026, 4, 2, 7, 0))
    world.sitting(conference, title="Hier", starts_at=world.clock() - timedelta(days=1))
    world.sitting(conference, title="Ce matin", starts_at=world.clock() - timedelta(hours=4))
    world.sitting(conference, title="Depuis hier", starts_at=_at(2026, 3, 2, 20, 0), state=SittingState.OPEN)
    page = client.get("/calendrier")
    assert _titles(page) == ["Depuis hier", "Ce matin", "En avril"]
    assert re.findall(r'id="mois-[^"]+">([^<]+)', page.text) == ["mars\u00a02026", "avril\u00a02026"]
    assert "jeudi\u00a02" in page.text
    assert "9\u00a0h" in page.text


def test_the_calendar_shows_a_past_year(client, world, conference):
    world.sitting(conference, title="Ancienne", starts_at=_at(2024, 12, 31, 23, 30))
    world.sitting(conference, title="Passée", starts_at=_at(2025, 6, 2, 8, 0), state=SittingState.CLOSED)
    page = client.get("/calendrier?annee=2025")
    assert _titles(page) == ["Ancienne", "Passée"]
    assert client.get("/calendrier?annee=9999").status_code == 404
    assert client.get("/calendrier?annee=abc").status_code == 200


def test_r5_3_the_calendar_is_that_of_a_conference_or_of_a_group(client, world, conference):
    group = world.group(conference)
    later = world.clock() + timedelta(days=1)
    world.sitting(conference, title="Plénière", starts_at=later)
    world.sitting(conference, title="Groupe", starts_at=later, group_id=group.id)
    world.sitting(world.conference(slug="ailleurs"), title="Ailleurs", starts_at=later)
    of = "/calendrier?conference=hauts-de-france"
    assert _titles(client.get("/calendrier")) == ["Plénière", "Groupe", "Ailleurs"]
    assert _titles(client.get(of)) == ["Plénière", "Groupe"]
    assert _titles(client.get(f"{of}&groupe={group.id}")) == ["Groupe"]
    assert _titles(client.get(f"{of}&groupe=pleniere")) == ["Plénière"]
    assert client.get("/calendrier?conference=inconnue").status_code == 404
    assert client.get(f"/calendrier?conference=ailleurs&groupe={group.id}").status_code == 404


def test_s11_a_private_sitting_is_on_the_calendar_of_its_members_only(client, world, conference, as_):
    group = world.group(conference)
    tomorrow = world.clock() + timedelta(days=1)
    world.sitting(conference, title="Privée", starts_at=tomorrow, public=False)
    world.sitting(conference, title="Du groupe", starts_at=tomorrow, public=False, group_id=group.id)
    in_group = world.person()
    world.group_member(group, in_group)
    seen = {
        "visitor": client,
        "delegate": as_(world.delegate(conference)),
        "chair": as_(world.chair(conference)),
        "secretary": as_(world.secretary(conference)),
        "partner": as_(world.partner(conference)),
        "group member": as_(in_group),
        "elsewhere": as_(world.chair(world.conference())),
        "administrator": as_(world.person(administrator=True)),
    }
    assert {who: _titles(of.get("/calendrier")) for who, of in seen.items()} == {
        "visitor": [],
        "delegate": ["Privée"],
        "chair": ["Privée", "Du groupe"],
        "secretary": ["Privée", "Du groupe"],
        "partner": ["Privée", "Du groupe"],
        "group member": ["Du groupe"],
        "elsewhere": [],
        "administrator": [],
    }


def test_r3_7_r3_8_the_calendar_of_a_conference_warns(client, world, conference):
    page = client.get("/calendrier?conference=hauts-de-france").text
    assert "Règle R3.7" in page
    world.sitting(conference, starts_at=world.clock() + timedelta(days=30), prefect_expected=True, negotiation=True)
    page = client.get("/calendrier?conference=hauts-de-france").text
    assert "Règle R3.7" not in page
    assert "En présence du préfet de région · Période de négociation" in page


def test_a_cancelled_sitting_stays_on_the_calendar_with_its_reason(client, world, conference):
    world.sitting(conference, state=SittingState.CANCELLED, cancelled_reason="Tempête", starts_at=world.clock())
    page = client.get("/calendrier").text
    assert "Annulée" in page
    assert "Tempête" in page


def test_an_empty_calendar_says_who_fills_it(client, world):
    assert "La présidence de chaque conférence fixe" in client.get("/calendrier").text


def test_the_calendar_costs_few_queries(as_, world, conference, queries):
    group = world.group(conference)
    for n in range(20):
        world.sitting(conference, starts_at=world.clock() + timedelta(days=n), group_id=group.id if n % 2 else None)
    client = as_(world.chair(conference))
    with queries(12):
        assert client.get("/calendrier?conference=hauts-de-france").status_code == 200
