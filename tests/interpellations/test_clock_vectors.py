"""Deadlines of a file, found by hand, around the days that are easily got wrong (I3–I9)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.contracts.words import Health
from app.institutions.models import InstitutionKind, InstitutionPart, Level
from app.interpellations.answers import operations as answers
from app.interpellations.clock import deadlines, suspending
from app.interpellations.loading import file_of
from app.interpellations.models import Receipt
from app.interpellations.receipts.operations import acknowledge, set_contact
from app.interpellations.words import DeadlineKind
from tests.builders.contracts import a_contract, an_action, an_officer
from tests.builders.interpellations import a_file
from tests.interpellations.life import act, an_admitted_file, due, keep_at, noted

K = DeadlineKind
MAINLAND, MOSELLE, REUNION, MARTINIQUE = "80021", "57463", "97411", "97209"


@pytest.fixture
def place(world, clock, ground):
    """Move the ground to a territory: the institution that answers is there."""

    def moved(code):
        conference_id = ground[0].conference_id
        owner = world.institution(Level.COMMUNE, code=code)
        contract = a_contract(world, owner, conference_id=conference_id)
        return contract, an_action(world, contract, owner=owner, health=Health.LATE), ground[2], ground[3]

    return moved


def begun(world, ground, kind, at):
    """A file in which that kind of deadline begins at an instant of Paris or of UTC."""
    world.clock.moment = at
    contract, action, _secretary, citizen = ground
    file = a_file(world, contract, citizen, action)
    with world.home.units.begin(world.actor(ground[2])) as work:
        deadlines.begin(work, file_of(work, file.id), kind)
    return file


def noon(day):
    return datetime.fromisoformat(f"{day}T10:00+00:00")


DAYS = [
    # 1 and 8 May, Ascension (14 May 2026)
    (K.ACKNOWLEDGEMENT, MAINLAND, "2026-04-30", "2026-05-19"),
    (K.ACKNOWLEDGEMENT, MAINLAND, "2026-05-01", "2026-05-19"),
    (K.ACKNOWLEDGEMENT, MAINLAND, "2026-05-04", "2026-05-20"),
    (K.ACKNOWLEDGEMENT, MAINLAND, "2026-05-07", "2026-05-26"),
    (K.ADMISSIBILITY, MAINLAND, "2026-04-15", "2026-04-30"),
    (K.ADMISSIBILITY, MAINLAND, "2026-04-16", "2026-05-04"),
    (K.ADMISSIBILITY, MAINLAND, "2026-04-23", "2026-05-11"),
    (K.ADMISSIBILITY, MAINLAND, "2026-04-29", "2026-05-15"),
    (K.CORRECTION, MAINLAND, "2026-04-01", "2026-05-04"),
    (K.CLARIFICATION, MAINLAND, "2026-04-08", "2026-05-11"),
    (K.JUDGEMENT, MAINLAND, "2026-03-14", "2026-05-15"),
    (K.HEARING_REPLY, MAINLAND, "2026-04-14", "2026-05-15"),
    (K.SECOND_REQUEST, MAINLAND, "2026-03-14", "2026-05-15"),
    (K.LAST_RESORT, MAINLAND, "2026-02-14", "2026-05-15"),
    # the answer is due from date to date, whatever that day is: a silence is told when it is one
    (K.ANSWER, MAINLAND, "2026-03-01", "2026-05-01"),
    (K.ANSWER, MAINLAND, "2026-03-08", "2026-05-08"),
    (K.ANSWER, MAINLAND, "2026-03-14", "2026-05-14"),
    # Easter Monday (6 April 2026), and Good Friday (3 April) where it is a holiday
    (K.ACKNOWLEDGEMENT, MAINLAND, "2026-04-02", "2026-04-17"),
    (K.ACKNOWLEDGEMENT, MOSELLE, "2026-04-02", "2026-04-20"),
    (K.ADMISSIBILITY, MAINLAND, "2026-03-22", "2026-04-07"),
    (K.ADMISSIBILITY, MAINLAND, "2026-03-19", "2026-04-03"),
    (K.ADMISSIBILITY, MOSELLE, "2026-03-19", "2026-04-07"),
    # 26 December 2025 is a Friday; 20 December 2027 is a Monday
    (K.ACKNOWLEDGEMENT, MAINLAND, "2025-12-12", "2025-12-29"),
    (K.ACKNOWLEDGEMENT, MOSELLE, "2025-12-12", "2025-12-30"),
    (K.CORRECTION, MAINLAND, "2025-11-26", "2025-12-26"),
    (K.CORRECTION, MOSELLE, "2025-11-26", "2025-12-29"),
    (K.ACKNOWLEDGEMENT, MAINLAND, "2027-12-10", "2027-12-24"),
    (K.ACKNOWLEDGEMENT, REUNION, "2027-12-10", "2027-12-27"),
    (K.JUDGEMENT, MAINLAND, "2027-10-20", "2027-12-20"),
    (K.JUDGEMENT, REUNION, "2027-10-20", "2027-12-21"),
    # 29 February 2028, a Tuesday, and the years without one
    (K.ADMISSIBILITY, MAINLAND, "2028-02-14", "2028-02-29"),
    (K.CORRECTION, MAINLAND, "2028-01-31", "2028-02-29"),
    (K.CORRECTION, MAINLAND, "2026-01-31", "2026-03-02"),
    (K.CORRECTION, MAINLAND, "2027-01-29", "2027-03-01"),
    (K.ANSWER, MAINLAND, "2027-12-31", "2028-02-29"),
    (K.ANSWER, MAINLAND, "2026-12-30", "2027-02-28"),
    (K.ANSWER, MAINLAND, "2028-02-29", "2028-04-29"),
    (K.JUDGEMENT, MAINLAND, "2028-02-29", "2028-05-02"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "code", "start", "expected"), DAYS)
def test_i3_i5_what_is_owed_ends_the_day_the_law_says(world, place, kind, code, start, expected):
    deadline = due(world, begun(world, place(code), kind, noon(start)), kind)
    assert (deadline.starts_on.isoformat(), deadline.due_on.isoformat()) == (start, expected)


INSTANTS = [
    # the clocks go forward on 29 March 2026, back on 25 October; midnight is the one of the territory
    (MAINLAND, "2026-03-28T22:59:59", "2026-03-28", "2026-05-28"),
    (MAINLAND, "2026-03-28T23:00:00", "2026-03-29", "2026-05-29"),
    (MAINLAND, "2026-03-29T21:59:59", "2026-03-29", "2026-05-29"),
    (MAINLAND, "2026-03-29T22:00:00", "2026-03-30", "2026-05-30"),
    (MAINLAND, "2026-10-24T21:59:59", "2026-10-24", "2026-12-24"),
    (MAINLAND, "2026-10-24T22:00:00", "2026-10-25", "2026-12-25"),
    (MAINLAND, "2026-10-25T22:59:59", "2026-10-25", "2026-12-25"),
    (MAINLAND, "2026-10-25T23:00:00", "2026-10-26", "2026-12-26"),
    (REUNION, "2026-05-04T19:59:59", "2026-05-04", "2026-07-04"),
    (REUNION, "2026-05-04T20:00:00", "2026-05-05", "2026-07-05"),
    (MARTINIQUE, "2026-05-05T03:59:59", "2026-05-04", "2026-07-04"),
    (MARTINIQUE, "2026-05-05T04:00:00", "2026-05-05", "2026-07-05"),
]


@pytest.mark.parametrize(("code", "at", "start", "expected"), INSTANTS)
def test_i5_the_day_of_an_act_is_the_day_where_the_institution_is(world, place, code, at, start, expected):
    deadline = due(world, begun(world, place(code), K.ANSWER, datetime.fromisoformat(f"{at}+00:00")), K.ANSWER)
    assert (deadline.starts_on.isoformat(), deadline.due_on.isoformat()) == (start, expected)


LAST_MOMENTS = [
    (MAINLAND, "2026-01-29", "2026-03-29T22:00:00"),
    (MAINLAND, "2026-08-25", "2026-10-25T23:00:00"),
    (MOSELLE, "2026-05-04", "2026-07-04T22:00:00"),
    (REUNION, "2026-05-04", "2026-07-04T20:00:00"),
    (MARTINIQUE, "2026-05-04", "2026-07-05T04:00:00"),
]


@pytest.mark.parametrize(("code", "start", "over_at"), LAST_MOMENTS)
def test_i5_late_begins_at_midnight_there_and_not_a_second_before(world, place, code, start, over_at):
    world.clock.moment = noon(start)
    file = an_admitted_file(world, place(code))
    over = datetime.fromisoformat(f"{over_at}+00:00")
    keep_at(world, file, over - timedelta(seconds=1))
    assert noted(world, file, "became_late") == 0
    keep_at(world, file, over)
    assert noted(world, file, "became_late") == 1


def test_i5_an_answer_given_in_the_last_second_there_is_in_time(world, place):
    ground = place(MARTINIQUE)
    world.clock.moment = noon("2026-05-04")
    file = an_admitted_file(world, ground)
    with world.home.units.reading() as session:
        officer = an_officer(world, session.merge(ground[1]).owner)
    world.clock.moment = datetime(2026, 7, 5, 3, 59, 59, tzinfo=UTC)
    act(world, officer, answers.give_answer, file, text="Le chantier reprend.", signatory="La directrice")
    assert world.entries(file.stream)[-1].payload["in_time"] is True


def test_i3_the_receipt_says_the_day_it_was_where_the_institution_is(world, place):
    ground = place(REUNION)
    file = begun(world, ground, K.ACKNOWLEDGEMENT, datetime(2026, 5, 4, 20, 30, tzinfo=UTC))
    contact = {"name": "Accueil", "email": "accueil@exemple.invalid", "phone": "02 00 00 00 00", "address": "1 rue A"}
    with world.home.units.begin(world.actor(ground[2])) as work:
        found = file_of(work, file.id)
        assert found.service is not None
        set_contact(work, found.service, **contact)
    act(world, ground[2], acknowledge, file)
    with world.home.units.reading() as session:
        assert session.get_one(Receipt, file.id).content["received_on"] == "2026-05-05"


def test_i5_an_intercommunality_follows_the_days_of_its_communes(world, ground):
    whole = world.institution(Level.EPCI, code="200039865")
    part = world.institution(Level.COMMUNE, code="57631")
    world.add(InstitutionPart(whole_id=whole.id, part_id=part.id))
    contract = a_contract(world, whole, conference_id=ground[0].conference_id)
    moselle = (contract, an_action(world, contract, owner=whole, health=Health.LATE), *ground[2:])
    deadline = due(world, begun(world, moselle, K.ADMISSIBILITY, noon("2026-03-19")), K.ADMISSIBILITY)
    assert deadline.due_on == date(2026, 4, 7)


def test_i5_a_service_of_the_state_follows_the_days_of_the_conferences_region(world, ground):
    region = world.institution(Level.REGION, code="04")
    conference = world.conference(region=region)
    service = world.institution(InstitutionKind.STATE_SERVICE)
    contract = a_contract(world, service, conference_id=conference.id)
    there = (contract, an_action(world, contract, owner=service, health=Health.LATE), *ground[2:])
    deadline = due(world, begun(world, there, K.JUDGEMENT, noon("2027-10-20")), K.JUDGEMENT)
    assert deadline.due_on == date(2027, 12, 21)


SENTENCES = [
    (
        K.ACKNOWLEDGEMENT, MAINLAND, "2026-05-04",
        ["reçue le 4 mai 2026, jour qui ne compte pas",
         "10 jours ouvrés, samedis, dimanches et jours fériés non comptés, jusqu’au mercredi 20 mai 2026",
         "vendredi 8 mai 2026 férié (fête de la Victoire)", "jeudi 14 mai 2026 férié (Ascension)",
         "échéance le 20 mai 2026"],
    ),
    (
        K.ADMISSIBILITY, MAINLAND, "2026-04-16",
        ["reçue le 16 avril 2026, jour qui ne compte pas", "15 jours jusqu’au vendredi 1er mai 2026",
         "le 1er mai 2026 est férié (fête du Travail), reporté au lundi 4 mai 2026", "échéance le 4 mai 2026"],
    ),
    (
        K.ADMISSIBILITY, MOSELLE, "2026-03-19",
        ["reçue le 19 mars 2026, jour qui ne compte pas", "15 jours jusqu’au vendredi 3 avril 2026",
         "le 3 avril 2026 est férié (vendredi saint), reporté au mardi 7 avril 2026", "échéance le 7 avril 2026"],
    ),
    (
        K.JUDGEMENT, REUNION, "2027-10-20",
        ["publiée le 20 octobre 2027, jour qui ne compte pas",
         "2 mois, de date à date, jusqu’au lundi 20 décembre 2027",
         "le 20 décembre 2027 est férié (abolition de l’esclavage), reporté au mardi 21 décembre 2027",
         "échéance le 21 décembre 2027"],
    ),
    (
        K.ANSWER, MAINLAND, "2027-12-31",
        ["transmise le 31 décembre 2027, jour qui ne compte pas",
         "2 mois, de date à date, jusqu’au mardi 29 février 2028", "échéance le 29 février 2028"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "code", "start", "said"), SENTENCES)
def test_i5_the_public_file_shows_how_each_date_was_found(world, place, client, kind, code, start, said):
    file = begun(world, place(code), kind, noon(start))
    stored = [step.replace("\u00a0", " ") for step in due(world, file, kind).computation]
    assert stored == said
    page = client.get(f"/interpellations/{file.number}").get_data(as_text=True).replace("\u00a0", " ")
    assert [step for step in said if step not in page] == []


def test_i5_a_suspension_over_the_change_of_hour_adds_its_days_exactly(world, ground, clock):
    clock.moment = noon("2026-09-07")
    file = an_admitted_file(world, ground)
    secretary = ground[2]
    clock.moment = datetime(2026, 10, 20, 22, 30, tzinfo=UTC)  # 21 October, half past midnight in Paris
    act(world, secretary, suspending.suspend, file, K.ANSWER, reason="Expertise demandée")
    clock.moment = datetime(2026, 10, 28, 22, 30, tzinfo=UTC)  # still 28 October: the clocks went back
    act(world, secretary, suspending.resume, file, K.ANSWER)
    answer = due(world, file, K.ANSWER)
    assert answer.due_on == date(2026, 11, 14)
    assert any("du 21 octobre 2026 au 27 octobre 2026" in step.replace("\u00a0", " ") for step in answer.computation)


def test_every_kind_of_deadline_has_a_vector():
    assert {kind for kind, *_ in DAYS} == set(DeadlineKind)
