"""Contesting: whoever a decision goes against, once, before somebody other than who decided (DSA article 20)."""

from datetime import timedelta

import pytest

from app.foundation.actors import VISITOR
from app.foundation.errors import IllegalTransition, NotAllowed, NotFound, Refused
from app.interpellations.words import HidingGround
from app.moderation import operations
from app.moderation.models import Contest, ModerationCase, ModerationDecision, Report
from app.moderation.queries import suspension_of
from app.moderation.rules import CONTEST_DAYS
from app.moderation.words import CaseState, Party
from tests.interpellations.life import QUESTION, an_admitted_file

from .acts import WHY, contest, decide, mails, question, read, report, settle

GROUND = {"ground": HidingGround.PERSONAL_DATA, "detail": ""}


@pytest.fixture
def case_id(world, file, reporter):
    return report(world, reporter, f"interpellation:{file.id}").case_id


@pytest.fixture
def hidden(world, case_id, secretary):
    return decide(world, secretary, operations.hide, case_id, **GROUND)


def test_who_decided_never_answers_the_contest(world, conference, hidden, secretary, author):
    made = contest(world, author, hidden)
    with pytest.raises(NotAllowed):
        settle(world, secretary, made, upheld=True)
    colleague = world.secretary(conference)
    settle(world, colleague, made, upheld=True)
    kept = read(world, Contest, made.id)
    assert (kept.party, kept.upheld, kept.settled_by_id) == (Party.AUTHOR, True, colleague.id)


def test_the_operator_answers_when_nobody_else_keeps_the_register(world, hidden, secretary, author):
    operator = world.person(administrator=True)
    made = contest(world, author, hidden)
    assert [m.kind for m in mails(world, operator)] == ["moderation.contested"]
    assert "moderation.contested" not in [m.kind for m in mails(world, secretary)]
    settle(world, operator, made, upheld=False)
    assert "La décision est annulée" in mails(world, author)[-1].text


def test_an_overturned_decision_is_undone_with_its_effects(world, file, hidden, author):
    settle(world, world.person(administrator=True), contest(world, author, hidden), upheld=False)
    assert question(world, file) == QUESTION
    assert read(world, ModerationDecision, hidden.id).overturned_at == world.clock()
    assert world.kinds(file.stream)[-1] == "interpellation.part_shown"
    assert world.kinds(f"moderation:{hidden.case_id}")[-2:] == ["moderation.contested", "moderation.contest_settled"]


def test_a_decision_that_stands_changes_nothing(world, file, hidden, author):
    settle(world, world.person(administrator=True), contest(world, author, hidden), upheld=True)
    assert question(world, file) == ""


def test_a_dismissal_overturned_opens_the_case_again(world, case_id, secretary, reporter, conference):
    dismissed = decide(world, secretary, operations.dismiss, case_id, reason=WHY)
    settle(world, world.secretary(conference), contest(world, reporter, dismissed), upheld=False)
    assert read(world, ModerationCase, case_id).state is CaseState.OPEN


def test_a_suspension_overturned_ends_at_once(world, case_id, secretary, author):
    decide(world, secretary, operations.warn_author, case_id, reason="Des personnes sont nommées.")
    made = decide(world, secretary, operations.suspend_writing, case_id, days=10, reason="Même propos.")
    settle(world, world.person(administrator=True), contest(world, author, made), upheld=False)
    with world.home.units.reading() as session:
        assert suspension_of(session, author.id, world.clock()) is None
    assert world.kinds(f"account:{author.id}")[-1] == "account.writing_restored"


def test_only_those_concerned_contest_and_once(world, hidden, author, reporter):
    with pytest.raises(NotAllowed):
        contest(world, world.person(), hidden)
    with pytest.raises(Refused):
        contest(world, reporter, hidden)  # the content is hidden: nothing goes against them
    contest(world, author, hidden)
    with pytest.raises(IllegalTransition):
        contest(world, author, hidden)


def test_a_contest_is_answered_once(world, hidden, author):
    made = contest(world, author, hidden)
    operator = world.person(administrator=True)
    settle(world, operator, made, upheld=True)
    with pytest.raises(IllegalTransition):
        settle(world, operator, made, upheld=False)


def test_six_months_are_given_to_contest(world, clock, hidden, author):
    clock.moment += timedelta(days=CONTEST_DAYS + 1)
    with pytest.raises(Refused):
        contest(world, author, hidden)


def test_who_reported_without_account_contests_by_their_link(world, file, secretary):
    made = report(world, None, f"interpellation:{file.id}", email="lea@exemple.invalid")
    decision = decide(world, secretary, operations.dismiss, made.case_id, reason=WHY)
    with world.home.units.begin(VISITOR) as work:
        found, mine = work.session.get_one(ModerationDecision, decision.id), work.session.get_one(Report, made.id)
        kept = operations.contest_by_link(work, mine, found, words="Le nom est celui d’un enfant.")
    assert (kept.party, kept.report_id, kept.person_id) == (Party.REPORTER, made.id, None)
    settle(world, world.person(administrator=True), kept, upheld=True)
    assert mails(world, "lea@exemple.invalid")[-1].kind == "moderation.settled"


def test_a_link_opens_no_other_decision(world, client, ground, file, secretary):
    mine = report(world, None, f"interpellation:{file.id}")
    other = report(world, None, f"interpellation:{an_admitted_file(world, ground).id}")
    decision = decide(world, secretary, operations.dismiss, other.case_id, reason=WHY)
    with world.home.units.begin(VISITOR) as work:
        theirs, report_of_mine = (
            work.session.get_one(ModerationDecision, decision.id),
            work.session.get_one(Report, mine.id),
        )
        with pytest.raises(NotFound):
            operations.contest_by_link(work, report_of_mine, theirs, words="x")
    answer = client.post(
        "/api/v1/commands/moderation.contest_by_link",
        json={"data": {"decision_id": decision.id, "words": "x", "token": "faux"}},
    )
    assert answer.status_code == 404
