"""Reviews: dates on the calendar, proposed to an agenda, missed in public (R14.3, R16)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.conferences.models import Conference
from app.contracts import doors  # noqa: F401 - importing it enters the commands
from app.contracts.models import Clause, Contract, ContractReview, ContractRollup, Rider
from app.contracts.reviews import policies
from app.contracts.reviews.operations.keeping import keep_reviews
from app.contracts.reviews.operations.scheduling import schedule_reviews
from app.contracts.reviews.queries import contracts_to_keep
from app.contracts.rules import reviews as rules
from app.contracts.words import ClauseKind, ContractState, Health, ReviewKind, ReviewState
from app.foundation.actors import SYSTEM, VISITOR
from app.foundation.commands import COMMANDS
from app.foundation.errors import IllegalTransition, Invalid, NotAllowed, OutOfDate, Refused
from app.foundation.shapes import load
from app.jobs import keep_contract_reviews
from app.sittings.models import AgendaItem
from app.sittings.words import ItemKind, ItemOrigin, ItemState, SittingState
from tests.builders.contracts import a_contract, a_party, an_action, an_officer


def a_clause(world, contract, kind, **fields):
    return world.add(
        Clause(contract_id=contract.id, kind=kind, title=kind.value, rank=1, written_at=world.clock(), fields=fields)
    )


def a_review(world, contract, **given):
    fields = {
        "contract_id": contract.id,
        "kind": ReviewKind.MID_TERM,
        "title": "Revue à mi-parcours",
        "due_on": world.today() + timedelta(days=30),
        "key": "mid_term",
    }
    return world.add(ContractReview(**fields | given))


def reviews(world, contract):
    with world.home.units.reading() as session:
        found = session.scalars(select(ContractReview).where(ContractReview.contract_id == contract.id))
        return sorted(((r.key, r.due_on, r.state) for r in found), key=lambda r: (r[1], r[0]))


def schedule(world, contract):
    with world.home.units.begin(SYSTEM) as work:
        return len(schedule_reviews(work, work.session.get_one(Contract, contract.id)))


def keep(world, contract):
    with world.home.units.begin(SYSTEM) as work:
        return keep_reviews(work, contract.id)


@pytest.fixture
def contract(world):
    conference = world.conference()
    return a_contract(
        world,
        slug="contrat-suivi",
        title="Contrat suivi",
        conference_id=conference.id,
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 12, 31),
    )


def test_r16_1_entry_into_force_puts_the_mid_term_on_the_calendar_with_its_computation(world, contract):
    assert schedule(world, contract) == 1
    assert reviews(world, contract) == [("mid_term", date(2027, 1, 1), ReviewState.DUE)]
    assert world.kinds(contract.stream) == ["review.scheduled"]


def test_r14_3_the_method_agreement_adds_its_own_reviews(world, contract):
    a_clause(world, contract, ClauseKind.METHOD, review_months=6)
    assert schedule(world, contract) == 4
    assert [key for key, _, _ in reviews(world, contract)] == [
        "periodic:2026-07-01",
        "mid_term",
        "periodic:2027-01-01",
        "periodic:2027-07-01",
    ]


def test_r16_1_computing_again_makes_no_second_review_and_moves_those_that_wait(world, contract):
    schedule(world, contract)
    assert schedule(world, contract) == 0
    world.update(contract, ends_on=date(2029, 12, 31))
    assert schedule(world, contract) == 0
    assert reviews(world, contract) == [("mid_term", date(2028, 1, 1), ReviewState.DUE)]


def test_r16_3_what_was_due_before_the_contract_came_here_is_not_put_on_record_as_late(world):
    old = a_contract(world, starts_on=date(2015, 1, 1), ends_on=date(2029, 12, 31))
    assert schedule(world, old) == 0


def test_r16_1_a_review_soon_due_is_proposed_to_the_next_agenda_of_the_conference(world, contract):
    review = a_review(world, contract)
    with world.home.units.reading() as session:
        conference_id = session.get_one(Contract, contract.id).conference_id
    conference = type("C", (), {"id": conference_id})
    sitting = world.sitting(conference, state=SittingState.PREPARING)
    assert (keep(world, contract), keep(world, contract)) == (1, 0)
    with world.home.units.reading() as session:
        item = session.scalars(select(AgendaItem).where(AgendaItem.sitting_id == sitting.id)).one()
        assert (item.kind, item.origin, item.state) == (ItemKind.REVIEW, ItemOrigin.SYSTEM, ItemState.PROPOSED)
        assert item.origin_reference == f"review:{review.id}"
        assert session.get_one(ContractReview, review.id).state is ReviewState.PROPOSED
    assert world.kinds(contract.stream) == ["review.proposed"]


def test_r16_1_a_review_a_year_away_waits(world, contract):
    a_review(world, contract, due_on=world.today() + timedelta(days=365))
    assert keep(world, contract) == 0


def test_r16_3_a_missed_review_marks_the_contract_late_once_in_public(world, contract, client):
    a_review(world, contract, due_on=world.today() - timedelta(days=1))
    keep_contract_reviews(world.home.units)
    keep_contract_reviews(world.home.units)
    assert world.kinds(contract.stream) == ["review.missed"]
    assert reviews(world, contract)[0][2] is ReviewState.MISSED
    assert "revue manquée" in client.get("/contrats?retard=revue").text


def test_r16_3_a_review_is_not_missed_on_its_own_day(world, contract):
    a_review(world, contract, due_on=world.today())
    keep_contract_reviews(world.home.units)
    assert reviews(world, contract)[0][2] is not ReviewState.MISSED


def test_r16_3_the_review_of_an_imported_contract_is_unknown_rather_than_missed(world):
    imported = a_contract(world, source={"document": "doc"})
    a_review(world, imported, due_on=world.today() - timedelta(days=400))
    keep_contract_reviews(world.home.units)
    assert reviews(world, imported)[0][2] is ReviewState.DUE
    with world.home.units.reading() as session:
        assert contracts_to_keep(session, world.today()) == []


@pytest.fixture
def officer(world, contract):
    party = world.institution(name="Agglomération partie")
    a_party(world, contract, party)
    return an_officer(world, party)


def act(world, person, name, **data):
    with world.home.units.begin(world.actor(person)) as work:
        return COMMANDS[name].run(work, **load(COMMANDS[name].shape, data))


def test_r16_2_a_party_asks_for_a_review_for_a_case_that_the_contract_lists(world, contract, officer):
    a_clause(world, contract, ClauseKind.REVIEW, cases=["Fermeture d’usine"], trigger_days=30)
    act(world, officer, "review.trigger", contract_id=contract.id, case="Fermeture d’usine")
    assert reviews(world, contract) == [("", world.today() + timedelta(days=30), ReviewState.DUE)]
    assert world.kinds(contract.stream) == ["review.triggered"]
    with pytest.raises(Refused, match="n’est pas dans la liste"):
        act(world, officer, "review.trigger", contract_id=contract.id, case="Envie de changer")
    with pytest.raises(NotAllowed, match="par une partie du contrat"):
        act(world, world.person(), "review.trigger", contract_id=contract.id, case="Fermeture d’usine")


def test_r16_4_a_review_held_freezes_the_state_of_the_contract_and_it_continues(world, contract, officer, client):
    action = an_action(world, contract, title="Pont", health=Health.LATE, due="2026-01", due_on=date(2026, 1, 31))
    world.add(ContractRollup(contract_id=contract.id, actions=1, late=1))
    review = a_review(world, contract)
    act(world, officer, "review.hold", review_id=review.id, held_on="2026-03-02", findings="Le pont attend.")
    with world.home.units.reading() as session:
        held = session.get_one(ContractReview, review.id)
        assert (held.state, held.snapshot["late"]) == (ReviewState.HELD, 1)
        assert [late["code"] for late in held.snapshot["late_actions"]] == [action.code]
        assert session.get_one(Contract, contract.id).state is ContractState.UNDER_REVIEW
    with pytest.raises(IllegalTransition, match="déjà été tenue"):
        act(world, officer, "review.hold", review_id=review.id, held_on="2026-03-02")
    act(world, officer, "review.conclude", review_id=review.id, conclusion="continue")
    with world.home.units.reading() as session:
        assert session.get_one(Contract, contract.id).state is ContractState.IN_FORCE
    with pytest.raises(IllegalTransition, match="déjà conclue"):
        act(world, officer, "review.conclude", review_id=review.id, conclusion="continue")
    assert "review.concluded" in world.kinds(contract.stream)
    page = client.get(f"/contrats/contrat-suivi/revues/{review.id}").text
    assert "Le pont attend." in page
    assert "Le contrat continue" in page


def test_r16_4_a_review_may_open_a_rider(world, contract, officer):
    review = a_review(world, contract)
    act(world, officer, "review.hold", review_id=review.id, held_on="2026-03-02")
    with pytest.raises(Refused, match="Écrivez les constats"):
        act(world, officer, "review.conclude", review_id=review.id, conclusion="rider")
    act(world, officer, "review.conclude", review_id=review.id, conclusion="rider", findings="À corriger.")
    with world.home.units.reading() as session:
        rider = session.scalars(select(Rider)).one()
        assert (rider.review_id, rider.reason) == (review.id, "À corriger.")
        assert session.get_one(Contract, contract.id).state is ContractState.IN_FORCE


def test_r16_4_a_review_may_end_the_contract(world, contract, officer):
    review = a_review(world, contract)
    act(world, officer, "review.hold", review_id=review.id, held_on="2026-03-02", findings="Plus rien ne va.")
    act(world, officer, "review.conclude", review_id=review.id, conclusion="termination")
    with world.home.units.reading() as session:
        assert session.get_one(Contract, contract.id).state is ContractState.TERMINATED


def test_r16_4_a_review_is_not_concluded_before_it_was_held_nor_held_tomorrow(world, contract, officer):
    review = a_review(world, contract)
    with pytest.raises(Refused, match="après avoir été tenue"):
        act(world, officer, "review.conclude", review_id=review.id, conclusion="continue", findings="Rien.")
    with pytest.raises(Invalid):
        act(world, officer, "review.hold", review_id=review.id, held_on="2026-03-04")


def test_a_review_decided_on_an_older_version_is_refused_with_the_present_one(world, contract, officer):
    review = a_review(world, contract)
    with pytest.raises(OutOfDate) as refused:
        act(world, officer, "review.hold", review_id=review.id, held_on="2026-03-02", expected_version=7)
    assert refused.value.members["current_version"] == 1


@pytest.mark.parametrize(
    ("who", "triggers", "holds"),
    [
        ("visitor", False, False),
        ("stranger", False, False),
        ("delegate", False, False),
        ("chair", False, True),
        ("secretary", False, True),
        ("partner", False, True),
        ("officer", True, True),
        ("officer of another institution", False, False),
        ("administrator", False, False),
        ("system", False, False),
    ],
)
def test_who_may_ask_for_a_review_hold_it_and_conclude_it(world, contract, officer, who, triggers, holds):
    with world.home.units.reading() as session:
        found = session.get_one(Contract, contract.id, options=[selectinload(Contract.parties)])
        conference = session.get_one(Conference, found.conference_id)
    actor = {
        "visitor": lambda: VISITOR,
        "stranger": lambda: world.actor(world.person()),
        "delegate": lambda: world.actor(world.delegate(conference)),
        "chair": lambda: world.actor(world.chair(conference)),
        "secretary": lambda: world.actor(world.secretary(conference)),
        "partner": lambda: world.actor(world.partner(conference)),
        "officer": lambda: world.actor(officer),
        "officer of another institution": lambda: world.actor(an_officer(world, world.institution())),
        "administrator": lambda: world.actor(world.person(administrator=True)),
        "system": lambda: SYSTEM,
    }[who]()
    assert policies.may_trigger_review(actor, found) is triggers
    assert policies.may_hold_review(actor, found) is holds
    assert policies.may_conclude_review(actor, found) is holds
    assert policies.may_keep_reviews(actor) is (who == "system")


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        (ReviewState.DUE, ReviewState.HELD, True),
        (ReviewState.MISSED, ReviewState.HELD, True),
        (ReviewState.HELD, ReviewState.HELD, False),
        (ReviewState.CANCELLED, ReviewState.HELD, False),
        (ReviewState.HELD, ReviewState.CANCELLED, False),
    ],
)
def test_r16_4_what_a_review_can_become(before, after, allowed):
    if allowed:
        rules.check_transition(before, after)
    else:
        with pytest.raises(IllegalTransition):
            rules.check_transition(before, after)


def test_r16_2_only_a_case_that_the_contract_lists_triggers_a_review():
    rules.check_trigger("Fermeture d’usine", ["Fermeture d’usine"])
    with pytest.raises(Refused, match="n’est pas dans la liste"):
        rules.check_trigger("Envie", ["Fermeture d’usine"])
    with pytest.raises(Refused, match="ne liste aucun cas"):
        rules.check_trigger("Envie", [])


def test_r16_1_reviews_are_on_the_calendar_and_in_the_diary_of_the_conference(world, contract, client):
    review = a_review(world, contract)
    with world.home.units.reading() as session:
        slug = session.get_one(Contract, contract.id, options=[]).conference.slug
    assert f'href="/contrats/contrat-suivi/revues/{review.id}"' in client.get("/calendrier").text
    assert f"revue-{review.id}@" in client.get(f"/conferences/{slug}/agenda.ics").text
    assert f"revue-{review.id}@" in client.get("/calendrier.ics").text


def test_the_pages_of_reviews_say_how_dates_are_computed_in_at_most_twelve_questions(world, contract, client, queries):
    schedule(world, contract)
    review = a_review(world, contract, key="", kind=ReviewKind.FORCE_MAJEURE, explanation="Demandée")
    for path in ("", f"/{review.id}"):
        client.get(f"/contrats/contrat-suivi/revues{path}")
        with queries(12):
            answer = client.get(f"/contrats/contrat-suivi/revues{path}")
        assert answer.status_code == 200
    assert "la moitié de la durée du contrat" in client.get("/contrats/contrat-suivi/revues").text
    assert client.get("/contrats/contrat-suivi/revues/999999").status_code == 404
    assert client.get("/contrats/contrat-suivi/revues/99999999999").status_code == 404
