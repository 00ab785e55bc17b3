import pytest

from app.foundation.errors import IllegalTransition, Refused
from app.sittings.models import ItemDocument
from app.sittings.words import ItemKind, ItemOrigin, ItemState

from . import files


def test_s2_a_member_proposes_and_the_chair_has_the_answer(assembly):
    answer = assembly.act(
        "delegate",
        "agenda.propose",
        sitting_id=assembly.sitting.id,
        title="Réouverture de la ligne",
        description="Pour les lycéens.",
        kind="decision",
        minutes=30,
        rapporteur="Mme Exemple",
    )
    item = assembly.items()["Réouverture de la ligne"]
    assert (item.state, item.kind, item.origin) == (ItemState.PROPOSED, ItemKind.DECISION, ItemOrigin.MEMBER)
    assert (item.minutes, item.rapporteur, item.proposed_by_id) == (30, "Mme Exemple", assembly.delegate.id)
    (entry,) = assembly.world.entries(assembly.sitting.stream)
    assert (entry.kind, entry.audience, entry.payload["proposed_by"]) == (
        "item.proposed",
        "members",
        assembly.delegate.name,
    )
    assert answer["version"] == entry.payload["version"] == assembly.now(assembly.sitting).agenda_version == 2


def test_r3_5_what_the_chair_writes_is_on_the_agenda_at_once(assembly):
    assembly.act("chair", "agenda.propose", sitting_id=assembly.sitting.id, title="Ouverture")
    item = assembly.items()["Ouverture"]
    assert (item.state, item.origin) == (ItemState.ACCEPTED, ItemOrigin.CHAIR)
    assert assembly.kinds() == ["item.proposed", "item.accepted"]


def test_r3_5_what_the_secretary_drafts_waits_for_the_chair(assembly):
    assembly.act("secretary", "agenda.propose", sitting_id=assembly.sitting.id, title="Approbation du PV")
    assert assembly.items()["Approbation du PV"].state is ItemState.PROPOSED


def test_s2_a_proposal_comes_with_its_document_or_not_at_all(assembly):
    assembly.act(
        "delegate",
        "agenda.propose",
        sitting_id=assembly.sitting.id,
        title="Avec une note",
        file=files.wire(files.PDF, "note.pdf"),
    )
    with pytest.raises(Exception, match="mais son contenu"):
        assembly.act(
            "delegate",
            "agenda.propose",
            sitting_id=assembly.sitting.id,
            title="Avec un faux",
            file=files.wire(files.PNG, "note.pdf"),
        )
    assert list(assembly.items()) == ["Avec une note"]
    with assembly.world.home.units.reading() as session:
        assert [d.name for d in session.query(ItemDocument)] == ["note.pdf"]


def test_s2_accepted_items_come_last_in_the_order_of_acceptance(assembly):
    first, second = assembly.proposed("A"), assembly.proposed("B")
    assembly.world.item(assembly.sitting, title="Déjà là")
    for item in (second, first):
        assembly.act("chair", "agenda.accept", item_id=item.id)
    ordered = sorted((i for i in assembly.items().values()), key=lambda i: i.rank)
    assert [i.title for i in ordered] == ["Déjà là", "B", "A"]
    assert assembly.kinds() == ["item.accepted", "item.accepted"]


def test_s2_a_refusal_gives_its_reason_to_the_author(assembly):
    item = assembly.proposed()
    assembly.act("chair", "agenda.refuse", item_id=item.id, reason="Relève du conseil départemental.")
    item = assembly.now(item)
    assert (item.state, item.answered_reason) == (ItemState.REFUSED, "Relève du conseil départemental.")
    (entry,) = assembly.world.entries(assembly.sitting.stream)
    assert (entry.kind, entry.payload["reason"]) == ("item.refused", "Relève du conseil départemental.")


def test_s2_the_chair_may_think_again(assembly):
    item = assembly.proposed()
    assembly.act("chair", "agenda.refuse", item_id=item.id, reason="Trop long")
    assembly.act("chair", "agenda.accept", item_id=item.id)
    assert (assembly.now(item).state, assembly.now(item).answered_reason) == (ItemState.ACCEPTED, "")


def test_s2_an_item_already_answered_is_not_accepted_twice(assembly):
    item = assembly.world.item(assembly.sitting)
    with pytest.raises(IllegalTransition, match="inscrit à l’ordre du jour"):
        assembly.act("chair", "agenda.accept", item_id=item.id)


def test_s2_what_is_under_an_item_taken_off_comes_up_in_its_place(assembly):
    first = assembly.world.item(assembly.sitting, title="1", rank=0)
    parent = assembly.world.item(assembly.sitting, title="2", rank=1)
    for rank, title in enumerate(["2.1", "2.2"]):
        assembly.world.item(assembly.sitting, title=title, parent_id=parent.id, rank=rank)
    last = assembly.world.item(assembly.sitting, title="3", rank=2)
    assembly.act("chair", "agenda.refuse", item_id=parent.id, reason="Finalement non")
    kept = sorted((i for i in assembly.items().values() if i.state is ItemState.ACCEPTED), key=lambda i: i.rank)
    assert [(i.title, i.parent_id) for i in kept] == [("1", None), ("2.1", None), ("2.2", None), ("3", None)]
    assert (first.id, last.id) == (kept[0].id, kept[-1].id)


def test_s2_what_is_put_off_is_proposed_to_the_next_sitting_in_preparation(assembly):
    following = assembly.later()
    item = assembly.proposed("Musée")
    assembly.act("secretary", "document.add", item_id=item.id, file=files.wire(files.PDF, "plan.pdf"))
    assembly.act("chair", "agenda.defer", item_id=item.id, reason="Pièces manquantes")
    assert assembly.now(item).state is ItemState.DEFERRED
    again = assembly.items(following)["Musée"]
    assert (again.state, again.proposed_by_id) == (ItemState.PROPOSED, assembly.delegate.id)
    assert again.origin_reference == f"agenda_item:{item.id}"
    with assembly.world.home.units.reading() as session:
        assert [d.name for d in session.query(ItemDocument).filter_by(item_id=again.id)] == ["plan.pdf"]
    assert assembly.world.kinds(following.stream) == ["item.proposed"]


def test_s2_what_is_put_off_twice_goes_on_and_on(assembly):
    following = assembly.later()
    assembly.act("chair", "agenda.defer", item_id=assembly.proposed("Musée").id, reason="Plus tard")
    assembly.act("chair", "agenda.defer", item_id=assembly.items(following)["Musée"].id, reason="Encore")
    third = assembly.act(
        "chair",
        "sitting.plan",
        conference_id=assembly.conference.id,
        title="Troisième",
        starts_at="2026-06-01T09:00",
        place="Ici",
    )["sitting_id"]
    assembly.sitting.id = third
    assert list(assembly.items()) == ["Musée"]


def test_s2_what_a_later_sitting_has_taken_up_is_answered_there(assembly):
    assembly.later()
    item = assembly.proposed("Musée")
    assembly.act("chair", "agenda.defer", item_id=item.id, reason="Pièces manquantes")
    with pytest.raises(Refused, match="reporté à la séance du 9\u00a0avril\u00a02026"):
        assembly.act("chair", "agenda.accept", item_id=item.id)


@pytest.mark.parametrize("state", ["accepted", "refused", "deferred"])
def test_s2_an_author_takes_back_only_what_has_no_answer(assembly, state):
    item = assembly.proposed()
    assembly.act("delegate", "agenda.withdraw", item_id=item.id)
    assert assembly.now(item).answered_reason == "Retirée par son auteur."
    answered = assembly.proposed(state=ItemState(state))
    with pytest.raises(Refused, match="a déjà répondu"):
        assembly.act("delegate", "agenda.withdraw", item_id=answered.id)


def test_s2_a_part_is_proposed_under_an_item_of_the_same_agenda(assembly):
    parent = assembly.world.item(assembly.sitting, title="Mobilités")
    item = assembly.act(
        "delegate", "agenda.propose", sitting_id=assembly.sitting.id, title="Le train", parent_id=parent.id
    )["item_id"]
    assembly.act("chair", "agenda.accept", item_id=item)
    assert assembly.items()["Le train"].parent_id == parent.id
    other = assembly.world.item(assembly.later(), title="Ailleurs")
    with pytest.raises(Refused, match="n’est pas à l’ordre du jour de cette séance"):
        assembly.act("delegate", "agenda.propose", sitting_id=assembly.sitting.id, title="Le car", parent_id=other.id)


def test_s2_a_part_whose_whole_is_gone_comes_at_the_top(assembly):
    parent = assembly.world.item(assembly.sitting, title="Mobilités")
    item = assembly.proposed("Le train", parent_id=parent.id)
    assembly.act("chair", "agenda.refuse", item_id=parent.id, reason="Trop large")
    assembly.act("chair", "agenda.accept", item_id=item.id)
    assert assembly.now(item).parent_id is None
