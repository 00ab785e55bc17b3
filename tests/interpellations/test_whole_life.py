"""A whole life played over two years of dates, and what a worker that was down makes of it (I3–I9)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.foundation.actors import SYSTEM
from app.institutions.models import Institution
from app.interpellations.answers import closing, following
from app.interpellations.answers import operations as answers
from app.interpellations.clock import suspending
from app.interpellations.clock.keeping import files_to_keep, keep_clock
from app.interpellations.filing import operations as filing
from app.interpellations.hearings.answering import ask_again
from app.interpellations.models import Interpellation
from app.interpellations.receipts.operations import set_contact
from app.interpellations.words import Closing, DeadlineKind, Inadmissibility, InterpellationState
from app.notices import delivery
from app.notices.models import Message
from app.notices.words import MessageState
from app.sittings.words import SittingState
from tests.builders.contracts import an_officer
from tests.interpellations.life import a_draft, act, an_admitted_file, mails
from tests.interpellations.test_hearings import Assembly
from tests.notices.conftest import inbox, settings

__all__ = ["inbox", "settings"]
"""A real mail server on loopback, that misbehaves as it is told."""

DAY = timedelta(days=1)
S = MessageState
ANSWER = {"text": "Le chantier reprend au printemps.", "signatory": "La directrice"}


class Days:
    """Days that pass: the worker at six in the morning of each, people at noon."""

    def __init__(self, world, assembly):
        self.world, self.assembly = world, assembly

    def until(self, day, *, down=lambda _file_id, _day: False):
        """Let days pass up to noon of that one; `down` tells whether nobody looks at that file on that day."""
        while self.world.clock().date() < date.fromisoformat(day):
            self.world.clock.moment = (self.world.clock() + DAY).replace(hour=6)
            self.work(down)
        self.world.clock.moment = self.world.clock().replace(hour=12)

    def work(self, down):
        with self.world.home.units.reading() as session:
            files = files_to_keep(session)
        for file_id in files:
            if not down(file_id, self.world.clock().date()):
                with self.world.home.units.begin(SYSTEM) as work:
                    keep_clock(work, file_id)
        self.assembly.worker()


@pytest.fixture
def assembly(world, ground, clock):
    """The conference, presided by the same institution over the whole of 2027."""
    clock.set(2027, 3, 2, 12)
    return Assembly(world, ground)


@pytest.fixture
def officer(world, ground):
    with world.home.units.reading() as session:
        owner = session.get_one(Institution, ground[1].owner_id)
    return an_officer(world, owner)


@pytest.fixture
def days(world, assembly, clock):
    clock.set(2026, 12, 17, 12)
    return Days(world, assembly)


def contact_known(world, ground):
    contact = {"name": "Accueil", "email": "accueil@exemple.invalid", "phone": "03 00 00 00 00", "address": "1 rue A"}
    with world.home.units.begin(world.actor(ground[2])) as work:
        set_contact(work, work.session.get_one(Institution, ground[1].owner_id), **contact)


def spine(world, file):
    """The record as dated lines, without drafts: what happened, and about what where several things are owed."""
    return [
        f"{e.occurred_at.date()} {e.kind.removeprefix('interpellation.')}"
        + (f" {e.payload['reminder']} {e.payload['to']}" if e.kind.endswith("reminded") else "")
        + (f" {e.payload['what']}" if "became" in e.kind else "")
        for e in world.entries(file.stream)
        if not e.kind.endswith("drafted")
    ]


def read(world, file):
    with world.home.units.reading() as session:
        return session.get_one(Interpellation, file.id)


def test_i3_to_i9_a_life_over_two_years_keeps_every_date(world, ground, days, assembly, officer):
    contract, action, secretary, citizen = ground
    world.roles = {
        person.email: name
        for name, person in (
            ("requester", citizen),
            ("secretary", secretary),
            ("officer", officer),
            ("partner", assembly.partner),
            ("chair", assembly.chair),
        )
    }
    sitting = assembly.sitting(2027, 9, 16)
    file = act(world, citizen, filing.register, a_draft(world, citizen, contract, action))
    days.until("2026-12-18")
    contact_known(world, ground)
    days.until("2026-12-28")
    act(world, secretary, filing.refuse, file, code=Inadmissibility.PERSONAL_DATA, reason="Retirez le nom.")
    days.until("2027-01-26")
    act(world, citizen, filing.correct, file)
    days.until("2027-02-09")
    act(world, secretary, filing.admit, file)
    days.until("2027-03-15")
    act(world, secretary, suspending.suspend, file, DeadlineKind.ANSWER, reason="Expertise demandée")
    days.until("2027-03-30")
    act(world, secretary, suspending.resume, file, DeadlineKind.ANSWER)
    days.until("2027-05-20")
    first = assembly.hearings(file)[-1]
    assembly.do(assembly.chair, "hearing.refuse", hearing_id=first.id, reason="L’institution prépare sa réponse.")
    days.until("2027-05-28")
    act(world, officer, answers.give_answer, file, **ANSWER)
    days.until("2027-06-01")
    act(world, citizen, ask_again, file, reasons="La réponse ne dit pas quand.")
    days.until("2027-06-20")
    second = assembly.hearings(file)[-1]
    assembly.do(assembly.chair, "hearing.schedule", hearing_id=second.id, sitting_id=sitting.id)
    days.until("2027-09-10")
    world.update(sitting, state=SittingState.CONVENED, agenda_published_at=world.clock())
    days.until("2027-09-16")
    world.update(sitting, state=SittingState.OPEN, opened_at=world.clock())
    item = assembly.item(second)
    assembly.do(assembly.chair, "item.start", item_id=item.id)
    assembly.do(assembly.chair, "item.end", item_id=item.id)
    days.until("2027-10-01")
    act(world, citizen, following.judge, file, satisfied=False, reasons="Toujours pas de date.")
    days.until("2028-02-29")
    act(world, citizen, closing.close_by_requester, file, satisfied=False)
    days.until("2028-06-01")
    assert spine(world, file) == SPINE.split("\n")
    closed = read(world, file)
    assert (closed.state, closed.closing) == (InterpellationState.CLOSED, Closing.UNSATISFIED)
    assert told(world, file) == TOLD.split("\n")


SPINE = """2026-12-17 registered
2026-12-19 acknowledged
2026-12-28 refused
2027-01-25 reminded three_days_before requérant
2027-01-26 corrected
2027-02-07 reminded three_days_before secrétariat
2027-02-09 admitted
2027-03-10 reminded half_time service
2027-03-15 clock_suspended
2027-03-30 clock_resumed
2027-04-09 reminded fifteen_days_before service
2027-04-21 reminded three_days_before service
2027-04-25 reminded day_after service
2027-04-25 became_late Réponse
2027-04-25 hearing_requested
2027-04-25 hearing_proposed
2027-05-02 reminded elected_head élu responsable
2027-05-09 reminded chair présidence
2027-05-10 reminded half_time présidence
2027-05-20 hearing_refused
2027-05-25 became_very_late Réponse
2027-05-28 answered
2027-06-01 hearing_requested
2027-06-02 hearing_proposed
2027-06-16 reminded half_time présidence
2027-06-20 hearing_scheduled
2027-09-16 heard
2027-10-01 judged
2028-02-29 closed"""
"""Found by hand. The answer: 9 April 2027 and 15 days of suspension; nothing is owed by who waits to be heard."""

TOLD = """2026-12-17 requester registration
2026-12-19 requester receipt
2026-12-28 requester admissibility
2027-01-25 requester reminder
2027-02-07 secretary reminder
2027-02-09 requester admissibility
2027-03-10 officer reminder
2027-04-09 officer reminder
2027-04-21 officer reminder
2027-04-25 officer reminder
2027-05-02 partner reminder
2027-05-09 chair reminder
2027-05-10 chair reminder
2027-05-20 requester hearing_refused
2027-05-28 requester answer
2027-06-16 chair reminder
2027-06-20 requester summons
2027-09-16 requester heard
2028-02-29 requester answer"""


def told(world, file):
    """Every mail about the file: its day, to whom, of what kind."""
    return [
        f"{m.created_at.date()} {world.roles[m.recipient]} {m.kind.removeprefix('interpellation.')}"
        for m in mails(world, file)
    ]


def ten_days_from(day):
    first = date.fromisoformat(day)
    return {first + n * DAY for n in range(10)}


OUTAGES = ["2027-03-05", "2027-03-20", "2027-04-01", "2027-04-08", "2027-05-01"]


def test_i5_ten_days_without_worker_are_caught_up_in_order_and_no_mail_is_doubled(
    world, ground, days, assembly, officer
):
    contact_known(world, ground)
    world.clock.set(2027, 2, 9, 12)
    whole = an_admitted_file(world, ground)
    cut = [(an_admitted_file(world, ground), ten_days_from(first)) for first in OUTAGES]
    down = {file.id: missed for file, missed in cut}
    days.until("2027-06-05", down=lambda file_id, day: day in down.get(file_id, ()))
    happened, reminded = apart(spine(world, whole))
    assert len(happened) == 7
    for file, missed in cut:
        lines = spine(world, file)
        then, told_again = apart(lines)
        assert then == happened, "everything is noted, once, in the same order"
        assert len(told_again) == len(set(told_again))
        assert set(told_again) <= set(reminded), "a reminder that a later one says better is not sent"
        assert [line.split()[-1] for line in told_again][-1:] == [line.split()[-1] for line in reminded][-1:]
        dates = [date.fromisoformat(line.partition(" ")[0]) for line in lines]
        assert dates == sorted(dates)
        assert not set(dates) & missed
        assert len(mails(world, file, "interpellation.reminder")) == len(told_again)


def apart(lines):
    """What happened, and whom the clock reminded, without their days."""
    words = [line.partition(" ")[2] for line in lines]
    return [w for w in words if not w.startswith("reminded")], [w for w in words if w.startswith("reminded")]


def test_i5_what_was_missed_while_the_mail_server_misbehaved_arrives_once(
    world, home, ground, days, assembly, officer, inbox, settings
):
    contact_known(world, ground)
    contract, action, secretary, _citizen = ground
    world.clock.set(2027, 2, 9, 12)
    files = [an_admitted_file(world, (contract, action, secretary, world.person())) for _ in range(2)]

    def sweep(**changed):
        world.clock.advance(hours=1)
        return delivery.sweep(home.units, replace(settings, **changed))

    days.until("2027-04-07")
    for _round in range(3):
        sweep()
    before = states(home)
    assert set(before.values()) == {S.HANDED_OVER}
    missed = ten_days_from("2027-04-08")
    days.until("2027-04-18", down=lambda _file_id, day: day in missed)
    waiting = since(home, before)
    assert list(waiting.values()) == [S.WAITING] * 2 * len(files), "the service and its head, for each file"
    sweep(smtp_url="smtp://127.0.0.1:1")
    assert since(home, before) == waiting, "a server that is down loses nothing"
    inbox.hang, inbox.on_content = 2, lambda _sender: "451 4.3.0 Later"
    sweep()
    assert since(home, before) == waiting, "a slow one neither"
    inbox.hang, inbox.on_content = 0, lambda _sender: None
    inbox.on_recipient = lambda address: "550 5.1.1 Unknown" if address == assembly.partner.email else None
    for _round in range(8):
        sweep()
    assert sorted(since(home, before).values()) == [S.HANDED_OVER] * len(files) + [S.REFUSED] * len(files)
    arrived = [str(letter["Message-ID"]) for letter in inbox.received]
    assert len(arrived) == len(set(arrived)) == len(before) + len(files)
    late = [letter["To"] for letter in inbox.received if str(letter["Subject"]).startswith("En retard")]
    assert late == [officer.email] * len(files)


def states(home):
    with home.units.reading() as session:
        return {message.id: message.state for message in session.scalars(select(Message))}


def since(home, before):
    """What became of the messages written since then."""
    return {id: state for id, state in states(home).items() if id not in before}
