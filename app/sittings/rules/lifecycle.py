"""From preparation to closing: which acts a sitting allows, when it may be held, and how it may be attended."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from app.foundation.errors import IllegalTransition, Refused
from app.foundation.french import count
from app.foundation.french import day as in_words
from app.sittings.words import AttendanceProfile, PresenceMode, SittingState

PREPARING, CONVENED, OPEN = SittingState.PREPARING, SittingState.CONVENED, SittingState.OPEN
SUSPENDED, CLOSED, CANCELLED = SittingState.SUSPENDED, SittingState.CLOSED, SittingState.CANCELLED


class Act(StrEnum):
    """What moves a sitting from one state to another."""

    CONVENE = "convene"
    OPEN = "open"
    SUSPEND = "suspend"
    RESUME = "resume"
    CLOSE = "close"
    CANCEL = "cancel"


TRANSITIONS: Final = {
    Act.CONVENE: {PREPARING: CONVENED},
    Act.OPEN: {CONVENED: OPEN},
    Act.SUSPEND: {OPEN: SUSPENDED},
    Act.RESUME: {SUSPENDED: OPEN},
    Act.CLOSE: {OPEN: CLOSED, SUSPENDED: CLOSED},
    Act.CANCEL: {PREPARING: CANCELLED, CONVENED: CANCELLED},
}
ACT_WORDS: Final = {
    Act.CONVENE: "être convoquée",
    Act.OPEN: "être ouverte",
    Act.SUSPEND: "être suspendue",
    Act.RESUME: "reprendre",
    Act.CLOSE: "être levée",
    Act.CANCEL: "être annulée",
}
STATE_WORDS: Final = {
    PREPARING: "en préparation",
    CONVENED: "convoquée et pas encore ouverte",
    OPEN: "ouverte",
    SUSPENDED: "suspendue",
    CLOSED: "levée",
    CANCELLED: "annulée",
}
# What to do instead, where one sentence can say it.
ADVICE: Final = {
    (PREPARING, Act.OPEN): "Publiez d’abord l’ordre du jour.",
    (SUSPENDED, Act.OPEN): "Reprenez-la.",
    (SUSPENDED, Act.SUSPEND): "Reprenez-la ou levez-la.",
    (OPEN, Act.CANCEL): "Levez-la.",
    (SUSPENDED, Act.CANCEL): "Levez-la.",
    (CLOSED, Act.OPEN): "Convoquez une nouvelle séance.",
    (CANCELLED, Act.OPEN): "Convoquez une nouvelle séance.",
}


def check_transition(state: SittingState, act: Act) -> SittingState:
    """Return the state the act leads to; refuse the act when the sitting is not in a state that allows it."""
    if state in TRANSITIONS[act]:
        return TRANSITIONS[act][state]
    advice = ADVICE.get((state, act), "")
    raise IllegalTransition(
        f"La séance est {STATE_WORDS[state]} : elle ne peut pas {ACT_WORDS[act]}. {advice}".rstrip(),
        state=state.value,
        act=act.value,
        allowed=[a.value for a in allowed_acts(state)],
    )


def allowed_acts(state: SittingState) -> tuple[Act, ...]:
    """Return the acts that the state allows."""
    return tuple(act for act, moves in TRANSITIONS.items() if state in moves)


def check_close(*, ballot_open: bool, speaking: bool = False) -> None:
    """Refuse to close a sitting in the middle of a vote or of a speech."""
    if ballot_open:
        raise Refused("Un scrutin est ouvert. Terminez-le ou annulez-le avant de lever la séance.", rule="S7")
    if speaking:
        raise Refused("Une personne a la parole. Terminez son intervention avant de lever la séance.", rule="S5")


@dataclass(frozen=True, kw_only=True)
class Attending:
    """What an attendance profile allows and obliges (S12)."""

    modes: frozenset[PresenceMode]
    public_ballots_only: bool = False
    roll_call: bool = False
    broadcast: bool = False


PROFILES: Final = {
    AttendanceProfile.ROOM: Attending(modes=frozenset({PresenceMode.ROOM})),
    AttendanceProfile.HYBRID: Attending(modes=frozenset(PresenceMode)),
    AttendanceProfile.REMOTE: Attending(
        modes=frozenset({PresenceMode.REMOTE}), public_ballots_only=True, roll_call=True, broadcast=True
    ),
}


def check_presence_mode(profile: AttendanceProfile, mode: PresenceMode) -> None:
    """S12: refuse a way of attending that the sitting does not offer."""
    if mode in PROFILES[profile].modes:
        return
    raise Refused(
        "Cette séance se tient en salle : la présence à distance n’y compte pas. Venez en salle ou donnez un pouvoir."
        if mode is PresenceMode.REMOTE
        else "Cette séance se tient entièrement à distance. Rejoignez-la depuis votre appareil.",
        rule="S12",
    )


def check_closed_doors(profile: AttendanceProfile) -> None:
    """S12: a remote sitting is broadcast live, so its doors cannot be closed."""
    if PROFILES[profile].broadcast:
        raise Refused(
            "Une séance à distance est diffusée en direct : le huis clos n’y est pas possible. "
            "Reportez ce point à une séance en salle.",
            rule="S12",
        )


def earliest_day(sent_on: date, clear_days: int) -> date:
    """S1: return the first day a sitting can be held; neither the day of sending nor its own day counts."""
    return sent_on + timedelta(days=clear_days + 1)


def check_notice(*, sent_on: date, held_on: date, clear_days: int, urgent_days: int, urgent_reason: str = "") -> None:
    """S1: refuse a convocation sent too late; urgency shortens the notice down to a floor, with a reason."""
    if held_on >= earliest_day(sent_on, clear_days):
        return
    floor = earliest_day(sent_on, urgent_days)
    if urgent_reason.strip() and held_on >= floor:
        return
    way_out = f"Choisissez une date à partir du {in_words(earliest_day(sent_on, clear_days))}" + (
        " ou écrivez le motif de l’urgence, qui sera soumis à l’assemblée." if held_on >= floor else "."
    )
    raise Refused(
        f"Une convocation envoyée le {in_words(sent_on)} ne laisse pas "
        f"{count(clear_days, 'jour franc', 'jours francs')} "
        f"avant une séance le {in_words(held_on)}. {way_out}",
        rule="S1",
        earliest=earliest_day(sent_on, clear_days).isoformat(),
    )


def check_reconvening(*, failed_on: date, held_on: date, after_days: int) -> None:
    """S3: the sitting that takes up one without quorum is held at least that many days later."""
    earliest = failed_on + timedelta(days=after_days)
    if held_on < earliest:
        raise Refused(
            f"Le quorum a manqué le {in_words(failed_on)} : la séance peut être convoquée à nouveau à "
            "partir du "
            f"{in_words(earliest)}, sans condition de quorum. Choisissez une date à partir de ce jour.",
            rule="S3",
            earliest=earliest.isoformat(),
        )
