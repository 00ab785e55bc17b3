"""Creation and settings of a conference."""

import pytest

from app.conferences import operations
from app.conferences.models import Conference
from app.foundation.errors import Invalid, OutOfDate, Refused
from app.institutions.models import Level


def change(home, actor, conference, *, expected_version=None, **changes):
    with home.units.begin(actor) as work:
        stored = work.session.get_one(Conference, conference.id)
        operations.change_settings(work, stored, changes, expected_version=expected_version)
        work.session.flush()
        return stored


@pytest.fixture
def actor(world, conference):
    return world.actor(world.secretary(conference))


def test_a_conference_is_created_with_the_law_s_numbers(home, world, administrator):
    region = world.institution(Level.REGION, name="Région Neuve")
    with home.units.begin(world.actor(administrator)) as work:
        created = operations.create_conference(work, name="Conférence neuve", slug="neuve", region=region)
    assert (created.reglement, created.level_order) == ({}, ["region", "departement", "epci", "commune"])
    entry = world.entries(created.stream)[0]
    assert (entry.kind, entry.payload["region"], entry.actor_id) == (
        "conference.created",
        "Région Neuve",
        administrator.id,
    )


def test_a_conference_is_that_of_a_region(home, world, administrator):
    with home.units.begin(world.actor(administrator)) as work, pytest.raises(Refused, match="choisissez une région"):
        operations.create_conference(work, name="X", slug="x", region=world.institution(Level.COMMUNE))


@pytest.mark.parametrize("slug", ["essai", "nouvelle"])
def test_an_address_is_taken_once(home, world, conference, members, administrator, slug):
    with home.units.begin(world.actor(administrator)) as work, pytest.raises(Invalid) as refused:
        operations.create_conference(work, name="X", slug=slug, region=members["region"])
    assert refused.value.members["errors"][0]["pointer"] == "#/slug"


def test_settings_are_changed_one_by_one_and_the_journal_says_from_what_to_what(home, world, conference, actor):
    change(home, actor, conference, reglement={"max_seats": 24}, purpose="Agir ensemble", accent="#5B3F8C")
    stored = change(home, actor, conference, reglement={"quorum": "2/3"})
    assert stored.reglement == {"max_seats": 24, "quorum": "2/3"}
    assert stored.accent == "#5b3f8c"
    assert world.entries(conference.stream)[0].payload["changes"] == {
        "purpose": ["", "Agir ensemble"],
        "accent": [None, "#5b3f8c"],
        "reglement.max_seats": [20, 24],
    }


def test_a_change_that_changes_nothing_is_not_an_entry(home, world, conference, actor):
    change(home, actor, conference, name=conference.name, reglement={"max_seats": 20})
    assert world.kinds(conference.stream) == []


def test_a_setting_out_of_bounds_is_refused_where_it_was_written(home, conference, actor):
    with pytest.raises(Invalid) as refused:
        change(home, actor, conference, reglement={"max_seats": 0, "no_such": 1})
    assert [error["pointer"] for error in refused.value.members["errors"]] == [
        "#/reglement/max_seats",
        "#/reglement/no_such",
    ]


def test_a_setting_changed_meanwhile_is_not_overwritten(home, conference, actor):
    change(home, actor, conference, purpose="Un")
    with pytest.raises(OutOfDate) as refused:
        change(home, actor, conference, purpose="Deux", expected_version=1)
    assert refused.value.members["current_version"] == 2


@pytest.mark.parametrize("accent", ["#ffe14d", "rouge", "#12345"])
def test_an_accent_that_cannot_be_read_is_refused_with_a_way_out(home, conference, actor, accent):
    with pytest.raises(Invalid) as refused:
        change(home, actor, conference, accent=accent)
    error = refused.value.members["errors"][0]
    assert error["pointer"] == "#/accent"
    assert "exemple #" in error["detail"]


def test_the_accent_can_be_given_up(home, world, conference, actor):
    world.update(conference, accent="#5b3f8c")
    assert change(home, actor, conference, accent="").accent is None


def test_r3_4_the_order_of_levels_names_only_levels_that_vote(home, world, actor, conference):
    change(home, actor, conference, level_order=[Level.EPCI, Level.REGION])
    empty = world.conference()
    world.seat(empty, Level.COMMUNE)
    with pytest.raises(Refused, match="niveau sans siège votant") as refused:
        change(home, world.actor(world.secretary(empty)), empty, level_order=[Level.EPCI])
    assert refused.value.members["rule"] == "R3.4"
    with pytest.raises(Refused, match="est vide"):
        change(home, actor, conference, level_order=[])


def test_r3_11_a_statutory_conference_has_no_order_of_levels(home, world, conference, actor):
    world.update(conference, profile="ctap")
    with pytest.raises(Refused) as refused:
        change(home, actor, conference, level_order=[Level.REGION])
    assert refused.value.members["rule"] == "R3.11"


def test_r3_9_the_cost_of_the_secretariat_is_kept_to_the_cent(home, conference, actor):
    assert change(home, actor, conference, secretariat_cost_cents=18_000_001).secretariat_cost_cents == 18_000_001
