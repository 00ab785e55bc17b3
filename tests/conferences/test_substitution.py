"""Presiding in the place of the chair: by an act, for a time, by a member, and never delegated again."""

from datetime import date, timedelta

import pytest

from app.conferences import operations
from app.conferences.models import Conference, Mandate, PresidencyTerm, Seat
from app.conferences.operations import end_mandate, give_mandate
from app.conferences.words import Office, SeatKind
from app.foundation.actors import CapacityKind
from app.foundation.errors import Invalid, NotAllowed, Refused
from app.home.powers.queries import who_could
from app.people.models import Person

TODAY = date(2026, 3, 3)
SOON = TODAY + timedelta(days=30)


@pytest.fixture
def conference(world):
    return world.conference(slug="essai")


@pytest.fixture
def chair(world, conference):
    return world.chair(conference)


@pytest.fixture
def member(world, conference):
    return world.delegate(conference)


@pytest.fixture
def substitute(home, world, conference):
    """Name somebody in the place of the chair."""

    def run(by, person, **given):
        fields = {"starts_on": TODAY, "ends_on": SOON, "proof": "Arrêté de délégation du 2 mars 2026"}
        with home.units.begin(world.actor(by)) as work:
            return give_mandate(
                work,
                work.session.get_one(Conference, conference.id),
                person=work.session.get_one(Person, person.id),
                office=Office.SUBSTITUTE_CHAIR,
                **fields | given,
            )

    return run


def presides(world, conference, person):
    return world.actor(person).holds(conference.id, CapacityKind.CHAIR)


def test_r3_5_the_chair_names_a_substitute_who_presides_until_the_day_said(
    home, as_, world, clock, conference, chair, member, substitute
):
    sitting = world.open_sitting(conference)
    asked = {"data": {"sitting_id": sitting.id}}
    assert as_(member).post("/api/v1/commands/sitting.suspend", json=asked).status_code == 403
    substitute(chair, member)
    assert as_(member).post("/api/v1/commands/sitting.suspend", json=asked).status_code == 200
    assert presides(world, conference, chair)
    entry = world.entries(conference.stream)[-1]
    assert (entry.kind, entry.payload["office"]) == ("mandate.given", "substitute_chair")
    assert entry.payload["proof"] == "Arrêté de délégation du 2 mars 2026"
    clock.advance(days=29)
    assert presides(world, conference, member)
    clock.advance(days=1)
    assert not presides(world, conference, member)


def test_r3_5_what_was_delegated_is_not_delegated_again_and_nobody_else_delegates_it(
    home, world, conference, chair, member, substitute
):
    other = world.delegate(conference)
    for by in (world.secretary(conference), world.partner(conference), other, world.chair(world.conference())):
        with pytest.raises(NotAllowed):
            substitute(by, member)
    substitute(chair, member)
    with pytest.raises(NotAllowed):
        substitute(member, other)
    substitute(world.person(administrator=True), other)


def test_r3_5_a_substitute_is_a_voting_member_and_has_an_end(world, conference, chair, member, substitute):
    with pytest.raises(Invalid, match="Il manque la fin"):
        substitute(chair, member, ends_on=None)
    with pytest.raises(Invalid, match="finit après avoir commencé"):
        substitute(chair, member, ends_on=TODAY)
    for outsider in (world.person(), world.delegate(conference, kind=SeatKind.OBSERVER), world.secretary(conference)):
        with pytest.raises(Refused, match="ne tient pas de siège votant"):
            substitute(chair, outsider)


def test_r3_4_a_delegation_does_not_outlive_the_presidency_that_gave_it(
    home, world, clock, conference, chair, member, substitute
):
    with pytest.raises(Refused, match="La présidence change le"):
        substitute(chair, member, ends_on=TODAY + timedelta(days=400))
    substitute(chair, member)
    with home.units.begin(world.actor(chair)) as work:
        term = work.session.query(PresidencyTerm).filter_by(conference_id=conference.id).one()
        operations.vacate_presidency(
            work, work.session.get_one(Conference, conference.id), term, on=TODAY, reason="Démission"
        )
    assert not presides(world, conference, member)
    assert "mandate.ended" in world.kinds(conference.stream)


def test_r3_4_a_delegation_falls_with_the_seat_of_whoever_received_it(
    home, world, conference, chair, member, substitute
):
    substitute(chair, member)
    with home.units.begin(world.actor(world.secretary(conference))) as work:
        seat = work.session.query(Mandate).filter_by(person_id=member.id, office=None).one()
        end_mandate(work, seat, ends_on=TODAY, reason="Démission du conseil")
    assert world.actor(member).capacities == ()
    with home.units.reading() as session:
        ended = session.query(Mandate).filter_by(person_id=member.id, office=Office.SUBSTITUTE_CHAIR).one()
        assert (ended.ends_on, ended.end_reason) == (TODAY, "Fin du mandat de siège")


def test_a_seat_known_to_end_bounds_the_delegation(world, conference, chair, substitute):
    person, seat = world.person(), world.seat(conference)
    world.mandate(conference, person, seat=seat, ends_on=TODAY + timedelta(days=10))
    with pytest.raises(Refused, match="Son mandat finit le"):
        substitute(chair, person)
    substitute(chair, person, ends_on=TODAY + timedelta(days=10))


def test_the_chair_takes_a_delegation_back_at_once(home, world, conference, chair, member, substitute):
    given = substitute(chair, member)
    with home.units.begin(world.actor(chair)) as work:
        end_mandate(work, work.session.get_one(Mandate, given.id), ends_on=TODAY, reason="Retour")
    assert not presides(world, conference, member)


def test_an_interim_of_the_secretariat_ends_by_itself(home, as_, world, clock, conference, chair):
    person = world.person()
    asked = {
        "conference_id": conference.id,
        "email": person.email,
        "office": "secretary",
        "starts_on": TODAY.isoformat(),
        "ends_on": SOON.isoformat(),
        "proof": "Congé de Mme Témoin",
    }
    told = as_(chair).post("/api/v1/commands/mandate.give", json={"data": asked}).get_json()
    assert "prend fin de lui-même le 2\u00a0avril\u00a02026" in told["result"]["message"]
    assert world.actor(person).holds(conference.id, CapacityKind.SECRETARY)
    clock.advance(days=30)
    assert not world.actor(person).capacities


def test_the_page_of_powers_and_the_account_call_a_substitute_by_their_name(
    home, as_, world, conference, chair, member, substitute
):
    substitute(chair, member)
    with home.units.reading() as session:
        powers = who_could(session, session.get_one(Conference, conference.id), TODAY)
    [held] = [one for one in powers.held if one.person_id == member.id and one.capacity.kind is CapacityKind.CHAIR]
    assert (held.words, held.until) == ("Suppléance de la présidence", SOON)
    assert "Arrêté de délégation" in held.proof
    [opens] = [act for act in powers.acts if act.words == "Mettre aux voix et clore un scrutin"]
    assert {one.person_id for one in opens.held} == {chair.id, member.id}
    assert "Suppléance de la présidence" in as_(member).get("/compte").text
    desk = as_(chair).get("/conferences/essai/administration/mandats").text
    assert "Désigner un suppléant" in desk
    assert "jusqu’à la veille du 2\u00a0avril\u00a02026" in desk
    assert "Désigner un suppléant" not in as_(member).get("/conferences/essai/administration/mandats").text


def test_a_seat_given_for_a_time_ends_by_itself(home, world, clock, conference):
    seat, person = world.seat(conference), world.person()
    with home.units.begin(world.actor(world.secretary(conference))) as work:
        give_mandate(
            work,
            work.session.get_one(Conference, conference.id),
            person=person,
            seat=work.session.get_one(Seat, seat.id),
            starts_on=TODAY,
            ends_on=SOON,
            proof="Délibération n° 4",
        )
    assert world.actor(person).voting_seats_in(conference.id) == {seat.id}
    clock.advance(days=30)
    assert not world.actor(person).capacities
