"""S4 on the wire: a client that adds the facts to its snapshot knows the powers of a newcomer; seats keep theirs."""

from app.sittings.snapshot import snapshot
from app.sittings.streams import audiences


def _powers(room):
    with room.world.home.units.reading() as session:
        return snapshot(session, room.sitting.id, ("public",))["proxies"]


def _folded(room, known, start):
    for entry in room.world.entries(room.sitting.stream)[start:]:
        if entry.kind == "proxy.given":
            known = [*known, entry.payload["proxy"]]
        elif entry.kind in ("proxy.revoked", "proxy.declined"):
            known = [power for power in known if power["id"] != entry.payload["proxy_id"]]
    return known


def test_s4_the_snapshot_follows_the_facts(room, do):
    known, start = _powers(room), len(room.kinds)
    give = {"sitting_id": room.sitting.id}
    first = do(room.delegates[0], "proxy.give", **give, holder_seat_id=room.delegates[1].seat.id)["proxy_id"]
    second = do(room.delegates[2], "proxy.give", **give, holder_seat_id=room.delegates[3].seat.id)["proxy_id"]
    assert _folded(room, known, start) == _powers(room)
    assert [power["id"] for power in _powers(room)] == [first, second]
    do(room.delegates[0], "proxy.revoke", proxy_id=first)
    do(room.delegates[3], "proxy.decline", proxy_id=second)
    assert _folded(room, known, start) == _powers(room) == []


def test_s4_that_a_power_voted_is_told_to_the_seats_concerned_alone(room, do, world):
    world.present(room.sitting, room.chair, *room.delegates[:2])
    give = {"sitting_id": room.sitting.id, "holder_seat_id": room.delegates[0].seat.id}
    do(room.delegates[3], "proxy.give", **give)
    ballot = do(room.chair, "ballot.open", item_id=room.fresh().current_item_id, question="Oui ?")["ballot_id"]
    seat = room.delegates[3].seat.id
    do(room.delegates[0], "ballot.cast", ballot_id=ballot, choice="for", seat_id=seat)
    used = room.last

    def reads(person):
        with world.home.units.reading() as session:
            return used.audience in audiences(session, world.actor(person), room.sitting.id)

    assert used.kind == "proxy.used"
    assert [reads(p) for p in (room.delegates[0], room.delegates[3], room.delegates[1], room.secretary)] == [
        True,
        False,
        False,
        False,
    ]
