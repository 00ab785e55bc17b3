"""Reviews: dates on the calendar, proposed to an agenda, missed in public (R14.3, R16)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.contracts.models import Clause, Contract, ContractReview
from app.contracts.reviews.operations.keeping import keep_reviews
from app.contracts.reviews.operations.scheduling import schedule_reviews
from app.contracts.reviews.queries import contracts_to_keep
from app.contracts.rules import reviews as rules
from app.contracts.words import ClauseKind, ReviewKind, ReviewState
from app.foundation.actors import SYSTEM
from app.foundation.errors import IllegalTransition, Refused
from app.jobs import keep_contract_reviews
from app.sittings.models import AgendaItem
from app.sittings.words import ItemKind, ItemOrigin, ItemState, SittingState
from tests.builders.contracts import a_contract


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
        return sorted(((r.key, r.due_on, r.state) for r in found), key=lambda r: r[1])


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
