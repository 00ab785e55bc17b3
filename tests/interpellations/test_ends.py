"""How a file ends when nobody answers: each last way has a time, and a silence is said « réponse non intervenue »."""

from datetime import date, timedelta

import pytest

from app.conferences.models import Mandate
from app.foundation.errors import IllegalTransition
from app.institutions.models import Institution
from app.interpellations.answers import operations as answers
from app.interpellations.models import Interpellation
from app.interpellations.rules.deadlines import OWED, Missed, closing_when_missed
from app.interpellations.words import Closing, DeadlineKind, HearingState, InterpellationState
from tests.builders.contracts import an_officer
from tests.interpellations.life import act, an_admitted_file, due, keep, mails
from tests.interpellations.test_hearings import Assembly

K = DeadlineKind


@pytest.fixture
def assembly(world, ground):
    return Assembly(world, ground)


@pytest.fixture
def officer(world, ground):
    with world.home.units.reading() as session:
        return an_officer(world, session.get_one(Institution, ground[1].owner_id))


def refused(assembly, *, again=False):
    """A file that nobody answered, refused a hearing; `again`: a second time."""
    file = assembly.unanswered()
    for turn in range(2 if again else 1):
        if turn:
            assembly.do(assembly.citizen, "hearing.ask_again", interpellation_id=file.id, reasons="Toujours rien.")
        hearing = assembly.hearings(file)[-1]
        assembly.do(assembly.chair, "hearing.refuse", hearing_id=hearing.id, reason="Une réponse arrive.")
    return file


def now_of(world, file):
    with world.home.units.reading() as session:
        return session.get_one(Interpellation, file.id)


def ended(world, file):
    known = now_of(world, file)
    closed = [e.payload for e in world.entries(file.stream) if e.kind == "interpellation.closed"]
    return known.state, known.closing, closed


def after(world, file, kind):
    """Let the worker pass the day after that deadline."""
    day = due(world, file, kind).due_on + timedelta(days=1)
    return keep(world, file, day.year, day.month, day.day)


SILENCE = (
    InterpellationState.CLOSED,
    Closing.NO_ANSWER,
    [{"closing": "no_answer", "answered": False}],
)


def test_i7_once_refused_one_has_two_months_to_ask_again_and_is_told_so(world, assembly):
    file = refused(assembly)
    owed = due(world, file, K.SECOND_REQUEST)
    assert (owed.starts_on, owed.due_on) == (date(2026, 7, 5), date(2026, 9, 7))
    (told,) = mails(world, file, "interpellation.hearing_refused")
    assert "7 septembre 2026" in told.text.replace("\u00a0", " ")


def test_i7_asking_again_in_time_keeps_the_file_open(world, assembly):
    file = refused(assembly)
    assembly.do(assembly.citizen, "hearing.ask_again", interpellation_id=file.id, reasons="Toujours rien.")
    assert due(world, file, K.SECOND_REQUEST).met_at is not None
    keep(world, file, 2026, 9, 20)
    assert now_of(world, file).state is InterpellationState.ESCALATED


def test_i9_without_a_second_request_a_silence_closes_as_such(world, assembly, client):
    file = refused(assembly)
    keep(world, file, 2026, 9, 7)
    assert now_of(world, file).state is InterpellationState.ESCALATED
    after(world, file, K.SECOND_REQUEST)
    assert ended(world, file) == SILENCE
    assert "Ce silence n’est pas un accord" in mails(world, file)[-1].text
    page = client.get(f"/interpellations/{file.number}").get_data(as_text=True)
    assert "Réponse non intervenue" in page
    with pytest.raises(IllegalTransition):
        assembly.do(assembly.citizen, "hearing.ask_again", interpellation_id=file.id)


def test_i9_with_a_late_answer_the_same_delay_closes_without_calling_it_a_silence(world, assembly, officer):
    file = refused(assembly)
    act(world, officer, answers.give_answer, file, text="Le chantier reprend.", signatory="La directrice")
    after(world, file, K.SECOND_REQUEST)
    state, closing, (closed,) = ended(world, file)
    assert (state, closing, closed["answered"]) == (InterpellationState.CLOSED, Closing.EXPIRED, True)


def test_i7_a_second_refusal_leaves_three_months_to_hear_or_answer_then_closes(world, assembly):
    file = refused(assembly, again=True)
    assert due(world, file, K.LAST_RESORT).due_on == date(2026, 10, 5)
    keep(world, file, 2026, 10, 5)
    assert now_of(world, file).state is InterpellationState.ESCALATED
    after(world, file, K.LAST_RESORT)
    assert ended(world, file) == SILENCE
    assert assembly.worker() == 1
    assert assembly.hearings(file)[-1].state is HearingState.DROPPED
    assert assembly.worker() == 0


def test_i7_a_hearing_scheduled_after_the_prefet_was_told_stops_that_delay(world, assembly):
    sitting = assembly.sitting(2026, 11, 1)
    file = refused(assembly, again=True)
    second = assembly.hearings(file)[-1]
    assembly.do(assembly.chair, "hearing.schedule", hearing_id=second.id, sitting_id=sitting.id)
    assert due(world, file, K.LAST_RESORT).dropped_at is not None
    keep(world, file, 2026, 10, 20)
    assert now_of(world, file).state is InterpellationState.ESCALATED


def test_i7_where_nobody_represents_the_state_the_secretariat_is_asked_to_tell_the_prefet(world, assembly, client):
    with world.home.units.sessions() as session:
        session.query(Mandate).filter_by(person_id=assembly.partner.id).delete()
        session.commit()
    file = refused(assembly, again=True)
    (told,) = mails(world, file, "interpellation.prefect_told")
    assert told.recipient == assembly.secretary.email
    assert "informez vous-même le préfet" in told.text
    entry = next(e for e in world.entries(file.stream) if e.kind == "interpellation.prefect_told")
    assert entry.payload["by_mail"] is False
    page = client.get(f"/interpellations/{file.number}").get_data(as_text=True)
    assert "le secrétariat est chargé d’informer le préfet" in page


@pytest.fixture
def alone(world, ground):
    """A silence on a contract that no conference follows: nobody can hear it."""
    file = an_admitted_file(world, ground)
    world.update(ground[0], conference_id=None)
    keep(world, file, 2026, 7, 5)
    return file


def test_i9_a_contract_without_conference_leaves_one_last_time_to_answer(world, alone):
    assert now_of(world, alone).state is InterpellationState.ADMISSIBLE
    assert due(world, alone, K.LAST_RESORT).due_on == date(2026, 10, 5)
    after(world, alone, K.LAST_RESORT)
    assert ended(world, alone) == SILENCE


def test_i9_an_answer_within_that_last_time_is_an_answer(world, alone, officer):
    act(world, officer, answers.give_answer, alone, text="Le chantier reprend.", signatory="La directrice")
    assert due(world, alone, K.LAST_RESORT).dropped_at is not None
    keep(world, alone, 2026, 8, 1)
    assert now_of(world, alone).state is InterpellationState.ANSWERED


def test_i9_a_worker_down_for_months_closes_once_and_in_order(world, assembly):
    file = refused(assembly)
    keep(world, file, 2027, 2, 1)
    assert ended(world, file) == SILENCE
    order = [e.payload.get("what", e.kind) for e in world.entries(file.stream)][-3:]
    assert order[-2:] == ["Seconde demande d’audition", "interpellation.closed"]
    before = len(mails(world, file)), len(world.entries(file.stream))
    assert keep(world, file) == 0
    assert (len(mails(world, file)), len(world.entries(file.stream))) == before


@pytest.mark.parametrize("kind", DeadlineKind)
@pytest.mark.parametrize("answered", [True, False])
def test_i9_no_end_by_the_clock_ever_says_satisfied(kind, answered):
    closing = closing_when_missed(kind, answered=answered)
    assert closing in (Closing.EXPIRED, Closing.NO_ANSWER)
    assert not (answered and closing is Closing.NO_ANSWER)
    assert (OWED[kind].missed is Missed.HEARING) == (kind is K.ANSWER)
