"""The page of a contract: plain words first, exact figures, and what nobody knows said as such (P2)."""

from datetime import date
from decimal import Decimal

import pytest

from app.contracts.models import ContractEvent, ContractReview, ContractRollup
from app.contracts.rules import plain_words
from app.contracts.rules.reviews import mid_term, months_after, periodic, span_of
from app.contracts.words import ContractNature, ContractState, Health, ReviewKind, ReviewState
from tests.builders.contracts import a_contract, a_milestone, a_place, an_action, an_axis, an_officer


def plain(words):
    return words.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


class Dated:
    """A contract of which nothing is known but what a test says."""

    nature, state = ContractNature.CONTRACT, ContractState.IN_FORCE
    signed_on = starts_on = ends_on = first_year = last_year = duration_years = None
    signed_text = signed_precision = signed_at_place = ""

    def __init__(self, **given):
        self.__dict__.update(given)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"signed_on": date(2018, 11, 7), "signed_at_place": "Fourmies"}, "Signé le 7 novembre 2018 à Fourmies."),
        ({"signed_text": "été 2015"}, "Signé : la source écrit « été 2015 », sans donner le jour."),
        ({}, "Date de signature inconnue."),
        ({"state": ContractState.DRAFT}, "Pas encore signé."),
        ({"nature": ContractNature.AGREEMENT, "signed_on": date(2019, 3, 1)}, "Signée le 1er mars 2019."),
    ],
)
def test_p2_the_signature_is_told_as_precisely_as_it_is_known(given, said):
    assert plain(plain_words.signed_sentence(Dated(**given))) == said


def test_p2_a_bound_stays_a_bound_and_an_unknown_amount_is_not_zero():
    told = {"actions": 4, "known_costs": 3, "cost_cents": 10_00, "funding_cents": 0}
    bound = plain_words.money_sentences(total_cents=4_300_000_00, qualifier="plus de", **told)
    assert [plain(s) for s in bound] == [
        "Montant global : plus de 4 300 000 €.",
        "3 actions sur 4 ont un coût connu : 10 €.",
    ]
    unknown = plain_words.money_sentences(
        total_cents=None, qualifier="", actions=2, known_costs=0, cost_cents=0, funding_cents=0
    )
    assert [plain(s) for s in unknown] == [
        "Le montant global n’est pas connu.",
        "Le coût de ses 2 actions n’est pas connu.",
    ]


def test_r16_1_the_mid_term_is_computed_from_what_is_known_and_says_how():
    exact = mid_term(Dated(starts_on=date(2026, 1, 1), ends_on=date(2029, 12, 31)))
    assert (exact.due_on, exact.key) == (date(2028, 1, 1), "mid_term")
    assert plain(exact.explanation) == (
        "Date calculée : la moitié de la durée du contrat, du 1er janvier 2026 (début du contrat) "
        "au 31 décembre 2029 (fin du contrat)."
    )
    assert mid_term(Dated(signed_on=date(2018, 11, 7), duration_years=Decimal(4))).due_on == date(2020, 11, 6)
    assert mid_term(Dated(first_year=2015, last_year=2020)).due_on == date(2018, 1, 1)
    assert mid_term(Dated(starts_on=date(2026, 1, 1))) is None
    assert mid_term(Dated(duration_years=Decimal(4))) is None


def test_r14_3_the_frequency_of_the_method_agreement_makes_the_calendar_to_the_end_of_the_contract():
    contract = Dated(starts_on=date(2026, 1, 31), ends_on=date(2027, 1, 30))
    assert [p.due_on for p in periodic(contract, 3)] == [date(2026, 4, 30), date(2026, 7, 31), date(2026, 10, 31)]
    assert [p.key for p in periodic(contract, 6)] == ["periodic:2026-07-31"]
    assert periodic(contract, None) == ()
    assert span_of(Dated(starts_on=date(2026, 1, 1), ends_on=date(2025, 1, 1))) is None


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 3, 15), 12, date(2027, 3, 15)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(start, months, day):
    assert months_after(start, months) == day


@pytest.fixture
def pact(world):
    """A pact as a source tells it: axes, late actions, an unrecognised party, no word on its review."""
    epci = world.institution(name="Agglomération d’essai")
    an_officer(world, epci)
    pact = a_contract(
        world,
        epci,
        title="Pacte d’essai",
        slug="pacte-essai",
        nature=ContractNature.PACT,
        signed_on=date(2018, 11, 7),
        duration_years=Decimal(10),
        source={"document": "doc", "page": 20},
        known_as_of=date(2019, 6, 1),
    )
    a_place(world, pact, epci)
    axis = an_axis(world, pact, title="Se déplacer")
    action = an_action(
        world,
        pact,
        title="Route à deux voies",
        axis_id=axis.id,
        health=Health.FAILING,
        due="2019-09",
        due_on=date(2019, 9, 30),
    )
    a_milestone(world, action, due="2019-03", due_on=date(2019, 3, 31), title="Enquête")
    an_action(world, pact, health=Health.UNKNOWN)
    world.add(ContractRollup(contract_id=pact.id, actions=2, failing=1, unknown=1))
    world.add(ContractEvent(contract_id=pact.id, rank=1, label="Comité", dated="2019-04", place="Fourmies"))
    return pact


def test_a_citizen_reads_what_is_promised_by_whom_with_what_money_and_what_is_late_and_why(client, pact):
    page = plain(client.get("/contrats/pacte-essai").text)
    for words in (
        "Ce pacte porte 1 axe : « Se déplacer ».",
        "Agglomération d’essai. Signé le 7 novembre 2018. Durée : 10 ans.",
        "Le montant global n’est pas connu.",
        "Route à deux voies",
        "échéance de septembre 2019 dépassée de 6 ans",
        "On ne sait pas où en est 1 action.",
        "Ces institutions ont nommé un référent du contrat",
        "Le coût de 2 actions.",
    ):
        assert words in page, words


def test_r16_3_an_imported_contract_whose_source_says_nothing_of_its_review_is_not_called_late(client, pact):
    page = plain(client.get("/contrats/pacte-essai").text)
    assert "La source ne dit pas si la revue a eu lieu." in page
    assert "Mi-parcours : 7 novembre 2023" in page
    assert "Revue manquée" not in page


def test_r16_3_a_missed_review_is_the_first_thing_said_of_what_is_late(client, world):
    contract = a_contract(world, slug="tenu-ici")
    world.add(
        ContractReview(
            contract_id=contract.id,
            kind=ReviewKind.MID_TERM,
            title="Revue à mi-parcours",
            due_on=date(2026, 1, 5),
            state=ReviewState.MISSED,
            key="mid_term",
        )
    )
    page = plain(client.get("/contrats/tenu-ici").text)
    assert "Revue manquée" in page
    assert "due le 5 janvier 2026" in page


def test_what_is_not_public_is_not_found_and_shown_to_its_parties(client, as_, world):
    party = world.institution()
    draft = a_contract(world, party, slug="projet", public=False, state=ContractState.DRAFT)
    assert client.get("/contrats/projet").status_code == 404
    assert client.get("/contrats/projet/flux.atom").status_code == 404
    assert draft.title in as_(an_officer(world, party)).get("/contrats/projet").text


def test_the_page_its_fragment_and_its_feed_ask_at_most_twelve_questions(client, as_, world, pact, queries):
    client.get("/contrats/pacte-essai")
    for path in ("", "/fragments/essentiel", "/flux.atom", "/dates.ics"):
        with queries(12):
            assert client.get(f"/contrats/pacte-essai{path}").status_code == 200
    officer = as_(an_officer(world, world.institution()))
    officer.get("/contrats/pacte-essai")
    with queries(12):
        officer.get("/contrats/pacte-essai")


def test_the_next_dates_of_a_contract_go_to_a_diary(client, world):
    contract = a_contract(world, slug="a-venir", ends_on=date(2027, 12, 31))
    world.add(ContractRollup(contract_id=contract.id, actions=1, on_time=1, next_due_on=date(2026, 6, 30)))
    calendar = client.get("/contrats/a-venir/dates.ics").text
    assert "DTSTART;VALUE=DATE:20260630" in calendar
    assert "DTSTART;VALUE=DATE:20271231" in calendar
    assert "Fin du contrat" in calendar
