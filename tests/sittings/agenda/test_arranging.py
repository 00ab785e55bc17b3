import pytest

from app.foundation.errors import Invalid, NotAllowed, OutOfDate, Refused
from app.sittings.models import AgendaItem
from app.sittings.rules.agenda import numbered
from app.sittings.words import ItemKind


@pytest.fixture
def tree(assembly):
    """1 · 2 (2.1, 2.2) · 3"""
    made = {}
    for rank, title in enumerate(["un", "deux", "trois"]):
        made[title] = assembly.world.item(assembly.sitting, title=title, rank=rank)
    for rank, title in enumerate(["deux-un", "deux-deux"]):
        made[title] = assembly.world.item(assembly.sitting, title=title, rank=rank, parent_id=made["deux"].id)
    return {title: item.id for title, item in made.items()}


def _order(assembly):
    with assembly.world.home.units.reading() as session:
        items = {i.id: i for i in session.query(AgendaItem).filter_by(sitting_id=assembly.sitting.id)}
    return [f"{place.number} {items[place.id].title}" for place in numbered(items.values())]


def _move(assembly, item_id, who="chair", **place):
    version = place.pop("expected_version", assembly.now(assembly.sitting).agenda_version)
    return assembly.act(who, "agenda.move", item_id=item_id, expected_version=version, **place)


def test_s2_an_item_is_put_before_another(assembly, tree):
    answer = _move(assembly, tree["trois"], before_id=tree["un"])
    assert _order(assembly) == ["1 trois", "2 un", "3 deux", "3.1 deux-un", "3.2 deux-deux"]
    (entry,) = assembly.world.entries(assembly.sitting.stream)
    assert entry.payload == {
        "item_id": tree["trois"],
        "parent_id": None,
        "before_id": tree["un"],
        "version": answer["version"],
    }


def test_s2_an_item_is_put_under_another_and_taken_out_again(assembly, tree):
    _move(assembly, tree["trois"], parent_id=tree["deux"])
    assert _order(assembly)[-1] == "2.3 trois"
    _move(assembly, tree["deux-un"], before_id=tree["deux"])
    assert _order(assembly) == ["1 un", "2 deux-un", "3 deux", "3.1 deux-deux", "3.2 trois"]
    _move(assembly, tree["trois"])
    assert _order(assembly)[-1] == "4 trois"


def test_s2_an_item_does_not_go_under_itself(assembly, tree):
    for place in ({"parent_id": tree["deux"]}, {"parent_id": tree["deux-un"]}, {"before_id": tree["deux-un"]}):
        with pytest.raises(Refused, match="sous lui-même"):
            _move(assembly, tree["deux"], **place)
    assert assembly.kinds() == []


def test_s2_an_agenda_has_four_levels_at_most(assembly, tree):
    _move(assembly, tree["deux"], parent_id=tree["un"])
    third = assembly.act(
        "chair", "agenda.propose", sitting_id=assembly.sitting.id, title="a", parent_id=tree["deux-un"]
    )["item_id"]
    with pytest.raises(Refused, match="4 niveaux au plus"):
        assembly.act("chair", "agenda.propose", sitting_id=assembly.sitting.id, title="b", parent_id=third)
    with pytest.raises(Refused, match="4 niveaux au plus"):
        _move(assembly, tree["un"], parent_id=tree["trois"])


def test_a_move_decided_on_an_older_order_is_refused_with_the_newer_version(assembly, tree):
    _move(assembly, tree["trois"], before_id=tree["un"])
    with pytest.raises(OutOfDate) as refused:
        _move(assembly, tree["un"], before_id=tree["trois"], expected_version=1, who="secretary")
    assert refused.value.members == {"current_version": 2}
    assert _order(assembly)[0] == "1 trois"


def test_a_move_next_to_an_item_of_another_sitting_is_refused(assembly, tree):
    other = assembly.world.item(assembly.later())
    with pytest.raises(Refused, match="Rechargez"):
        _move(assembly, tree["un"], before_id=other.id)
    with pytest.raises(Refused, match="Rechargez"):
        _move(assembly, tree["un"], parent_id=other.id)


def test_s2_only_what_is_on_the_agenda_has_a_place_in_it(assembly, tree):
    with pytest.raises(Refused, match="n’est pas à l’ordre du jour"):
        _move(assembly, assembly.proposed().id, before_id=tree["un"])


def _edit(assembly, item, who="chair", **changes):
    return assembly.act(
        who, "agenda.edit", item_id=item.id, **{"expected_version": assembly.now(item).version} | changes
    )


def test_s2_the_chair_times_and_types_an_item(assembly):
    item = assembly.proposed("Titre")
    _edit(assembly, item, minutes="45", kind="election", closed_doors=True)
    now = assembly.now(item)
    assert (now.title, now.minutes, now.kind, now.closed_doors) == ("Titre", 45, ItemKind.ELECTION, True)
    (entry,) = assembly.world.entries(assembly.sitting.stream)
    assert entry.payload["changes"] == {"minutes": 45, "kind": "election", "closed_doors": True}


def test_s2_an_empty_field_is_emptied_and_an_absent_one_stays(assembly):
    item = assembly.proposed("Titre", description="Long texte", rapporteur="M. Exemple", minutes=10)
    _edit(assembly, item, description="", minutes="")
    now = assembly.now(item)
    assert (now.description, now.minutes, now.rapporteur) == ("", None, "M. Exemple")
    with pytest.raises(Invalid) as refused:
        _edit(assembly, item, title="")
    assert refused.value.members["errors"] == [{"pointer": "#/title", "detail": "À remplir."}]


def test_s2_an_author_rewords_a_proposal_until_the_chair_has_answered(assembly):
    item = assembly.proposed("Titre")
    _edit(assembly, item, who="delegate", title="Un meilleur titre")
    assembly.act("chair", "agenda.accept", item_id=item.id)
    with pytest.raises(NotAllowed, match="tant qu’il n’est que proposé"):
        _edit(assembly, item, who="delegate", title="Un titre encore meilleur")


def test_s11_an_author_does_not_close_the_doors(assembly):
    with pytest.raises(NotAllowed):
        _edit(assembly, assembly.proposed(), who="delegate", closed_doors=True)


def test_two_people_rewording_the_same_item_do_not_erase_each_other(assembly):
    item = assembly.proposed("Titre")
    _edit(assembly, item, who="secretary", title="Celui du secrétariat", expected_version=1)
    with pytest.raises(OutOfDate) as refused:
        _edit(assembly, item, title="Celui de la présidence", expected_version=1)
    assert refused.value.members == {"current_version": 2}
    assert assembly.now(item).title == "Celui du secrétariat"


def test_ordering_the_list_does_not_disturb_who_is_rewording_an_item(assembly, tree):
    with assembly.world.home.units.reading() as session:
        version = session.get_one(AgendaItem, tree["un"]).version
    _move(assembly, tree["trois"], before_id=tree["un"])
    assembly.act("chair", "agenda.edit", item_id=tree["un"], title="Reformulé", expected_version=version)
    assert _order(assembly)[1] == "2 Reformulé"
