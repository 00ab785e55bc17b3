"""The demonstration, loaded on ordinary days and on those that break calendars."""

import html
import re
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from app.conferences.models import CompositionAct, Finalite, GroupMember, PresidencyTerm, Seat
from app.conferences.queries.capacities import capacities_of
from app.conferences.rules.presidency import term_on
from app.conferences.words import SeatKind
from app.contracts.desk.queries import parties_with_officers
from app.contracts.models import Action, Contract, ContractParty, ContractRollup, FundingLine, ImportedRecord
from app.demo.cast import PLAYERS, SPECIFICITIES
from app.demo.loading import load_demo
from app.demo.staging import address
from app.foundation.actors import CapacityKind
from app.foundation.clock import local_date
from app.foundation.errors import Refused
from app.institutions.models import Institution
from app.institutions.words import Level
from app.interpellations.models import Body, GuideVersion, Interpellation, Watcher
from app.jobs import keep_time
from app.journal.models import JournalEntry
from app.journal.queries import streams, verify_stream
from app.people.queries import person_by_email
from app.sittings.models import AgendaItem, Ballot, Commitment, Minutes, MinutesCorrection, Presence, Sitting, Speech
from app.sittings.words import (
    BallotState,
    CommitmentState,
    ItemState,
    MinutesState,
    PresenceMode,
    SittingState,
    SpeechState,
)
from tests.demo.conftest import DAYS
from tests.processes import session_of

MOST_PAGES = 250


@pytest.fixture
def session(demo):
    with demo.home.units.reading() as session:
        yield session


@pytest.fixture
def today(demo):
    return local_date(demo.moment)


def the_live_sitting(session):
    return session.scalars(select(Sitting).where(Sitting.state == SittingState.OPEN)).one()


def test_the_demonstration_loads_once(demo):
    assert (demo.first, demo.second) == (True, False)


def test_r3_1_r3_2_r3_3_there_are_twenty_real_seats_two_of_them_observing(session, today):
    seats = [s for s in session.scalars(select(Seat)) if s.exists_on(today)]
    assert len(seats) == 20
    assert sum(s.kind is SeatKind.OBSERVER for s in seats) == 2
    assert {s.specificity.value for s in seats if s.specificity} == set(SPECIFICITIES)
    assert session.scalars(select(CompositionAct)).one().effective_on < today
    kinds = {level: sum(s.level is level for s in seats) for level in Level}
    assert all(kinds[level] for level in Level)
    assert kinds[Level.DEPARTEMENT] == 5
    named = session.scalars(select(Institution.name).where(Institution.id.in_([s.institution_id for s in seats]))).all()
    for name in ("Hauts-de-France", "Métropole Européenne de Lille", "Communauté urbaine de Dunkerque"):
        assert name in named
    assert any("Valenciennes Métropole" in name for name in named)
    assert any("Maubeuge Val de Sambre" in name for name in named)
    assert any("Lens - Liévin" in name for name in named)
    assert any("Amiens Métropole" in name for name in named)
    towns = session.scalars(
        select(Institution.population).where(
            Institution.id.in_([s.institution_id for s in seats if s.level is Level.COMMUNE])
        )
    ).all()
    assert min(towns) < 2000
    assert max(towns) > 50000


def test_r3_4_there_are_past_terms_a_current_one_and_the_next_four(session, today):
    terms = session.scalars(select(PresidencyTerm).order_by(PresidencyTerm.starts_on)).all()
    current = term_on(terms, today)
    rank = [t.id for t in terms].index(current.id)
    assert rank >= 2
    assert len(terms) - rank - 1 == 4
    assert [t.level for t in terms] == [*Level, *list(Level)[:3]]


def test_r2_r5_each_finalite_has_its_group_with_members_admitted_by_a_criterion(session):
    finalites = session.scalars(select(Finalite)).all()
    assert len(finalites) == 5
    for finalite in finalites:
        members = session.scalars(select(GroupMember).where(GroupMember.group_id == finalite.group.id)).all()
        assert len(members) >= 3


def test_a_sitting_is_under_way_in_the_middle_of_a_debate(session, demo):
    sitting = the_live_sitting(session)
    assert timedelta(0) < demo.moment - sitting.opened_at < timedelta(hours=1)
    assert sitting.public
    assert sitting.quorum_lost_at is None
    present = session.scalars(
        select(Presence).where(Presence.sitting_id == sitting.id, Presence.left_at.is_(None))
    ).all()
    modes = [p.mode for p in present]
    assert modes.count(PresenceMode.ROOM) >= 9
    assert modes.count(PresenceMode.REMOTE) >= 3
    speeches = session.scalars(select(Speech).where(Speech.sitting_id == sitting.id)).all()
    states = [s.state for s in speeches]
    assert states.count(SpeechState.SPEAKING) == 1
    assert states.count(SpeechState.WAITING) == 4
    speaking = next(s for s in speeches if s.state is SpeechState.SPEAKING)
    assert timedelta(0) < demo.moment - speaking.started_at < timedelta(minutes=3)
    item = session.get_one(AgendaItem, sitting.current_item_id)
    assert item.state is ItemState.CURRENT
    assert item.documents


def test_past_sittings_have_ballots_with_names_one_rejected_one_decided_by_the_chair(session):
    ballots = session.scalars(select(Ballot)).all()
    assert {b.state for b in ballots} == {BallotState.CLOSED}
    assert all(b.result["votes"] for b in ballots)
    assert sum(b.result["outcome"] == "rejected" for b in ballots) == 1
    assert sum(b.result["tied"] for b in ballots) == 1


def test_s13_some_commitments_are_kept_one_is_late_and_the_record_says_so(session, today):
    commitments = session.scalars(select(Commitment)).all()
    assert sum(c.state is CommitmentState.DONE for c in commitments) >= 4
    late = [c for c in commitments if c.state is CommitmentState.OPEN and c.due_on < today]
    assert len(late) == 1
    told = session.scalars(select(JournalEntry.payload).where(JournalEntry.kind == "commitment.fell_due")).all()
    assert [p["commitment_id"] for p in told] == [late[0].id]


def test_sittings_are_convened_and_one_is_in_preparation_with_a_question_of_the_state(session, demo):
    coming = session.scalars(select(Sitting).where(Sitting.starts_at > demo.moment)).all()
    assert {s.state for s in coming} == {SittingState.CONVENED, SittingState.PREPARING}
    prepared = next(s for s in coming if s.state is SittingState.PREPARING)
    items = session.scalars(select(AgendaItem).where(AgendaItem.sitting_id == prepared.id)).all()
    assert {i.state for i in items} == {ItemState.ACCEPTED, ItemState.PROPOSED}
    assert any(i.origin.value == "state_referral" for i in items)
    assert any(i.documents for i in items)
    assert any(s.group_id for s in coming)


def test_the_record_is_true_every_chain_verifies_and_time_never_goes_back(session):
    assert [verify_stream(session, head) for head in streams(session)] == [None] * len(streams(session))
    backwards = session.scalar(
        text(
            "SELECT count(*) FROM journal a JOIN journal b ON b.stream = a.stream AND b.position = a.position + 1 "
            "WHERE b.occurred_at < a.occurred_at"
        )
    )
    assert backwards == 0


def test_no_mail_of_the_past_is_sent_today(session):
    assert session.scalar(text("SELECT count(*) FROM procrastinate_jobs")) == 0


def test_every_player_has_an_account_and_a_name_that_nobody_bears(session, today):
    for player in PLAYERS.values():
        person = person_by_email(session, address(player))
        assert person.demo
        assert person.email.endswith("@essai.invalid")
    chair = person_by_email(session, address(PLAYERS["dunkerque"]))
    assert CapacityKind.CHAIR in {c.kind for c in capacities_of(session, chair.id, today)}
    gone = person_by_email(session, address(PLAYERS["somme_ancien"]))
    assert capacities_of(session, gone.id, today) == ()


def test_keeping_time_finds_nothing_to_add_the_same_day(demo, session):
    before = session.scalar(select(func.count()).select_from(JournalEntry))
    keep_time(demo.home.units)
    kinds = session.scalars(
        select(JournalEntry.kind).order_by(JournalEntry.occurred_at.desc(), JournalEntry.position.desc()).limit(3)
    ).all()
    assert session.scalar(select(func.count()).select_from(JournalEntry)) == before, kinds


def test_its_pages_open(demo):
    client = demo.app.test_client()
    with demo.home.units.reading() as session:
        live = the_live_sitting(session)
    for path in ("/", "/connexion", "/calendrier", f"/seances/{live.id}/salle", "/recherche?q=soins"):
        assert client.get(path).status_code == 200, path


def test_p2_the_contracts_of_the_demonstration_are_those_of_the_source(session):
    imported = select(ImportedRecord.contract_id)
    here, actions = Contract.id.in_(imported), Action.contract_id.in_(imported)
    assert session.scalar(select(func.count(Contract.id)).where(here)) == 45
    assert session.scalar(select(func.count(Action.id)).where(actions)) == 108
    assert session.scalar(select(func.sum(Action.cost_cents)).where(actions)) == 1_971_709_000_00
    sums = select(func.sum(ContractRollup.part_cost_cents), func.sum(ContractRollup.funding_cents))
    of_imported = sums.where(ContractRollup.contract_id.in_(imported))
    assert session.execute(of_imported).one() == (56_000_000_00, 428_105_200_00)
    assert session.scalar(select(func.count(Contract.id)).where(here, Contract.conference_id.is_(None))) == 0


def test_p2_the_parties_of_the_demonstration_are_institutions_of_the_directory(session):
    imported = select(ImportedRecord.contract_id)
    unknown = select(ContractParty.name).where(ContractParty.institution_id.is_(None))
    assert session.scalars(unknown.where(ContractParty.contract_id.in_(imported))).all() == []
    funders = select(FundingLine.funder_name).where(FundingLine.funder_id.is_(None)).distinct()
    assert sorted(session.scalars(funders)) == ["Les 8 intercommunalités du bassin minier", "Non précisé"]


def test_r6_1_the_demonstration_has_officers_and_parties_without(session, demo):
    lines = parties_with_officers(session, local_date(demo.moment))
    assert [len(line.officers) for line in lines if line.officers] == [1, 1, 1]
    assert not lines[0].officers


@pytest.mark.parametrize(
    "player", [None, "dunkerque", "secretariat", "prefet", "roubaix", "mel_observe", "administration", "vigie"]
)
def test_no_link_of_the_site_leads_nowhere_for_anybody(demo, player):
    """Follow every link from the first page, as somebody: none is missing, refused or broken."""
    client = demo.app.test_client()
    if player:
        with demo.home.units.reading() as session:
            person = person_by_email(session, address(PLAYERS[player]))
        with client.session_transaction() as cookie:
            cookie.update(session_of(person))
    shapes: Counter[str] = Counter()
    seen, waiting, broken = {"/"}, ["/"], []
    # The whole site on one day; on the days that break calendars, what is nearest to the first page.
    most = MOST_PAGES if demo.moment == DAYS["an ordinary afternoon"] else 25
    while waiting and len(seen) < most:
        path = waiting.pop(0)
        answer = client.get(path)
        if answer.status_code >= 400 or (answer.status_code == 303 and "/connexion" in answer.headers["Location"]):
            broken.append((answer.status_code, path))
        if answer.mimetype != "text/html":
            continue
        for link in re.findall(r'href="(/[^"#]*)', answer.text):
            path = html.unescape(link)
            shape = re.sub(r"\d+", "N", path)
            # A few of each kind: the five hundredth commune says nothing that the fifth did not.
            if path not in seen and shapes[shape] < 12 and not path.startswith("/fichiers/"):
                shapes[shape] += 1
                seen.add(path)
                waiting.append(path)
    assert not broken, "\n".join(map(str, broken))


def test_i10_the_demonstration_has_bodies_their_watchers_and_a_guide_that_was_read(session, today):
    held = session.scalars(select(Watcher)).all()
    assert session.scalar(select(func.count(Body.id))) == 3
    assert sorted(one.ends_on is None for one in held) == [False, True, True, True, True]
    read = [one for one in held if one.guide_read_at]
    kept = {version.digest for version in session.scalars(select(GuideVersion))}
    assert len(read) == 2
    assert {one.guide_digest for one in read} == kept
    filed = select(Interpellation.requester_kind).where(Interpellation.body_id.is_not(None))
    assert sorted(kind.value for kind in session.scalars(filed)) == ["body", "watcher"]


def test_s10_minutes_of_past_sittings_are_published_and_the_last_wait_for_their_signatures(session):
    states = session.scalars(select(Minutes.state).order_by(Minutes.sitting_id)).all()
    assert states == [MinutesState.PUBLISHED] * 5 + [MinutesState.ADOPTED]
    corrections = session.scalars(select(MinutesCorrection.accepted)).all()
    assert sorted(corrections) == [False, True]


def test_without_the_directory_nothing_is_written(home):
    with pytest.raises(Refused, match="directory import"):
        load_demo(home)


def test_outside_a_trial_the_command_refuses(app, home, monkeypatch):
    from dataclasses import replace

    monkeypatch.setattr(home, "settings", replace(home.settings, trial=False))
    refused = app.test_cli_runner().invoke(args=["demo", "load", "--reset"])
    assert refused.exit_code == 1
    assert "COTAP_TRIAL=1" in refused.output
