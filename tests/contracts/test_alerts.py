"""Alerts of the desk: each explains itself and names the act that mends it (R6.2, R16.3)."""

from datetime import date
from fractions import Fraction

import pytest

from app.contracts import doors  # noqa: F401 - importing it enters the commands
from app.contracts.alerts import policies
from app.contracts.models import ActionPlace, ContractReview
from app.contracts.rules import duplicates as rule
from app.contracts.rules.duplicates import Sketch, duplicates, similarity
from app.contracts.words import ReviewKind, ReviewState
from app.foundation.actors import VISITOR
from app.foundation.commands import COMMANDS
from app.foundation.errors import NotAllowed, Refused
from tests.builders.contracts import a_contract, a_place, an_action, an_axis, an_officer


def a_sketch(id, title, place=1, **given):
    return Sketch(id=id, title=title, place_id=place, place="Ville", **given)


def pairs(*sketches, **given):
    return [(one.first_id, one.second_id) for one in duplicates(sketches, **given)]


def test_r6_2_titles_are_alike_whatever_accents_case_and_the_order_of_small_words():
    assert similarity("École de musique", "ECOLE DE MUSIQUE") == 1
    assert similarity("", "") == 0
    assert similarity("École de musique", "Piscine intercommunale") < Fraction(1, 5)
    assert similarity("Rénovation de l’école Jules-Ferry", "Rénovation école Jules Ferry") > Fraction(3, 4)


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ({"title": "Réhabilitation piscine municipale"}, True),
        ({"title": "Construction du collège"}, False),
        ({"title": "Réhabilitation de la piscine municipale", "place": 2}, False),
        ({"title": "Réhabilitation de la piscine municipale", "whole_id": 1}, False),
        ({"title": "Réhabilitation piscine", "theme": "Mobilités douces"}, False),
        ({"title": "Réhabilitation de la piscine municipale", "theme": "Mobilités douces"}, True),
    ],
)
def test_r6_2_a_duplicate_is_on_the_same_place_with_similar_titles_and_no_part_of_the_other(second, found):
    first = a_sketch(1, "Réhabilitation de la piscine municipale", theme="Sport")
    assert bool(pairs(first, a_sketch(2, **second))) is found


def test_r6_2_a_duplicate_explains_itself():
    (one,) = duplicates([a_sketch(1, "École de musique", theme="Culture"), a_sketch(2, "Ecole de musique")])
    assert one.why.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ") == (
        "Même lieu, Ville ; intitulés proches à 100 % ; le thème de l’une au moins n’est pas connu."
    )


def test_r6_2_what_a_desk_settled_does_not_come_back():
    two = (a_sketch(1, "École de musique"), a_sketch(2, "École de musique"))
    assert pairs(*two) == [(1, 2)]
    assert pairs(*two, settled=[(2, 1)]) == []


def test_r6_2_an_action_is_compared_with_few_of_its_place_however_many_there_are(monkeypatch):
    compared = []
    monkeypatch.setattr(rule, "similarity", lambda *titles: compared.append(titles) or Fraction(0))
    words = ("aménagement", "création", "soutien", "étude", "réhabilitation")
    sketches = [a_sketch(n, f"{words[n % 5]} du site {n % 10_000 * 7919 % 99991}", place=n % 10) for n in range(20_000)]
    assert duplicates(sketches) == []
    assert 0 < len(compared) < len(sketches), "two thousand of one place would make two million pairs"


@pytest.fixture
def desk(world):
    """Two contracts with twin actions in one town, an axis without action, a party without officer."""

    class Desk:
        party, town, other = world.institution(), world.institution(name="Ville"), world.institution(name="Village")
        officer = an_officer(world, party)
        first = a_contract(world, party, other, title="Premier contrat")
        second = a_contract(world, party, title="Second contrat")

    Desk.axis = an_axis(world, Desk.first, title="Se soigner")
    moving = an_axis(world, Desk.first, title="Se déplacer")
    for place in (Desk.town, Desk.other):
        a_place(world, Desk.first, place)
    Desk.twins = [
        an_action(world, Desk.first, title="Pont sur la rivière", axis_id=moving.id),
        an_action(world, Desk.second, title="Pont sur la riviere"),
    ]
    for action in Desk.twins:
        world.add(ActionPlace(action_id=action.id, name="Ville", rank=1, institution_id=Desk.town.id))
    world.add(
        ContractReview(
            contract_id=Desk.second.id,
            kind=ReviewKind.MID_TERM,
            title="Revue à mi-parcours",
            due_on=date(2026, 1, 5),
            state=ReviewState.MISSED,
        )
    )
    return Desk


def test_r6_2_the_desk_sees_duplicates_uncovered_fields_missing_officers_and_missed_reviews(as_, desk):
    page = as_(desk.officer).get("/contrats/alertes").text
    for words in (
        "Pont sur la rivière",
        "intitulés proches à 100",
        "Axe « Se soigner »".replace(" »", "\u00a0»").replace("« ", "«\u00a0"),
        "Aucune action sur 1 des 2 parties du périmètre",
        "n’a nommé personne",
        "Second contrat",
        "Manquée",
    ):
        assert words in page, words


def test_r6_2_another_desk_sees_nothing_of_it(as_, world, desk):
    page = as_(an_officer(world, world.institution())).get("/contrats/alertes").text
    assert "Pont sur" not in page
    assert "Premier contrat" not in page


def test_alerts_are_for_desks(as_, client, world):
    assert client.get("/contrats/alertes").status_code == 303
    assert as_(world.person()).get("/contrats/alertes").status_code == 403


def dismiss(world, actor, desk, reason="Deux ponts"):
    first, second = desk.twins
    with world.home.units.begin(actor) as work:
        return COMMANDS["duplicate.dismiss"].run(work, first_id=second.id, second_id=first.id, reason=reason)


def test_r6_2_not_a_duplicate_is_recorded_with_its_reason_and_stays(as_, world, desk):
    dismiss(world, world.actor(desk.officer), desk)
    assert "intitulés proches à" not in as_(desk.officer).get("/contrats/alertes").text
    assert world.kinds(desk.first.stream) == world.kinds(desk.second.stream) == ["duplicate.dismissed"]
    with pytest.raises(Refused, match="Deux ponts"):
        dismiss(world, world.actor(desk.officer), desk, reason="Encore")


def test_who_settles_a_duplicate(world, desk):
    with pytest.raises(NotAllowed, match="au bureau de l’un des deux contrats"):
        dismiss(world, world.actor(world.person()), desk)
    assert not policies.may_see_alerts(VISITOR)
    assert policies.may_see_alerts(world.actor(world.person(administrator=True)))
    assert policies.may_see_alerts(world.actor(world.secretary(world.conference())))


def test_the_alerts_page_asks_at_most_twelve_questions(as_, desk, queries):
    client = as_(desk.officer)
    client.get("/contrats/alertes")
    with queries(12):
        client.get("/contrats/alertes")
