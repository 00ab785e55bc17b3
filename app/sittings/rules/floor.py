"""S5: who may ask for the floor, in which order it is given, and what a request can become."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, Protocol, TypeVar

from app.foundation.errors import IllegalTransition, OutOfDate, Refused
from app.sittings.words import SpeechKind, SpeechState

WAITING, SPEAKING, PAUSED = SpeechState.WAITING, SpeechState.SPEAKING, SpeechState.PAUSED
DONE, WITHDRAWN = SpeechState.DONE, SpeechState.WITHDRAWN

TRANSITIONS: Final = {
    WAITING: frozenset({SPEAKING, WITHDRAWN}),
    SPEAKING: frozenset({PAUSED, DONE}),
    PAUSED: frozenset({SPEAKING, DONE}),
    DONE: frozenset[SpeechState](),
    WITHDRAWN: frozenset[SpeechState](),
}
STATE_WORDS: Final = {
    WAITING: "attend la parole",
    SPEAKING: "a la parole",
    PAUSED: "a la parole suspendue",
    DONE: "a fini de parler",
    WITHDRAWN: "a retiré sa demande",
}
HOLDING: Final = frozenset({SPEAKING, PAUSED})


class Request(Protocol):
    """What a rule needs to know of a request for the floor; the stored entity fits."""

    @property
    def id(self) -> int: ...  # noqa: D102 - the names are the documentation
    @property
    def person_id(self) -> int: ...  # noqa: D102
    @property
    def kind(self) -> SpeechKind: ...  # noqa: D102
    @property
    def state(self) -> SpeechState: ...  # noqa: D102
    @property
    def rank(self) -> int: ...  # noqa: D102
    @property
    def requested_at(self) -> datetime: ...  # noqa: D102


R = TypeVar("R", bound=Request)


def check_speech_transition(state: SpeechState, wanted: SpeechState) -> None:
    """Refuse a change that the life of a request does not have."""
    if wanted not in TRANSITIONS[state]:
        raise IllegalTransition(
            f"Cette personne {STATE_WORDS[state]} : ce geste n’est plus possible. Suivez la liste à jour.",
            state=state.value,
            wanted=wanted.value,
        )


def check_request(requests: Iterable[Request], person_id: int, kind: SpeechKind, *, closed: bool = False) -> None:
    """Refuse a second waiting request; a point of order may wait beside another one, and after the list closed."""
    urgent = kind is SpeechKind.POINT_OF_ORDER
    if closed and not urgent:
        raise Refused(
            "La liste des orateurs est close pour ce point. Seul un rappel au règlement est encore possible.",
            rule="S5",
        )
    if any(
        r.person_id == person_id and r.state is WAITING and (r.kind is SpeechKind.POINT_OF_ORDER) is urgent
        for r in requests
    ):
        raise Refused(
            "Votre rappel au règlement attend déjà. La présidence vous donnera la parole."
            if urgent
            else "Vous êtes déjà sur la liste des orateurs. Retirez votre demande pour en changer le motif.",
            rule="S5",
        )


def check_giving(requests: Iterable[Request]) -> None:
    """S5: the floor has one holder at a time."""
    if any(r.state in HOLDING for r in requests):
        raise Refused("Une autre personne a la parole. Terminez son intervention avant de donner la parole.", rule="S5")


def queue(
    requests: Iterable[R], *, spoken: Mapping[int, int] | None = None, least_spoken_first: bool = False
) -> list[R]:
    """Return who waits, in the order in which the floor is given.

    Points of order first, as they came. Then the chair’s order; or, when the règlement wants it, whoever has
    spoken least first (`spoken`: seconds by person), the chair’s order between equals.
    """
    heard = (spoken or {}) if least_spoken_first else {}

    def place(request: R) -> tuple[bool, int, int, datetime, int]:
        ordinary = request.kind is not SpeechKind.POINT_OF_ORDER
        seconds = heard.get(request.person_id, 0) if ordinary else 0
        return (ordinary, seconds, request.rank, request.requested_at, request.id)

    return sorted((r for r in requests if r.state is WAITING), key=place)


def next_rank(requests: Iterable[Request]) -> int:
    """Return the rank of a new request: behind everybody who waits."""
    return max((r.rank for r in requests if r.state is WAITING), default=-1) + 1


def check_version(expected: int | None, current: int) -> None:
    """Refuse an act decided on a list that has changed since; None means that the act does not depend on it."""
    if expected is not None and expected != current:
        raise OutOfDate(
            "La liste des orateurs a changé entre-temps. Relisez-la, puis recommencez.", current_version=current
        )


def reorder(requests: Iterable[Request], wanted: Sequence[int]) -> dict[int, int]:
    """Return the new rank of each waiting request; `wanted` names each of them once. Points of order stay first."""
    waiting = {r.id: r for r in requests if r.state is WAITING}
    if len(wanted) != len(set(wanted)) or set(wanted) != set(waiting):
        raise Refused(
            "L’ordre demandé ne nomme pas chaque personne qui attend, une fois et une seule. Rechargez la liste.",
            rule="S5",
        )
    ordinary = [waiting[id].kind is not SpeechKind.POINT_OF_ORDER for id in wanted]
    if ordinary != sorted(ordinary):
        raise Refused("Un rappel au règlement passe avant les autres demandes. Laissez-le en tête de liste.", rule="S5")
    return {id: rank for rank, id in enumerate(wanted)}


def move(requests: Iterable[Request], id: int, before_id: int | None) -> dict[int, int]:
    """Return the new ranks once a waiting request is put before another, or last of its sort when None."""
    requests = list(requests)
    order = queue(requests)
    ids = [r.id for r in order if r.id != id]
    if len(ids) == len(order) or (before_id is not None and before_id not in ids):
        raise Refused("Cette personne n’attend plus la parole. Rechargez la liste.", rule="S5")
    last = len(ids)
    if before_id is None and any(r.id == id and r.kind is SpeechKind.POINT_OF_ORDER for r in order):
        last = sum(r.kind is SpeechKind.POINT_OF_ORDER for r in order) - 1
    ids.insert(last if before_id is None else ids.index(before_id), id)
    return reorder(requests, ids)
