"""S4 under real concurrency: two grants to one holder, and a principal who enters while their power votes."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from app.foundation.errors import DomainError
from app.sittings.models import ProxyGiven, Turnout
from app.web.dispatch import perform

ROUNDS = 6


def _together(*attempts):
    """Start every attempt at the same moment; return what each gave, refusals included."""
    gate = threading.Barrier(len(attempts))

    def run(attempt):
        gate.wait(30)
        try:
            return attempt()
        except DomainError as refusal:
            return refusal

    with ThreadPoolExecutor(len(attempts)) as pool:
        return [done.result(60) for done in [pool.submit(run, attempt) for attempt in attempts]]


def test_s4_of_many_powers_given_at_once_to_one_holder_one_passes(room, home, world):
    holder = world.delegate(room.conference)
    givers = [world.actor(person) for person in room.delegates]
    today = world.today()
    period = {"starts_on": today.isoformat(), "ends_on": (today + timedelta(days=9)).isoformat()}
    for _round in range(ROUNDS):
        # One of them gives for a period: it takes no lock of the sitting, and must meet the others all the same.
        scopes = [{"conference_id": room.conference.id, **period}, *[{"sitting_id": room.sitting.id}] * 3]
        wanted = [
            lambda giver=giver, scope=scope: perform(
                home, giver, "proxy.give", {**scope, "holder_seat_id": holder.seat.id}
            )
            for giver, scope in zip(givers, scopes, strict=True)
        ]
        answers = _together(*wanted)
        passed = [answer for answer in answers if not isinstance(answer, DomainError)]
        assert len(passed) == 1, answers
        with home.units.reading() as session:
            power = session.query(ProxyGiven).filter(ProxyGiven.ended_at.is_(None)).one()
        giver = next(giver for giver in givers if giver.person_id == power.principal_id)
        perform(home, giver, "proxy.revoke", {"proxy_id": power.id})


def test_s4_two_powers_given_at_once_by_one_member_one_passes(room, home, world):
    giver = world.actor(room.delegates[0])
    for _round in range(ROUNDS):
        wanted = [
            lambda seat=other.seat.id: perform(
                home, giver, "proxy.give", {"sitting_id": room.sitting.id, "holder_seat_id": seat}
            )
            for other in room.delegates[1:]
        ]
        passed = [answer for answer in _together(*wanted) if not isinstance(answer, DomainError)]
        assert len(passed) == 1
        perform(home, giver, "proxy.revoke", {"proxy_id": passed[0]["proxy_id"]})


def test_s4_no_vote_by_power_is_recorded_after_its_principal_entered(room, do, home, world):
    principal, holder = room.delegates[0], world.actor(room.delegates[1])
    world.present(room.sitting, room.chair, *room.delegates[1:])
    do(principal, "proxy.give", sitting_id=room.sitting.id, holder_seat_id=room.delegates[1].seat.id)
    item = room.fresh().current_item_id
    for _round in range(ROUNDS):
        ballot = do(room.chair, "ballot.open", item_id=item, question="Approuvez-vous ?")["ballot_id"]
        start = len(room.kinds)
        cast = {"ballot_id": ballot, "choice": "for", "seat_id": principal.seat.id}
        answers = _together(
            lambda cast=cast: perform(home, holder, "ballot.cast", cast),
            lambda: do(principal, "presence.enter", sitting_id=room.sitting.id),
            lambda ballot=ballot: do(principal, "ballot.cast", ballot_id=ballot, choice="against"),
        )
        assert not isinstance(answers[1], DomainError), answers[1]
        told = [kind for kind in room.kinds[start:] if kind in ("proxy.used", "presence.entered")]
        assert told[-1] == "presence.entered", told
        with home.units.reading() as session:
            assert session.query(Turnout).filter_by(ballot_id=ballot).count() <= 1
        do(room.chair, "ballot.close", ballot_id=ballot)
        do(principal, "presence.leave", sitting_id=room.sitting.id)


def test_s4_no_vote_by_power_is_recorded_after_it_was_revoked(room, do, home, world):
    principal, holder = room.delegates[0], world.actor(room.delegates[1])
    world.present(room.sitting, room.chair, *room.delegates[1:])
    item = room.fresh().current_item_id
    for _round in range(ROUNDS):
        data = {"sitting_id": room.sitting.id, "holder_seat_id": room.delegates[1].seat.id}
        power = do(principal, "proxy.give", **data)["proxy_id"]
        ballot = do(room.chair, "ballot.open", item_id=item, question="Approuvez-vous ?")["ballot_id"]
        start = len(room.kinds)
        cast = {"ballot_id": ballot, "choice": "for", "seat_id": principal.seat.id}
        answers = _together(
            lambda cast=cast: perform(home, holder, "ballot.cast", cast),
            lambda power=power: do(principal, "proxy.revoke", proxy_id=power),
        )
        assert not isinstance(answers[1], DomainError), answers[1]
        told = [kind for kind in room.kinds[start:] if kind in ("proxy.used", "proxy.revoked")]
        assert told[-1] == "proxy.revoked", told
        do(room.chair, "ballot.close", ballot_id=ballot)
