"""What time makes of a file, at any dates: reminders, lateness, suspension, the request to be heard (I5, I7, I9)."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.foundation.errors import IllegalTransition, NotAllowed, Refused
from app.institutions.models import Institution
from app.interpellations.answers import following
from app.interpellations.answers import operations as answers
from app.interpellations.clock import suspending
from app.interpellations.clock.letters import ASKED
from app.interpellations.filing import operations as filing
from app.interpellations.rules.deadlines import OWED
from app.interpellations.rules.reminders import TO, plan
from app.interpellations.rules.reminders import due as due_today
from app.interpellations.words import Closing, DeadlineKind, Inadmissibility, InterpellationState, ReminderKind
from tests.builders.contracts import an_officer
from tests.interpellations.life import a_draft, act, an_admitted_file, due, keep, mails, noted

REMINDER = "interpellation.reminder"


@pytest.fixture
def officer(world, ground):
    """The contract officer of the institution that must answer."""
    with world.home.units.reading() as session:
        owner = session.get_one(Institution, ground[1].owner_id)
    return an_officer(world, owner)


def test_i5_the_service_is_reminded_at_half_time_then_15_and_3_days_before_then_the_day_after(world, ground, officer):
    file = an_admitted_file(world, ground)
    assert due(world, file, DeadlineKind.ANSWER).due_on == date(2026, 7, 4)
    days = [(2026, 5, 20), (2026, 6, 3), (2026, 6, 19), (2026, 7, 1), (2026, 7, 4), (2026, 7, 5)]
    sent = []
    for day in days:
        keep(world, file, *day)
        sent.append(len(mails(world, file, REMINDER)))
    assert sent == [0, 1, 2, 3, 3, 4]
    assert {mail.recipient for mail in mails(world, file, REMINDER)} == {officer.email}
    assert "réponse non intervenue" in mails(world, file, REMINDER)[-1].text


def test_i5_a_worker_that_was_down_catches_up_in_order_without_doubling_a_mail(world, ground, officer):
    file = an_admitted_file(world, ground)
    keep(world, file, 2026, 8, 10)
    assert len(mails(world, file, REMINDER)) == 1  # the service; no head and no chair hold a seat here
    # The hearing is asked for that day: its own clock begins then, and is not late.
    events = ("became_late", "became_very_late")
    assert [noted(world, file, event) for event in events] == [1, 1]
    order = [kind for kind in world.kinds(file.stream) if kind.endswith(("requested", "very_late"))]
    assert order.index("interpellation.hearing_requested") < len(order) - 1
    assert keep(world, file) == 0
    assert len(mails(world, file, REMINDER)) == 1


def test_i5_late_is_the_day_after_and_very_late_a_month_later(world, ground):
    file = an_admitted_file(world, ground)
    keep(world, file, 2026, 7, 4)
    assert noted(world, file, "became_late") == 0
    keep(world, file, 2026, 7, 5)
    assert noted(world, file, "became_late") == 1
    keep(world, file, 2026, 8, 4)
    assert noted(world, file, "became_very_late") == 0
    keep(world, file, 2026, 8, 5)
    keep(world, file, 2026, 8, 6)
    assert (noted(world, file, "became_late"), noted(world, file, "became_very_late")) == (1, 1)


def test_i7_a_silence_asks_by_itself_to_be_heard(world, ground):
    file = an_admitted_file(world, ground)
    keep(world, file, 2026, 7, 5)
    entry = next(e for e in world.entries(file.stream) if e.kind == "interpellation.hearing_requested")
    assert (entry.payload["cause"], entry.payload["reply_due_on"]) == ("no_answer", "2026-08-05")
    assert due(world, file, DeadlineKind.HEARING_REPLY).due_on == date(2026, 8, 5)


def test_i5_an_answer_in_time_stops_the_clock_and_asks_the_requesters_opinion(world, ground, officer, clock):
    file = an_admitted_file(world, ground)
    clock.set(2026, 6, 30, 9)
    answered = act(world, officer, answers.give_answer, file, text="Le chantier reprend.", signatory="La directrice")
    assert answered.state is InterpellationState.ANSWERED
    assert world.entries(file.stream)[-1].payload["in_time"] is True
    assert due(world, file, DeadlineKind.JUDGEMENT).due_on == date(2026, 8, 31)
    keep(world, file, 2026, 7, 5)
    assert noted(world, file, "became_late") == 0
    assert "Le chantier reprend." in mails(world, file)[-1].text


def test_i5_a_service_that_answers_late_answers_still_and_the_file_says_late(world, ground, officer):
    file = an_admitted_file(world, ground)
    keep(world, file, 2026, 7, 20)
    late = act(world, officer, answers.give_answer, file, text="Le chantier reprend.", signatory="La directrice")
    assert late.state is InterpellationState.ESCALATED
    assert world.entries(file.stream)[-1].payload["in_time"] is False


def test_i9_without_a_word_of_the_requester_the_file_expires_with_a_statement(world, ground, officer):
    file = an_admitted_file(world, ground)
    act(world, officer, answers.give_answer, file, text="Le chantier reprend.", signatory="La directrice")
    keep(world, file, 2026, 7, 7)
    closed = act(world, ground[3], lambda *_: None, file)
    assert (closed.state, closed.closing) == (InterpellationState.CLOSED, Closing.EXPIRED)
    assert "accord" not in closed.closing_statement


def test_i5_a_suspension_has_a_reason_adds_its_days_and_is_shown(world, ground, clock):
    file = an_admitted_file(world, ground)
    secretary = ground[2]
    clock.set(2026, 6, 1, 9)
    act(world, secretary, suspending.suspend, file, DeadlineKind.ANSWER, reason="Expertise demandée")
    clock.set(2026, 6, 11, 9)
    act(world, secretary, suspending.resume, file, DeadlineKind.ANSWER)
    answer = due(world, file, DeadlineKind.ANSWER)
    assert answer.due_on == date(2026, 7, 14)
    assert any("Expertise demandée" in step for step in answer.computation)
    kinds = world.kinds(file.stream)[-2:]
    assert kinds == ["interpellation.clock_suspended", "interpellation.clock_resumed"]


def test_i5_a_suspension_never_goes_beyond_its_cap(world, ground, clock):
    file = an_admitted_file(world, ground)
    clock.set(2026, 6, 1, 9)
    act(world, ground[2], suspending.suspend, file, DeadlineKind.ANSWER, reason="Expertise demandée")
    keep(world, file, 2026, 12, 1)
    assert due(world, file, DeadlineKind.ANSWER).due_on == date(2026, 9, 2)  # 4 July and 60 days
    assert noted(world, file, "became_late") == 1


def test_i5_a_lateness_is_not_suspended_nor_by_anybody(world, ground, officer, clock):
    file = an_admitted_file(world, ground)
    with pytest.raises(NotAllowed):
        act(world, officer, suspending.suspend, file, DeadlineKind.ANSWER, reason="Congés")
    clock.set(2026, 7, 6, 9)
    with pytest.raises(Refused, match="un retard ne se suspend pas"):
        act(world, ground[2], suspending.suspend, file, DeadlineKind.ANSWER, reason="Congés")


def test_i4_a_question_not_corrected_in_time_is_closed(world, ground):
    contract, action, secretary, citizen = ground
    file = act(world, citizen, filing.register, a_draft(world, citizen, contract, action))
    act(world, secretary, filing.refuse, file, code=Inadmissibility.INSULT, reason="Retirez ce mot.")
    keep(world, file, 2026, 6, 5)
    with pytest.raises(IllegalTransition):
        act(world, citizen, filing.correct, file)


PERIODS = st.tuples(st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.integers(1, 200))


@given(PERIODS, st.sampled_from(DeadlineKind))
def test_i5_reminders_are_planned_in_order_after_the_start(period, kind):
    starts_on, days = period
    planned = plan(kind, starts_on, date.fromordinal(starts_on.toordinal() + days))
    assert all(p.on > starts_on for p in planned)
    assert all(a.on <= b.on for a, b in pairwise(planned))


@given(PERIODS, st.lists(st.integers(0, 300), min_size=1, max_size=6))
def test_i5_whenever_the_worker_wakes_each_reminder_is_noted_once(period, offsets):
    starts_on, days = period
    planned = plan(DeadlineKind.ANSWER, starts_on, date.fromordinal(starts_on.toordinal() + days))
    gone: set[ReminderKind] = set()
    for offset in sorted(offsets):
        noted = due_today(planned, frozenset(gone), date.fromordinal(starts_on.toordinal() + offset))
        kinds = [p.kind for p, _ in noted]
        assert not gone & set(kinds)
        sent = [TO[p.kind] for p, worth in noted if worth]
        assert len(sent) == len(set(sent))
        gone |= set(kinds)


def test_i9_an_opinion_is_given_once_for_each_answer(world, ground, officer, clock):
    file = an_admitted_file(world, ground)
    act(world, officer, answers.give_answer, file, text="Le chantier reprend.", signatory="La directrice")
    clock.advance(days=1)
    unhappy = {"satisfied": False, "reasons": "Quand ?"}
    act(world, ground[3], following.judge, file, **unhappy)
    with pytest.raises(IllegalTransition, match="déjà publié"):
        act(world, ground[3], following.judge, file, **unhappy)
    clock.advance(days=1)
    act(world, ground[3], following.ask_clarification, file, text="À quelle date ?")
    act(world, officer, following.clarify, file, text="En mai.", signatory="La directrice")
    clock.advance(days=1)
    assert act(world, ground[3], following.judge, file, **unhappy).state is InterpellationState.ANSWERED


def test_i9_who_waits_to_be_heard_may_find_a_late_answer_sufficient(world, ground, officer):
    file = an_admitted_file(world, ground)
    keep(world, file, 2026, 7, 20)
    with pytest.raises(IllegalTransition):
        act(world, ground[3], following.judge, file, satisfied=True, reasons="")
    act(world, officer, answers.give_answer, file, text="Le chantier reprend.", signatory="La directrice")
    assert "demande d’audition continue" in mails(world, file)[-1].text
    closed = act(world, ground[3], following.judge, file, satisfied=True, reasons="")
    assert (closed.state, closed.closing) == (InterpellationState.CLOSED, Closing.SATISFIED)


def test_i5_every_reminder_says_what_is_to_be_done_in_a_sentence():
    assert set(ASKED) == set(OWED) == set(DeadlineKind)
    assert all(said.endswith(".") and "'" not in said for said in ASKED.values())
