"""A question from draft to admissibility: state, record, deadlines and mails (I1–I4)."""

from datetime import date

import pytest

from app.foundation.errors import IllegalTransition, Invalid, NotAllowed, Refused
from app.interpellations.filing import operations
from app.interpellations.models import Attachment
from app.interpellations.words import DeadlineKind, Inadmissibility, InterpellationState, RequesterKind
from app.sittings.models import StoredFile
from tests.builders.contracts import a_contract, a_state_service
from tests.builders.interpellations import a_body, a_body_officer, a_watcher
from tests.interpellations.life import QUESTION, a_draft, act, due, mails


def test_i3_registering_gives_a_number_a_receipt_and_the_two_first_clocks(world, ground):
    contract, action, _secretary, citizen = ground
    file = act(world, citizen, operations.register, a_draft(world, citizen, contract, action))
    assert (file.state, file.number) == (InterpellationState.REGISTERED, "26-0001-3")
    assert world.kinds(file.stream) == ["interpellation.drafted", "interpellation.registered"]
    # Ten working days after Monday 4 May 2026, without 8 May nor Ascension (14 May).
    assert due(world, file, DeadlineKind.ACKNOWLEDGEMENT).due_on == date(2026, 5, 20)
    (mail,) = mails(world, file)
    assert mail.recipient == citizen.email
    assert file.number in mail.subject


@pytest.mark.parametrize("publishes_name", [True, False])
def test_i11_no_public_entry_carries_a_citizens_name_nor_words(world, ground, publishes_name):
    contract, action, secretary, citizen = ground
    file = act(
        world, citizen, operations.register, a_draft(world, citizen, contract, action, publishes_name=publishes_name)
    )
    act(world, secretary, operations.refuse, file, code=Inadmissibility.INSULT, reason="Retirez ce mot.")
    public = str([entry.payload for entry in world.entries(file.stream) if entry.audience == "public"])
    assert file.number in public
    assert not any(words in public for words in (citizen.family_name, file.title, QUESTION, "Retirez"))


@pytest.mark.parametrize(("publishes_name", "shown"), [(True, "Camille Exemple"), (False, "Une personne")])
def test_i11_a_citizens_name_is_shown_only_if_they_ask(world, ground, publishes_name, shown):
    contract, _action, _secretary, citizen = ground
    draft = a_draft(world, citizen, contract, publishes_name=publishes_name)
    with world.home.units.reading() as session:
        assert operations.shown_requester(session.merge(draft)).startswith(shown)


def test_i2_a_question_in_a_few_signs_is_refused_and_nothing_is_numbered(world, ground):
    contract, _action, _secretary, citizen = ground
    draft = a_draft(world, citizen, contract, question="Alors ?")
    with pytest.raises(Invalid):
        act(world, citizen, operations.register, draft)
    act(world, citizen, operations.change_draft, draft, question=QUESTION)
    assert act(world, citizen, operations.register, draft).number.startswith("26-0001")


def test_i4_admitting_asks_the_institution_and_begins_its_clock(world, ground):
    contract, action, secretary, citizen = ground
    file = act(world, citizen, operations.register, a_draft(world, citizen, contract, action))
    admitted = act(world, secretary, operations.admit, file)
    answer = due(world, file, DeadlineKind.ANSWER)
    assert admitted.state is InterpellationState.ADMISSIBLE
    assert (answer.due_on, answer.owed_by_id) == (date(2026, 7, 4), action.owner_id)
    assert due(world, file, DeadlineKind.ADMISSIBILITY).met_at is not None
    entry = world.entries(file.stream)[-1]
    assert (entry.kind, entry.payload["answer_due_on"]) == ("interpellation.admitted", "2026-07-04")
    assert "jamais un accord" in mails(world, file)[-1].text


def test_i4_an_inadmissible_question_is_corrected_and_examined_again(world, ground):
    contract, action, secretary, citizen = ground
    file = act(world, citizen, operations.register, a_draft(world, citizen, contract, action))
    act(world, secretary, operations.refuse, file, code=Inadmissibility.PERSONAL_DATA, reason="Retirez le nom.")
    assert "Retirez le nom." in mails(world, file)[-1].text
    act(world, citizen, operations.change_draft, file, question=f"{QUESTION} Merci.")
    corrected = act(world, citizen, operations.correct, file)
    assert (corrected.state, corrected.inadmissibility) == (InterpellationState.REGISTERED, None)
    assert due(world, file, DeadlineKind.ADMISSIBILITY).met_at is None
    kinds = world.kinds(file.stream)
    assert kinds[-3:] == ["interpellation.refused", "interpellation.drafted", "interpellation.corrected"]


def test_i4_what_was_filed_is_not_rewritten_before_the_secretariat_asks(world, ground):
    contract, action, _secretary, citizen = ground
    file = act(world, citizen, operations.register, a_draft(world, citizen, contract, action))
    with pytest.raises(IllegalTransition):
        act(world, citizen, operations.change_draft, file, question=f"{QUESTION} Autre chose.")


def test_i4_a_late_action_cannot_be_said_not_yet_late(world, ground):
    contract, action, secretary, citizen = ground
    file = act(world, citizen, operations.register, a_draft(world, citizen, contract, action))
    with pytest.raises(Refused, match="en retard d’après ses propres échéances"):
        act(world, secretary, operations.refuse, file, code=Inadmissibility.NOT_YET_LATE, reason="Trop tôt.")


def test_i5_a_question_without_institution_waits_for_one(world, ground):
    contract, _action, secretary, citizen = ground
    file = act(world, citizen, operations.register, a_draft(world, citizen, contract))
    with pytest.raises(Refused, match="Nommez d’abord"):
        act(world, secretary, operations.admit, file)
    act(world, secretary, operations.name_service, file, service=a_state_service(world))
    assert act(world, secretary, operations.admit, file).state is InterpellationState.ADMISSIBLE


def test_i4_only_the_secretariat_decides_and_only_the_requester_changes(world, ground):
    contract, action, secretary, citizen = ground
    file = act(world, citizen, operations.register, a_draft(world, citizen, contract, action))
    with pytest.raises(NotAllowed):
        act(world, citizen, operations.admit, file)
    with pytest.raises(NotAllowed):
        act(world, secretary, operations.withdraw, file)


def test_i1_a_body_files_with_its_deliberation_and_in_its_name(world, ground):
    contract, action, *_ = ground
    body = a_body(world)
    officer = a_body_officer(world, body)
    draft = a_draft(world, officer, contract, action, kind=RequesterKind.BODY, body_id=body.id)
    with pytest.raises(Refused, match="délibération"):
        act(world, officer, operations.register, draft)
    world.add(StoredFile(sha256="d" * 64, media_type="application/pdf", size=4, content=b"%PDF"))
    joined = {"file_sha256": "d" * 64, "name": "deliberation.pdf", "added_at": world.clock()}
    world.add(Attachment(interpellation_id=draft.id, deliberation=True, **joined))
    file = act(world, officer, operations.register, draft)
    assert world.entries(file.stream)[-1].payload["body"] == body.name


def test_i10_a_watcher_who_has_not_read_the_guide_may_not_file_yet(world, ground):
    contract, action, *_ = ground
    watcher = a_watcher(world, a_body(world), contract, guide_read_at=None)
    draft = a_draft(world, watcher, contract, action, kind=RequesterKind.WATCHER)
    with pytest.raises(Refused, match="guide du contrat"):
        act(world, watcher, operations.register, draft)


def test_i1_nobody_files_as_a_watcher_of_another_contract(world, ground):
    contract, *_ = ground
    watcher = a_watcher(world, a_body(world), a_contract(world))
    with pytest.raises(NotAllowed):
        a_draft(world, watcher, contract, kind=RequesterKind.WATCHER)


def test_i9_a_question_taken_back_owes_nothing_and_stays_on_record(world, ground):
    contract, action, secretary, citizen = ground
    file = act(world, citizen, operations.register, a_draft(world, citizen, contract, action))
    act(world, secretary, operations.admit, file)
    withdrawn = act(world, citizen, operations.withdraw, file)
    assert withdrawn.state is InterpellationState.WITHDRAWN
    assert due(world, file, DeadlineKind.ANSWER).dropped_at is not None
    with pytest.raises(IllegalTransition):
        act(world, citizen, operations.withdraw, file)


def test_i3_numbers_follow_one_another_and_a_refusal_leaves_no_hole(world, ground):
    contract, action, _secretary, citizen = ground
    first = act(world, citizen, operations.register, a_draft(world, citizen, contract, action))
    with pytest.raises(Invalid):
        act(world, citizen, operations.register, a_draft(world, citizen, contract, action, question="?"))
    second = act(world, citizen, operations.register, a_draft(world, citizen, contract, action))
    assert [first.number[:7], second.number[:7]] == ["26-0001", "26-0002"]
