"""The desk: who is given a file, what is noted there, which templates an institution keeps. State and record."""

import pytest

from app.foundation.actors import VISITOR
from app.foundation.errors import IllegalTransition, Invalid, NotAllowed, Refused
from app.foundation.facts import BUREAU
from app.institutions.models import Institution
from app.interpellations.desk import operations, policies, templates
from app.interpellations.desk.workers import workers_of
from app.interpellations.filing import operations as filing
from app.interpellations.loading import file_of
from app.interpellations.models import AnswerTemplate, InternalNote, Interpellation
from tests.builders.contracts import a_contract, an_officer
from tests.interpellations.life import a_draft, act, mails

REGISTRY = {"secretary", "chair"}
AT_DESK = REGISTRY | {"officer"}
MAY = {
    "open": AT_DESK | {"other officer", "other secretary", "other chair"},
    "entrust": AT_DESK,
    "note of the secretariat": REGISTRY,
    "note of the institution": {"officer"},
    "templates": {"officer"},
}


def test_i5_the_desk_is_open_to_those_who_work_there_whatever_the_capacity(world, file, everybody):
    with world.home.units.begin(VISITOR) as work:
        service_id = work.session.get_one(Interpellation, file.id).service_id
    for name, person in {**everybody, "visitor": None}.items():
        actor = world.actor(person) if person else VISITOR
        found = {
            "open": policies.may_open_desk(actor),
            "entrust": policies.may_entrust(actor, file),
            "note of the secretariat": policies.may_write_note(actor, file, None),
            "note of the institution": policies.may_write_note(actor, file, service_id),
            "templates": policies.may_keep_templates(actor, service_id),
        }
        assert found == {what: name in who for what, who in MAY.items()}, name


def test_i5_a_file_is_entrusted_to_somebody_who_works_on_it_and_the_desk_alone_is_told(world, file, everybody):
    secretary, officer = everybody["secretary"], everybody["officer"]
    act(world, secretary, operations.entrust, file, person_id=officer.id)
    with world.home.units.reading() as session:
        assert session.get_one(Interpellation, file.id).assignee_id == officer.id
    told = world.entries(file.stream)[-1]
    assert (told.kind, told.audience, told.payload["person_id"]) == ("interpellation.entrusted", BUREAU, officer.id)
    assert [mail.recipient for mail in mails(world, file, "interpellation.entrusted")] == [officer.email]
    act(world, officer, operations.entrust, file, person_id=None)
    with world.home.units.reading() as session:
        assert session.get_one(Interpellation, file.id).assignee_id is None


def test_i5_whoever_takes_a_file_is_not_written_to(world, file, everybody):
    act(world, everybody["officer"], operations.entrust, file, person_id=everybody["officer"].id)
    assert not mails(world, file, "interpellation.entrusted")


@pytest.mark.parametrize(
    "stranger", ["requester", "citizen", "delegate", "watcher", "other officer", "other secretary"]
)
def test_i5_a_file_is_not_entrusted_to_somebody_who_does_not_work_on_it(world, file, everybody, stranger):
    before = world.kinds(file.stream)
    with pytest.raises(Refused) as refused:
        act(world, everybody["secretary"], operations.entrust, file, person_id=everybody[stranger].id)
    assert refused.value.members["rule"] == "I5"
    with pytest.raises(NotAllowed):
        act(world, everybody[stranger], operations.entrust, file, person_id=everybody["officer"].id)
    assert world.kinds(file.stream) == before


def test_i5_giving_a_file_to_who_has_it_or_a_file_that_is_over_is_refused(world, file, everybody, ground):
    secretary, citizen = everybody["secretary"], ground[3]
    with pytest.raises(IllegalTransition):
        act(world, secretary, operations.entrust, file, person_id=None)
    act(world, citizen, filing.withdraw, file)
    with pytest.raises(IllegalTransition):
        act(world, secretary, operations.entrust, file, person_id=secretary.id)


def test_i5_a_file_that_goes_to_another_institution_leaves_the_desk_of_the_former_one(world, ground, everybody):
    contract, action, secretary, citizen = ground
    file = act(world, citizen, filing.register, a_draft(world, citizen, contract, action, title="Une autre"))
    act(world, secretary, operations.entrust, file, person_id=everybody["officer"].id)
    other = world.institution()
    with world.home.units.begin(world.actor(secretary)) as work:
        filing.name_service(work, file_of(work, file.id), work.session.get_one(Institution, other.id))
    with world.home.units.reading() as session:
        assert session.get_one(Interpellation, file.id).assignee_id is None
    assert world.kinds(file.stream)[-1] == "interpellation.entrusted"


def test_i5_who_may_be_given_a_file_are_those_of_today_and_those_of_a_contract_without_conference(world, ground, file):
    _contract, action, secretary, citizen = ground
    with world.home.units.reading() as session:
        owner = session.get_one(Institution, action.owner_id)
        former = an_officer(world, owner, ends_on=world.today())
        loaded = session.get_one(Interpellation, file.id)
        assert former.id not in {w.person_id for w in workers_of(session, loaded, world.today())}
    alone = a_contract(world, owner, conference_id=None)
    with world.home.units.begin(world.actor(citizen)) as work:
        draft = filing.begin_draft(
            work, alone, kind=file.requester_kind, title="Sans conférence", question="Où en est-on, et pourquoi ?"
        )
        # Without a conference, every secretariat keeps the register.
        assert [w.person_id for w in workers_of(work.session, draft, work.today())] == [secretary.id]


def test_a_note_is_kept_for_one_desk_and_the_record_says_nothing_of_it(world, file, everybody):
    secret = "Appeler la mairie avant de répondre."
    note = act_note(world, everybody["secretary"], file, text=f"  {secret} ", institution_id=None)
    with world.home.units.reading() as session:
        kept = session.get_one(InternalNote, note.id)
        assert (kept.text, kept.institution_id, kept.person_id) == (secret, None, everybody["secretary"].id)
    told = world.entries(file.stream)[-1]
    assert (told.kind, told.audience) == ("interpellation.note_added", BUREAU)
    assert secret not in str([entry.payload for entry in world.entries(file.stream)])
    for name, person in everybody.items():
        assert policies.may_read_note(world.actor(person), file, kept) is (name in REGISTRY), name


def act_note(world, person, file, **given):
    with world.home.units.begin(world.actor(person)) as work:
        return operations.add_note(work, file_of(work, file.id), **given)


def test_a_note_is_written_at_ones_own_desk_and_is_not_empty(world, file, everybody):
    with pytest.raises(NotAllowed):
        act_note(world, everybody["officer"], file, text="Pour vous", institution_id=None)
    with pytest.raises(NotAllowed):
        act_note(world, everybody["requester"], file, text="Pour vous", institution_id=file.service_id)
    with pytest.raises(Invalid):
        act_note(world, everybody["officer"], file, text="  ", institution_id=file.service_id)


def test_a_note_is_removed_by_who_wrote_it_alone(world, file, everybody):
    note = act_note(world, everybody["secretary"], file, text="Erreur de dossier", institution_id=None)

    def remove(person):
        with world.home.units.begin(world.actor(person)) as work:
            operations.remove_note(work, file_of(work, file.id), work.session.get_one(InternalNote, note.id))

    for other in ("chair", "officer", "requester"):
        with pytest.raises(NotAllowed):
            remove(everybody[other])
    remove(everybody["secretary"])
    with world.home.units.reading() as session:
        assert session.get(InternalNote, note.id) is None
    assert world.kinds(file.stream)[-1] == "interpellation.note_removed"


def save(world, person, file, former=None, **given):
    with world.home.units.begin(world.actor(person)) as work:
        before = work.session.get_one(AnswerTemplate, former.id) if former else None
        institution = work.session.get_one(Institution, file.service_id)
        given = {"title": "Calendrier", "text": "Le calendrier est le suivant."} | given
        return templates.save_template(work, institution, former=before, **given)


def test_i5_a_template_is_kept_dated_and_a_changed_one_replaces_the_former_which_stays(world, file, everybody, clock):
    officer = everybody["officer"]
    first = save(world, officer, file)
    clock.set(2026, 5, 6, 9)
    second = save(world, officer, file, former=first, text="Le calendrier a changé.")
    with world.home.units.reading() as session:
        offered = templates.offered(session, [file.service_id])
        former = templates.former(session, [file.service_id])
        assert [(t.id, t.saved_at.day, t.replaces_id) for t in offered] == [(second.id, 6, first.id)]
        assert [(t.id, t.text, t.retired_at.day) for t in former] == [(first.id, "Le calendrier est le suivant.", 6)]
    saved = world.entries("directory:1")[-2:]
    assert [(e.kind, e.audience, e.payload["template_id"]) for e in saved] == [
        ("answer_template.saved", BUREAU, first.id),
        ("answer_template.saved", BUREAU, second.id),
    ]
    assert "calendrier" not in str([entry.payload for entry in saved]).lower()
    with pytest.raises(IllegalTransition):
        save(world, officer, file, former=first)


def test_a_template_is_put_away_once_and_by_its_institution_alone(world, file, everybody):
    kept = save(world, everybody["officer"], file)

    def retire(person):
        with world.home.units.begin(world.actor(person)) as work:
            templates.retire_template(work, work.session.get_one(AnswerTemplate, kept.id))

    for name, person in everybody.items():
        if name != "officer":
            with pytest.raises(NotAllowed):
                retire(person)
            with pytest.raises(NotAllowed):
                save(world, person, file)
    retire(everybody["officer"])
    assert world.kinds("directory:1")[-1] == "answer_template.retired"
    with pytest.raises(IllegalTransition):
        retire(everybody["officer"])


def test_a_template_says_its_title_and_its_text(world, file, everybody):
    with pytest.raises(Invalid) as invalid:
        save(world, everybody["officer"], file, title=" ", text="")
    assert [error["pointer"] for error in invalid.value.members["errors"]] == ["#/title", "#/text"]
