"""S3, S7, S9: when a ballot may open, who may cast, and how a tie is settled by the chair."""

from typing import Final

from app.foundation.errors import IllegalTransition, NotAllowed, Refused
from app.sittings.words import BallotState, Choice, SittingState

from .attendance import Quorum

TRANSITIONS: Final = {
    BallotState.OPEN: frozenset({BallotState.TIED, BallotState.CLOSED, BallotState.CANCELLED}),
    BallotState.TIED: frozenset({BallotState.CLOSED, BallotState.CANCELLED}),
    BallotState.CLOSED: frozenset[BallotState](),
    BallotState.CANCELLED: frozenset[BallotState](),
}
STATE_WORDS: Final = {
    BallotState.OPEN: "est ouvert",
    BallotState.TIED: "attend la voix prépondérante de la présidence",
    BallotState.CLOSED: "est clos",
    BallotState.CANCELLED: "est annulé",
}


def check_ballot_transition(state: BallotState, wanted: BallotState) -> None:
    """Refuse a change that the life of a ballot does not have."""
    if wanted not in TRANSITIONS[state]:
        raise IllegalTransition(
            f"Ce scrutin {STATE_WORDS[state]} : ce geste n’est plus possible. Relisez son résultat.",
            state=state.value,
            wanted=wanted.value,
        )


def check_opening(sitting: SittingState, quorum: Quorum, *, other_open: bool) -> None:
    """S3, S7: a vote needs an open sitting, the quorum, and no other vote under way."""
    if sitting is not SittingState.OPEN:
        raise IllegalTransition(
            "On ne vote que pendant une séance ouverte. Ouvrez ou reprenez la séance.", state=sitting.value
        )
    if other_open:
        raise Refused("Un autre scrutin est en cours. Terminez-le ou annulez-le avant d’en ouvrir un.", rule="S7")
    if not quorum.reached:
        raise Refused(
            f"{quorum.sentence} L’assemblée ne peut pas voter : attendez des arrivées, ou levez la séance et "
            "convoquez-la à nouveau.",
            rule="S3",
            quorum=quorum.to_json(),
        )


def check_cast(state: BallotState, *, on_roll: bool, already_voted: bool) -> None:
    """S9: a seat of the frozen roll votes once, while the ballot is open."""
    if state is not BallotState.OPEN:
        raise IllegalTransition(
            f"Ce scrutin {STATE_WORDS[state]} : votre vote n’a pas été enregistré.", state=state.value
        )
    if not on_roll:
        raise NotAllowed(
            "Ce siège ne figure pas sur la liste des votants de ce scrutin, fixée à son ouverture.", rule="S9"
        )
    if already_voted:
        raise Refused("Ce siège a déjà voté et son vote est enregistré. Un vote ne se change pas.", rule="S9")


def check_hand(*, present: bool, own: bool, carried: bool, power: bool) -> None:
    """S4, S9: a seat votes by whoever holds it, present; absent, by whoever carries its power, and only then."""
    if present and carried and not own:
        raise Refused("Ce pouvoir est suspendu : le membre qui l’a donné est présent et vote lui-même.", rule="S4")
    if present or (power and not own):
        return
    if own:
        raise Refused("Signalez d’abord votre présence : on vote en séance.", rule="S9")
    raise Refused("Ce membre est absent, et personne ne porte son pouvoir en séance.", rule="S9")


def check_casting_vote(state: BallotState, choice: Choice, *, own: Choice | None = None) -> None:
    """S7: the chair settles a tie by for or against, and does not contradict the vote already given."""
    if state is not BallotState.TIED:
        raise IllegalTransition(
            f"Ce scrutin {STATE_WORDS[state]} : la voix prépondérante ne sert qu’en cas d’égalité.",
            state=state.value,
        )
    if choice not in (Choice.FOR, Choice.AGAINST):
        raise Refused("La voix prépondérante est pour ou contre. Choisissez l’un des deux.", rule="S7")
    if own in (Choice.FOR, Choice.AGAINST) and own is not choice:
        raise Refused(
            "La voix prépondérante donne plus de poids au vote déjà exprimé par la présidence : "
            "elle ne peut pas le contredire.",
            rule="S7",
        )
