"""Who may do what to a conference: one table, read by people and proved operation by operation."""

from types import SimpleNamespace

import pytest

from app.conferences import operations, policies
from app.conferences.words import Office
from app.foundation.actors import SYSTEM, VISITOR, Actor, Capacity, CapacityKind
from app.foundation.errors import NotAllowed, NotSignedIn

CONFERENCE, OTHER = 1, 2

MATRIX = """
operation                  visitor citizen delegate observer chair secretary partner group_member administrator
create_conference          no      no      no       no       no    no        no      no           yes
change_settings            no      no      no       no       yes   yes       no      no           yes
record_composition         no      no      no       no       no    no        yes     no           yes
give_seat_mandate          no      no      no       no       no    yes       no      no           yes
give_secretary_mandate     no      no      no       no       yes   no        no      no           yes
give_state_mandate         no      no      no       no       no    no        yes     no           yes
end_seat_mandate           no      no      no       no       no    yes       no      no           yes
end_secretary_mandate      no      no      no       no       yes   no        no      no           yes
end_state_mandate          no      no      no       no       no    no        yes     no           yes
plan_term                  no      no      no       no       yes   yes       no      no           yes
choose_president           no      no      no       no       yes   yes       no      no           yes
vacate_presidency          no      no      no       no       yes   yes       no      no           yes
adopt_finalites            no      no      no       no       yes   yes       no      no           no
record_disagreement        no      no      no       no       yes   yes       no      no           no
define_finalites_by_state  no      no      no       no       no    no        yes     no           no
name_group_member          no      no      no       no       yes   yes       no      no           no
end_group_member           no      no      no       no       yes   yes       no      no           no
"""

HERE = SimpleNamespace(id=CONFERENCE)
IN_A_GROUP = SimpleNamespace(conference_id=CONFERENCE)
SEAT, SECRETARY, STATE = None, Office.SECRETARY, Office.STATE_REPRESENTATIVE


def _mandate(office):
    return SimpleNamespace(conference_id=CONFERENCE, office=office)


def _give(office):
    return lambda work: operations.give_mandate(work, HERE, person=None, starts_on=None, proof="", office=office)


def _end(office):
    return lambda work: operations.end_mandate(work, _mandate(office), ends_on=None, reason="")


ASK = {
    "create_conference": lambda work: operations.create_conference(work, name="", slug="", region=None),
    "change_settings": lambda work: operations.change_settings(work, HERE, {}),
    "record_composition": lambda work: operations.record_composition(
        work, HERE, reference="", signed_on=None, effective_on=None, signatory="", seats=[]
    ),
    "give_seat_mandate": _give(SEAT),
    "give_secretary_mandate": _give(SECRETARY),
    "give_state_mandate": _give(STATE),
    "end_seat_mandate": _end(SEAT),
    "end_secretary_mandate": _end(SECRETARY),
    "end_state_mandate": _end(STATE),
    "plan_term": lambda work: operations.plan_term(work, HERE, level=None),
    "choose_president": lambda work: operations.choose_president(work, HERE, None, institution=None, decision=""),
    "vacate_presidency": lambda work: operations.vacate_presidency(work, HERE, None, on=None, reason=""),
    "adopt_finalites": lambda work: operations.adopt_finalites(work, HERE, [], ballot_id=1),
    "record_disagreement": lambda work: operations.record_disagreement(work, HERE, statement=""),
    "define_finalites_by_state": lambda work: operations.define_finalites_by_state(work, HERE, [], act=""),
    "name_group_member": lambda work: operations.name_group_member(
        work, IN_A_GROUP, institution=None, category=None, criterion=None
    ),
    "end_group_member": lambda work: operations.end_group_member(work, SimpleNamespace(group=IN_A_GROUP), reason=""),
}


class Allowed(Exception):
    """The policy said yes; nothing further is done."""


class Asking:
    """A unit of work that stops at the first question."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def allow(self, policy, *subjects):
        if policy(self.actor, *subjects):
            raise Allowed
        raise NotAllowed(policy.__doc__) if self.actor.signed_in else NotSignedIn(policy.__doc__)


def actor(capacity: str, conference: int = CONFERENCE) -> Actor:
    if capacity == "visitor":
        return VISITOR
    if capacity in ("citizen", "administrator"):
        return Actor(person_id=1, administrator=capacity == "administrator")
    kinds = {"chair": ["delegate", "chair"]}.get(capacity, [capacity])
    held = tuple(
        Capacity(kind=CapacityKind(kind), conference_id=conference, seat_id=3, institution_id=4) for kind in kinds
    )
    return Actor(person_id=1, capacities=held)


HEADS, *ROWS = [line.split() for line in MATRIX.strip().splitlines()]
CELLS = [
    (row[0], capacity, answer == "yes") for row in ROWS for capacity, answer in zip(HEADS[1:], row[1:], strict=True)
]


@pytest.mark.parametrize(("operation", "capacity", "allowed"), CELLS, ids=[f"{o}-{c}" for o, c, _ in CELLS])
def test_the_matrix_says_who_may_do_what(operation, capacity, allowed):
    refusal = NotSignedIn if capacity == "visitor" else NotAllowed
    with pytest.raises(Allowed if allowed else refusal):
        ASK[operation](Asking(actor(capacity)))


@pytest.mark.parametrize("operation", list(ASK))
def test_a_capacity_in_another_conference_gives_nothing_here(operation):
    for capacity in HEADS[3:-1]:
        with pytest.raises(NotAllowed):
            ASK[operation](Asking(actor(capacity, OTHER)))


def test_the_matrix_has_a_row_for_every_operation():
    public = {name for name in operations.__all__ if name[0].islower()} - {"give_mandate", "end_mandate"}
    covered = {name for name in ASK if "_mandate" not in name}
    assert covered == public
    assert [row[0] for row in ROWS] == list(ASK)


def test_every_policy_refuses_in_a_french_sentence():
    for name in dir(policies):
        if name.startswith("may_"):
            sentence = getattr(policies, name).__doc__
            assert sentence.endswith("."), name
            assert "\n" not in sentence, name


def test_the_platform_itself_has_no_political_right_but_to_write_what_a_ballot_decided():
    refused = ["record_disagreement", "define_finalites_by_state", "name_group_member"]
    for operation in refused:
        with pytest.raises((NotAllowed, NotSignedIn)):
            ASK[operation](Asking(SYSTEM))
    with pytest.raises(Allowed):
        ASK["adopt_finalites"](Asking(SYSTEM))


@pytest.mark.parametrize(
    ("capacity", "warned", "administers"),
    [
        ("visitor", False, False),
        ("citizen", False, False),
        ("delegate", False, False),
        ("observer", False, False),
        ("chair", True, True),
        ("secretary", True, True),
        ("partner", True, True),
        ("group_member", False, False),
        ("administrator", False, True),
    ],
)
def test_warnings_are_for_the_bureau_and_the_state(capacity, warned, administers):
    assert policies.may_see_warnings(actor(capacity), CONFERENCE) is warned
    assert policies.may_see_administration(actor(capacity), CONFERENCE) is administers
