"""What every part of contracts stands on: dates of any precision, sums, capacities, and who reads the record."""

from datetime import date

import pytest

from app.capacities import every_capacity
from app.contracts.models import FundingLine
from app.contracts.rules.amounts import said, total
from app.contracts.rules.partial_dates import in_french, last_day, read_partial
from app.contracts.words import Period
from app.foundation.actors import VISITOR, CapacityKind
from app.foundation.errors import Invalid, NotFound
from app.journal.streams import audiences_for
from app.sittings import streams as _  # noqa: F401 - the kinds of streams are entered by their rooms
from tests.builders.contracts import a_contract, a_state_service, an_officer


@pytest.mark.parametrize(
    ("written", "first", "last", "words"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31), "2019"),
        ("2020-T1", date(2020, 1, 1), date(2020, 3, 31), "1er trimestre 2020"),
        ("2020-T4", date(2020, 10, 1), date(2020, 12, 31), "4e trimestre 2020"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "février 2020"),
        ("2019-09-15", date(2019, 9, 15), date(2019, 9, 15), "15 septembre 2019"),
        ("2017-2018", date(2017, 1, 1), date(2018, 12, 31), "2017-2018"),
    ],
)
def test_p2_a_date_of_any_precision_gives_the_days_it_allows(written, first, last, words):
    read = read_partial(written)
    assert (read.first, read.last, read.words.replace("\N{NO-BREAK SPACE}", " ")) == (first, last, words)


@pytest.mark.parametrize("written", ["2019-13", "2019-02-30", "2018-2017", "vers 2019", "19", "2020-T5", "2020-00"])
def test_p2_what_is_not_a_date_is_refused_in_words(written):
    with pytest.raises(Invalid, match="n’est pas une date"):
        read_partial(written)


def test_p2_no_date_stays_unknown():
    assert last_day("") is None
    assert in_french("") == ""


def a_line(cents, **given):
    return FundingLine(action_id=1, funder_name="État", rank=1, amount_cents=cents, **given)


def test_p2_yearly_amounts_unknown_ones_and_those_counted_elsewhere_are_never_added_in():
    lines = [a_line(100), a_line(7, period=Period.YEARLY), a_line(5, counted_in_parent=True), a_line(None), a_line(1)]
    assert total(lines) == 101


def test_p2_an_amount_keeps_its_qualifier_and_an_unknown_one_is_not_zero():
    assert said(430_000_000, "plus de").replace("\N{NARROW NO-BREAK SPACE}", " ").replace(
        "\N{NO-BREAK SPACE}", " "
    ) == ("plus de 4 300 000 €")
    assert said(None) == "inconnu"


def test_r6_1_a_contract_officer_holds_the_capacity_from_the_first_day_to_the_last(world):
    service = a_state_service(world)
    person = an_officer(world, service, starts_on=date(2026, 3, 1), ends_on=date(2026, 4, 1))
    with world.home.units.reading() as session:
        held = {
            day: every_capacity(session, [person.id], day).get(person.id, ())
            for day in (date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1))
        }
    kinds = [[c.kind for c in capacities] for capacities in held.values()]
    assert kinds == [[], [CapacityKind.CONTRACT_OFFICER], [CapacityKind.CONTRACT_OFFICER], []]


def test_a_draft_is_read_by_its_parties_and_nobody_else(world):
    service = a_state_service(world)
    contract = a_contract(world, service, public=False)
    officer = world.actor(an_officer(world, service))
    with world.home.units.reading() as session:
        assert audiences_for(session, officer, contract.stream) == ("public", "members", "bureau")
        with pytest.raises(NotFound):
            audiences_for(session, VISITOR, contract.stream)


def test_a_public_contract_is_read_by_everybody_less_what_is_for_its_parties(world):
    contract = a_contract(world)
    with world.home.units.reading() as session:
        assert audiences_for(session, VISITOR, contract.stream) == ("public",)
