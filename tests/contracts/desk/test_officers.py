"""R6.1: each institution names its contract officer, from a dated act; parties without one are listed first."""

from datetime import date

import pytest

from app.capacities import every_capacity
from app.contracts.desk.officers import end_officer, name_officer
from app.contracts.models import ContractOfficer
from app.foundation.actors import CapacityKind
from app.foundation.errors import IllegalTransition, NotAllowed, Refused
from app.institutions.models import Institution
from app.people.models import Person
from tests.builders.contracts import a_contract, a_state_service, an_officer

DAY = date(2026, 3, 3)


def name(home, world, actor, institution, person, **given):
    with home.units.begin(world.actor(actor)) as work:
        return name_officer(
            work,
            institution=work.session.get_one(Institution, institution.id),
            person=work.session.get_one(Person, person.id),
            starts_on=given.get("starts_on", DAY),
            proof="Arrêté n° 12",
        ).id


def test_r6_1_an_officer_is_named_by_the_secretariat_from_a_dated_act(home, world):
    conference = world.conference()
    town, person = world.institution(), world.person()
    officer_id = name(home, world, world.secretary(conference), town, person)
    with home.units.reading() as session:
        held = every_capacity(session, [person.id], DAY)[person.id]
        before = every_capacity(session, [person.id], date(2026, 3, 2))
    assert [(c.kind, c.institution_id) for c in held] == [(CapacityKind.CONTRACT_OFFICER, town.id)]
    assert before == {}
    entry = world.entries("directory:1")[-1]
    assert (entry.kind, entry.payload["officer_id"], entry.payload["proof"]) == (
        "officer.named",
        officer_id,
        "Arrêté n° 12",
    )


def test_r6_1_a_prefecture_may_have_several_officers_but_nobody_twice(home, world):
    conference, state = world.conference(), a_state_service(world)
    secretary, one, other = world.secretary(conference), world.person(), world.person()
    name(home, world, secretary, state, one)
    name(home, world, secretary, state, other)
    with pytest.raises(Refused, match="déjà référent"):
        name(home, world, secretary, state, one)


@pytest.mark.parametrize("who", ["chair", "delegate", "partner"])
def test_r6_1_nobody_else_names_officers(home, world, who):
    conference = world.conference()
    with pytest.raises(NotAllowed, match="secrétariat"):
        name(home, world, getattr(world, who)(conference), world.institution(), world.person())


def test_r6_1_an_end_is_not_moved_later_and_history_stays(home, world):
    conference, town = world.conference(), world.institution()
    person = an_officer(world, town)
    secretary = world.secretary(conference)

    def end(day):
        with home.units.begin(world.actor(secretary)) as work:
            officer = work.session.query(ContractOfficer).filter_by(person_id=person.id).one()
            end_officer(work, officer, ends_on=day)

    with pytest.raises(Refused, match="commence le"):
        end(date(2025, 1, 5))
    end(DAY)
    with pytest.raises(IllegalTransition):
        end(date(2026, 4, 1))
    with home.units.reading() as session:
        assert every_capacity(session, [person.id], DAY) == {}
        assert person.id in every_capacity(session, [person.id], date(2026, 3, 2))


def test_r6_1_parties_without_an_officer_come_first(client, world, queries):
    with_one, without = world.institution(name="Ville Pourvue"), world.institution(name="Ville Démunie")
    a_contract(world, with_one, without)
    an_officer(world, with_one)
    with queries(12):
        page = client.get("/contrats/referents").get_data(as_text=True)
    assert "1 partie sans référent" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert page.index("Ville Démunie") < page.index("Ville Pourvue")
