"""Finalités and their groups (R2, R5)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.conferences import operations
from app.conferences.models import Conference, Finalite, GroupMember, ThematicGroup
from app.conferences.queries.finalites import finalites_of
from app.conferences.queries.presidency import presidency_of
from app.conferences.rules.groups import pilot_on
from app.conferences.words import AdmissionCriterion, FinaliteOrigin, MemberCategory
from app.foundation.actors import SYSTEM
from app.foundation.errors import IllegalTransition, NotAllowed, Refused
from app.institutions.models import InstitutionKind

FOUR = [{"title": t, "description": f"Ce que veut dire {t}"} for t in ("Autonomie", "Santé", "Habitat", "Savoir")]


@pytest.fixture
def chair(world, conference):
    return world.actor(world.chair(conference))


@pytest.fixture
def partner(world, conference):
    return world.actor(world.partner(conference))


def adopt(home, actor, conference, texts=FOUR, **given):
    with home.units.begin(actor) as work:
        return operations.adopt_finalites(
            work, work.session.get_one(Conference, conference.id), texts, **{"ballot_id": 7} | given
        )


def disagree(home, actor, conference, statement="Trois tours de scrutin sans majorité"):
    with home.units.begin(actor) as work:
        operations.record_disagreement(work, work.session.get_one(Conference, conference.id), statement=statement)


def define(home, actor, conference, texts=FOUR, **given):
    with home.units.begin(actor) as work:
        return operations.define_finalites_by_state(
            work, work.session.get_one(Conference, conference.id), texts, **{"act": "Arrêté 2026-30"} | given
        )


def in_force(home, conference):
    with home.units.reading() as session:
        return session.scalars(
            select(Finalite)
            .where(Finalite.conference_id == conference.id, Finalite.ended_at.is_(None))
            .order_by(Finalite.rank)
        ).all()


def test_r2_1_a_carried_ballot_writes_the_finalites_and_r2_3_each_has_its_group(home, world, conference, chair):
    adopt(home, chair, conference)
    found = in_force(home, conference)
    assert [(f.title, f.origin, f.decided_by) for f in found] == [
        (text["title"], FinaliteOrigin.VOTE, "ballot:7") for text in FOUR
    ]
    with home.units.reading() as session:
        groups = session.scalars(select(ThematicGroup).order_by(ThematicGroup.id)).all()
    assert [(g.finalite_id, g.name) for g in groups] == [(f.id, f.title) for f in found]
    entry = world.entries(conference.stream)[-1]
    assert (entry.kind, entry.payload["ballot_id"], len(entry.payload["finalites"])) == ("finalites.adopted", 7, 4)


@pytest.mark.parametrize("number", [1, 3, 6])
def test_r2_1_outside_the_range_the_chair_must_give_a_reason(home, conference, chair, number):
    texts = [{"title": f"Finalité {n}"} for n in range(number)]
    with pytest.raises(Refused, match="motif de la présidence") as refused:
        adopt(home, chair, conference, texts)
    assert refused.value.members["rule"] == "R2.1"
    adopt(home, chair, conference, texts, reason="Un territoire le demande")
    assert {f.range_reason for f in in_force(home, conference)} == {"Un territoire le demande"}


def test_r2_1_the_range_is_a_setting(home, world, conference, chair):
    world.update(conference, reglement={"finalites_min": 1, "finalites_max": 2})
    assert len(adopt(home, chair, conference, FOUR[:2])) == 2


def test_r2_1_no_finalite_at_all_is_refused_even_with_a_reason(home, conference, chair):
    with pytest.raises(Refused, match="aucune finalité"):
        adopt(home, chair, conference, [], reason="Aucune idée")


def test_r2_1_two_finalites_do_not_share_a_title(home, conference, chair):
    with pytest.raises(Refused, match="même intitulé"):
        adopt(home, chair, conference, [*FOUR[:3], {"title": " autonomie "}])


def test_r2_3_a_finalite_voted_again_goes_on_with_its_group_and_those_left_out_end(home, world, conference, chair):
    first = adopt(home, chair, conference)
    world.clock.advance(days=30)
    again = [{"title": "Climat"}, *FOUR[:3]]
    second = adopt(home, chair, conference, again, ballot_id=9)
    assert [f.title for f in second] == ["Climat", "Autonomie", "Santé", "Habitat"]
    assert [f.id for f in second[1:]] == [f.id for f in first[:3]]
    with home.units.reading() as session:
        assert session.scalar(select(Finalite.ended_at).where(Finalite.title == "Savoir")) == world.clock()
        assert session.query(ThematicGroup).count() == 5
        stored = session.get_one(Conference, conference.id)
        before = finalites_of(session, stored, world.today() - timedelta(days=1))
    assert [f.title for f in before] == ["Autonomie", "Santé", "Habitat", "Savoir"]
    assert world.entries(conference.stream)[-1].payload["ended"][0]["title"] == "Savoir"


def test_r2_2_the_state_defines_only_after_a_recorded_disagreement(home, world, conference, chair, partner):
    with pytest.raises(Refused, match="constaté en séance") as refused:
        define(home, partner, conference)
    assert refused.value.members["rule"] == "R2.2"
    disagree(home, chair, conference)
    world.clock.advance(days=10)
    define(home, partner, conference)
    assert {(f.origin, f.decided_by) for f in in_force(home, conference)} == {(FinaliteOrigin.STATE, "Arrêté 2026-30")}
    facts = world.entries(conference.stream)
    assert [f.kind for f in facts] == ["disagreement.recorded", "finalites.defined_by_state"]
    assert facts[-1].payload["sentence"] == (
        "Finalités définies par le représentant de l’État le 13\u00a0mars\u00a02026, "
        "la conférence ayant constaté son désaccord le 3\u00a0mars\u00a02026."
    )


def test_r2_2_a_disagreement_is_settled_by_what_is_decided_after_it(home, world, conference, chair, partner):
    disagree(home, chair, conference)
    with pytest.raises(IllegalTransition, match="déjà constaté"):
        disagree(home, chair, conference)
    world.clock.advance(days=10)
    adopt(home, chair, conference)
    with pytest.raises(Refused, match="constaté en séance"):
        define(home, partner, conference)
    world.clock.advance(days=10)
    disagree(home, chair, conference)


def test_r2_2_only_the_state_representative_defines_and_only_the_bureau_notes_a_disagreement(
    home, world, conference, chair, partner, administrator
):
    for actor in (chair, world.actor(administrator), SYSTEM):
        with pytest.raises(NotAllowed, match="représentant de l’État"):
            define(home, actor, conference)
    for actor in (partner, world.actor(administrator)):
        with pytest.raises(NotAllowed):
            disagree(home, actor, conference)


def name(home, actor, group, institution, **given):
    fields = {"category": MemberCategory.INSTITUTIONAL, "criterion": AdmissionCriterion.PAYS}
    with home.units.begin(actor) as work:
        return operations.name_group_member(
            work,
            work.session.get_one(ThematicGroup, group.id),
            institution=institution,
            **fields | given,
        )


def test_r5_1_a_member_is_named_with_the_criterion_that_admits_it(home, world, conference, chair, members):
    group, person = world.group(conference), world.person()
    member = name(home, chair, group, members["epci1"], person=person, criterion=AdmissionCriterion.REPRESENTS)
    assert world.actor(person).groups_in(conference.id) == {group.id}
    assert member.named_on == world.today()
    entry = world.entries(conference.stream)[-1]
    assert (entry.kind, entry.payload["criterion"], entry.payload["institution"]) == (
        "group.member_named",
        "represents",
        "Communauté 1",
    )


@pytest.mark.parametrize(
    ("kind", "category", "criterion", "words"),
    [
        (InstitutionKind.EPCI, MemberCategory.INSTITUTIONAL, None, "aucun critère"),
        (InstitutionKind.COMPANY, MemberCategory.INSTITUTIONAL, AdmissionCriterion.EMPLOYS, "ne peut pas être nommé"),
        (InstitutionKind.CHAMBER, MemberCategory.PRIVATE, AdmissionCriterion.EMPLOYS, "ne peut pas être nommé"),
    ],
)
def test_r5_1_an_admission_against_the_rule_is_refused_in_words(
    home, world, conference, chair, kind, category, criterion, words
):
    with pytest.raises(Refused, match=words) as refused:
        name(
            home,
            chair,
            world.group(conference),
            world.institution(kind),
            category=category,
            criterion=criterion,
        )
    assert refused.value.members["rule"] == "R5.1"


def test_r5_1_a_member_is_named_once_and_again_after_the_end(home, world, conference, chair, members):
    group = world.group(conference)
    member = name(home, chair, group, members["epci1"])
    with pytest.raises(Refused, match="déjà membre"):
        name(home, chair, group, members["epci1"])
    with home.units.begin(chair) as work:
        operations.end_group_member(work, work.session.get_one(GroupMember, member.id), reason="Fin de la convention")
    assert world.entries(conference.stream)[-1].payload["reason"] == "Fin de la convention"
    name(home, chair, group, members["epci1"])
    with home.units.begin(chair) as work, pytest.raises(IllegalTransition, match="déjà une fin"):
        operations.end_group_member(work, work.session.get_one(GroupMember, member.id), reason="Encore")


def test_r5_1_a_group_whose_finalite_ended_admits_nobody(home, world, conference, chair, members):
    group = world.group(conference)
    with home.units.reading() as session:
        finalite = session.get_one(Finalite, group.finalite_id)
    world.update(finalite, ended_at=world.clock())
    with pytest.raises(IllegalTransition, match="n’est plus en vigueur"):
        name(home, chair, group, members["epci1"])


def test_r5_2_the_pilot_is_whoever_chairs_and_changes_with_the_presidency(home, world, conference):
    world.chair(conference)
    with home.units.reading() as session:
        stored = session.get_one(Conference, conference.id)
        presidency = presidency_of(session, stored, world.today())
        assert pilot_on(presidency.recorded, world.today()) == presidency.chairing
        assert presidency_of(session, stored, presidency.recorded[0].ends_on).chairing is None
