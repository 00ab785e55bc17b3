"""The journal across streams: filtered, in pages that follow one another, and never more than one may read."""

import re

import pytest

from app.conferences.operations import change_settings
from app.foundation.actors import SYSTEM
from app.people.operations import open_device
from app.people.words import Proof
from app.switches.events import FeaturePaused

PATH = "/administration/journal"


@pytest.fixture
def life(home, world):
    """Two conferences in which something happened, a private sitting, and a sign-in."""
    here, there = world.conference(), world.conference()
    for conference in (here, there):
        chair = world.chair(conference)
        with home.units.begin(world.actor(chair)) as work:
            change_settings(work, work.session.get_one(type(conference), conference.id), {"purpose": "Agir"})
    chair = world.chair(there)
    private = world.sitting(there, public=False)
    world.item(private)
    with home.units.begin(SYSTEM) as work:
        open_device(work, work.session.merge(chair), proof=Proof.PASSWORD, agent="Firefox", second_factor=False)
    return here, there


def streams_of(page):
    return set(re.findall(r"entry-stream\">([a-z_]+:\d+) ", page.text))


def test_the_operator_and_the_state_browse_and_nobody_else(world, as_, client, life):
    here, _there = life
    for person in (world.chair(here), world.secretary(here), world.person()):
        assert as_(person).get(PATH).status_code == 403
    assert client.get(PATH).status_code == 303
    assert as_(world.partner(here)).get(PATH).status_code == 200
    assert as_(world.person(administrator=True)).get(PATH).status_code == 200


def test_each_entry_is_under_the_name_of_its_object(world, as_, life, queries):
    here, there = life
    operator = as_(world.person(administrator=True))
    page = operator.get(PATH).text
    assert f'<a href="/conferences/{here.slug}">{here.name}</a>' in page
    assert f"Compte de {world.chair(there).name.rpartition('-')[0]}" in page
    with queries(24):
        operator.get(PATH)


def test_each_reads_no_more_than_their_audience(world, as_, life):
    here, there = life
    state, operator = as_(world.partner(here)), as_(world.person(administrator=True))
    assert {here.stream, there.stream} <= streams_of(state.get(PATH))
    assert not any(stream.startswith("account:") for stream in streams_of(state.get(PATH)))
    assert any(stream.startswith("account:") for stream in streams_of(operator.get(PATH)))


def test_filters_narrow_and_unreadable_ones_are_left_out(world, as_, life):
    here, _there = life
    client = as_(world.person(administrator=True))
    assert streams_of(client.get(f"{PATH}?objet=account")) != set()
    assert not any(s.startswith("conference:") for s in streams_of(client.get(f"{PATH}?objet=account")))
    only = client.get(f"{PATH}?fait=conference.settings_changed")
    assert here.stream in streams_of(only)
    assert all(stream.startswith("conference:") for stream in streams_of(only))
    assert streams_of(client.get(f"{PATH}?au=2020-01-01")) == set()
    assert here.stream in streams_of(client.get(f"{PATH}?qualite=delegue&du=2026-03-03&au=2026-03-03"))
    assert not any(s.startswith("account:") for s in streams_of(client.get(f"{PATH}?qualite=delegue")))
    for odd in ("du=hier", "qualite=roi", "fait=x", "apres=x~y~z", "apres=2026-01-01~a~1", "objet=%00"):
        assert client.get(f"{PATH}?{odd}").status_code == 200


def test_pages_follow_one_another_without_a_gap_nor_a_repeat(home, world, as_):
    conference = world.conference()
    chair = world.chair(conference)
    for number in range(120):
        with home.units.begin(world.actor(chair)) as work:
            stored = work.session.get_one(type(conference), conference.id)
            change_settings(work, stored, {"purpose": f"Agir {number}"})
    client = as_(world.person(administrator=True))
    seen, address = [], f"{PATH}?fait=conference.settings_changed"
    while address:
        page = client.get(address).text
        seen += [int(n) for n in re.findall(r"nº[\s\u00a0\u202f]*(\d+)", page)]
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert seen == list(range(120, 0, -1))


def test_the_export_is_the_same_entries_with_cells_that_run_nothing(world, as_, life):
    here, _there = life
    told = as_(world.person(administrator=True)).get(f"{PATH}.csv?fait=conference.settings_changed")
    assert told.mimetype == "text/csv"
    assert here.stream in told.text
    assert told.text.splitlines()[0].endswith("empreinte")


def test_who_presided_that_day_is_told_from_who_only_sat(home, world, as_, life):
    here, _there = life
    member = world.delegate(here)
    with home.units.begin(world.actor(member)) as work:
        work.record(FeaturePaused(stream=here.stream, feature="gallery", reason="Mot du membre."))
    client = as_(world.person(administrator=True))
    by_chair, by_member = (
        client.get(f"{PATH}?qualite=presidence&objet=conference"),
        client.get(f"{PATH}?qualite=delegue"),
    )
    assert "Mot du membre." not in by_chair.text
    assert here.stream in streams_of(by_chair)
    assert "Mot du membre." in by_member.text
    assert streams_of(client.get(f"{PATH}?qualite=observation")) == set()
    assert streams_of(client.get(f"{PATH}?qualite=vigie")) == set()
    assert client.get(f"{PATH}.csv?qualite=presidence").text.count("\n") > 1
