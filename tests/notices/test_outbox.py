"""The outbox against a real mail server that misbehaves: nothing is lost, nothing is doubled."""

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.foundation.actors import SYSTEM, VISITOR
from app.foundation.errors import NotSignedIn
from app.jobs import post_once
from app.notices import delivery
from app.notices.models import Message, MessageAttachment, MessageFile
from app.notices.operations import address_digest
from app.notices.outbox import Attachment, send
from app.notices.queries import Asked, messages, messages_about
from app.notices.words import MessageState
from app.people.policies import may_invite

ROOT = Path(__file__).resolve().parents[2]
PDF = Attachment(name="avis.pdf", media_type="application/pdf", content=b"%PDF-1.7")


def test_a_message_exists_if_and_only_if_the_change_was_committed(home, put):
    put()

    def refused():
        with home.units.begin(VISITOR) as work:
            send(work, to="x@exemple.invalid", subject="jamais", text="", kind="test")
            work.allow(may_invite)

    with pytest.raises(NotSignedIn):
        refused()
    with home.units.reading() as session:
        assert session.scalars(select(Message.subject)).all() == ["Séance bloquée"]


def test_a_message_is_handed_over_with_its_proof(home, settings, inbox, put, fate):
    message = put(attachments=[PDF], about="sitting:4")
    delivery.deliver(home.units, settings, message.id)
    (received,) = inbox.received
    assert received["To"] == "prefete@exemple.invalid"
    after = fate(message)
    assert after.state is MessageState.HANDED_OVER
    assert (after.attempts, after.handed_over_at, after.queue_id) == (1, home.units.clock(), "4F0001")
    assert after.last_answer == "250 2.0.0 Ok: queued as 4F0001"
    assert len(after.content_digest) == 64
    with home.units.reading() as session:
        assert [m.id for m in messages_about(session, "sitting:4", kind="test")] == [message.id]


def test_what_is_handed_over_is_never_sent_again(home, settings, inbox, put, clock):
    message = put()
    for _ in range(3):
        delivery.deliver(home.units, settings, message.id)
        delivery.sweep(home.units, settings)
        clock.advance(days=1)
    assert len(inbox.contents) == 1


def test_a_stopped_server_loses_nothing_and_the_sweep_does_not_wait_for_each_message(
    home, settings, inbox, put, fate, clock
):
    down = replace(settings, smtp_url="smtp://127.0.0.1:1")
    waiting = [put(to=f"p{n}@exemple.invalid") for n in range(3)]
    assert delivery.sweep(home.units, down) == 1
    assert fate(waiting[0]).last_answer.startswith("Serveur injoignable")
    clock.advance(minutes=2)
    assert delivery.sweep(home.units, settings) == 3
    assert {fate(m).state for m in waiting} == {MessageState.HANDED_OVER}
    assert len(inbox.contents) == 3


def test_a_slow_server_is_left_after_a_while_and_asked_again(home, settings, inbox, put, fate, clock):
    inbox.on_content = lambda _sender: "451 4.3.0 Try again"
    inbox.hang = 3
    message = put()
    delivery.deliver(home.units, replace(settings, smtp_timeout=1), message.id)
    after = fate(message)
    assert (after.state, after.attempts) == (MessageState.WAITING, 1)
    inbox.hang, inbox.on_content = 0, lambda _sender: None
    clock.advance(minutes=1)
    delivery.sweep(home.units, settings)
    assert fate(message).state is MessageState.HANDED_OVER
    assert len(inbox.contents) == 1


def test_a_greylisting_server_gets_it_at_the_second_call(home, settings, inbox, put, fate, clock):
    inbox.on_recipient = lambda address: "451 4.7.1 Greylisted" if inbox.asked.count(address) == 1 else None
    message = put()
    assert delivery.sweep(home.units, settings) == 1
    assert delivery.sweep(home.units, settings) == 0, "not before its time"
    assert fate(message).last_answer == "451 4.7.1 Greylisted"
    clock.advance(minutes=1)
    assert delivery.sweep(home.units, settings) == 1
    assert fate(message).attempts == 2
    assert len(inbox.contents) == 1


def test_one_refused_address_stops_alone_and_its_answer_is_kept_without_it(home, settings, inbox, put, fate, clock):
    inbox.on_recipient = lambda address: f"550 5.1.1 <{address}> unknown" if "nulle" in address else None
    refused, other = put(to="nulle@exemple.invalid"), put(to="autre@exemple.invalid")
    delivery.sweep(home.units, settings)
    assert fate(refused).state is MessageState.REFUSED
    assert fate(refused).last_answer == "550 5.1.1 <…> unknown"
    assert fate(other).state is MessageState.HANDED_OVER
    clock.advance(days=2)
    delivery.sweep(home.units, settings)
    assert inbox.asked.count("nulle@exemple.invalid") == 1


def test_a_content_refused_stops_and_one_put_off_waits(home, settings, inbox, put, fate):
    inbox.on_content = lambda _sender: "554 5.7.1 Spam"
    refused = put()
    delivery.sweep(home.units, settings)
    inbox.on_content = lambda _sender: "452 4.2.2 Full"
    full = put()
    delivery.sweep(home.units, settings)
    assert (fate(refused).state, fate(full).state) == (MessageState.REFUSED, MessageState.WAITING)


def test_a_server_that_dies_before_its_answer_gets_the_same_message_again(home, settings, inbox, put, fate, clock):
    inbox.die_after_content = True
    message = put(attachments=[PDF])
    delivery.sweep(home.units, settings)
    assert fate(message).state is MessageState.WAITING
    assert "même identifiant" in fate(message).last_answer
    inbox.die_after_content = False
    clock.advance(minutes=1)
    delivery.sweep(home.units, settings)
    # SMTP cannot do better than twice: the copies are the same to the byte, so that a mailbox shows one.
    first, second = inbox.contents
    assert first == second
    assert fate(message).state is MessageState.HANDED_OVER


def test_after_five_days_it_is_given_up_and_one_can_try_again(home, settings, inbox, put, fate, clock, world, as_):
    inbox.on_recipient = lambda _address: "450 4.2.1 Mailbox busy"
    message = put()
    tried = 0
    for _ in range(60):
        tried += delivery.sweep(home.units, settings)
        clock.advance(hours=4)
    assert fate(message).state is MessageState.GIVEN_UP
    assert 20 < tried < 40
    inbox.on_recipient = lambda _address: None
    client = as_(world.person(administrator=True))
    assert client.post("/actes/message.retry", data={"message_id": message.id}).status_code == 303
    delivery.deliver(home.units, settings, message.id)
    assert fate(message).state is MessageState.HANDED_OVER
    assert client.post("/actes/message.retry", data={"message_id": message.id}).status_code == 409


def test_what_cannot_be_written_is_refused_without_a_call(home, settings, inbox, put, fate):
    message = put(to="sans arobase")
    delivery.sweep(home.units, settings)
    assert fate(message).state is MessageState.REFUSED
    assert inbox.asked == []


@pytest.mark.parametrize("url", [None, "http://serveur", "smtp://", "serveur:25", "smtp://serveur:port"])
def test_a_missing_or_unreadable_server_is_said_and_the_message_waits(home, settings, put, fate, url):
    message = put()
    delivery.sweep(home.units, replace(settings, smtp_url=url, trial=False))
    assert fate(message).state is MessageState.WAITING
    assert fate(message).last_answer


def test_a_trial_without_server_keeps_messages_as_files(home, settings, put, fate, tmp_path):
    message = put()
    delivery.sweep(home.units, replace(settings, smtp_url=None, trial=True, data_dir=tmp_path))
    assert (tmp_path / "mails" / f"{message.reference}.eml").exists()
    assert fate(message).state is MessageState.HANDED_OVER


def test_two_workers_send_each_message_once(home, settings, inbox, put):
    ids = [put(to=f"p{n}@exemple.invalid").id for n in range(12)]
    inbox.hang = 0.02
    start = threading.Barrier(6)

    def work():
        start.wait()
        delivery.sweep(home.units, settings)
        for id in ids:
            delivery.deliver(home.units, settings, id)

    with ThreadPoolExecutor(6) as pool:
        for done in [pool.submit(work) for _ in range(6)]:
            done.result()
    assert sorted(str(m["To"]) for m in inbox.received) == sorted(f"p{n}@exemple.invalid" for n in range(12))


WORKER = """
from app.config import Settings
from app.factory import build_house
from app.foundation.clock import system_clock
from app.notices import delivery
import os
settings = Settings(
    database_url=os.environ["URL"], secret_key="k" * 40, smtp_url=os.environ["SMTP"], trial=True,
    public_url="https://cotap.exemple", mail_from="Cotap <ne-pas-repondre@cotap.exemple>",
)
delivery.deliver(build_house(settings, system_clock).units, settings, int(os.environ["MESSAGE"]))
"""


@pytest.mark.parametrize("taken", [False, True], ids=["before the server took it", "after the server took it"])
def test_a_worker_killed_while_it_sends_loses_nothing(home, settings, inbox, put, fate, clock, taken, database_url):
    message = put()
    if not taken:
        inbox.on_content = lambda _sender: "451 4.3.0 Never taken"
    inbox.hang = 30
    environ = {**os.environ, "URL": database_url, "SMTP": settings.smtp_url, "MESSAGE": str(message.id)}
    process = subprocess.Popen([sys.executable, "-c", WORKER], cwd=ROOT, env=environ)
    assert inbox.reached.wait(timeout=120)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=60)
    inbox.hang, inbox.on_content = 0, lambda _sender: None
    killed = fate(message)
    assert (killed.state, killed.attempts) == (MessageState.WAITING, 1), "the attempt was counted before it was made"
    clock.set(2100, 1, 1)
    delivery.sweep(home.units, replace(settings, mail_from="Cotap <ne-pas-repondre@cotap.exemple>"))
    assert fate(message).state is MessageState.HANDED_OVER
    assert len(inbox.contents) == (2 if taken else 1)
    assert len(set(inbox.contents)) == 1


def test_the_old_job_puts_its_message_in_the_outbox_once(home):
    for _ in range(2):
        post_once(home, "job-1", to="personne@exemple.invalid", subject="Bonjour", text="Un message.")
    with home.units.reading() as session:
        assert session.scalars(select(Message.reference)).all() == ["job-1"]


def test_address_and_words_are_erased_after_the_retention_and_the_proof_stays(home, settings, inbox, put, fate, clock):
    kept = put(to="attend@exemple.invalid")
    inbox.on_recipient = lambda address: "450 4.2.1 Busy" if "attend" in address else None
    sent, shared = put(attachments=[PDF]), put(attachments=[PDF])
    assert delivery.sweep(home.units, settings) == 3
    clock.advance(days=89)
    assert delivery.erase(home.units, settings) == 0
    clock.advance(days=1, minutes=1)
    assert delivery.erase(home.units, settings) == 2
    after = fate(sent)
    assert (after.recipient, after.subject, after.text) == (None, None, None)
    assert (after.state, after.queue_id) == (MessageState.HANDED_OVER, "4F0001")
    assert fate(kept).recipient == "attend@exemple.invalid"
    with home.units.reading() as session:
        assert session.scalar(select(func.count()).select_from(MessageFile)) == 0
        assert session.scalar(select(func.count()).select_from(MessageAttachment)) == 0
        digest = address_digest(settings.secret_key, "Prefete@exemple.invalid ")
        found = messages(session, Asked(address="prefete@exemple.invalid", address_digests=(digest,)))
        assert {m.id for m in found.messages} == {sent.id, shared.id}
    with home.units.begin(SYSTEM) as work:
        assert work.session.get(Message, kept.id).text


def test_the_same_file_for_forty_people_is_kept_once(home, put):
    for n in range(40):
        put(to=f"p{n}@exemple.invalid", attachments=[PDF])
    with home.units.reading() as session:
        assert session.scalar(select(func.count()).select_from(MessageFile)) == 1
