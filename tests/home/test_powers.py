"""« Who could do what on 3 March? » has one answer, by the acts of that day."""

import re
from datetime import date, timedelta

import pytest

from app.conferences.models import Conference, PresidencyTerm, Seat, ThematicGroup
from app.conferences.operations import change_settings, give_mandate, name_group_member
from app.conferences.words import AdmissionCriterion, MemberCategory, Office, Profile, SeatKind
from app.foundation.actors import Actor
from app.foundation.clock import local_date
from app.home.powers.acts import ACTS, AnySitting
from app.home.powers.queries import who_could
from app.institutions.models import Institution, Level
from app.people.models import Person

DAY = date(2026, 3, 3)


@pytest.fixture
def conference(world):
    return world.conference(slug="essai", name="Conférence d’essai")


def powers_on(home, conference, day):
    with home.units.reading() as session:
        return who_could(session, session.get_one(Conference, conference.id), day)


def could(home, conference, day, words):
    [act] = [one for one in powers_on(home, conference, day).acts if one.words == words]
    return {one.person_id for one in act.held}


def test_who_could_vote_on_a_day_is_who_held_a_voting_seat_that_day(home, world, conference):
    former, now = world.person(), world.person()
    seat = world.seat(conference)
    world.mandate(conference, former, seat=seat, starts_on=date(2025, 2, 1), ends_on=date(2026, 1, 15))
    world.mandate(conference, now, seat=seat, starts_on=date(2026, 1, 15))
    world.delegate(conference, kind=SeatKind.OBSERVER)
    assert could(home, conference, date(2025, 1, 31), "Voter") == set()
    assert could(home, conference, date(2025, 2, 1), "Voter") == {former.id}
    assert could(home, conference, date(2026, 1, 14), "Voter") == {former.id}
    assert could(home, conference, date(2026, 1, 15), "Voter") == {now.id}


def test_s4_r3_4_an_interim_opens_the_chairs_acts_from_its_day_and_closes_the_others(home, world, conference):
    first, second = world.delegate(conference, Level.REGION), world.delegate(conference, Level.REGION)
    for person, starts, vacated, interim in (
        (first, date(2025, 9, 1), date(2026, 2, 1), False),
        (second, date(2026, 2, 1), None, True),
    ):
        world.add(
            PresidencyTerm(
                conference_id=conference.id,
                level=Level.REGION,
                institution_id=person.seat.institution_id,
                starts_on=starts,
                ends_on=date(2026, 9, 1),
                vacated_on=vacated,
                interim=interim,
                decision=f"Désignation du {starts:%d/%m/%Y}",
            )
        )
    assert could(home, conference, date(2026, 1, 31), "Mettre aux voix et clore un scrutin") == {first.id}
    assert could(home, conference, date(2026, 2, 1), "Mettre aux voix et clore un scrutin") == {second.id}
    [chair] = [one for one in powers_on(home, conference, DAY).held if one.words == "Présidence"]
    assert chair.proof.startswith("Désignation du 01/02/2026 (intérim)")
    assert "Délibération du 6 janvier 2025" in chair.proof
    assert (chair.since, chair.until) == (date(2026, 2, 1), date(2026, 9, 1))


def test_r3_11_in_a_statutory_conference_the_region_chairs_by_law(home, world):
    region = world.institution(Level.REGION)
    conference = world.conference(region=region, profile=Profile.CTAP)
    person = world.delegate(conference, Level.REGION, institution=region)
    assert could(home, conference, DAY, "Fixer l’ordre du jour") == {person.id}
    [chair] = [one for one in powers_on(home, conference, DAY).held if one.words == "Présidence"]
    assert "L. 1111-9-1" in chair.proof


def test_r3_6_the_state_speaks_and_refers_and_never_votes(home, world, conference):
    state = world.partner(conference)
    assert could(home, conference, DAY, "Saisir la conférence d’une question") == {state.id}
    assert state.id in could(home, conference, DAY, "Demander la parole")
    assert could(home, conference, DAY, "Voter") == set()


def test_what_the_page_says_is_what_the_door_answers(home, world, conference):
    """Each capacity alone, or all of a person's together: the policies say the same of every act."""
    chair, delegate = world.chair(conference), world.delegate(conference, Level.EPCI)
    both = world.delegate(conference)
    world.mandate(conference, both, office=Office.SECRETARY)
    group = world.group(conference)
    world.group_member(group, delegate)
    outsider = world.group_member(group, world.person()).person_id
    people = [chair, delegate, both, world.secretary(conference), world.partner(conference)]
    elsewhere = world.chair(world.conference())
    with home.units.reading() as session:
        stored = session.get_one(Conference, conference.id)
        found = who_could(session, stored, DAY)
        sitting = AnySitting(conference_id=conference.id, reglement=stored.reglement)
        for act, said in zip(ACTS, found.acts[: len(ACTS)], strict=True):
            opened = {one.person_id for one in said.held}
            for person in (*people, elsewhere):
                assert (person.id in opened) == act.open_to(world.actor(person), sitting), act.words
            assert not act.open_to(Actor(), sitting)
    assert {one.person_id for one in found.acts[-1].held} >= {delegate.id, outsider, chair.id}
    assert elsewhere.id not in {one.person_id for one in found.held}


def test_every_capacity_is_told_with_the_act_that_proves_it(home, world, conference):
    world.chair(conference)
    world.secretary(conference)
    world.group_member(world.group(conference), world.person())
    held = powers_on(home, conference, DAY).held
    assert len(held) == 4
    assert all(one.proof and one.of and one.since <= DAY for one in held)


def words_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def test_the_page_shows_acts_persons_and_proofs_to_anybody(client, world, conference, queries):
    chair = world.chair(conference)
    world.person(given_name="Sans", family_name="Mandat")
    with queries(12):
        page = client.get("/conferences/essai/pouvoirs")
    text = words_of(page)
    for said in (chair.name, "Mettre aux voix", "Seule la présidence met aux voix", "Décision de désignation"):
        assert said in text
    assert "Sans Mandat" not in text
    before = words_of(client.get("/conferences/essai/pouvoirs?date=2024-12-31"))
    assert chair.name not in before
    assert "personne ne tenait de siège" in before


@pytest.mark.parametrize("written", ["hier", "2026-02-30", "99999-01-01", "<script>"])
def test_a_day_that_cannot_be_read_is_said(client, conference, written):
    answer = client.get("/conferences/essai/pouvoirs", query_string={"date": written})
    assert answer.status_code == 422
    assert "n’est pas une date" in words_of(answer)


def test_the_same_answer_comes_as_json(client, world, conference):
    delegate = world.delegate(conference)
    answer = client.get(f"/api/v1/conferences/{conference.id}/powers?date=2026-03-03").get_json()
    [vote] = [act for act in answer["acts"] if act["act"] == "Voter"]
    assert vote["person_ids"] == [delegate.id]
    assert answer["held"][0]["proof"] == "Délibération du 6 janvier 2025"
    assert client.get(f"/api/v1/conferences/{conference.id}/powers?date=2024-01-01").get_json()["held"] == []
    assert client.get("/api/v1/conferences/99999/powers").status_code == 404


def test_the_history_leads_to_it(client, world, conference):
    world.delegate(conference)
    page = client.get("/conferences/essai/historique?date=2026-03-03").text
    assert "/conferences/essai/pouvoirs?date=2026-03-03" in page


def test_today_is_the_day_when_none_is_asked(client, home, clock, world, conference):
    world.delegate(conference)
    assert f'value="{local_date(clock()).isoformat()}"' in client.get("/conferences/essai/pouvoirs").text


def test_an_auditor_sees_when_each_capacity_was_put_on_record_and_what_was_put_after_the_fact(home, world, clock):
    conference = world.conference(slug="essai")
    secretary, early, late = world.secretary(conference), world.person(), world.person()
    for person, seat in ((early, world.seat(conference)), (late, world.seat(conference))):
        with home.units.begin(world.actor(secretary)) as work:
            give_mandate(
                work,
                work.session.get_one(Conference, conference.id),
                person=work.session.get_one(Person, person.id),
                seat=work.session.get_one(Seat, seat.id),
                starts_on=DAY if person is early else DAY - timedelta(days=20),
                proof="Délibération n° 7",
            )
    held = {one.person_id: one for one in powers_on(home, conference, DAY).held}
    assert (held[early.id].recorded_on, held[early.id].recorded_late) == (DAY, False)
    assert (held[late.id].recorded_on, held[late.id].recorded_late) == (DAY, True)
    assert held[secretary.id].recorded_on is None


def test_the_page_of_a_day_tells_what_was_held_that_day_and_nothing_that_was_not_public(client, world):
    conference = world.conference(slug="essai")
    world.open_sitting(conference, title="Santé de proximité")
    world.open_sitting(conference, title="Entre soi", public=False)
    page = words_of(client.get("/conferences/essai/pouvoirs?date=2026-03-03"))
    assert "Santé de proximité" in page
    assert "Entre soi" not in page
    assert "n’a pas tenu de séance publique" in words_of(client.get("/conferences/essai/pouvoirs?date=2026-03-04"))


def test_the_rules_of_a_past_day_are_those_of_that_day(home, world, clock):
    conference = world.conference(slug="essai")
    secretary = world.secretary(conference)
    asked = "Donner et retirer la parole"
    assert secretary.id in could(home, conference, DAY, asked)
    clock.advance(days=10)
    with home.units.begin(world.actor(world.chair(conference))) as work:
        change_settings(
            work, work.session.get_one(Conference, conference.id), {"reglement": {"secretary_conducts": False}}
        )
    assert secretary.id not in could(home, conference, DAY + timedelta(days=10), asked)
    assert secretary.id in could(home, conference, DAY, asked)


def test_a_place_in_a_group_says_when_it_was_put_on_record(home, world):
    conference = world.conference(slug="essai")
    group, person = world.group(conference), world.person()
    with home.units.begin(world.actor(world.secretary(conference))) as work:
        name_group_member(
            work,
            work.session.get_one(ThematicGroup, group.id),
            institution=work.session.get_one(Institution, world.institution(Level.COMMUNE).id),
            person=work.session.get_one(Person, person.id),
            category=MemberCategory.INSTITUTIONAL,
            criterion=AdmissionCriterion.PAYS,
        )
    [held] = [one for one in powers_on(home, conference, DAY).held if one.person_id == person.id]
    assert (held.recorded_on, held.recorded_late) == (DAY, False)
