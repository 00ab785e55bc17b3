"""From a request to be heard to the hearing: proposed, scheduled or refused, held; state, record, mails (I7, I8)."""

import re
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from app.conferences.models import Conference
from app.foundation.actors import SYSTEM
from app.foundation.errors import IllegalTransition, Invalid, NotAllowed, Refused
from app.institutions.models import Institution
from app.interpellations.answers import following
from app.interpellations.answers import operations as answers
from app.interpellations.filing import operations as filing
from app.interpellations.hearings.keeping import keep_hearing
from app.interpellations.hearings.reading import hearings_to_keep
from app.interpellations.models import Hearing, Interpellation
from app.interpellations.rules.states import HEARING_TRANSITIONS, check_hearing
from app.interpellations.words import DeadlineKind, EscalationCause, HearingState, InterpellationState, RequesterKind
from app.jobs import keep_time
from app.notices.models import Message, MessageFile
from app.sittings.models import AgendaItem, Speech
from app.sittings.words import ItemKind, ItemOrigin, ItemState, SittingState, SpeechState
from app.web.dispatch import perform
from tests.builders.contracts import an_officer
from tests.builders.interpellations import a_body, a_body_officer, a_watcher
from tests.interpellations.life import QUESTION, act, an_admitted_file, due, keep, mails

SUMMONS = "interpellation.summons"


class Assembly:
    """The conference of the contract: who chairs, who represents the State, and what it does."""

    def __init__(self, world, ground):
        self.world, (self.contract, self.action, self.secretary, self.citizen) = world, ground
        self.conference = self.get(Conference, self.contract.conference_id)
        self.chair = world.chair(self.conference)
        self.partner = world.partner(self.conference)

    def get(self, entity, id):
        with self.world.home.units.reading() as session:
            return session.get_one(entity, id)

    def do(self, person, name, **data):
        return perform(self.world.home, self.world.actor(person), name, data)

    def sitting(self, *day, **given):
        starts_at = datetime.combine(date(*day), datetime.min.time(), UTC).replace(hour=12)
        return self.world.sitting(self.conference, starts_at=starts_at, **given)

    def unanswered(self):
        """A file that nobody has answered in time: it asks to be heard."""
        file = an_admitted_file(self.world, (self.contract, self.action, self.secretary, self.citizen))
        keep(self.world, file, 2026, 7, 5)
        return file

    def hearings(self, file):
        with self.world.home.units.reading() as session:
            return session.query(Hearing).filter_by(interpellation_id=file.id).order_by(Hearing.rank).all()

    def worker(self):
        """Let the worker pass over every request; return how many things it did."""
        with self.world.home.units.reading() as session:
            ids = hearings_to_keep(session)
        done = 0
        for id in ids:
            with self.world.home.units.begin(SYSTEM) as work:
                done += keep_hearing(work, id)
        return done

    def item(self, hearing):
        return self.get(AgendaItem, self.get(Hearing, hearing.id).agenda_item_id)

    def proposed(self, file):
        """The last request and its item, proposed to the next sitting."""
        self.worker()
        hearing = self.hearings(file)[-1]
        return hearing, self.item(hearing)

    def scheduled(self, file):
        hearing, item = self.proposed(file)
        self.do(self.chair, "agenda.accept", item_id=item.id)
        return hearing, item

    def state(self, hearing):
        return self.get(Hearing, hearing.id).state

    def public(self, file):
        return [e for e in self.world.entries(file.stream) if e.audience == "public"]


@pytest.fixture
def assembly(world, ground):
    return Assembly(world, ground)


def calendar_of(world, message):
    with world.home.units.reading() as session:
        (attached,) = session.get_one(Message, message.id).attachments
        content = session.get_one(MessageFile, attached.digest).content
        return attached.media_type, Calendar.from_ical(content)


def meeting(world, message):
    media_type, calendar = calendar_of(world, message)
    assert f"method={calendar['METHOD']}" in media_type
    (event,) = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), str(event["UID"]), int(event["SEQUENCE"]), event.decoded("DTSTART")


def test_i7_a_silence_is_proposed_to_the_next_sitting_in_preparation_once(world, assembly):
    later = assembly.sitting(2026, 10, 1)
    sitting = assembly.sitting(2026, 9, 1)
    file = assembly.unanswered()
    hearing, item = assembly.proposed(file)
    assert (item.sitting_id, item.state, item.kind, item.origin) == (
        sitting.id,
        ItemState.PROPOSED,
        ItemKind.INTERPELLATION,
        ItemOrigin.SYSTEM,
    )
    assert item.origin_reference == f"hearing:{hearing.id}"
    assert file.number in item.title
    assert assembly.contract.title in item.title
    assert assembly.worker() == 0
    kinds = world.kinds(file.stream)
    assert kinds.count("interpellation.hearing_proposed") == 1
    assert "item.proposed" not in world.kinds(later.stream)


def test_i7_a_request_waits_for_a_sitting_and_the_worker_brings_it_there(world, assembly):
    file = assembly.unanswered()
    assert assembly.worker() == 0
    sitting = assembly.sitting(2026, 9, 1)
    keep_time(world.home.units)
    keep_time(world.home.units)
    (hearing,) = assembly.hearings(file)
    assert assembly.item(hearing).sitting_id == sitting.id
    assert world.kinds(sitting.stream) == ["item.proposed"]


def test_i7_no_agenda_and_no_public_entry_repeats_a_citizens_words_or_name(world, assembly):
    assembly.sitting(2026, 9, 1)
    file = assembly.unanswered()
    _, item = assembly.scheduled(file)
    public = str([e.payload for e in assembly.public(file)]) + item.title + item.description
    assert not any(words in public for words in (file.title, QUESTION, assembly.citizen.family_name))


@pytest.mark.parametrize("kind", RequesterKind)
def test_i7_a_reasoned_insufficiency_of_a_watcher_or_body_asks_to_be_heard_a_citizens_does_not(world, assembly, kind):
    body = a_body(world)
    watcher = a_watcher(world, body, assembly.contract)
    a_body_officer(world, body, person_id=watcher.id)
    ground = (assembly.contract, assembly.action, assembly.secretary, watcher)
    file = an_admitted_file(world, ground, kind=RequesterKind.WATCHER)
    world.update(file, requester_kind=kind)
    officer = an_officer(world, assembly.get(Institution, assembly.action.owner_id))
    act(world, officer, answers.give_answer, file, text="Le chantier reprend.", signatory="La directrice")
    judged = act(world, watcher, following.judge, file, satisfied=False, reasons="Aucune date n’est donnée.")
    asked = assembly.hearings(file)
    if kind is RequesterKind.CITIZEN:
        assert (judged.state, asked) == (InterpellationState.ANSWERED, [])
    else:
        assert judged.state is InterpellationState.ESCALATED
        assert [(h.cause, h.reasons) for h in asked] == [(EscalationCause.INSUFFICIENT, "Aucune date n’est donnée.")]


def test_i7_accepting_the_item_schedules_the_hearing_and_summons_the_requester(world, assembly):
    sitting = assembly.sitting(2026, 9, 1)
    file = assembly.unanswered()
    hearing, _ = assembly.scheduled(file)
    assert assembly.state(hearing) is HearingState.SCHEDULED
    assert due(world, file, DeadlineKind.HEARING_REPLY).met_at is not None
    entry = world.entries(file.stream)[-1]
    assert (entry.kind, entry.audience) == ("interpellation.hearing_scheduled", "public")
    assert (entry.payload["sitting_id"], entry.payload["on"], entry.payload["in_time"]) == (
        sitting.id,
        "2026-09-01",
        True,
    )
    (mail,) = mails(world, file, SUMMONS)
    assert (mail.recipient, mail.reply_to) == (assembly.citizen.email, assembly.secretary.email)
    assert "mardi" in mail.text
    assert "5\u00a0min" in mail.text
    method, _, sequence, starts = meeting(world, mail)
    assert (method, sequence, starts.astimezone(UTC)) == ("REQUEST", 0, sitting.starts_at)


def test_i7_the_chair_schedules_on_another_sitting_and_the_item_goes_there(world, assembly):
    first, other = assembly.sitting(2026, 9, 1), assembly.sitting(2026, 10, 1)
    file = assembly.unanswered()
    hearing, item = assembly.proposed(file)
    assembly.do(assembly.chair, "hearing.schedule", hearing_id=hearing.id, sitting_id=other.id)
    moved = assembly.item(hearing)
    assert (moved.id, moved.sitting_id, moved.state) == (item.id, other.id, ItemState.ACCEPTED)
    assert assembly.state(hearing) is HearingState.SCHEDULED
    assert world.kinds(first.stream)[-1] == "item.left"


def test_i7_the_chair_schedules_what_no_agenda_has_yet(world, assembly):
    file = assembly.unanswered()
    (hearing,) = assembly.hearings(file)
    sitting = assembly.sitting(2026, 9, 1)
    assembly.do(assembly.chair, "hearing.schedule", hearing_id=hearing.id, sitting_id=sitting.id)
    assert assembly.state(hearing) is HearingState.SCHEDULED
    assert assembly.item(hearing).state is ItemState.ACCEPTED
    assert assembly.worker() == 0


@pytest.mark.parametrize("command", ["agenda.refuse", "hearing.refuse"])
@pytest.mark.parametrize("accepted", [False, True])
def test_i7_a_refusal_has_published_reasons_by_either_command(world, assembly, command, accepted):
    assembly.sitting(2026, 9, 1)
    file = assembly.unanswered()
    hearing, item = (assembly.scheduled if accepted else assembly.proposed)(file)
    named = {"hearing_id": hearing.id} if command.startswith("hearing") else {"item_id": item.id}
    assembly.do(assembly.chair, command, reason="Une réponse arrive.", **named)
    kept = assembly.get(Hearing, hearing.id)
    assert (kept.state, kept.refusal) == (HearingState.REFUSED, "Une réponse arrive.")
    assert assembly.item(hearing).state is ItemState.REFUSED
    assert due(world, file, DeadlineKind.HEARING_REPLY).met_at is not None
    entry = world.entries(file.stream)[-1]
    assert (entry.kind, entry.payload["reason"], entry.payload["second"], entry.audience) == (
        "interpellation.hearing_refused",
        "Une réponse arrive.",
        False,
        "public",
    )
    assert "Une réponse arrive." in mails(world, file, "interpellation.hearing_refused")[0].text
    methods = [meeting(world, mail)[0] for mail in mails(world, file, SUMMONS)]
    assert methods == (["REQUEST", "CANCEL"] if accepted else [])


def test_i7_a_refusal_without_any_agenda_has_reasons_too(world, assembly):
    file = assembly.unanswered()
    (hearing,) = assembly.hearings(file)
    with pytest.raises(Invalid):
        assembly.do(assembly.chair, "hearing.refuse", hearing_id=hearing.id, reason=" ")
    assembly.do(assembly.chair, "hearing.refuse", hearing_id=hearing.id, reason="Une réponse arrive.")
    assert assembly.state(hearing) is HearingState.REFUSED


def test_i7_a_second_refusal_is_told_to_the_prefet_and_the_hearing_can_still_be_scheduled(world, assembly):
    sitting = assembly.sitting(2026, 9, 1)
    file = assembly.unanswered()
    first, _ = assembly.proposed(file)
    assembly.do(assembly.chair, "hearing.refuse", hearing_id=first.id, reason="Une réponse arrive.")
    assembly.do(assembly.citizen, "hearing.ask_again", interpellation_id=file.id, reasons="Toujours rien.")
    second, item = assembly.proposed(file)
    assert (second.rank, due(world, file, DeadlineKind.HEARING_REPLY, rank=2).met_at) == (2, None)
    assembly.do(assembly.chair, "agenda.refuse", item_id=item.id, reason="L’ordre du jour est plein.")
    assert assembly.state(second) is HearingState.PREFECT_TOLD
    assert world.kinds(file.stream)[-2:] == ["interpellation.hearing_refused", "interpellation.prefect_told"]
    (told,) = mails(world, file, "interpellation.prefect_told")
    assert told.recipient == assembly.partner.email
    assert "L’ordre du jour est plein." in told.text
    with pytest.raises(IllegalTransition):
        assembly.do(assembly.citizen, "hearing.ask_again", interpellation_id=file.id)
    assert assembly.worker() == 0
    assembly.do(assembly.chair, "hearing.schedule", hearing_id=second.id, sitting_id=sitting.id)
    assert assembly.state(second) is HearingState.SCHEDULED


def test_i7_one_asks_again_only_after_a_refusal(world, assembly):
    file = assembly.unanswered()
    with pytest.raises(IllegalTransition):
        assembly.do(assembly.citizen, "hearing.ask_again", interpellation_id=file.id)
    with pytest.raises(NotAllowed):
        assembly.do(world.person(), "hearing.ask_again", interpellation_id=file.id)


@pytest.mark.parametrize("who", ["secretary", "citizen", "partner"])
@pytest.mark.parametrize("command", ["hearing.schedule", "hearing.refuse"])
def test_i7_the_chair_alone_answers_a_request(assembly, who, command):
    sitting = assembly.sitting(2026, 9, 1)
    file = assembly.unanswered()
    (hearing,) = assembly.hearings(file)
    said = {"sitting_id": sitting.id} if command.endswith("schedule") else {"reason": "Non."}
    with pytest.raises(NotAllowed):
        assembly.do(getattr(assembly, who), command, hearing_id=hearing.id, **said)


def test_i7_a_refused_request_is_not_accepted_behind_the_back_of_the_file(assembly):
    assembly.sitting(2026, 9, 1)
    hearing, item = assembly.proposed(assembly.unanswered())
    assembly.do(assembly.chair, "agenda.refuse", item_id=item.id, reason="Une réponse arrive.")
    with pytest.raises(Refused, match="redemander"):
        assembly.do(assembly.chair, "agenda.accept", item_id=item.id)
    assert assembly.state(hearing) is HearingState.REFUSED


def test_i7_what_is_put_off_goes_to_the_next_agenda_and_the_first_time_limit_holds(world, assembly):
    assembly.sitting(2026, 9, 1)
    later = assembly.sitting(2026, 10, 1)
    file = assembly.unanswered()
    hearing, item = assembly.scheduled(file)
    owed = due(world, file, DeadlineKind.HEARING_REPLY)
    assembly.do(assembly.chair, "agenda.defer", item_id=item.id, reason="Ordre du jour trop long.")
    again = assembly.item(hearing)
    assert (again.sitting_id, again.state) == (later.id, ItemState.PROPOSED)
    assert assembly.state(hearing) is HearingState.REQUESTED
    after = due(world, file, DeadlineKind.HEARING_REPLY)
    assert (after.met_at, after.due_on) == (None, owed.due_on)
    assert assembly.worker() == 0
    assembly.do(assembly.chair, "agenda.accept", item_id=again.id)
    assert assembly.state(hearing) is HearingState.SCHEDULED
    events = [meeting(world, mail) for mail in mails(world, file, SUMMONS)]
    assert [(method, sequence) for method, _, sequence, _ in events] == [("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 2)]
    assert len({uid for _, uid, _, _ in events}) == 1


def test_i8_a_sitting_that_moves_summons_again_and_one_that_is_cancelled_calls_off(world, assembly):
    sitting = assembly.sitting(2026, 9, 1)
    file = assembly.unanswered()
    hearing, _ = assembly.scheduled(file)
    assembly.do(assembly.chair, "sitting.change", sitting_id=sitting.id, starts_at="2026-09-08T14:00:00+02:00")
    assembly.do(assembly.chair, "sitting.cancel", sitting_id=sitting.id, reason="Salle fermée")
    events = [meeting(world, mail) for mail in mails(world, file, SUMMONS)]
    assert [(method, sequence, starts.day) for method, _, sequence, starts in events] == [
        ("REQUEST", 0, 1),
        ("REQUEST", 1, 8),
        ("CANCEL", 2, 8),
    ]
    assert assembly.state(hearing) is HearingState.REQUESTED
    kinds = [kind for kind in world.kinds(file.stream) if "hearing" in kind]
    assert kinds[-2:] == ["interpellation.hearing_moved", "interpellation.hearing_put_off"]


def test_i7_a_sitting_over_without_calling_the_item_leaves_the_request_waiting(world, assembly):
    sitting = assembly.sitting(2026, 9, 1)
    file = assembly.unanswered()
    hearing, _ = assembly.scheduled(file)
    world.update(sitting, state=SittingState.CLOSED)
    later = assembly.sitting(2026, 10, 1)
    assert (assembly.worker(), assembly.worker(), assembly.worker()) == (1, 1, 0)
    assert assembly.item(hearing).sitting_id == later.id
    assert world.kinds(file.stream)[-2:] == ["interpellation.hearing_put_off", "interpellation.hearing_proposed"]


def test_i7_a_file_taken_back_takes_its_request_off_the_draft_agenda(world, assembly):
    assembly.sitting(2026, 9, 1)
    file = assembly.unanswered()
    hearing, item = assembly.proposed(file)
    act(world, assembly.citizen, filing.withdraw, file)
    assert (assembly.worker(), assembly.worker()) == (2, 0)
    assert assembly.state(hearing) is HearingState.DROPPED
    assert assembly.get(AgendaItem, item.id).state is ItemState.REFUSED


def opened(assembly, sitting):
    assembly.world.update(sitting, state=SittingState.OPEN, opened_at=assembly.world.clock())


def test_i8_at_the_end_of_the_item_the_file_is_heard_and_the_requester_is_asked(world, assembly):
    sitting = assembly.sitting(2026, 9, 1)
    file = assembly.unanswered()
    hearing, item = assembly.scheduled(file)
    world.clock.moment = datetime(2026, 9, 1, 12, tzinfo=UTC)
    opened(assembly, sitting)
    assembly.do(assembly.chair, "item.start", item_id=item.id)
    assembly.do(assembly.chair, "item.end", item_id=item.id)
    assert assembly.state(hearing) is HearingState.HELD
    assert assembly.get(Interpellation, file.id).state is InterpellationState.HEARD
    entry = world.entries(file.stream)[-1]
    assert (entry.kind, entry.payload["sitting_id"]) == ("interpellation.heard", sitting.id)
    opinion = due(world, file, DeadlineKind.JUDGEMENT)
    assert opinion.starts_on == date(2026, 9, 1)
    assert mails(world, file, "interpellation.heard")[0].recipient == assembly.citizen.email
    closed = act(world, assembly.citizen, following.judge, file, satisfied=True, reasons="")
    assert closed.state is InterpellationState.CLOSED


@pytest.mark.parametrize("state", HearingState)
@pytest.mark.parametrize("target", HearingState)
def test_i7_a_request_moves_only_as_the_table_says(state, target):
    if target in HEARING_TRANSITIONS[state]:
        check_hearing(state, target)
        return
    with pytest.raises(IllegalTransition):
        check_hearing(state, target)


def test_i6_a_request_that_a_threshold_no_longer_carries_leaves_the_draft_agenda(world, assembly):
    assembly.sitting(2026, 9, 1)
    file = assembly.unanswered()
    hearing, item = assembly.proposed(file)
    world.update(hearing, state=HearingState.DROPPED)
    world.update(file, state=InterpellationState.ADMISSIBLE)
    assert (assembly.worker(), assembly.worker()) == (1, 0)
    assert assembly.get(AgendaItem, item.id).state is ItemState.REFUSED


def link_of(message):
    return re.search(r"/audition/[\w-]+", message.text)[0]


def convened(assembly, file, **given):
    """A hearing on a published agenda, on the morning of its day; return it, its item and its sitting."""
    sitting = assembly.sitting(2026, 9, 1, **given)
    hearing, item = assembly.scheduled(file)
    world = assembly.world
    sitting = world.update(sitting, state=SittingState.CONVENED, agenda_published_at=world.clock())
    world.clock.moment = datetime(2026, 9, 1, 8, tzinfo=UTC)
    return hearing, item, sitting


def enter(client, path, **data):
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).get_data(as_text=True))[1]
    return client.post(path, data={"csrf_token": token, **data})


def speeches(world, sitting):
    with world.home.units.reading() as session:
        found = session.query(Speech).filter_by(sitting_id=sitting.id).all()
        return [(s.person_id, s.state, s.limit_seconds) for s in found]


def test_i8_the_personal_link_signs_in_the_one_person_and_notes_them_present(client, world, assembly):
    file = assembly.unanswered()
    _, item, sitting = convened(assembly, file)
    path = link_of(mails(world, file, SUMMONS)[0])
    opened_only = client.get(path)
    assert opened_only.status_code == 200
    assert "presence.entered" not in world.kinds(sitting.stream)
    answer = enter(client, path, mode="room")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/auditions/1")
    assert world.kinds(sitting.stream)[-1] == "presence.entered"
    assert client.get("/compte").status_code == 200
    assert client.get(f"/seances/{sitting.id}/salle").status_code == 200
    opened(assembly, sitting)
    assembly.do(assembly.chair, "item.start", item_id=item.id)
    assembly.do(assembly.chair, "floor.give_next", sitting_id=sitting.id)
    assert speeches(world, sitting) == [(assembly.citizen.id, SpeechState.SPEAKING, 300)]
    assembly.do(assembly.chair, "item.end", item_id=item.id)
    assembly.do(assembly.chair, "item.start", item_id=item.id)
    assert len(speeches(world, sitting)) == 1


def test_i8_the_link_to_a_hearing_opens_the_room_and_not_what_protects_the_account(client, world, assembly):
    file = assembly.unanswered()
    convened(assembly, file)
    enter(client, link_of(mails(world, file, SUMMONS)[0]), mode="room")
    answer = client.get("/compte/adresse")
    assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/connexion")
    assert "confirmer=1" in answer.location


def test_i8_who_enters_while_the_item_is_discussed_is_first_on_the_floor_too(client, world, assembly):
    file = assembly.unanswered()
    _, item, sitting = convened(assembly, file)
    opened(assembly, sitting)
    assembly.do(assembly.chair, "item.start", item_id=item.id)
    # Nobody is named in public before they have chosen to come.
    assert speeches(world, sitting) == []
    path = link_of(mails(world, file, SUMMONS)[0])
    enter(client, path, mode="remote")
    enter(client, path, mode="remote")
    assert speeches(world, sitting) == [(assembly.citizen.id, SpeechState.WAITING, 300)]


@pytest.mark.parametrize("day", [(2026, 8, 31), (2026, 9, 2)])
def test_i8_the_link_opens_the_room_on_the_day_alone(client, world, assembly, day):
    file = assembly.unanswered()
    _, _, sitting = convened(assembly, file)
    path = link_of(mails(world, file, SUMMONS)[0])
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).get_data(as_text=True))[1]
    world.clock.moment = datetime.combine(date(*day), datetime.min.time(), UTC).replace(hour=8)
    assert client.post(path, data={"csrf_token": token}).status_code == 422
    assert "ouvrira la salle" in client.get(path).get_data(as_text=True)
    assert client.get("/compte").status_code != 200
    assert "presence.entered" not in world.kinds(sitting.stream)


def test_i8_a_new_summons_or_the_end_of_the_hearing_revokes_the_link(client, world, assembly):
    sitting = assembly.sitting(2026, 9, 1)
    file = assembly.unanswered()
    assembly.scheduled(file)
    assembly.do(assembly.chair, "sitting.change", sitting_id=sitting.id, place="Hôtel de région")
    first, second = [link_of(mail) for mail in mails(world, file, SUMMONS)]
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    assembly.do(assembly.chair, "sitting.cancel", sitting_id=sitting.id, reason="Salle fermée")
    assert client.get(second).status_code == 404
    assert client.get("/audition/inconnu").status_code == 404


def test_i7_the_public_file_shows_the_request_the_refusal_and_what_each_may_do(client, world, assembly, as_, queries):
    assembly.sitting(2026, 9, 1)
    file = assembly.unanswered()
    hearing, item = assembly.proposed(file)
    page = f"/interpellations/{file.number}"
    chair = as_(assembly.chair).get(page).get_data(as_text=True)
    assert "hearing.schedule" in chair
    assert "hearing.refuse" in chair
    assembly.do(assembly.chair, "agenda.refuse", item_id=item.id, reason="Une réponse arrive.")
    with queries(13):
        visitor = client.get(page).get_data(as_text=True)
    assert "Une réponse arrive." in visitor
    assert "hearing.ask_again" not in visitor
    assert "hearing.ask_again" in as_(assembly.citizen).get(page).get_data(as_text=True)
    assert hearing.rank == 1


def test_i8_decisions_and_commitments_of_the_item_are_on_the_public_file(client, world, assembly):
    file = assembly.unanswered()
    _, item, sitting = convened(assembly, file)
    opened(assembly, sitting)
    assembly.do(assembly.chair, "item.start", item_id=item.id)
    decided = assembly.do(assembly.secretary, "decision.record", item_id=item.id, text="Le chantier reprend en mai.")
    owner = {"owner_id": assembly.action.owner_id, "due_on": "2026-12-01"}
    assembly.do(
        assembly.secretary, "commitment.add", decision_id=decided["decision_id"], title="Publier le calendrier", **owner
    )
    assembly.do(assembly.chair, "item.end", item_id=item.id)
    said = client.get(f"/interpellations/{file.number}").get_data(as_text=True)
    assert "Le chantier reprend en mai." in said
    assert "Publier le calendrier" in said


def test_i8_those_who_sit_see_the_file_under_the_item_being_discussed(client, world, assembly, as_):
    file = assembly.unanswered()
    _, item, sitting = convened(assembly, file)
    opened(assembly, sitting)
    assembly.do(assembly.chair, "item.start", item_id=item.id)
    member = as_(assembly.chair)
    for path in (f"/seances/{sitting.id}/salle", f"/seances/{sitting.id}/fragments/situation?vue=chair"):
        assert f'href="/interpellations/{file.number}"' in member.get(path).get_data(as_text=True)
