"""Every state against every act, walked entirely: allowed as the table says, or refused in words and nothing moves."""

import re
from pathlib import Path

import pytest

from app.foundation.actors import SYSTEM
from app.foundation.errors import DomainError, IllegalTransition
from app.institutions.models import Institution
from app.interpellations.answers import closing
from app.interpellations.answers import operations as answers
from app.interpellations.clock import deadlines
from app.interpellations.filing import operations as filing
from app.interpellations.hearings import requesting, settling
from app.interpellations.hearings.answering import ask_again
from app.interpellations.models import Hearing, Interpellation, ThresholdCrossing
from app.interpellations.rules.states import (
    HEARING_TRANSITIONS,
    OPEN,
    TRANSITIONS,
    WORDS,
    check_hearing,
    check_transition,
)
from app.interpellations.supports.counting import change_count
from app.interpellations.supports.desk import support
from app.interpellations.words import (
    Closing,
    DeadlineKind,
    EscalationCause,
    HearingState,
    Inadmissibility,
    InterpellationState,
)
from app.sittings.models import AgendaItem
from tests.builders.contracts import an_officer
from tests.builders.interpellations import a_file
from tests.interpellations.test_hearings import Assembly

S, H = InterpellationState, HearingState
ACTS = {transition.act: transition for transition in TRANSITIONS}
APP = Path(__file__).resolve().parents[2] / "app" / "interpellations"
CELLS = [(act, state) for act in ACTS for state in S]


@pytest.mark.parametrize(("act", "state"), CELLS, ids=[f"{act}-{state.value}" for act, state in CELLS])
def test_every_act_leads_from_every_state_where_the_table_says_or_is_refused_in_words(act, state):
    if state in ACTS[act].sources:
        assert check_transition(act, state) is ACTS[act].target
        return
    with pytest.raises(IllegalTransition) as refused:
        check_transition(act, state)
    said = str(refused.value)
    assert f"« {WORDS[state]} »" in said.replace("\u00a0", " ")
    assert all(f"« {WORDS[source]} »" in said.replace("\u00a0", " ") for source in ACTS[act].sources)


def test_the_table_has_one_row_for_each_act_and_every_state_can_be_reached_and_left():
    assert len(ACTS) == len(TRANSITIONS)
    assert {t.target for t in TRANSITIONS} | {S.DRAFT} == set(S)
    assert {source for t in TRANSITIONS for source in t.sources} == set(S) - {S.CLOSED, S.WITHDRAWN}
    assert set(WORDS) == set(S)
    assert set(OPEN) == set(S) - {S.DRAFT, S.CLOSED, S.WITHDRAWN}


def test_every_act_of_the_table_is_done_somewhere_and_no_other_is():
    source = "\n".join(p.read_text() for p in APP.rglob("*.py") if p.name != "states.py")
    assert [act for act in ACTS if f'"{act}"' not in source] == []
    checked = re.findall(r'check_transition\(\s*"(\w+)"', source)
    assert set(checked) <= set(ACTS)
    written = re.findall(r"\.state\s*=\s*(?:InterpellationState|S)\.\w+|\.state, .*=\s*S\.\w+", source)
    assert written == [], "the state of a file moves by the table alone"


@pytest.fixture
def stage(world, ground, clock):
    return Stage(world, ground)


class Stage:
    """A file in any state, and who acts on it."""

    def __init__(self, world, ground):
        self.world = world
        self.assembly = Assembly(world, ground)
        self.contract, self.action, self.secretary, self.citizen = ground
        with world.home.units.reading() as session:
            self.officer = an_officer(world, session.get_one(Institution, self.action.owner_id))
        self.sitting = self.assembly.sitting(2026, 9, 1)
        self.item = world.item(self.sitting)

    def file(self, state):
        code = Inadmissibility.INSULT if state is S.INADMISSIBLE else None
        return a_file(self.world, self.contract, self.citizen, self.action, state=state, inadmissibility=code)

    def hearing(self, file, state, *, rank=1, cause=EscalationCause.NO_ANSWER):
        given = {"cause": cause, "requested_at": self.world.clock(), "rank": rank, "state": state}
        placed = {"agenda_item_id": self.item.id} if state is H.SCHEDULED else {}
        conference_id = self.assembly.conference.id
        return self.world.add(Hearing(interpellation_id=file.id, conference_id=conference_id, **given, **placed))

    def attempt(self, person, operation, file):
        """Do an act; return the state it leaves and the words of its refusal."""
        said = ""
        try:
            with self.world.home.units.begin(self.world.actor(person) if person else SYSTEM) as work:
                operation(work, work.session.get_one(Interpellation, file.id))
        except DomainError as refusal:
            said = str(refusal)
        return self.get(Interpellation, file.id).state, said

    def get(self, entity, id):
        with self.world.home.units.reading() as session:
            return session.get_one(entity, id)


DONE = {
    "register": ("citizen", filing.register),
    "admit": ("secretary", filing.admit),
    "refuse": ("secretary", lambda w, f: filing.refuse(w, f, code=Inadmissibility.INSULT, reason="Retirez ce mot.")),
    "correct": ("citizen", filing.correct),
    "answer": ("officer", lambda w, f: answers.give_answer(w, f, text="Voici.", signatory="La directrice")),
    "close": ("citizen", lambda w, f: closing.close_by_requester(w, f, satisfied=False)),
    "withdraw": ("citizen", filing.withdraw),
    "escalate": (None, lambda w, f: requesting.request_hearing(w, f, EscalationCause.NO_ANSWER)),
    "expire": (None, lambda w, f: closing.close(w, f, Closing.EXPIRED)),
}
SAME_ACT = {"answer_late": "answer"}
BY_HEARINGS = ("hear", "lapse", "lapse_heard", "lapse_answered")


def test_every_act_is_attempted_from_every_state():
    assert set(DONE) | set(SAME_ACT) | set(BY_HEARINGS) == set(ACTS)


@pytest.mark.parametrize("act", list(DONE))
def test_every_act_really_moves_a_file_as_the_table_says_and_no_other_way(stage, act):
    who, operation = DONE[act]
    person = getattr(stage, who) if who else None
    rows = [ACTS[name] for name in (act, *(late for late, same in SAME_ACT.items() if same == act))]
    for state in S:
        file = stage.file(state)
        target = next((row.target for row in rows if state in row.sources), None)
        found, said = stage.attempt(person, operation, file)
        # A file that asks to be heard asks again where it stands: not a move, not a refusal.
        stays = act == "escalate" and state is S.ESCALATED
        assert found is (target or state), f"{act} from {state.value}"
        assert bool(said) is (target is None and not stays), f"{act} from {state.value}: {said!r}"
        if said:
            assert said.endswith("."), said


HEARINGS = """
operation  requested scheduled refused      prefect_told held dropped
schedule   scheduled scheduled no           scheduled    no   no
refuse     refused   refused   no           no           no   no
refuse_2   prefect_told prefect_told no     no           no   no
put_off    same      requested same         same         same same
hold       same      held      same         same         same same
drop       dropped   dropped   no           dropped      no   no
ask_again  no        no        requested_2  no           no   no
"""
"""What each act makes of a request to be heard in each state; `no`: refused in words; `same`: nothing happens."""
HEADS, *ROWS = [line.split() for line in HEARINGS.strip().splitlines()]


def settle(stage, operation, hearing):
    def act(work, file):
        one = work.session.get_one(Hearing, hearing.id)
        sitting = work.session.merge(stage.sitting)
        item = work.session.get(AgendaItem, one.agenda_item_id or stage.item.id)
        made = {
            "schedule": lambda: settling.schedule(work, file, one, sitting, item),
            "put_off": lambda: settling.put_off(work, file, one, sitting, why="deferred"),
            "hold": lambda: settling.hold(work, file, one, sitting),
            "drop": lambda: settling.drop(work, file, one, sitting),
            "ask_again": lambda: ask_again(work, file, reasons="Encore."),
        }
        if operation.startswith("refuse"):
            settling.refuse(work, file, one, sitting, reason="Pas cette fois.")
        else:
            made[operation]()

    return act


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_every_act_on_a_request_to_be_heard_does_in_every_state_what_the_table_says(stage, row):
    operation, *cells = row
    for name, expected in zip(HEADS[1:], cells, strict=True):
        file = stage.file(S.ESCALATED)
        rank = 1
        if operation == "refuse_2":
            stage.hearing(file, H.REFUSED)
            rank = 2
        hearing = stage.hearing(file, H(name), rank=rank)
        person = stage.citizen if operation == "ask_again" else stage.assembly.chair
        _, said = stage.attempt(person, settle(stage, operation, hearing), file)
        found = stage.get(Hearing, hearing.id).state.value
        where = f"{operation} of a request that is {name}: {said or found}"
        assert bool(said) is (expected == "no"), where
        if expected == "requested_2":
            assert [h.state for h in stage.assembly.hearings(file)] == [H.REFUSED, H.REQUESTED], where
        else:
            assert found == (name if expected in ("no", "same") else expected), where


def test_the_table_of_requests_is_the_one_the_acts_follow():
    for state in H:
        for target in H:
            if target in HEARING_TRANSITIONS[state]:
                check_hearing(state, target)
            else:
                with pytest.raises(IllegalTransition):
                    check_hearing(state, target)
    reached = {
        (state, H(cell)) for row in ROWS for state, cell in zip(HEADS[1:], row[1:], strict=True) if cell in list(H)
    }
    moved = {(state, target) for state, target in reached if state != target.value}
    passing = {("scheduled", H.REFUSED), ("scheduled", H.PREFECT_TOLD)}
    """A refusal of what was scheduled puts it back first."""
    assert moved - passing == {(s.value, t) for s, targets in HEARING_TRANSITIONS.items() for t in targets}


THRESHOLDS = """
state      meeting    agenda     consultation  after_undone
admissible admissible escalated  escalated     admissible
answered   answered   escalated  escalated     answered
escalated  escalated  escalated  escalated     escalated
heard      heard      escalated  escalated     heard
"""
"""Where each threshold brings a file that is open to supports, and where going back below the second leaves it (I6)."""
LINES = [line.split() for line in THRESHOLDS.strip().splitlines()]
AT = {"meeting": 2, "agenda": 3, "consultation": 4}


@pytest.mark.parametrize("line", LINES[1:], ids=[line[0] for line in LINES[1:]])
def test_i6_every_threshold_in_every_state_opens_what_is_declared_and_undoes_it(stage, line):
    stage.world.update(stage.assembly.conference, reglement={f"support_{name}": at for name, at in AT.items()})
    state, *after, undone = line
    for name, expected in zip(AT, after, strict=True):
        file = stage.file(S(state))
        answered_before(stage, file, S(state))
        by(stage, file, AT[name])
        assert stage.get(Interpellation, file.id).state.value == expected, name
        asked = [h.cause for h in stage.assembly.hearings(file) if h.state is H.REQUESTED]
        moved = expected != state
        assert asked == ([EscalationCause.THRESHOLD] if moved else []), name
        crossings = [c.threshold for c in crossed(stage, file)]
        assert crossings == [at for at in AT.values() if at <= AT[name]], "each once, however they came"
        by(stage, file, -AT[name])
        assert stage.get(Interpellation, file.id).state.value == undone, name
        assert all(c.undone_at is not None for c in crossed(stage, file))


def answered_before(stage, file, state):
    """What the record must hold for a file to stand there: its answer, its hearing."""
    with stage.world.home.units.begin(SYSTEM) as work:
        found = work.session.get_one(Interpellation, file.id)
        deadlines.begin(work, found, DeadlineKind.ANSWER)
        if state is S.ANSWERED:
            deadlines.meet(work, found, DeadlineKind.ANSWER)
    if state is S.HEARD:
        stage.hearing(file, H.HELD)


def by(stage, file, count):
    with stage.world.home.units.begin(SYSTEM) as work:
        change_count(work, work.session.get_one(Interpellation, file.id), count)


def crossed(stage, file):
    with stage.world.home.units.reading() as session:
        found = session.query(ThresholdCrossing).filter_by(interpellation_id=file.id)
        return found.order_by(ThresholdCrossing.threshold).all()


@pytest.mark.parametrize("state", list(S))
def test_i6_a_file_is_supported_in_the_states_of_the_table_alone(stage, state):
    file = stage.file(state)
    person = stage.world.person()

    def supporting():
        with stage.world.home.units.begin(stage.world.actor(person)) as work:
            return support(work, file.id)

    if state.value in [line[0] for line in LINES[1:]]:
        assert supporting() is True
    else:
        with pytest.raises(DomainError):
            supporting()
        assert stage.get(Interpellation, file.id).supports == 0
