"""S4: giving, recording, revoking and declining a power, on real rows and with its record."""

from datetime import timedelta

import pytest

from app.foundation.errors import IllegalTransition, Invalid, NotAllowed, NotFound, Refused
from app.foundation.facts import MEMBERS
from app.notices.models import Message
from app.sittings.models import ProxyGiven
from app.sittings.proxies.queries import acting, in_force
from app.sittings.words import ProxyEnd, ProxyWay, SittingState

PAPER = {"name": "pouvoir.txt", "content": "UG91dm9pciBmaWN0aWY="}


def _give(room, do, principal=0, holder=1, **more):
    data = {"sitting_id": room.sitting.id, "holder_seat_id": room.delegates[holder].seat.id, **more}
    return do(room.delegates[principal], "proxy.give", **data)["proxy_id"]


def _power(room, id):
    with room.world.home.units.reading() as session:
        return session.get_one(ProxyGiven, id)


def _in_force(room, at=None):
    with room.world.home.units.reading() as session:
        return [p.id for p in in_force(session, room.fresh(), at or room.world.clock())]


def _mails(room, kind):
    with room.world.home.units.reading() as session:
        return [(m.recipient, m.text) for m in session.query(Message).filter_by(kind=kind).order_by(Message.id)]


def test_s4_a_power_is_written_named_and_lasts_until_the_end_of_its_sitting(room, do):
    id = _give(room, do)
    power, (principal, holder) = _power(room, id), room.delegates[:2]
    assert (power.principal_id, power.holder_id) == (principal.id, holder.id)
    assert (power.way, power.given_by_id, power.ends_at) == (ProxyWay.SIGNED_IN, principal.id, None)
    assert power.written.startswith(f"{principal.name}, titulaire d’un siège votant")
    assert holder.name in power.written
    assert "jusqu’à sa levée" in power.written
    assert room.last.kind == "proxy.given"
    assert room.last.payload["proxy"]["holder_seat_id"] == holder.seat.id
    assert "written" not in room.last.payload["proxy"]
    assert _in_force(room) == [id]
    assert [to for to, _text in _mails(room, "proxy.given")] == [holder.email]
    do(room.chair, "sitting.close", sitting_id=room.sitting.id)
    ended = _power(room, id)
    assert (ended.ended_how, ended.ended_at) == (ProxyEnd.OVER, room.fresh().closed_at)
    assert _in_force(room) == []


def test_s4_only_a_voting_seat_gives_power_and_only_for_itself(room, do):
    seat = room.delegates[1].seat.id
    for nobody in (room.observer, room.secretary, room.partner):
        with pytest.raises(NotAllowed):
            do(nobody, "proxy.give", sitting_id=room.sitting.id, holder_seat_id=seat)
    with pytest.raises(NotAllowed):
        _give(room, do, seat_id=room.delegates[2].seat.id)
    assert "proxy.given" not in room.kinds


def test_s4_a_power_goes_to_another_voting_member(room, do, world):
    for holder in (room.observer.seat.id, room.delegates[0].seat.id):
        with pytest.raises(Refused) as refusal:
            _give(room, do, holder_seat_id=holder)
        assert refusal.value.members["rule"] == "S4"
    elsewhere = world.delegate(world.conference())
    with pytest.raises(Refused):
        _give(room, do, holder_seat_id=elsewhere.seat.id)


def test_s4_a_holder_carries_one_power_unless_the_reglement_says_more(room, do, world):
    _give(room, do, 0, 3)
    with pytest.raises(Refused, match="au plus"):
        _give(room, do, 1, 3)
    world.update(room.conference, reglement={"proxies_per_holder": 2})
    _give(room, do, 1, 3)
    world.update(room.conference, reglement={"proxies_per_holder": 0})
    with pytest.raises(Refused, match="au plus"):
        _give(room, do, 2, 1)


def test_s4_a_member_gives_one_power_at_a_time(room, do):
    first = _give(room, do, 0, 1)
    with pytest.raises(Refused, match="déjà donné pouvoir"):
        _give(room, do, 0, 2)
    do(room.delegates[0], "proxy.revoke", proxy_id=first)
    second = _give(room, do, 0, 2)
    assert _in_force(room) == [second]


def test_s4_the_principal_revokes_at_once_and_without_a_reason(room, do):
    id = _give(room, do)
    do(room.delegates[0], "proxy.revoke", proxy_id=id)
    power = _power(room, id)
    assert (power.ended_how, power.ended_by_id) == (ProxyEnd.REVOKED, room.delegates[0].id)
    assert (room.last.kind, room.last.payload["on_behalf"]) == ("proxy.revoked", False)
    assert _in_force(room) == []
    assert [to for to, _text in _mails(room, "proxy.revoked")] == [room.delegates[1].email]
    with pytest.raises(IllegalTransition):
        do(room.delegates[0], "proxy.revoke", proxy_id=id)


def test_s4_the_secretariat_revokes_for_the_principal_and_says_why(room, do):
    id = _give(room, do)
    for other in (room.delegates[1], room.delegates[2], room.partner):
        with pytest.raises(NotAllowed):
            do(other, "proxy.revoke", proxy_id=id)
    with pytest.raises(Invalid):
        do(room.secretary, "proxy.revoke", proxy_id=id)
    do(room.secretary, "proxy.revoke", proxy_id=id, reason="Demande reçue par téléphone")
    assert room.last.payload["on_behalf"] is True
    assert "téléphone" not in str(room.last.payload)
    told = dict(_mails(room, "proxy.revoked"))
    assert set(told) == {room.delegates[0].email, room.delegates[1].email}
    assert "téléphone" in told[room.delegates[0].email]


def test_s4_the_holder_may_decline_and_the_principal_is_told(room, do):
    id = _give(room, do)
    with pytest.raises(NotAllowed):
        do(room.delegates[0], "proxy.decline", proxy_id=id)
    do(room.delegates[1], "proxy.decline", proxy_id=id, reason="Je m’absente aussi")
    assert (room.last.kind, _power(room, id).ended_how) == ("proxy.declined", ProxyEnd.DECLINED)
    assert [to for to, _text in _mails(room, "proxy.declined")] == [room.delegates[0].email]


def test_s4_the_secretariat_records_a_power_on_paper(room, do):
    principal, holder = room.delegates[:2]
    asked = {
        "sitting_id": room.sitting.id,
        "principal_seat_id": principal.seat.id,
        "holder_seat_id": holder.seat.id,
    }
    with pytest.raises(NotAllowed):
        do(principal, "proxy.record", **asked, reference="Lettre")
    with pytest.raises(Invalid) as refusal:
        do(room.secretary, "proxy.record", **asked)
    assert refusal.value.members["errors"][0]["pointer"] == "#/reference"
    id = do(room.secretary, "proxy.record", **asked, reference="Lettre du 2 mars 2026", file=PAPER)["proxy_id"]
    power = _power(room, id)
    assert (power.way, power.given_by_id) == (ProxyWay.PAPER, room.secretary.id)
    assert (power.reference, power.file_name) == ("Lettre du 2 mars 2026", "pouvoir.txt")
    assert power.file_sha256
    assert room.secretary.name in power.written
    assert [to for to, _text in _mails(room, "proxy.given")] == [holder.email]
    assert [to for to, _text in _mails(room, "proxy.recorded")] == [principal.email]


def test_s4_a_power_for_a_period_serves_every_sitting_of_it_and_no_other(room, do, clock):
    today = room.world.today()
    days = {"starts_on": today.isoformat(), "ends_on": (today + timedelta(days=30)).isoformat()}
    asked = {"conference_id": room.conference.id, "holder_seat_id": room.delegates[1].seat.id}
    id = do(room.delegates[0], "proxy.give", **asked, **days)["proxy_id"]
    assert _in_force(room) == [id]
    assert room.world.entries(room.conference.stream)[-1].audience == MEMBERS
    assert room.last.kind == "proxy.given"
    with pytest.raises(Refused, match="déjà donné pouvoir"):
        _give(room, do, 0, 2)
    with pytest.raises(Refused, match="au plus"):
        _give(room, do, 2, 1)
    clock.advance(days=31)
    assert _in_force(room) == []


@pytest.mark.parametrize(
    ("starts", "ends", "words"), [(1, 0, "finit avant"), (-9, -1, "passée"), (0, 400, "un an au plus")]
)
def test_s4_a_period_is_bounded(room, do, starts, ends, words):
    today = room.world.today()
    days = [(today + timedelta(days=n)).isoformat() for n in (starts, ends)]
    asked = {"conference_id": room.conference.id, "holder_seat_id": room.delegates[1].seat.id}
    with pytest.raises(Refused, match=words):
        do(room.delegates[0], "proxy.give", **asked, starts_on=days[0], ends_on=days[1])


def test_s4_a_power_serves_a_sitting_or_a_period(room, do):
    with pytest.raises(Invalid):
        do(room.delegates[0], "proxy.give", holder_seat_id=room.delegates[1].seat.id)
    with pytest.raises(Invalid) as refusal:
        do(
            room.delegates[0],
            "proxy.give",
            conference_id=room.conference.id,
            starts_on="2026-03-03",
            holder_seat_id=room.delegates[1].seat.id,
        )
    assert [fault["pointer"] for fault in refusal.value.members["errors"]] == ["#/ends_on"]


def test_s4_powers_for_two_sittings_do_not_add_up(room, do, world):
    _give(room, do, 0, 1)
    other = world.sitting(room.conference, state=SittingState.CONVENED)
    _give(room, do, 0, 1, sitting_id=other.id)
    _give(room, do, 2, 3, sitting_id=other.id)


def test_s4_it_is_too_late_once_the_sitting_is_over_and_groups_have_no_powers(room, do, world):
    over = world.sitting(room.conference, state=SittingState.CLOSED, closed_at=world.clock())
    with pytest.raises(IllegalTransition):
        _give(room, do, sitting_id=over.id)
    of_group = world.sitting(room.conference, group_id=world.group(room.conference).id)
    with pytest.raises(Refused, match="groupe thématique"):
        _give(room, do, sitting_id=of_group.id)
    with pytest.raises(NotFound):
        _give(room, do, sitting_id=2**31 - 1)


@pytest.mark.parametrize("side", [0, 1])
def test_s4_a_power_falls_with_the_mandate_of_either_side(room, do, world, clock, side):
    from app.conferences.models import Mandate

    id = _give(room, do)
    given_on = clock()
    with world.home.units.reading() as session:
        mandate = session.query(Mandate).filter_by(person_id=room.delegates[side].id).one()
    tomorrow = world.today() + timedelta(days=1)
    do(room.secretary, "mandate.end", mandate_id=mandate.id, ends_on=tomorrow.isoformat(), reason="Démission")
    clock.advance(days=1)
    assert _in_force(room) == []
    assert _in_force(room, given_on) == [id]


def test_s4_the_next_holder_of_a_seat_gives_their_own_power(room, do, world, clock):
    from app.conferences.models import Mandate

    fallen = _give(room, do)
    seat = room.delegates[0].seat
    with world.home.units.reading() as session:
        mandate = session.query(Mandate).filter_by(person_id=room.delegates[0].id).one()
    tomorrow = world.today() + timedelta(days=1)
    do(room.secretary, "mandate.end", mandate_id=mandate.id, ends_on=tomorrow.isoformat(), reason="Démission")
    clock.advance(days=1)
    heir = world.person()
    world.mandate(room.conference, heir, seat=seat, starts_on=tomorrow)
    id = do(heir, "proxy.give", sitting_id=room.sitting.id, holder_seat_id=room.delegates[1].seat.id)["proxy_id"]
    assert _in_force(room) == [id]
    assert _power(room, fallen).ended_how is ProxyEnd.OVER


def test_s4_a_power_sleeps_while_its_principal_is_present_and_it_is_told(room, do, world):
    principal, holder = room.delegates[:2]
    id = _give(room, do)
    world.present(room.sitting, holder)

    def acts():
        with world.home.units.reading() as session:
            return [p.id for p in acting(session, room.fresh(), world.clock())]

    assert acts() == [id]
    do(principal, "presence.enter", sitting_id=room.sitting.id)
    assert room.kinds[-2:] == ["presence.entered", "proxy.suspended"]
    assert acts() == []
    do(principal, "presence.enter", sitting_id=room.sitting.id, mode="remote")
    assert room.kinds.count("proxy.suspended") == 1
    do(principal, "presence.leave", sitting_id=room.sitting.id)
    assert room.last.kind == "proxy.resumed"
    assert room.last.payload["proxy_id"] == id
    assert acts() == [id]
    do(holder, "presence.leave", sitting_id=room.sitting.id)
    assert acts() == []


def test_s4_any_past_state_can_be_recomputed(room, do, world, clock):
    principal, holder = room.delegates[:2]
    world.present(room.sitting, holder)
    before = clock()
    clock.advance(minutes=1)
    id = _give(room, do)
    given = clock()
    clock.advance(minutes=1)
    do(principal, "presence.enter", sitting_id=room.sitting.id)
    suspended = clock()
    clock.advance(minutes=1)
    do(principal, "presence.leave", sitting_id=room.sitting.id)
    resumed = clock()
    clock.advance(minutes=1)
    do(principal, "proxy.revoke", proxy_id=id)
    with world.home.units.reading() as session:
        then = [
            [p.id for p in acting(session, room.fresh(), at)] for at in (before, given, suspended, resumed, clock())
        ]
    assert then == [[], [id], [], [id], []]


def test_s4_the_opening_names_the_powers_and_a_cancelled_sitting_ends_them(room, do, world):
    other = world.sitting(room.conference, state=SittingState.CONVENED, agenda_published_at=world.clock())
    id = _give(room, do, sitting_id=other.id)
    do(room.chair, "sitting.open", sitting_id=other.id)
    opened = next(e for e in world.entries(f"sitting:{other.id}") if e.kind == "sitting.opened")
    assert [power["id"] for power in opened.payload["proxies"]] == [id]
    third = world.sitting(room.conference, state=SittingState.CONVENED, agenda_published_at=world.clock())
    ended = _give(room, do, sitting_id=third.id)
    do(room.chair, "sitting.cancel", sitting_id=third.id, reason="Tempête")
    assert _power(room, ended).ended_how is ProxyEnd.OVER
