"""Mandates: given with their proof, ended with a reason, never rewritten."""

from datetime import date

import pytest
from sqlalchemy import select

from app.conferences import operations
from app.conferences.models import Conference, Mandate, Seat
from app.conferences.queries.capacities import capacities_of
from app.conferences.words import Office, SeatKind
from app.foundation.actors import CapacityKind
from app.foundation.errors import IllegalTransition, NotAllowed, Refused

TODAY = date(2026, 3, 3)


@pytest.fixture
def seat(world, conference, members):
    with world.home.units.reading() as session:
        return session.scalars(select(Seat).where(Seat.institution_id == members["dep1"].id)).one()


def give(home, actor, conference, person, **given):
    place = {"seat": given.pop("seat").id} if "seat" in given else {}
    fields = {"starts_on": TODAY, "proof": "Délibération du 2 mars 2026"}
    with home.units.begin(actor) as work:
        return operations.give_mandate(
            work,
            work.session.get_one(Conference, conference.id),
            person=person,
            seat=work.session.get_one(Seat, place["seat"]) if place else None,
            **fields | given,
        )


def end(home, actor, mandate, **given):
    with home.units.begin(actor) as work:
        stored = work.session.get_one(Mandate, mandate.id)
        operations.end_mandate(work, stored, **{"ends_on": TODAY, "reason": "Démission"} | given)


def test_r3_a_mandate_gives_the_seat_and_says_by_which_act(home, world, conference, seat):
    person = world.person()
    give(home, world.actor(world.secretary(conference)), conference, person, seat=seat)
    assert world.actor(person).voting_seats_in(conference.id) == {seat.id}
    entry = world.entries(conference.stream)[-1]
    assert (entry.kind, entry.payload["person"], entry.payload["seat_id"], entry.payload["proof"]) == (
        "mandate.given",
        person.name,
        seat.id,
        "Délibération du 2 mars 2026",
    )
    assert "email" not in entry.payload


def test_r3_a_seat_has_one_holder_at_a_time(home, world, conference, seat):
    holder = world.person()
    world.mandate(conference, holder, seat=seat)
    with pytest.raises(Refused, match="Un siège n’a qu’un titulaire à la fois") as refused:
        give(home, world.actor(world.secretary(conference)), conference, world.person(), seat=seat)
    assert holder.name in refused.value.detail
    assert refused.value.members["rule"] == "R3.2"


def test_r3_a_seat_whose_holder_leaves_can_be_given_from_that_very_day(home, world, conference, seat):
    secretary = world.actor(world.secretary(conference))
    old = world.mandate(conference, world.person(), seat=seat)
    end(home, secretary, old, ends_on=date(2026, 4, 1))
    give(home, secretary, conference, world.person(), seat=seat, starts_on=date(2026, 4, 1))
    with pytest.raises(Refused):
        give(home, secretary, conference, world.person(), seat=seat, starts_on=date(2026, 3, 31))


def test_r3_a_person_holds_one_seat_of_a_conference(home, world, conference, seat):
    person = world.delegate(conference)
    with pytest.raises(Refused, match="tient déjà un siège"):
        give(home, world.actor(world.secretary(conference)), conference, person, seat=seat)


def test_r3_6_the_state_representative_holds_no_seat(home, world, conference, seat, administrator):
    with pytest.raises(Refused, match="partenaire de la conférence et non membre") as refused:
        give(home, world.actor(administrator), conference, world.partner(conference), seat=seat)
    assert refused.value.members["rule"] == "R3.6"
    delegate = world.delegate(conference)
    with pytest.raises(Refused, match="partenaire de la conférence et non membre"):
        give(home, world.actor(administrator), conference, delegate, office=Office.STATE_REPRESENTATIVE)


def test_r3_3_a_mandate_starts_while_its_seat_exists(home, world, conference, seat):
    world.update(seat, ends_on=date(2026, 3, 1))
    with pytest.raises(Refused, match="finit le"):
        give(home, world.actor(world.secretary(conference)), conference, world.person(), seat=seat)


def test_a_seat_of_another_conference_is_refused(home, world, conference, administrator):
    elsewhere = world.seat(world.conference())
    with pytest.raises(Refused, match="autre conférence"):
        give(home, world.actor(administrator), conference, world.person(), seat=elsewhere)


def test_a_mandate_is_of_a_seat_or_of_an_office(home, world, conference, seat, administrator):
    with pytest.raises(Refused, match="l’un ou l’autre"):
        give(home, world.actor(administrator), conference, world.person())
    with pytest.raises(Refused, match="l’un ou l’autre"):
        give(home, world.actor(administrator), conference, world.person(), seat=seat, office=Office.SECRETARY)


def test_an_office_is_exercised_once_by_a_person(home, world, conference, administrator):
    with pytest.raises(Refused, match="exerce déjà"):
        give(
            home,
            world.actor(administrator),
            conference,
            world.secretary(conference),
            office=Office.SECRETARY,
        )


def test_the_chair_names_the_secretariat_and_the_state_its_representatives(home, world, conference):
    chair, partner = world.actor(world.chair(conference)), world.actor(world.partner(conference))
    give(home, chair, conference, world.person(), office=Office.SECRETARY)
    give(home, partner, conference, world.person(), office=Office.STATE_REPRESENTATIVE)
    with pytest.raises(NotAllowed):
        give(home, chair, conference, world.person(), office=Office.STATE_REPRESENTATIVE)
    with pytest.raises(NotAllowed):
        give(home, partner, conference, world.person(), office=Office.SECRETARY)


def test_r3_an_ended_mandate_keeps_what_it_was_and_gives_nothing_from_its_end(home, world, conference, seat):
    person = world.person()
    mandate = world.mandate(conference, person, seat=seat)
    end(home, world.actor(world.secretary(conference)), mandate, reason="Élu sénateur")
    with home.units.reading() as session:
        stored = session.get_one(Mandate, mandate.id)
        assert capacities_of(session, person.id, TODAY) == ()
        assert [c.kind for c in capacities_of(session, person.id, date(2026, 3, 2))] == [CapacityKind.DELEGATE]
    assert (stored.starts_on, stored.ends_on, stored.end_reason) == (date(2025, 1, 13), TODAY, "Élu sénateur")
    assert world.entries(conference.stream)[-1].payload["reason"] == "Élu sénateur"


def test_r3_an_end_on_record_is_not_rewritten(home, world, conference, seat):
    secretary = world.actor(world.secretary(conference))
    mandate = world.mandate(conference, world.person(), seat=seat)
    end(home, secretary, mandate)
    for other in (date(2026, 2, 1), date(2026, 6, 1)):
        with pytest.raises(IllegalTransition, match="ne se réécrit pas"):
            end(home, secretary, mandate, ends_on=other)


def test_a_mandate_does_not_end_before_it_begins(home, world, conference, seat):
    mandate = world.mandate(conference, world.person(), seat=seat)
    with pytest.raises(Refused, match="ne peut pas finir avant"):
        end(home, world.actor(world.secretary(conference)), mandate, ends_on=date(2024, 12, 31))


def test_r3_11_the_region_always_chairs_a_statutory_conference(home, world, conference, members):
    world.update(conference, profile="ctap", level_order=[])
    with home.units.reading() as session:
        region = session.scalars(select(Seat).where(Seat.institution_id == members["region"].id)).one()
    president = world.person()
    world.mandate(conference, president, seat=region)
    assert world.actor(president).holds(conference.id, CapacityKind.CHAIR)
    assert not world.actor(world.delegate(conference)).holds(conference.id, CapacityKind.CHAIR)


def test_an_observer_of_the_chairing_institution_does_not_chair(world, conference):
    chair = world.chair(conference)
    observer = world.person()
    with world.home.units.reading() as session:
        institution = session.get_one(Seat, chair.seat.id).institution
    seat = world.seat(conference, institution.level, institution=institution, kind=SeatKind.OBSERVER)
    world.mandate(conference, observer, seat=seat)
    assert not world.actor(observer).holds(conference.id, CapacityKind.CHAIR)
