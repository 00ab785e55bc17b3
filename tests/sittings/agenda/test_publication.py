from datetime import timedelta

import pytest

from app.foundation.errors import IllegalTransition, Invalid, Refused
from app.sittings.snapshot import snapshot
from app.sittings.words import ItemOrigin, ItemState, SittingState

FROZEN = "L’ordre du jour est publié\u00a0: il ne change plus"


@pytest.fixture
def published(assembly):
    """1 Ouverture · 2 Mobilités (2.1 Le train), published."""
    assembly.world.item(assembly.sitting, title="Ouverture", rank=0)
    parent = assembly.world.item(assembly.sitting, title="Mobilités", rank=1)
    assembly.world.item(assembly.sitting, title="Le train", rank=0, parent_id=parent.id)
    assembly.act("chair", "agenda.publish", sitting_id=assembly.sitting.id)
    return assembly


def test_s2_publication_numbers_the_items_convenes_the_sitting_and_tells_everybody(published):
    sitting = published.now(published.sitting)
    assert (sitting.state, sitting.agenda_published_at) == (SittingState.CONVENED, published.world.clock())
    assert {t: i.number for t, i in published.items().items()} == {
        "Ouverture": "1",
        "Mobilités": "2",
        "Le train": "2.1",
    }
    (entry,) = published.world.entries(published.sitting.stream)
    assert (entry.kind, entry.audience) == ("agenda.published", "public")
    assert [(i["number"], i["title"]) for i in entry.payload["items"]] == [
        ("1", "Ouverture"),
        ("2", "Mobilités"),
        ("2.1", "Le train"),
    ]
    (of_conference,) = published.world.entries(published.conference.stream)
    assert (of_conference.kind, of_conference.audience) == ("agenda.published", "public")


def test_s11_the_agenda_of_a_private_sitting_is_published_to_its_members(assembly, group_sitting):
    assembly.world.item(group_sitting)
    assembly.act("chair", "agenda.publish", sitting_id=group_sitting.id)
    assert [e.audience for e in assembly.world.entries(group_sitting.stream)] == ["members"]
    assert [e.audience for e in assembly.world.entries(assembly.conference.stream)] == ["members"]


def test_s2_an_empty_agenda_is_not_published(assembly):
    assembly.proposed()
    with pytest.raises(Refused, match="L’ordre du jour est vide"):
        assembly.act("chair", "agenda.publish", sitting_id=assembly.sitting.id)
    assert assembly.now(assembly.sitting).agenda_published_at is None


def test_s2_an_agenda_is_published_before_the_day(assembly):
    assembly.world.item(assembly.sitting)
    assembly.world.clock.advance(days=8)
    with pytest.raises(Invalid, match="Cette date est passée"):
        assembly.act("chair", "agenda.publish", sitting_id=assembly.sitting.id)


def test_s2_what_had_no_answer_at_publication_is_put_off_and_its_author_told(assembly):
    following = assembly.later()
    assembly.world.item(assembly.sitting)
    item = assembly.proposed("Musée")
    assembly.act("chair", "agenda.publish", sitting_id=assembly.sitting.id)
    item = assembly.now(item)
    assert (item.state, item.number) == (ItemState.DEFERRED, "")
    assert item.answered_reason == "Sans réponse à la publication de l’ordre du jour."
    assert assembly.items(following)["Musée"].state is ItemState.PROPOSED
    deferred, _published = assembly.world.entries(assembly.sitting.stream)
    assert (deferred.kind, deferred.audience) == ("item.deferred", "members")


def test_s2_publication_freezes_the_agenda(published):
    item = published.items()["Ouverture"]
    version = published.now(published.sitting).agenda_version
    for command, data in {
        "agenda.propose": {"sitting_id": published.sitting.id, "title": "Encore un"},
        "agenda.edit": {"item_id": item.id, "title": "Autre", "expected_version": item.version},
        "agenda.move": {"item_id": item.id, "expected_version": version},
        "agenda.refuse": {"item_id": item.id, "reason": "Non"},
        "agenda.defer": {"item_id": item.id, "reason": "Non"},
        "agenda.publish": {"sitting_id": published.sitting.id},
    }.items():
        with pytest.raises(Refused, match=FROZEN):
            published.act("chair", command, **data)
    assert published.kinds() == ["agenda.published"]


@pytest.mark.parametrize(("state", "word"), [("closed", "levée"), ("cancelled", "annulée")])
def test_the_agenda_of_a_sitting_that_is_over_does_not_change(assembly, state, word):
    assembly.world.update(assembly.sitting, state=state)
    for command, data in {
        "agenda.propose": {"title": "Un point"},
        "agenda.add_urgent": {"title": "Un point", "reason": "Crue"},
        "agenda.publish": {},
    }.items():
        with pytest.raises(IllegalTransition, match=f"La séance est {word}"):
            assembly.act("chair", command, sitting_id=assembly.sitting.id, **data)


def test_s2_an_urgent_item_is_added_last_with_its_reason_on_record(published):
    published.act("chair", "agenda.add_urgent", sitting_id=published.sitting.id, title="Crue", reason="La Lys monte.")
    item = published.items()["Crue"]
    assert (item.state, item.number, item.urgent_reason) == (ItemState.ACCEPTED, "3", "La Lys monte.")
    entry = published.world.entries(published.sitting.stream)[-1]
    assert (entry.kind, entry.audience) == ("item.added_urgently", "public")
    assert (entry.payload["number"], entry.payload["reason"]) == ("3", "La Lys monte.")


def test_s2_an_urgent_part_is_numbered_under_its_item_and_after_what_was_put_off(published):
    items = published.items()
    published.world.update(items["Le train"], state=ItemState.DEFERRED)
    published.act(
        "chair",
        "agenda.add_urgent",
        sitting_id=published.sitting.id,
        title="Le car",
        reason="Grève",
        parent_id=items["Mobilités"].id,
    )
    assert published.items()["Le car"].number == "2.2"


def test_s2_urgency_needs_a_reason_and_a_published_agenda(assembly):
    with pytest.raises(Refused, match="n’est pas publié"):
        assembly.act("chair", "agenda.add_urgent", sitting_id=assembly.sitting.id, title="Crue", reason="Crue")
    with pytest.raises(Invalid) as refused:
        assembly.act("chair", "agenda.add_urgent", sitting_id=assembly.sitting.id, title="Crue", reason=" ")
    assert refused.value.members["errors"] == [{"pointer": "#/reason", "detail": "À remplir."}]


def test_s2_an_urgent_item_may_come_during_the_sitting(published):
    published.world.update(published.sitting, state=SittingState.OPEN, opened_at=published.world.clock())
    published.act("chair", "agenda.add_urgent", sitting_id=published.sitting.id, title="Crue", reason="Crue")
    assert published.items()["Crue"].origin is ItemOrigin.CHAIR


def test_s11_behind_closed_doors_an_urgent_item_is_for_members(published):
    now = published.world.clock()
    published.world.update(published.sitting, state=SittingState.OPEN, closed_doors_since=now - timedelta(minutes=1))
    published.act("chair", "agenda.add_urgent", sitting_id=published.sitting.id, title="Secret", reason="Secret")
    assert published.world.entries(published.sitting.stream)[-1].audience == "members"


def test_s11_what_was_added_behind_closed_doors_stays_out_of_public_copies_for_good(published, client):
    now = published.world.clock()
    published.world.update(published.sitting, state=SittingState.OPEN, opened_at=now, closed_doors_since=now)
    published.act("chair", "agenda.add_urgent", sitting_id=published.sitting.id, title="Secret", reason="Secret")
    published.world.update(published.sitting, closed_doors_since=None)
    with published.world.home.units.reading() as session:
        titles = {
            audience: [item["title"] for item in snapshot(session, published.sitting.id, (audience,))["agenda"]]
            for audience in ("public", "members")
        }
    assert "Secret" in titles["members"]
    assert "Secret" not in titles["public"]
    for page in (f"/seances/{published.sitting.id}.ics", f"/seances/{published.sitting.id}/salle"):
        assert "Secret" not in client.get(page).text
