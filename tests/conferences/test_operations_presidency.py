"""The turning presidency as it is recorded (R3.4, R3.11)."""

from datetime import date

import pytest
from sqlalchemy import select

from app.conferences import operations
from app.conferences.models import Conference, PresidencyTerm
from app.conferences.queries.capacities import capacities_of
from app.conferences.queries.presidency import presidency_of
from app.foundation.actors import CapacityKind
from app.foundation.errors import IllegalTransition, Refused
from app.institutions.models import Level

TODAY = date(2026, 3, 3)
YEAR = {"starts_on": date(2026, 1, 1), "ends_on": date(2027, 1, 1)}


@pytest.fixture
def secretary(world, conference):
    return world.actor(world.secretary(conference))


def term(world, conference, level, institution=None, **given):
    fields = {"conference_id": conference.id, "level": level, "institution_id": institution and institution.id}
    return world.add(PresidencyTerm(**fields | YEAR | given))


def plan(home, actor, conference, **given):
    with home.units.begin(actor) as work:
        return operations.plan_term(work, work.session.get_one(Conference, conference.id), **given)


def choose(home, actor, conference, planned, institution, decision="Vote du 2 mars 2026"):
    with home.units.begin(actor) as work:
        operations.choose_president(
            work,
            work.session.get_one(Conference, conference.id),
            work.session.get_one(PresidencyTerm, planned.id),
            institution=institution,
            decision=decision,
        )


def vacate(home, actor, conference, running, **given):
    fields = {"on": TODAY, "reason": "Démission de l’exécutif"}
    with home.units.begin(actor) as work:
        return operations.vacate_presidency(
            work,
            work.session.get_one(Conference, conference.id),
            work.session.get_one(PresidencyTerm, running.id),
            **fields | given,
        )


def test_r3_4_the_first_term_begins_today_and_lasts_what_the_reglement_says(home, world, conference, secretary):
    world.update(conference, reglement={"term_months": 24})
    planned = plan(home, secretary, conference, level=Level.REGION)
    assert (planned.starts_on, planned.ends_on, planned.institution_id) == (TODAY, date(2028, 3, 3), None)
    assert world.kinds(conference.stream) == ["presidency.planned"]


def test_r3_4_the_next_term_follows_the_last_one_on_the_level_agreed(home, world, conference, secretary, members):
    term(world, conference, Level.REGION, members["region"])
    planned = plan(
        home,
        secretary,
        conference,
        level=Level.DEPARTEMENT,
        institution=members["dep1"],
        decision="Vote du 12 janvier 2026",
    )
    assert (planned.starts_on, planned.ends_on) == (date(2027, 1, 1), date(2028, 1, 1))
    assert world.entries(conference.stream)[-1].payload["institution"] == "Département 1"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"level": Level.REGION}, "présiderait deux fois de suite"),
        ({"level": Level.COMMUNE}, "Selon l’ordre convenu"),
        ({"level": Level.DEPARTEMENT, "starts_on": date(2027, 2, 1)}, "Personne ne présiderait"),
        ({"level": Level.DEPARTEMENT, "starts_on": date(2026, 6, 1)}, "chevauche"),
        ({"level": Level.DEPARTEMENT, "ends_on": date(2029, 1, 1)}, "Une présidence dure 12"),
        ({"level": Level.DEPARTEMENT, "institution": "epci1", "decision": "Vote"}, "du bon niveau"),
        ({"level": Level.DEPARTEMENT, "institution": "dep1"}, "décision enregistrée"),
        ({"level": Level.DEPARTEMENT, "institution": "outsider", "decision": "Vote"}, "n’a pas de siège votant"),
    ],
)
def test_r3_4_a_plan_that_breaks_the_rotation_is_refused_in_words(
    home, world, conference, secretary, members, given, words
):
    term(world, conference, Level.REGION, members["region"])
    outsider = world.institution(Level.DEPARTEMENT)
    if "institution" in given:
        given = given | {"institution": members.get(given["institution"], outsider)}
    with pytest.raises(Refused, match=words) as refused:
        plan(home, secretary, conference, **given)
    assert refused.value.members["rule"] == "R3.4"
    assert world.kinds(conference.stream) == []


def test_r3_4_nobody_holds_two_consecutive_terms(home, world, conference, secretary, members):
    world.update(conference, level_order=["departement"])
    term(world, conference, Level.DEPARTEMENT, members["dep1"])
    following = plan(home, secretary, conference, level=Level.DEPARTEMENT, skip_reason="un seul niveau")
    with pytest.raises(Refused, match="ne préside pas deux fois de suite"):
        choose(home, secretary, conference, following, members["dep1"])
    choose(home, secretary, conference, following, members["dep2"])


def test_r3_4_a_recorded_decision_chooses_the_institution_within_its_level(home, world, conference, secretary, members):
    planned = term(world, conference, Level.EPCI)
    choose(home, secretary, conference, planned, members["epci2"])
    with home.units.reading() as session:
        stored = session.get_one(PresidencyTerm, planned.id)
    assert (stored.institution_id, stored.decision) == (members["epci2"].id, "Vote du 2 mars 2026")
    assert world.kinds(conference.stream) == ["presidency.chosen"]


def test_r3_4_an_institution_of_another_level_is_not_chosen(home, world, conference, secretary, members):
    planned = term(world, conference, Level.EPCI)
    with pytest.raises(Refused, match="du bon niveau"):
        choose(home, secretary, conference, planned, members["dep1"])


def test_r3_4_a_chosen_institution_is_not_replaced_without_a_vacancy(home, world, conference, secretary, members):
    planned = term(world, conference, Level.EPCI, members["epci1"])
    with pytest.raises(IllegalTransition, match="constatez la vacance"):
        choose(home, secretary, conference, planned, members["epci2"])


def test_r3_4_a_vacancy_is_filled_by_the_same_level_until_the_term_ends(home, world, conference, members):
    chair = world.person()
    world.mandate(conference, chair, seat=_seat(world, members["dep1"]))
    interim = world.person()
    world.mandate(conference, interim, seat=_seat(world, members["dep2"]))
    running = term(world, conference, Level.DEPARTEMENT, members["dep1"])
    stored = vacate(
        home, world.actor(chair), conference, running, interim=members["dep2"], decision="Vote du 3 mars 2026"
    )
    assert (stored.level, stored.starts_on, stored.ends_on) == (Level.DEPARTEMENT, TODAY, date(2027, 1, 1))
    assert not world.actor(chair).holds(conference.id, CapacityKind.CHAIR)
    assert world.actor(interim).holds(conference.id, CapacityKind.CHAIR)
    with home.units.reading() as session:
        before = capacities_of(session, chair.id, date(2026, 3, 2))
    assert CapacityKind.CHAIR in {capacity.kind for capacity in before}
    assert world.kinds(conference.stream) == ["presidency.vacated"]


def _seat(world, institution):
    from app.conferences.models import Seat

    with world.home.units.reading() as session:
        return session.scalars(select(Seat).where(Seat.institution_id == institution.id)).one()


def test_r3_4_an_interim_may_be_chosen_later(home, world, conference, secretary, members):
    running = term(world, conference, Level.DEPARTEMENT, members["dep1"])
    gap = vacate(home, secretary, conference, running)
    assert gap.institution_id is None
    choose(home, secretary, conference, gap, members["dep2"])
    with home.units.reading() as session:
        stored = session.get_one(Conference, conference.id)
        assert presidency_of(session, stored, TODAY).chairing == members["dep2"].id


@pytest.mark.parametrize(
    ("interim", "on", "words"),
    [
        ("epci1", TODAY, "du bon niveau"),
        ("dep1", TODAY, "ne peut pas assurer l’intérim"),
        ("dep2", date(2027, 6, 1), "hors de la présidence en cours"),
        ("dep2", date(2025, 6, 1), "hors de la présidence en cours"),
    ],
)
def test_r3_4_a_vacancy_against_the_rule_is_refused_in_words(
    home, world, conference, secretary, members, interim, on, words
):
    running = term(world, conference, Level.DEPARTEMENT, members["dep1"])
    with pytest.raises(Refused, match=words):
        vacate(home, secretary, conference, running, interim=members[interim], decision="Vote", on=on)
    with home.units.reading() as session:
        assert session.get_one(PresidencyTerm, running.id).vacated_on is None


def test_r3_4_the_plan_for_the_next_four_terms_is_always_there(home, world, conference, members):
    term(world, conference, Level.REGION, members["region"])
    with home.units.reading() as session:
        presidency = presidency_of(session, session.get_one(Conference, conference.id), TODAY)
    assert presidency.current.institution == "Région d’essai"
    assert [t.level for t in presidency.coming] == [Level.DEPARTEMENT, Level.EPCI, Level.COMMUNE, Level.REGION]
    assert [t.starts_on.year for t in presidency.coming] == [2027, 2028, 2029, 2030]


def test_r3_11_nothing_turns_in_a_statutory_conference(home, world, conference, secretary, members):
    world.update(conference, profile="ctap", level_order=[])
    with pytest.raises(Refused, match="préside toujours") as refused:
        plan(home, secretary, conference, level=Level.REGION)
    assert refused.value.members["rule"] == "R3.11"
    with home.units.reading() as session:
        presidency = presidency_of(session, session.get_one(Conference, conference.id), TODAY)
    assert (presidency.statutory, presidency.chairing, presidency.wheel) == (True, members["region"].id, ())
