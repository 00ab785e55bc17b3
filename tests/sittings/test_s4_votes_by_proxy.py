"""S4 in a ballot: two votes in one hand, the principal who arrives, bases, and what is frozen."""

import pytest

from app.foundation.errors import NotAllowed, Refused
from app.sittings.ballots.refusals import AlreadyVoted
from app.sittings.models import Ballot, Turnout


@pytest.fixture
def here(room, do):
    """Chair and three delegates are present; the fourth, absent, gave power to the third."""
    room.world.present(room.sitting, room.chair, *room.delegates[:3])
    data = {"sitting_id": room.sitting.id, "holder_seat_id": room.delegates[2].seat.id}
    room.power = do(room.delegates[3], "proxy.give", **data)["proxy_id"]
    return room


def _open(room, do, **rule):
    rule.setdefault("question", "Approuvez-vous le programme ?")
    return do(room.chair, "ballot.open", item_id=room.fresh().current_item_id, **rule)["ballot_id"]


def _result(room, id):
    with room.world.home.units.reading() as session:
        return session.get_one(Ballot, id).result


def _carried(room, do, ballot, choice="for"):
    return do(room.delegates[2], "ballot.cast", ballot_id=ballot, choice=choice, seat_id=room.delegates[3].seat.id)


def test_s4_the_holder_casts_two_votes_each_with_its_receipt(here, do):
    ballot = _open(here, do)
    own = do(here.delegates[2], "ballot.cast", ballot_id=ballot, choice="against")
    carried = _carried(here, do, ballot)
    assert own["seat_id"] == here.delegates[2].seat.id
    assert carried["seat_id"] == here.delegates[3].seat.id
    assert own["receipt"] != carried["receipt"]
    voted, used = here.world.entries(here.sitting.stream)[-2:]
    assert (voted.kind, voted.audience) == ("ballot.voted", f"seat:{here.delegates[3].seat.id}")
    assert (used.kind, used.audience) == ("proxy.used", f"seat:{here.delegates[2].seat.id}")
    assert voted.payload["on_behalf"] is False
    assert "for" not in {str(value) for value in used.payload.values()}
    with here.world.home.units.reading() as session:
        turnout = session.get_one(Turnout, (ballot, here.delegates[3].seat.id))
    assert (turnout.person_id, turnout.proxy_id, turnout.on_behalf) == (here.delegates[2].id, here.power, False)


def test_s9_a_seat_votes_once_whoever_carries_it(here, do):
    ballot = _open(here, do)
    _carried(here, do, ballot)
    with pytest.raises(AlreadyVoted, match="par pouvoir"):
        _carried(here, do, ballot, "against")
    do(here.delegates[3], "presence.enter", sitting_id=here.sitting.id)
    with pytest.raises(AlreadyVoted, match="par pouvoir"):
        do(here.delegates[3], "ballot.cast", ballot_id=ballot, choice="against")


def test_s4_when_the_principal_enters_the_holder_no_longer_votes_for_them(here, do):
    ballot = _open(here, do)
    do(here.delegates[3], "presence.enter", sitting_id=here.sitting.id)
    with pytest.raises(Refused, match="suspendu"):
        _carried(here, do, ballot)
    do(here.delegates[3], "ballot.cast", ballot_id=ballot, choice="against")
    do(here.chair, "ballot.close", ballot_id=ballot)
    result = _result(here, ballot)
    assert (result["represented"], result["proxies"][0]["state"], result["proxies"][0]["voted"]) == (
        0,
        "suspended",
        False,
    )


def test_s4_the_vote_already_cast_stays_when_the_principal_enters(here, do):
    ballot = _open(here, do)
    _carried(here, do, ballot)
    do(here.delegates[3], "presence.enter", sitting_id=here.sitting.id)
    do(here.chair, "ballot.close", ballot_id=ballot)
    result = _result(here, ballot)
    line = next(v for v in result["votes"] if v["seat_id"] == here.delegates[3].seat.id)
    assert (line["choice"], line["present"], line["represented"]) == ("for", True, False)
    assert line["by_proxy"]["name"] == here.delegates[2].name
    assert (result["proxies"][0]["state"], result["proxies"][0]["voted"]) == ("suspended", True)


def test_s4_nobody_else_votes_by_that_power(here, do):
    ballot = _open(here, do)
    seat = here.delegates[3].seat.id
    for other in (here.delegates[1], here.observer, here.partner):
        with pytest.raises(NotAllowed):
            do(other, "ballot.cast", ballot_id=ballot, choice="for", seat_id=seat)
    do(here.delegates[2], "presence.leave", sitting_id=here.sitting.id)
    with pytest.raises(NotAllowed):
        _carried(here, do, ballot)
    with pytest.raises(Refused, match="absent"):
        do(here.secretary, "ballot.cast", ballot_id=ballot, choice="for", seat_id=seat)
    do(here.delegates[2], "presence.enter", sitting_id=here.sitting.id)
    do(here.delegates[3], "proxy.revoke", proxy_id=here.power)
    with pytest.raises(NotAllowed):
        _carried(here, do, ballot)


def test_s4_the_vote_already_cast_stays_when_the_power_is_revoked(here, do):
    ballot = _open(here, do)
    _carried(here, do, ballot)
    do(here.delegates[3], "proxy.revoke", proxy_id=here.power)
    do(here.chair, "ballot.close", ballot_id=ballot)
    result = _result(here, ballot)
    assert (result["turnout"], result["represented"]) == (1, 1)
    assert (result["proxies"][0]["state"], result["proxies"][0]["voted"]) == ("ended", True)


def test_s4_the_secretariat_notes_a_vote_said_by_the_holder(here, do):
    ballot = _open(here, do)
    seat = here.delegates[3].seat.id
    do(here.secretary, "ballot.cast", ballot_id=ballot, choice="for", seat_id=seat)
    do(here.chair, "ballot.close", ballot_id=ballot)
    line = next(v for v in _result(here, ballot)["votes"] if v["seat_id"] == seat)
    assert (line["on_behalf"], line["by_proxy"]["proxy_id"]) == (True, here.power)


def test_s4_powers_never_count_for_the_quorum(here, do):
    ballot = _open(here, do)
    do(here.chair, "ballot.close", ballot_id=ballot)
    with here.world.home.units.reading() as session:
        quorum = session.get_one(Ballot, ballot).quorum
    assert quorum["opening"]["present"] == quorum["closing"]["present"] == 4
    assert (_result(here, ballot)["present"], _result(here, ballot)["represented"]) == (4, 1)
    do(here.delegates[0], "presence.leave", sitting_id=here.sitting.id)
    do(here.delegates[1], "presence.leave", sitting_id=here.sitting.id)
    with pytest.raises(Refused) as refusal:
        _open(here, do)
    assert refusal.value.members["rule"] == "S3"


def test_s7_who_is_represented_counts_in_the_base_of_those_present(here, do):
    ballot = _open(here, do, base="present", majority="absolute")
    for person in (here.chair, here.delegates[0]):
        do(person, "ballot.cast", ballot_id=ballot, choice="for")
    do(here.chair, "ballot.close", ballot_id=ballot)
    result = _result(here, ballot)
    assert (result["base"], result["outcome"]) == ("5", "rejected")
    assert "sur 5\u00a0présents ou représentés" in result["sentence"]
    other = _open(here, do, base="present", majority="absolute")
    for person in (here.chair, here.delegates[0]):
        do(person, "ballot.cast", ballot_id=other, choice="for")
    _carried(here, do, other)
    do(here.chair, "ballot.close", ballot_id=other)
    assert _result(here, other)["outcome"] == "carried"


def test_s7_a_vote_by_power_weighs_what_its_seat_weighs(here, do, world):
    from decimal import Decimal

    world.update(here.delegates[3].seat, weight=Decimal("2.5"))
    ballot = _open(here, do, weighted=True)
    do(here.chair, "ballot.cast", ballot_id=ballot, choice="against")
    _carried(here, do, ballot)
    do(here.chair, "ballot.close", ballot_id=ballot)
    result = _result(here, ballot)
    assert (result["weights"]["for"], result["counts"]["for"], result["outcome"]) == ("5/2", 1, "carried")
    assert result["represented_weight"] == "2.500"


def test_s7_the_casting_vote_counts_on_the_same_base(here, do):
    ballot = _open(here, do)
    do(here.chair, "ballot.cast", ballot_id=ballot, choice="for")
    _carried(here, do, ballot, "against")
    do(here.chair, "ballot.close", ballot_id=ballot)
    assert _result(here, ballot)["outcome"] == "tie"
    do(here.chair, "ballot.casting_vote", ballot_id=ballot, choice="for")
    result = _result(here, ballot)
    assert (result["outcome"], result["proxies"][0]["voted"]) == ("carried", True)


def test_s4_a_power_given_while_the_ballot_is_open_serves_at_once(here, do):
    ballot = _open(here, do)
    giver, holder = here.delegates[0], here.delegates[1]
    do(giver, "proxy.give", sitting_id=here.sitting.id, holder_seat_id=holder.seat.id)
    with pytest.raises(Refused, match="suspendu"):
        do(holder, "ballot.cast", ballot_id=ballot, choice="for", seat_id=giver.seat.id)
    do(giver, "presence.leave", sitting_id=here.sitting.id)
    do(holder, "ballot.cast", ballot_id=ballot, choice="for", seat_id=giver.seat.id)
