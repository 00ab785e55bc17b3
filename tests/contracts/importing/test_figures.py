"""P2: what is imported is what the source says, to the cent, and what it does not say stays unknown."""

from decimal import Decimal

import pytest
from sqlalchemy import func, select

from app.contracts.importing.bodies import read_bodies
from app.contracts.importing.faults import Faults
from app.contracts.models import (
    Action,
    Axis,
    Contract,
    ContractEvent,
    ContractIndicator,
    ContractParty,
    ContractRollup,
    FundingLine,
    IndicatorValue,
)
from app.contracts.rules.amounts import total
from app.contracts.words import ContractState, Health, Period, Progress, SourceStatus
from app.demo.data import shipped
from app.institutions.models import InstitutionKind


@pytest.fixture
def everything(bring):
    return bring(shipped("contrats"), bodies=read_bodies(shipped("institutions"), Faults()))


@pytest.fixture
def session(home):
    with home.units.reading() as session:
        yield session


def contract(session, slug):
    return session.scalars(select(Contract).where(Contract.slug == slug)).one()


def test_p2_the_totals_of_the_source_are_those_of_the_platform(everything, session):
    assert (everything.created, everything.actions) == (45, 108)
    assert session.scalar(select(func.count(Contract.id))) == 45
    assert session.scalar(select(func.count(Action.id))) == 108
    assert session.scalar(select(func.sum(Action.cost_cents))) == 1_971_709_000_00
    parts = select(func.sum(Action.cost_cents)).where(Action.parent_id.is_not(None))
    assert session.scalar(parts) == 56_000_000_00
    lines = session.scalars(select(FundingLine)).all()
    assert len(lines) == 33
    assert total(lines) == 428_105_200_00
    assert [line.amount_cents for line in lines if line.period is Period.YEARLY] == [4_500_000_00]
    assert [line.amount_cents for line in lines if line.counted_in_parent] == [1_000_000_00]


def test_p2_the_figures_of_each_contract_are_those_of_the_source(everything, session):
    for record in shipped("contrats"):
        kept = contract(session, record["slug"])
        rollup = session.get_one(ContractRollup, kept.id)
        costs = [action["cout_total_eur"] for action in record["actions"]]
        lines = [
            line["montant_eur"]
            for action in record["actions"]
            for line in action["financements"]
            if line["periodicite"] != "annuelle" and not line["compte_dans_parent"]
        ]
        assert rollup.actions == len(record["actions"])
        assert rollup.cost_cents == 100 * sum(cost or 0 for cost in costs)
        assert rollup.known_costs == sum(cost is not None for cost in costs)
        assert rollup.funding_cents == 100 * sum(line or 0 for line in lines)
        expected = record["montant_total_eur"]
        assert kept.total_cents == (None if expected is None else 100 * expected)


def test_p2_what_the_source_does_not_say_is_none_and_never_zero(everything, session):
    unknown = session.scalars(select(Action).where(Action.cost_cents.is_(None))).all()
    said = [a for record in shipped("contrats") for a in record["actions"] if a["cout_total_eur"] is None]
    assert len(unknown) == len(said) > 0
    assert session.scalar(select(func.count(Action.id)).where(Action.cost_cents == 0)) == 0
    assert session.scalar(select(func.count(FundingLine.id)).where(FundingLine.amount_cents == 0)) == 0
    arras = contract(session, "crsd-arras")
    assert (arras.signed_on, arras.signed_text, arras.first_year, arras.total_cents) == (None, "", None, None)
    undated = session.scalars(select(Action).where(Action.due == "", Action.done == "")).all()
    assert all(action.due_on is None for action in undated)


def test_p2_qualifiers_stay_beside_their_amounts(everything, session):
    costs = select(Action.cost_qualifier, Action.cost_cents).where(Action.cost_qualifier != "")
    assert sorted(session.execute(costs).all()) == [
        ("près de", 50_000_000_00),
        ("près de", 60_000_000_00),
        ("supérieur à", 1_500_000_000_00),
    ]
    lines = select(FundingLine.qualifier).where(FundingLine.qualifier != "")
    assert sorted(session.scalars(lines)) == ["plus de", "plus de", "plus de", "près de", "près de"]


def test_p2_contradictions_stand_side_by_side(everything, session):
    variants = {
        (kept.slug, variant["field"]): [value["value"] for value in variant["values"]]
        for kept in session.scalars(select(Contract))
        for variant in kept.variants
    }
    assert variants["contrat-ville-bassin-lillois", "duration_years"] == ["6 ans", "7 ans"]
    assert variants["pacte-sambre-avesnois-thierache", "population"] == ["305 000 habitants", "300 000"]
    assert variants["ctes-sambre-avesnois", "territory"] == ["Sambre-Avesnois", "Sambre-Avesnois-Thiérache"]
    assert variants["ctes-sambre-avesnois", "starts"] == ["novembre 2017", "2018"]
    four, six = variants["erbm-bassin-minier", "axes"]
    assert (len(four), len(six)) == (4, 6)
    bassin = contract(session, "erbm-bassin-minier")
    assert session.scalar(select(func.count(Axis.id)).where(Axis.contract_id == bassin.id)) == 4


@pytest.mark.parametrize(
    ("slug", "source", "state"),
    [
        ("erbm-bassin-minier", SourceStatus.SIGNED, ContractState.IN_FORCE),
        ("cper-picardie-2015-2020", SourceStatus.SIGNED, ContractState.ENDED),
        ("contrats-cahors-hdf-2018", SourceStatus.SIGNED, ContractState.ENDED),
        ("programmes-europeens-hdf-2014-2020", SourceStatus.UNDER_WAY, ContractState.ENDED),
        ("centre-bourg-guise", SourceStatus.LAUREATE, ContractState.IN_FORCE),
        ("pat-douaisis", SourceStatus.LABELLED, ContractState.IN_FORCE),
        ("pat-mel", SourceStatus.FOLLOWED, ContractState.NEGOTIATED),
        ("charte-agriculture-urbanisme-nord", SourceStatus.TO_SIGN, ContractState.READY),
    ],
)
def test_p2_a_status_gives_a_state_and_stays_beside_it(everything, session, slug, source, state):
    kept = contract(session, slug)
    assert (kept.source_status, kept.state) == (source, state)
    assert bool(kept.ended_reason) is (state is ContractState.ENDED)
    assert kept.known_as_of.isoformat() == "2019-06-30"
    assert kept.public


def test_p2_dates_progress_parents_steering_and_indicators_are_those_of_the_source(everything, session):
    pact = contract(session, "pacte-sambre-avesnois-thierache")
    events = session.scalars(select(ContractEvent).where(ContractEvent.contract_id == pact.id)).all()
    assert {(event.dated, event.place) for event in events} == {
        ("2019-01-25", "La Capelle"),
        ("2019-06-28", "Maubeuge"),
    }
    assert contract(session, "ctes-sambre-avesnois").parent_id == pact.id
    progress = dict(session.execute(select(Action.progress, func.count()).group_by(Action.progress)).all())
    assert progress == {
        Progress.UNKNOWN: 45,
        Progress.UNDER_WAY: 26,
        Progress.DONE: 24,
        Progress.NOT_STARTED: 9,
        Progress.IN_STUDY: 4,
    }
    assert session.scalar(select(func.count(Action.id)).where(Action.health == Health.DONE)) == 24
    due = session.execute(select(Action.due, Action.due_on).where(Action.due == "2019-09").limit(1)).one()
    assert due.due_on.isoformat() == "2019-09-30"
    doctors = session.scalars(
        select(ContractIndicator).where(ContractIndicator.name == "Médecins sur le territoire")
    ).one()
    values = session.scalars(select(IndicatorValue).where(IndicatorValue.indicator_id == doctors.id)).one()
    assert (doctors.baseline, values.value, values.dated) == (Decimal(25), Decimal(15), "2018")


def test_p2_named_bodies_join_the_directory_and_groups_do_not(everything, session):
    state = session.scalars(select(ContractParty).where(ContractParty.name == "État").limit(1)).one()
    assert state.institution.kind is InstitutionKind.STATE_SERVICE
    group = session.scalars(
        select(FundingLine).where(FundingLine.funder_name == "Les 8 intercommunalités du bassin minier")
    ).one()
    assert group.funder_id is None
    assert everything.bodies > 20


def test_p2_a_contract_is_one_fact_and_not_one_per_action(everything, world, session):
    bassin = contract(session, "erbm-bassin-minier")
    assert world.kinds(bassin.stream) == ["contract.imported"]
    entry = world.entries(bassin.stream)[0]
    assert (entry.payload["actions"], entry.payload["funding_lines"]) == (17, 6)
