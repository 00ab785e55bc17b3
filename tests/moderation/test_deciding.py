"""What moderators decide: on the real database, state, record and mails together."""

from datetime import timedelta

import pytest

from app.conferences.words import Office
from app.contracts.models import Contract
from app.foundation.errors import IllegalTransition, Invalid, NotAllowed, NotFound, Refused
from app.institutions.models import Institution
from app.interpellations.models import Interpellation, InterpellationAnswer, Redaction
from app.interpellations.rules.redaction import HIDDEN_TITLE
from app.interpellations.words import DeadlineKind, HidingGround
from app.moderation import operations
from app.moderation.models import ModerationCase, ModerationDecision
from app.moderation.rules import LONGEST_HOLD, LONGEST_SUSPENSION
from app.moderation.words import Act, CaseState, ReportReason
from tests.builders.contracts import a_contract, an_officer
from tests.builders.interpellations import a_body, a_file
from tests.interpellations.life import QUESTION, due, keep, noted

from .acts import LINKS, WHY, case_id_of, decide, lift, mails, question, read, report

GROUND = {"ground": HidingGround.PERSONAL_DATA, "detail": ""}


@pytest.fixture
def case_id(world, file, reporter):
    report(world, reporter, f"interpellation:{file.id}")
    return case_id_of(world, f"interpellation:{file.id}")


def test_a_dismissed_report_leaves_the_content_and_tells_whoever_reported(world, file, case_id, secretary, reporter):
    decide(world, secretary, operations.dismiss, case_id, reason=WHY)
    case = read(world, ModerationCase, case_id)
    assert (case.state, question(world, file)) == (CaseState.DECIDED, QUESTION)
    assert world.kinds(case.stream) == ["content.reported", "moderation.decided"]
    assert [m.kind for m in mails(world, reporter)] == ["moderation.received", "moderation.decided"]
    assert WHY in mails(world, reporter)[1].text
    with pytest.raises(IllegalTransition):
        decide(world, secretary, operations.dismiss, case_id, reason=WHY)


def test_a_dismissed_report_says_nothing_to_the_author_nor_to_the_public(world, file, case_id, secretary, author):
    before = world.kinds(file.stream)
    decide(world, secretary, operations.dismiss, case_id, reason=WHY)
    assert mails(world, author) == []
    assert world.kinds(file.stream) == before


def test_a_decision_without_reasons_is_refused(world, case_id, secretary):
    with pytest.raises(Invalid):
        decide(world, secretary, operations.dismiss, case_id, reason="  ")


def test_i11_masked_words_leave_the_reason_on_the_public_file(world, file, case_id, secretary, author):
    made = decide(world, secretary, operations.mask, case_id, passage="rien n’est ouvert", **GROUND)
    assert "[passage masqué" in question(world, file)
    assert read(world, Redaction, made.redaction_id).passage == "rien n’est ouvert"
    assert world.kinds(file.stream)[-1] == "interpellation.part_hidden"
    told = mails(world, author)[-1]
    assert f"/moderation/decisions/{made.id}" in told.text
    assert "rien n’est ouvert" not in told.text
    assert world.entries(file.stream)[-1].payload["reason"] == made.reason


def test_i11_a_hidden_question_keeps_its_file_and_its_number(world, client, file, case_id, secretary):
    decide(world, secretary, operations.hide, case_id, **GROUND)
    kept = read(world, Interpellation, file.id)
    assert (kept.title, kept.question, kept.number) == (HIDDEN_TITLE, "", file.number)
    assert "information sur une personne" in client.get(f"/interpellations/{file.number}").text


def test_i5_hiding_never_stops_the_clock_of_the_answer(world, file, case_id, secretary):
    """What somebody would win by having a question hidden: nothing, the answer is due and late on the same days."""
    before = due(world, file, DeadlineKind.ANSWER)
    decide(world, secretary, operations.hold, case_id, days=LONGEST_HOLD, **GROUND)
    keep(world, file, 2026, 5, 12)
    decide(world, secretary, operations.hide, case_id, **GROUND)
    after = due(world, file, DeadlineKind.ANSWER)
    assert (after.due_on, after.met_at, after.dropped_at) == (before.due_on, None, None)
    keep(world, file, before.due_on.year, before.due_on.month, before.due_on.day)
    late = before.due_on + timedelta(days=3)
    keep(world, file, late.year, late.month, late.day)
    assert noted(world, file, "became_late") == 1


@pytest.mark.parametrize("capacity", ["chair", "partner", "service", "author", "administrator", "elsewhere"])
def test_who_is_questioned_never_decides_whatever_else_they_hold(world, ground, file, conference, case_id, capacity):
    """Political conflict: the chair, the State and the service asked cannot hide a question, even as secretaries."""
    people = {
        "chair": lambda: world.chair(conference),
        "partner": lambda: world.partner(conference),
        "service": lambda: an_officer(world, read(world, Institution, ground[1].owner_id)),
        "author": lambda: ground[3],
        "administrator": lambda: world.person(administrator=True),
        "elsewhere": lambda: world.secretary(world.conference()),
    }
    person = people[capacity]()
    if capacity not in ("administrator", "elsewhere"):
        world.mandate(conference, person, office=Office.SECRETARY)
    with pytest.raises((NotAllowed, NotFound)):
        decide(world, person, operations.hide, case_id, **GROUND)
    assert question(world, file) == QUESTION


def test_a_conservatory_measure_is_bounded_and_ends_by_itself(world, clock, file, case_id, secretary, author):
    made = decide(world, secretary, operations.hold, case_id, days=5, **GROUND)
    assert question(world, file) == ""
    assert read(world, ModerationCase, case_id).held_until == made.until == world.clock() + timedelta(days=5)
    assert lift(world, case_id) == 0
    clock.moment += timedelta(days=5)
    assert (lift(world, case_id), lift(world, case_id)) == (1, 0)
    assert question(world, file) == QUESTION
    assert world.kinds(file.stream)[-1] == "interpellation.part_shown"
    assert world.kinds(f"moderation:{case_id}")[-1] == "moderation.hold_lapsed"
    assert "public de lui-même" in mails(world, author)[-1].text


def test_a_conservatory_measure_is_taken_once_and_never_renewed(world, clock, case_id, secretary):
    decide(world, secretary, operations.hold, case_id, days=1, **GROUND)
    clock.moment += timedelta(days=2)
    lift(world, case_id)
    with pytest.raises(IllegalTransition):
        decide(world, secretary, operations.hold, case_id, days=1, **GROUND)


@pytest.mark.parametrize("days", [0, LONGEST_HOLD + 1])
def test_a_conservatory_measure_without_bound_is_refused(world, case_id, secretary, days):
    with pytest.raises(Invalid):
        decide(world, secretary, operations.hold, case_id, days=days, **GROUND)


def test_dismissing_shows_again_what_was_hidden_meanwhile(world, file, case_id, secretary):
    decide(world, secretary, operations.hold, case_id, days=5, **GROUND)
    decide(world, secretary, operations.dismiss, case_id, reason=WHY)
    assert question(world, file) == QUESTION
    assert read(world, ModerationCase, case_id).held_until is None


def test_a_final_decision_takes_the_place_of_the_conservatory_one(world, file, case_id, secretary):
    decide(world, secretary, operations.hold, case_id, days=5, **GROUND)
    decide(world, secretary, operations.mask, case_id, passage="La date annoncée", **GROUND)
    assert question(world, file).startswith("[passage masqué")
    assert lift(world, case_id) == 0


def test_what_was_hidden_can_be_shown_again(world, file, case_id, secretary):
    decide(world, secretary, operations.hide, case_id, **GROUND)
    decide(world, secretary, operations.release, case_id, reason="Le nom était public.")
    assert question(world, file) == QUESTION
    with pytest.raises(IllegalTransition):
        decide(world, secretary, operations.release, case_id, reason="Encore.")


def test_a_hidden_answer_stays_given(world, ground, file, secretary, reporter):
    """Hiding its words does not make an answer not given, nor the clock run again."""
    officer = an_officer(world, read(world, Institution, ground[1].owner_id))
    given = {"institution_id": ground[1].owner_id, "given_by_id": officer.id, "given_at": world.clock()}
    answer = world.add(InterpellationAnswer(interpellation_id=file.id, text="M. Quidam est malade.", **given))
    report(world, reporter, f"answer:{answer.id}")
    decide(world, secretary, operations.hide, case_id_of(world, f"answer:{answer.id}"), **GROUND)
    shown = read(world, InterpellationAnswer, answer.id)
    assert shown.text.startswith("[réponse masquée")
    assert shown.given_at == answer.given_at


def test_writing_is_suspended_after_a_warning_and_for_a_bounded_time(world, case_id, secretary, author):
    given = {"days": 10, "reason": "Même propos après un avertissement."}
    with pytest.raises(Refused):
        decide(world, secretary, operations.suspend_writing, case_id, **given)
    decide(world, secretary, operations.warn_author, case_id, reason="Des personnes sont nommées.")
    with pytest.raises(Invalid):
        decide(world, secretary, operations.suspend_writing, case_id, days=LONGEST_SUSPENSION + 1, reason="Trop.")
    decide(world, secretary, operations.suspend_writing, case_id, **given)
    kinds = world.kinds(f"account:{author.id}")
    assert kinds[-2:] == ["account.warned", "account.writing_suspended"]
    assert {e.audience for e in world.entries(f"account:{author.id}")[-2:]} == {"bureau"}
    with pytest.raises(IllegalTransition):
        decide(world, secretary, operations.suspend_writing, case_id, **given)
    decide(world, secretary, operations.restore_writing, case_id, reason="Excuses reçues.")
    assert world.kinds(f"account:{author.id}")[-1] == "account.writing_restored"


def test_the_reporter_is_not_told_what_becomes_of_the_account_of_the_author(world, case_id, secretary, reporter):
    decide(world, secretary, operations.warn_author, case_id, reason="Des personnes sont nommées.")
    assert [m.kind for m in mails(world, reporter)] == ["moderation.received"]


def test_a_page_without_a_file_is_corrected_at_its_source(world, ground, secretary, reporter, conference):
    body = a_body(world, read(world, Institution, ground[1].owner_id))
    report(world, reporter, f"body:{body.id}", reason=ReportReason.IMPERSONATION)
    case = read(world, ModerationCase, case_id_of(world, f"body:{body.id}"))
    person = secretary if case.conference_id == conference.id else world.person(administrator=True)
    with pytest.raises(Refused):
        decide(world, person, operations.hide, case.id, **GROUND)
    decide(world, person, operations.settle, case.id, reason="Le nom est corrigé.")
    assert read(world, ModerationCase, case.id).state is CaseState.DECIDED


def test_what_belongs_to_no_conference_is_the_operators(world, secretary, reporter):
    contract = a_contract(world)
    assert read(world, Contract, contract.id).conference_id is None
    file = a_file(world, contract)
    report(world, reporter, f"interpellation:{file.id}")
    case_id = case_id_of(world, f"interpellation:{file.id}")
    with pytest.raises(NotFound):
        decide(world, secretary, operations.dismiss, case_id, reason=WHY)
    made = decide(world, world.person(administrator=True), operations.dismiss, case_id, reason=WHY)
    assert read(world, ModerationDecision, made.id).act is Act.DISMISS


def test_no_public_entry_says_who_reported_nor_who_decided(world, file, case_id, secretary, reporter, author):
    decide(world, secretary, operations.hide, case_id, **GROUND)
    entries = [*world.entries(file.stream), *world.entries(f"moderation:{case_id}")]
    said = " ".join(str(e.payload) for e in entries)
    for person in (secretary, reporter, author):
        assert person.family_name not in said
        assert person.email not in said
    assert {e.audience for e in world.entries(f"moderation:{case_id}")} == {"bureau"}
    assert LINKS.read(LINKS.of_report(1).rpartition("/")[2]) == 1
