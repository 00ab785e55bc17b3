"""One typical person per capacity and one typical object per policy: enough for every policy to answer.

Policies are pure: they read attributes. The objects here have those attributes and nothing else, so that the answers
need no database and are the same everywhere. A policy that asks for an object unknown here fails loudly.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, Final

from app.conferences.words import Office
from app.contracts.words import Side
from app.foundation.actors import VISITOR, Actor, Capacity, CapacityKind, SignIn
from app.interpellations.words import InterpellationState, RequesterKind
from app.sittings.words import ItemOrigin, ItemState, MinutesState, SittingState

from .asked import Policy

NOW: Final = datetime(2026, 3, 3, 13, tzinfo=UTC)
ME, SOMEBODY_ELSE = 7, 99
CONFERENCE, GROUP, CONTRACT, BODY, INSTITUTION, SEAT = 1, 5, 21, 31, 11, 41
ELSEWHERE: Final = 1000
"""Added to every identifier of a capacity held somewhere else."""


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What is particular about the object, when the answer depends on it. `mark` stands for it in a cell."""

    mark: str = ""
    words: str = ""
    own: bool = False
    public: bool = False
    group: bool = False
    state: bool = False
    watch: bool = False
    body: bool = False


class Unheard(AttributeError):
    """A policy asks for something of which nothing typical is known yet."""


class Typical(SimpleNamespace):
    """An object with the attributes that policies read; those not given are answered by what their names say."""

    situation: "Situation"

    def __getattr__(self, name: str) -> Any:
        if name in BY_NAME and "situation" in vars(self):
            return BY_NAME[name](self.situation)
        raise Unheard(f"a policy reads « {name} »: say in app/permissions/typical.py what is typical.")


PLAIN = Situation(words="an object that is not public, somebody else's, on the collectivités' side")
SITUATIONS: Final = (
    PLAIN,
    Situation(mark="public", words="when the object is public", public=True),
    Situation(mark="own", words="on what is the person's own", own=True),
    Situation(mark="group", words="in a sitting of the person's group", group=True),
    Situation(
        mark="own, group", words="on what is the person's own, in a sitting of their group", own=True, group=True
    ),
    Situation(mark="State", words="on the State's side of a contract, or for an office of the State", state=True),
    Situation(mark="watch", words="on the contract the person watches", watch=True),
    Situation(mark="body", words="in the name of the person's body", body=True),
)


def _capacity(kind: CapacityKind, *, away: int = 0) -> Capacity:
    seated = kind in (CapacityKind.DELEGATE, CapacityKind.OBSERVER, CapacityKind.CHAIR)
    beyond = kind in (CapacityKind.CONTRACT_OFFICER, CapacityKind.WATCHER, CapacityKind.BODY_OFFICER)
    return Capacity(
        kind=kind,
        conference_id=None if beyond else CONFERENCE + away,
        seat_id=SEAT + away if seated else None,
        institution_id=INSTITUTION + away if kind is CapacityKind.CONTRACT_OFFICER else None,
        group_id=GROUP + away if kind is CapacityKind.GROUP_MEMBER else None,
        contract_id=CONTRACT + away if kind is CapacityKind.WATCHER else None,
        body_id=BODY + away if kind in (CapacityKind.BODY_OFFICER, CapacityKind.WATCHER) else None,
    )


def _person(*capacities: Capacity, administrator: bool = False) -> Actor:
    signed = SignIn(device_id=1, proved_at=NOW, seen_at=NOW, second_factor=True)
    return Actor(person_id=ME, name="Somebody", administrator=administrator, capacities=capacities, sign_in=signed)


def _holders() -> Mapping[str, Actor]:
    held = {kind.value: _person(_capacity(kind)) for kind in CapacityKind}
    # Who chairs holds the seat of the institution that presides: one never goes without the other.
    held["chair"] = _person(_capacity(CapacityKind.DELEGATE), _capacity(CapacityKind.CHAIR))
    everywhere_else = _person(*(_capacity(kind, away=ELSEWHERE) for kind in CapacityKind))
    return {
        "visitor": VISITOR,
        "citizen": _person(),
        **held,
        "administrator": _person(administrator=True),
        "elsewhere": everywhere_else,
    }


ACTORS: Final = _holders()
"""Who is asked: nobody, an account alone, each capacity, the administrator, and every capacity held elsewhere."""


def _owner(situation: Situation) -> int:
    return ME if situation.own else SOMEBODY_ELSE


def _sitting(situation: Situation) -> Any:
    return Typical(
        conference_id=CONFERENCE,
        reglement={},
        group_id=GROUP if situation.group else None,
        public=situation.public,
        in_public=situation.public,
        state=SittingState.OPEN,
        chair_person_id=_owner(situation),
        secretary_person_id=SOMEBODY_ELSE,
        agenda_published_at=None,
    )


def _party(situation: Situation) -> Any:
    return Typical(institution_id=INSTITUTION, side=Side.STATE if situation.state else Side.COLLECTIVITES)


def _contract(situation: Situation) -> Any:
    return Typical(id=CONTRACT, conference_id=CONFERENCE, public=situation.public, parties=[_party(situation)])


def _file(situation: Situation) -> Any:
    return Typical(
        state=InterpellationState.REGISTERED,
        number="26-0001-0",
        requester_id=_owner(situation),
        requester_kind=_kind(situation),
        watcher=Typical(body_id=BODY) if situation.watch else None,
        body_id=BODY if situation.body else None,
        service_id=INSTITUTION,
        contract=_contract(situation),
    )


def _kind(situation: Situation) -> RequesterKind:
    if situation.body:
        return RequesterKind.BODY
    return RequesterKind.WATCHER if situation.watch else RequesterKind.CITIZEN


def _item(situation: Situation) -> Any:
    author, origin = _owner(situation), ItemOrigin.MEMBER
    return Typical(proposed_by_id=author, state=ItemState.PROPOSED, origin=origin, number="1", closed_doors=False)


def _party_of(contract: Any) -> Any:
    # Policies ask whether a party is among those of the contract: it must be the very same.
    return contract.parties[0]


def _case(situation: Situation) -> Any:
    return Typical(conference_id=CONFERENCE, author_id=_owner(situation), asked_id=INSTITUTION)


def _contest(situation: Situation) -> Any:
    return Typical(decision=Typical(decided_by_id=_owner(situation), case=_case(PLAIN)))


Subject = Callable[[Situation], Any]
BY_NAME: Final[Mapping[str, Subject]] = {
    **dict.fromkeys(("person_id", "requester_id", "author_id", "written_by_id", "added_by_id", "made_by_id"), _owner),
    **dict.fromkeys(("proposed_by_id", "given_by_id", "recorded_by_id", "asked_by_id"), _owner),
    **dict.fromkeys(("institution_id", "owner_id", "service_id", "funder_id"), lambda _s: INSTITUTION),
    **dict.fromkeys(("principal_id", "holder_id"), _owner),
    "conference_id": lambda _s: CONFERENCE,
    "contract_id": lambda _s: CONTRACT,
    "body_id": lambda _s: BODY,
    "group_id": lambda s: GROUP if s.group else None,
    "public": lambda s: s.public,
    "sitting": _sitting,
    "contract": _contract,
    "file": _file,
    "interpellation": _file,
}
"""What an attribute of that name is, on an object of which nothing more is known."""
SUBJECTS: Final[Mapping[str, Subject]] = {
    "sitting": _sitting,
    "contract": _contract,
    "first": _contract,
    "second": _contract,
    "file": _file,
    "item": _item,
    "kind": _kind,
    "conference_id": lambda _s: CONFERENCE,
    "contract_id": lambda _s: CONTRACT,
    "institution_id": lambda _s: INSTITUTION,
    "body_id": lambda s: BODY if s.body else None,
    "person_id": _owner,
    "now": lambda _s: NOW,
    "office": lambda s: Office.STATE_REPRESENTATIVE if s.state else None,
    "concerned": lambda _s: frozenset({CONFERENCE}),
    "side": lambda s: Side.STATE if s.state else Side.COLLECTIVITES,
    "public": lambda s: s.public,
    "hidden": lambda _s: False,
    "watching": lambda _s: frozenset({BODY}),
    "decision": lambda s: Typical(public=s.public),
    "funder_ids": lambda _s: frozenset({INSTITUTION}),
    "action": lambda _s: Typical(owner_id=INSTITUTION),
    "speech": lambda s: Typical(person_id=_owner(s)),
    "motion": lambda s: Typical(moved_by_id=_owner(s)),
    "voter": lambda s: Typical(person_id=_owner(s), carried_by_id=_owner(s), conference_id=CONFERENCE),
    "seat": lambda _s: Typical(id=SEAT, conference_id=CONFERENCE),
    "following": lambda s: Typical(person_id=_owner(s)),
    "case": _case,
    "contest": _contest,
    "person_ids": lambda s: frozenset({_owner(s)}),
    "preview": lambda s: Typical(person_id=_owner(s)),
    "document": lambda s: Typical(public=s.public),
    "mandate": lambda s: Typical(confidential=not s.public),
    "minutes": lambda s: Typical(state=MinutesState.PUBLISHED if s.public else MinutesState.CIRCULATED),
    "commitment": lambda s: Typical(owner_id=INSTITUTION, owner_person_id=_owner(s)),
    "audiences": lambda s: ("public",) if s.public else ("public", "members"),
}


def _anything(situation: Situation) -> Any:
    return Typical(situation=situation)


def subjects_of(policy: Policy, situation: Situation) -> list[Any]:
    """Return what the policy is asked about in that situation, by the names of its parameters."""
    parameters = inspect.signature(policy).parameters
    names = list(parameters)[1:]
    found = {name: SUBJECTS.get(name, _anything)(situation) for name in names if name != "party"}
    if "body_id" in names and "None" not in str(parameters["body_id"].annotation):
        found["body_id"] = BODY
    if "party" in names:
        found["party"] = _party_of(found["contract"])
    return [found[name] for name in names]


def says_yes(policy: Policy, actor: Actor, situation: Situation) -> bool:
    """Tell whether the policy lets that person do it in that situation."""
    return policy(actor, *subjects_of(policy, situation))
