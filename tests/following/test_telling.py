"""Followers are told what the public record says, in order, once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.following.words import Rhythm
from app.foundation.facts import MEMBERS
from app.notices import delivery as outbox
from app.sittings.words import SittingState


def lines(mail):
    return [line for line in mail.text.splitlines() if line.startswith("– ")]


def test_a_follower_is_told_in_order_what_happened_since(happen, follower, tell, mails, clock):
    happen("avant")
    follower()
    happen("un", "deux", "trois")
    assert tell() == 0, "not while it goes on"
    clock.advance(minutes=5)
    assert tell() == 1
    (mail,) = mails()
    assert mail.recipient == "citoyenne@exemple.invalid"
    assert mail.subject == "Conférence des Exemples\u00a0: 3\u00a0nouvelles"
    assert [line.rpartition("\u00a0: ")[2] for line in lines(mail)] == ["un.", "deux.", "trois."]
    assert tell() == 0


def test_the_mail_says_how_to_stop_in_words_and_in_its_headers(happen, follower, tell, mails, clock):
    follower()
    happen("un")
    clock.advance(minutes=5)
    tell()
    (mail,) = mails()
    assert mail.unsubscribe.startswith("/suivre/arret/")
    assert f"Ne plus la suivre\u00a0: {{site}}{mail.unsubscribe}" in mail.text
    assert mail.about == "", "those who administer the object do not see who follows it"


def test_what_is_not_public_is_never_told(happen, follower, tell, mails, clock):
    follower()
    happen("réservé", audience=MEMBERS)
    clock.advance(hours=2)
    assert tell() == 0
    happen("public")
    clock.advance(hours=2)
    tell()
    assert "réservé" not in mails()[0].text


def test_after_the_worker_was_down_one_mail_tells_it_all_in_order(happen, follower, tell, mails, clock):
    follower()
    for n in range(60):
        happen(f"fait {n}")
        clock.advance(hours=3)
    assert tell() == 1
    (mail,) = mails()
    assert [line.rpartition("\u00a0: ")[2] for line in lines(mail)[:50]] == [f"fait {n}." for n in range(50)]
    assert lines(mail)[50] == "– et 10\u00a0autres nouvelles, à lire sur la page."
    assert tell() == 0


def test_a_week_is_told_on_monday_and_once_even_late(happen, follower, tell, mails, clock):
    clock.set(2026, 3, 3, 13, 0)  # a Tuesday
    follower(Rhythm.WEEKLY)
    happen("un")
    clock.set(2026, 3, 8, 20, 0)
    assert tell() == 0
    clock.set(2026, 3, 11, 9, 0)  # the worker slept over Monday
    happen("deux")
    assert tell() == 1
    happen("trois")
    clock.set(2026, 3, 15, 9, 0)
    assert tell() == 0
    clock.set(2026, 3, 16, 6, 0)
    assert tell() == 1
    assert [len(lines(mail)) for mail in mails()] == [2, 1]


def test_two_workers_tell_each_follower_once(happen, follower, tell, mails, clock):
    for n in range(8):
        follower(email=f"p{n}@exemple.invalid")
    happen("un")
    clock.advance(minutes=10)
    start = threading.Barrier(4)

    def work():
        start.wait()
        return tell()

    with ThreadPoolExecutor(4) as pool:
        told = sum(done.result() for done in [pool.submit(work) for _ in range(4)])
    tell()
    assert told <= 8
    assert sorted(mail.recipient for mail in mails()) == [f"p{n}@exemple.invalid" for n in range(8)]


def test_a_follower_that_fails_stops_nobody_else(happen, follower, tell, mails, clock, monkeypatch):
    from app.following import operations

    follower(email="casse@exemple.invalid")
    follower(email="autre@exemple.invalid")
    happen("un")
    clock.advance(minutes=10)
    send = operations.send

    def breaking(work, **given):
        if given["to"].startswith("casse"):
            raise RuntimeError("broken")
        return send(work, **given)

    monkeypatch.setattr(operations, "send", breaking)
    assert tell() == 1
    monkeypatch.undo()
    assert tell() == 1, "what failed is told later"


def test_s11_behind_closed_doors_nothing_is_told_and_nothing_is_skipped(world, happen, follower, tell, mails, clock):
    sitting = world.open_sitting(world.conference())
    follower(stream=sitting.stream)
    happen("public", stream=sitting.stream)
    world.update(sitting, closed_doors_since=clock())
    clock.advance(hours=2)
    assert tell() == 0
    world.update(sitting, closed_doors_since=None)
    assert tell() == 1


def test_a_closed_account_is_told_nothing(world, happen, conference, tell, as_, clock):
    person = world.person()
    as_(person).post("/actes/following.follow", data={"stream": conference.stream, "rhythm": "at_once"})
    world.update(person, disabled_at=clock())
    happen("un")
    clock.advance(hours=2)
    assert tell() == 0


@pytest.mark.parametrize("state", [SittingState.PREPARING])
def test_what_is_not_public_yet_cannot_be_followed(world, client, state):
    sitting = world.sitting(world.conference(), state=state)
    assert client.get(f"/suivre/sitting/{sitting.id}").status_code == 404


def test_a_mail_of_news_leaves_with_its_one_click_headers(happen, follower, tell, home, clock, tmp_path):
    from dataclasses import replace

    follower()
    happen("un")
    clock.advance(minutes=5)
    tell()
    settings = replace(home.settings, smtp_url=None, trial=True, data_dir=tmp_path)
    assert outbox.sweep(home.units, settings) == 1
    (kept,) = (tmp_path / "mails").glob("*.eml")
    words = kept.read_text()
    assert f"List-Unsubscribe: <{settings.public_url}/suivre/arret/" in words.replace("\n ", "")
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in words
