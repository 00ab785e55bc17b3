"""Who may do what to a file: every command against every capacity, one table read by people and walked by a test."""

import re
from datetime import date
from importlib import import_module
from pkgutil import walk_packages

import pytest
from sqlalchemy import select

import app.interpellations
from app.foundation.actors import VISITOR
from app.foundation.commands import COMMANDS
from app.foundation.errors import DomainError, NotAllowed, NotFound, NotSignedIn
from app.foundation.files import Upload
from app.foundation.unit_of_work import UnitOfWork, anyone, require
from app.interpellations.models import (
    AnswerCommitment,
    AnswerTemplate,
    Attachment,
    BodyOffice,
    Hearing,
    InternalNote,
    InterpellationAnswer,
    Watcher,
)
from app.interpellations.words import EscalationCause, InterpellationState, RequesterKind
from app.sittings.models import StoredFile
from app.web.dispatch import perform
from tests.builders.contracts import a_contract, a_state_service, an_action, an_officer
from tests.builders.interpellations import a_body, a_body_officer, a_file, a_watcher
from tests.sittings.agenda import files

MATRIX = """
command                            visitor citizen requester officer other_officer secretary other_secretary chair other_chair delegate partner watcher body_officer administrator
answer_template.retire             none    none    none      yes     none          none      none            none  none        none     none    none    none         none
answer_template.save               -       -       -         yes     -             -         -               -     -           -        -       -       -            -
body.change                        -       -       -         -       -             yes       yes             -     -           -        -       -       -            yes
body.end_office                    -       -       -         -       -             yes       yes             -     -           -        -       -       yes          yes
body.name_office                   -       -       -         -       -             yes       yes             -     -           -        -       -       yes          yes
body.register                      -       -       -         -       -             yes       -               -     -           -        -       -       -            yes
guide.acknowledge                  -       -       -         -       -             -         -               -     -           -        -       yes     -            -
hearing.ask_again                  -       -       yes       -       -             -         -               -     -           -        -       -       -            -
hearing.ask_floor                  -       -       yes       -       -             -         -               -     -           -        -       -       -            -
hearing.refuse                     -       -       -         -       -             -         -               yes   -           -        -       -       -            -
hearing.schedule                   -       -       -         -       -             -         -               yes   -           -        -       -       -            -
interpellation.acknowledge         -       -       -         -       -             yes       -               -     -           -        -       -       -            -
interpellation.add_note            -       -       -         -       -             yes       -               yes   -           -        -       -       -            -
interpellation.admit               -       -       -         -       -             yes       -               -     -           -        -       -       -            -
interpellation.answer              -       -       -         yes     -             -         -               -     -           -        -       -       -            -
interpellation.ask_clarification   -       -       yes       -       -             -         -               -     -           -        -       -       -            -
interpellation.attach              -       -       yes       -       -             -         -               -     -           -        -       -       -            -
interpellation.change              -       -       yes       -       -             -         -               -     -           -        -       -       -            -
interpellation.clarify             -       -       -         yes     -             -         -               -     -           -        -       -       -            -
interpellation.close               -       -       yes       -       -             -         -               -     -           -        -       -       -            -
interpellation.correct             -       -       yes       -       -             -         -               -     -           -        -       -       -            -
interpellation.correct_answer      -       -       -         yes     -             -         -               -     -           -        -       -       -            -
interpellation.detach              -       -       yes       -       -             -         -               -     -           -        -       -       -            -
interpellation.draft               -       yes     yes       yes     yes           yes       yes             yes   yes         yes      yes     yes     yes          yes
interpellation.entrust             -       -       -         yes     -             yes       -               yes   -           -        -       -       -            -
interpellation.hide_document       -       -       -         -       -             yes       -               -     -           -        -       -       -            -
interpellation.hide_name           -       -       -         -       -             yes       -               -     -           -        -       -       -            -
interpellation.hide_passage        -       -       -         -       -             yes       -               -     -           -        -       -       -            -
interpellation.hide_question       -       -       -         -       -             yes       -               -     -           -        -       -       -            -
interpellation.honour_threshold    -       -       -         -       -             yes       -               -     -           -        -       -       -            -
interpellation.invalidate_supports -       -       -         -       -             yes       -               -     -           -        -       -       -            -
interpellation.judge               -       -       yes       -       -             -         -               -     -           -        -       -       -            -
interpellation.lift_invalidation   -       -       -         -       -             yes       -               -     -           -        -       -       -            -
interpellation.name_service        -       -       -         -       -             yes       -               -     -           -        -       -       -            -
interpellation.publish_document    -       -       -         -       -             yes       -               -     -           -        -       -       -            -
interpellation.refuse              -       -       -         -       -             yes       -               -     -           -        -       -       -            -
interpellation.register            -       -       yes       -       -             -         -               -     -           -        -       -       -            -
interpellation.remove_note         none    none    none      none    none          yes       none            -     none        none     none    none    none         none
interpellation.resume_clock        -       -       -         -       -             yes       -               -     -           -        -       -       -            -
interpellation.show_again          -       -       -         -       -             yes       -               -     -           -        -       -       -            -
interpellation.support             -       yes     -         yes     yes           yes       yes             yes   yes         yes      yes     yes     yes          yes
interpellation.suspend_clock       -       -       -         -       -             yes       -               -     -           -        -       -       -            -
interpellation.update_commitment   -       -       -         yes     -             yes       -               -     -           -        -       -       -            -
interpellation.withdraw            -       -       yes       -       -             -         -               -     -           -        -       -       -            -
interpellation.withdraw_support    -       yes     -         yes     yes           yes       yes             yes   yes         yes      yes     yes     yes          yes
service.set_contact                -       -       -         yes     -             yes       -               -     -           -        -       -       -            yes
vigie.mark_seen                    -       yes     yes       yes     yes           yes       yes             yes   yes         yes      yes     yes     yes          yes
watcher.designate                  -       -       -         -       -             -         -               -     -           -        -       -       yes          -
watcher.end                        -       -       -         -       -             -         -               -     -           -        -       -       yes          -
"""  # noqa: E501 - a table is read whole

PDF = Upload(name="piece.pdf", content=files.PDF)
HIDING = {"ground": "personal_data", "detail": "Un nom"}
ACT = {"starts_on": "2026-05-04", "proof": "Délibération du 4 mai 2026"}


class Stage:
    """One public file and everybody around it, here and in a conference beside."""

    def __init__(self, world):
        self.world = world
        self.conference, beside = world.conference(), world.conference()
        self.owner, other = a_state_service(world), a_state_service(world)
        self.contract = a_contract(world, self.owner, other, conference_id=self.conference.id)
        self.action = an_action(world, self.contract, owner=self.owner)
        self.body = a_body(world)
        requester = world.person()
        self.people = {
            "visitor": None,
            "citizen": world.person(),
            "requester": requester,
            "officer": an_officer(world, self.owner),
            "other_officer": an_officer(world, other),
            "secretary": world.secretary(self.conference),
            "other_secretary": world.secretary(beside),
            "chair": world.chair(self.conference),
            "other_chair": world.chair(beside),
            "delegate": world.delegate(self.conference),
            "partner": world.partner(self.conference),
            "watcher": a_watcher(world, self.body, self.contract),
            "body_officer": a_body_officer(world, self.body),
            "administrator": world.person(administrator=True),
        }
        self.file = a_file(world, self.contract, requester, self.action)
        with world.home.units.reading() as session:
            self.office_id = session.scalars(select(BodyOffice.id)).one()
            self.watcher_id = session.scalars(select(Watcher.id)).one()
        self.fill()

    def fill(self):
        """Give the file an answer with a commitment, a document and a request to be heard."""
        world, file = self.world, self.file
        given = {"institution_id": self.owner.id, "given_by_id": self.people["officer"].id, "given_at": world.clock()}
        self.answer = world.add(InterpellationAnswer(interpellation_id=file.id, text="Bientôt.", **given))
        promise = {"title": "Rouvrir", "owner_id": self.owner.id, "due_on": date(2026, 9, 1)}
        self.promise = world.add(AnswerCommitment(answer_id=self.answer.id, **promise))
        world.add(StoredFile(sha256="d" * 64, media_type="application/pdf", size=4, content=b"%PDF"))
        joined = {"file_sha256": "d" * 64, "name": "photo.pdf", "added_at": world.clock()}
        self.joined = world.add(Attachment(interpellation_id=file.id, **joined))
        asked = {"cause": EscalationCause.NO_ANSWER, "requested_at": world.clock(), "rank": 1}
        self.hearing = world.add(Hearing(interpellation_id=file.id, conference_id=self.conference.id, **asked))
        self.sitting = world.sitting(self.conference)
        written = {"text": "À voir.", "written_at": world.clock(), "person_id": self.people["secretary"].id}
        self.note = world.add(InternalNote(interpellation_id=file.id, **written))
        kept = {"saved_at": world.clock(), "saved_by_id": self.people["officer"].id}
        self.template = world.add(AnswerTemplate(institution_id=self.owner.id, title="Retard", text="Bonjour,", **kept))

    def actor(self, capacity):
        person = self.people[capacity]
        return self.world.actor(person) if person else VISITOR


def of_file(**more):
    return lambda stage: {"interpellation_id": stage.file.id, **more}


DATA = {
    "answer_template.retire": lambda s: {"template_id": s.template.id},
    "answer_template.save": lambda s: {"institution_id": s.owner.id, "title": "Retard", "text": "Bonjour,"},
    "guide.acknowledge": lambda s: {"contract_id": s.contract.id, "digest": "0" * 64, "declared": True},
    "interpellation.add_note": of_file(text="À voir avec le service."),
    "interpellation.entrust": of_file(),
    "interpellation.remove_note": lambda s: of_file(note_id=s.note.id)(s),
    "hearing.ask_again": of_file(),
    "hearing.ask_floor": lambda s: {"hearing_id": s.hearing.id},
    "hearing.refuse": lambda s: {"hearing_id": s.hearing.id, "reason": "Non."},
    "hearing.schedule": lambda s: {"hearing_id": s.hearing.id, "sitting_id": s.sitting.id},
    "interpellation.acknowledge": of_file(),
    "interpellation.admit": of_file(),
    "interpellation.answer": of_file(text="Voici.", signatory="La directrice"),
    "interpellation.ask_clarification": of_file(text="Quand ?"),
    "interpellation.attach": of_file(file=PDF),
    "interpellation.change": of_file(title="Autre"),
    "interpellation.clarify": of_file(text="Voici.", signatory="La directrice"),
    "interpellation.close": of_file(satisfied=True),
    "interpellation.correct": of_file(),
    "interpellation.correct_answer": lambda s: of_file(answer_id=s.answer.id, text="Non.", signatory="X")(s),
    "interpellation.detach": lambda s: of_file(attachment_id=s.joined.id)(s),
    "interpellation.draft": lambda s: {"contract_id": s.contract.id, "title": "Pourquoi ?"},
    "interpellation.hide_document": lambda s: of_file(attachment_id=s.joined.id, **HIDING)(s),
    "interpellation.hide_name": of_file(**HIDING),
    "interpellation.hide_passage": of_file(passage="La date", **HIDING),
    "interpellation.hide_question": of_file(**HIDING),
    "interpellation.honour_threshold": of_file(threshold=50, report="La rencontre a eu lieu."),
    "interpellation.invalidate_supports": of_file(reason="Doute", domain="robots.invalid"),
    "interpellation.judge": of_file(satisfied=True),
    "interpellation.lift_invalidation": of_file(invalidation_id=1, reason="Erreur"),
    "interpellation.name_service": lambda s: of_file(institution_id=s.owner.id)(s),
    "interpellation.publish_document": lambda s: of_file(attachment_id=s.joined.id)(s),
    "interpellation.refuse": of_file(code="insult", reason="Retirez ce mot."),
    "interpellation.register": of_file(),
    "interpellation.resume_clock": of_file(),
    "interpellation.show_again": of_file(redaction_id=1, reason="Erreur"),
    "interpellation.support": of_file(),
    "interpellation.suspend_clock": of_file(reason="Expertise"),
    "interpellation.update_commitment": lambda s: of_file(commitment_id=s.promise.id, text="Fait.", state="done")(s),
    "interpellation.withdraw": of_file(),
    "interpellation.withdraw_support": of_file(),
    "service.set_contact": lambda s: {
        "institution_id": s.owner.id, "name": "Accueil", "email": "a@exemple.invalid",
        "phone": "03", "address": "1 rue A",
    },
    "body.register": lambda s: {"kind": "ceser", "name": "CESER d’essai", "institution_id": s.owner.id},
    "body.change": lambda s: {"body_id": s.body.id, "name": "Autre nom"},
    "body.name_office": lambda s: {"body_id": s.body.id, "person_id": s.people["citizen"].id, "title": "X", **ACT},
    "body.end_office": lambda s: {"office_id": s.office_id, "ends_on": "2026-06-01", "proof": "Fin"},
    "vigie.mark_seen": lambda _stage: {},
    "watcher.designate": lambda s: {
        "body_id": s.body.id, "contract_id": s.contract.id, "person_id": s.people["citizen"].id, "file": PDF, **ACT,
    },
    "watcher.end": lambda s: {"watcher_id": s.watcher_id, "ends_on": "2026-06-01", "proof": "Fin"},
}  # fmt: skip


class Allowed(Exception):
    """The policy said yes; nothing further is done."""


@pytest.fixture
def stage(world, clock):
    clock.set(2026, 5, 4, 9)
    return Stage(world)


@pytest.fixture
def only_asked(monkeypatch):
    """Every act stops at the first question about who acts: nothing changes between two cells of the table."""

    def allow(work, policy, *subjects):
        require(work.actor, policy, *subjects)
        if policy is not anyone:
            raise Allowed

    monkeypatch.setattr(UnitOfWork, "allow", allow)


def answer_to(stage, command, capacity, **more):
    """« yes », « - » for a refusal in words, « none » for what is not there for them, or what was said instead."""
    try:
        perform(stage.world.home, stage.actor(capacity), command, DATA[command](stage) | more)
    except Allowed:
        return "yes"
    except NotSignedIn as refusal:
        return "-" if capacity == "visitor" and refusal.detail.endswith(".") else "asked to sign in"
    except NotAllowed as refusal:
        return "-" if capacity != "visitor" and refusal.detail.endswith(".") else "refused"
    except NotFound:
        return "none"
    except DomainError as other:
        # A support is taken with others: who may is known once it counts, or once the file is not open to them.
        return "yes" if command.endswith("support") else f"{type(other).__name__}: {other}"
    return "yes"


HEADS, *ROWS = [line.split() for line in MATRIX.strip().splitlines()]


def test_the_matrix_of_commands_says_who_may_do_what(stage, only_asked):
    wrong = [
        f"{command} by {capacity}: {found}, {expected} in the table"
        for command, *cells in ROWS
        for capacity, expected in zip(HEADS[1:], cells, strict=True)
        if (found := answer_to(stage, command, capacity)) != expected
    ]
    assert wrong == []


def test_every_command_of_interpellations_has_its_row_in_the_matrix():
    ours = {name for name, command in COMMANDS.items() if command.run.__module__.startswith("app.interpellations.")}
    assert {row[0] for row in ROWS} == set(DATA) == ours, "a new command needs a row in MATRIX and its words in DATA"


def test_a_draft_exists_for_nobody_but_who_writes_it(stage, only_asked):
    stage.world.update(stage.file, state=InterpellationState.DRAFT, number=None)
    of_the_file = [command for command in DATA if command.startswith(("interpellation.", "hearing."))]
    for command in of_the_file:
        if command == "interpellation.draft":
            continue
        for capacity in HEADS[1:]:
            if capacity != "requester":
                # A visitor's file is not even opened, whatever it is for: that says nothing of the draft.
                unopened = (command, capacity) == ("interpellation.attach", "visitor")
                with pytest.raises(NotSignedIn if unopened else NotFound):
                    perform(stage.world.home, stage.actor(capacity), command, DATA[command](stage))


OF_THE_PERSON_SUMMONED = {"hearing.ask_floor"}
"""A summons is personal: who holds the office of a body later sits in nobody else's place."""
OF_REQUESTERS = [
    row[0]
    for row in ROWS
    if [c for c, cell in zip(HEADS[1:], row[1:], strict=True) if cell == "yes"] == ["requester"]
    and row[0] not in OF_THE_PERSON_SUMMONED
]


@pytest.mark.parametrize("command", OF_REQUESTERS)
def test_i1_a_bodys_file_is_the_bodys_and_no_longer_of_who_left_its_office(stage, only_asked, command):
    stage.world.update(stage.file, requester_kind=RequesterKind.BODY, body_id=stage.body.id)
    assert answer_to(stage, command, "body_officer") == "yes"
    assert answer_to(stage, command, "requester") == "-", "who filed it and holds no office in the body any more"
    assert answer_to(stage, command, "watcher") == "-"


@pytest.mark.parametrize("command", OF_REQUESTERS)
def test_i1_a_watchers_file_is_theirs_and_their_bodys(stage, only_asked, command):
    mine = {"requester_kind": RequesterKind.WATCHER, "requester_id": stage.people["watcher"].id}
    stage.world.update(stage.file, body_id=stage.body.id, watcher_id=stage.watcher_id, **mine)
    assert [answer_to(stage, command, who) for who in ("watcher", "body_officer", "requester")] == ["yes", "yes", "-"]


KINDS = {
    RequesterKind.CITIZEN: set(HEADS[2:]),
    RequesterKind.WATCHER: {"watcher"},
    RequesterKind.BODY: {"body_officer"},
}


@pytest.mark.parametrize("kind", list(RequesterKind))
def test_i1_each_files_in_the_quality_they_have(stage, only_asked, kind):
    more = {"kind": kind.value, "body_id": stage.body.id if kind is RequesterKind.BODY else None}
    said = {who: answer_to(stage, "interpellation.draft", who, **more) for who in HEADS[1:]}
    assert {who for who, answer in said.items() if answer == "yes"} == KINDS[kind]


def test_no_capacity_of_another_conference_nor_of_another_institution_gives_anything_to_a_file(stage, only_asked):
    theirs = ("other_officer", "other_secretary", "other_chair", "delegate", "partner", "administrator")
    for command in DATA:
        if command.startswith(("interpellation.", "hearing.")) and "support" not in command and "draft" not in command:
            assert {answer_to(stage, command, who) for who in theirs} <= {"-", "none"}, command


def policies():
    """Every policy of interpellations, by its name."""
    for module in walk_packages(app.interpellations.__path__, "app.interpellations."):
        if module.name.endswith(".policies"):
            yield from (v for n, v in vars(import_module(module.name)).items() if n.startswith("may_"))


@pytest.mark.parametrize("policy", list(policies()), ids=lambda policy: policy.__name__)
def test_every_policy_refuses_in_one_french_sentence(policy):
    sentence = policy.__doc__
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "'" not in sentence
    assert not re.search(r"\b(actor|may|file)\b", sentence)
