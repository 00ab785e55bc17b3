"""Several people at once on a real database: ranks, numbers and bytes stay whole."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from app.foundation.errors import DomainError, OutOfDate
from app.sittings.models import ItemDocument, StoredFile
from app.sittings.words import ItemOrigin, ItemState

from . import files

AT_ONCE = 8


def _all(calls):
    """Run the calls at once; return what each gave, its refusal included."""

    def run(call):
        try:
            return call()
        except DomainError as refusal:
            return refusal

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, calls))


def _ranks(assembly):
    return sorted(i.rank for i in assembly.items().values() if i.state is ItemState.ACCEPTED)


def test_items_accepted_at_once_have_each_their_rank(assembly):
    ids = [assembly.proposed(f"Point {n}").id for n in range(AT_ONCE)]
    chair = assembly.actor("chair")
    assembly.actor = lambda _capacity: chair
    answers = _all([partial(assembly.act, "chair", "agenda.accept", item_id=id) for id in ids])
    assert _ranks(assembly) == list(range(AT_ONCE))
    assert sorted(answer["version"] for answer in answers) == list(range(2, AT_ONCE + 2))
    assert [e.position for e in assembly.world.entries(assembly.sitting.stream)] == list(range(1, AT_ONCE + 1))


def test_of_two_moves_decided_on_the_same_order_one_is_done(assembly):
    items = [assembly.world.item(assembly.sitting, title=str(n), rank=n) for n in range(4)]
    actors = {who: assembly.actor(who) for who in ("chair", "secretary")}
    assembly.actor = actors.__getitem__

    def move(who, item):
        return lambda: assembly.act(who, "agenda.move", item_id=item.id, before_id=items[0].id, expected_version=1)

    answers = _all([move("chair", items[3]), move("secretary", items[2])])
    assert sorted(isinstance(answer, OutOfDate) for answer in answers) == [False, True]
    assert _ranks(assembly) == [0, 1, 2, 3]
    assert assembly.kinds() == ["item.moved"]


@pytest.mark.parametrize("attempt", range(3))
def test_r3_6_a_question_put_while_an_agenda_is_published_is_lost_by_nobody(assembly, attempt):
    assembly.world.item(assembly.sitting)
    following = assembly.later()
    actors = {who: assembly.actor(who) for who in ("chair", "partner")}
    assembly.actor = actors.__getitem__
    data = {"conference_id": assembly.conference.id, "title": "Trait de côte", "question": "Que faire ?"}
    calls = [
        lambda: assembly.act("chair", "agenda.publish", sitting_id=assembly.sitting.id),
        lambda: assembly.act("partner", "state_referral.make", **data),
    ]
    _all(calls if attempt % 2 else calls[::-1])
    placed = [
        (item.sitting_id, item.state)
        for sitting in (assembly.sitting, following)
        for item in assembly.items(sitting).values()
        if item.origin is ItemOrigin.STATE_REFERRAL
    ]
    published = assembly.now(assembly.sitting).agenda_published_at is not None
    assert placed == [(following.id if published else assembly.sitting.id, ItemState.PROPOSED)]


def test_the_same_bytes_added_and_taken_back_at_once_are_there_when_shown(assembly):
    items = [assembly.world.item(assembly.sitting) for _ in range(4)]
    first = assembly.act("chair", "document.add", item_id=items[0].id, file=files.wire(files.PDF))["document_id"]
    chair = assembly.actor("chair")
    assembly.actor = lambda _capacity: chair
    calls = [lambda: assembly.act("chair", "document.remove", document_id=first)]
    calls += [
        partial(assembly.act, "chair", "document.add", item_id=item.id, file=files.wire(files.PDF))
        for item in items[1:]
    ]
    assert not [answer for answer in _all(calls) if isinstance(answer, Exception)]
    with assembly.world.home.units.reading() as session:
        assert session.query(ItemDocument).count() == 3
        assert session.query(StoredFile).count() == 1
