from datetime import date
from itertools import product

import pytest

from app.foundation.errors import IllegalTransition, Refused
from app.sittings.rules.lifecycle import (
    ACT_WORDS,
    PROFILES,
    STATE_WORDS,
    TRANSITIONS,
    Act,
    allowed_acts,
    check_close,
    check_closed_doors,
    check_notice,
    check_presence_mode,
    check_reconvening,
    check_transition,
    earliest_day,
)
from app.sittings.words import AttendanceProfile, PresenceMode, SittingState

LIFE = {
    ("preparing", "convene"): "convened",
    ("preparing", "cancel"): "cancelled",
    ("convened", "open"): "open",
    ("convened", "cancel"): "cancelled",
    ("open", "suspend"): "suspended",
    ("open", "close"): "closed",
    ("suspended", "resume"): "open",
    ("suspended", "close"): "closed",
}


@pytest.mark.parametrize(("state", "act"), list(product(SittingState, Act)))
def test_s2_a_sitting_goes_from_preparation_to_closing(state: SittingState, act: Act) -> None:
    if (state, act) in LIFE:
        assert check_transition(state, act) == LIFE[state, act]
        return
    with pytest.raises(IllegalTransition) as refusal:
        check_transition(state, act)
    assert refusal.value.detail.startswith(f"La séance est {STATE_WORDS[state]}\u00a0: elle ne peut pas")
    assert refusal.value.detail.endswith(".")
    assert refusal.value.members["allowed"] == [a.value for a in allowed_acts(state)]


def test_every_act_and_state_has_its_words() -> None:
    assert set(ACT_WORDS) == set(Act) == set(TRANSITIONS)
    assert set(STATE_WORDS) == set(SittingState)


def test_s2_a_sitting_opens_only_once_its_agenda_is_published() -> None:
    with pytest.raises(IllegalTransition, match="Publiez d’abord l’ordre du jour"):
        check_transition(SittingState.PREPARING, Act.OPEN)


def test_s7_a_sitting_does_not_close_in_the_middle_of_a_vote_or_a_speech() -> None:
    check_close(ballot_open=False)
    with pytest.raises(Refused, match="Un scrutin est ouvert"):
        check_close(ballot_open=True)
    with pytest.raises(Refused, match="a la parole"):
        check_close(ballot_open=False, speaking=True)


ROOM, HYBRID, REMOTE = AttendanceProfile
MODES = [
    (ROOM, PresenceMode.ROOM, True),
    (ROOM, PresenceMode.REMOTE, False),
    (HYBRID, PresenceMode.ROOM, True),
    (HYBRID, PresenceMode.REMOTE, True),
    (REMOTE, PresenceMode.ROOM, False),
    (REMOTE, PresenceMode.REMOTE, True),
]


@pytest.mark.parametrize(("profile", "mode", "allowed"), MODES)
def test_s12_each_profile_says_how_members_attend(
    profile: AttendanceProfile, mode: PresenceMode, allowed: bool
) -> None:
    if allowed:
        check_presence_mode(profile, mode)
    else:
        with pytest.raises(Refused) as refusal:
            check_presence_mode(profile, mode)
        assert refusal.value.members["rule"] == "S12"


def test_s12_a_remote_sitting_votes_in_public_by_roll_call_and_is_broadcast() -> None:
    remote = PROFILES[REMOTE]
    assert (remote.public_ballots_only, remote.roll_call, remote.broadcast) == (True, True, True)
    with pytest.raises(Refused, match="huis clos"):
        check_closed_doors(REMOTE)
    check_closed_doors(ROOM)
    check_closed_doors(HYBRID)


@pytest.mark.parametrize(("clear_days", "earliest"), [(5, 8), (3, 6), (1, 4), (12, 15), (0, 3)])
def test_s1_clear_days_count_neither_the_sending_nor_the_sitting(clear_days: int, earliest: int) -> None:
    assert earliest_day(date(2026, 3, 2), clear_days) == date(2026, 3, earliest)


@pytest.mark.parametrize(
    ("held", "reason", "words"),
    [
        (8, "", None),
        (7, "", "à partir du 8\u00a0mars\u00a02026 ou écrivez le motif"),
        (7, "Crue annoncée", None),
        (4, "Crue annoncée", None),
        (3, "Crue annoncée", "à partir du 8\u00a0mars\u00a02026."),
    ],
)
def test_s1_urgency_shortens_the_notice_down_to_a_floor(held: int, reason: str, words: str | None) -> None:
    notice = {"sent_on": date(2026, 3, 2), "held_on": date(2026, 3, held), "clear_days": 5, "urgent_days": 1}
    if words is None:
        check_notice(**notice, urgent_reason=reason)  # type: ignore[arg-type]
        return
    with pytest.raises(Refused) as refusal:
        check_notice(**notice, urgent_reason=reason)  # type: ignore[arg-type]
    assert words in refusal.value.detail
    assert refusal.value.members == {"rule": "S1", "earliest": "2026-03-08"}


def test_s3_a_sitting_without_quorum_is_reconvened_three_days_later_at_the_earliest() -> None:
    check_reconvening(failed_on=date(2026, 3, 2), held_on=date(2026, 3, 5), after_days=3)
    with pytest.raises(Refused, match="sans condition de quorum") as refusal:
        check_reconvening(failed_on=date(2026, 3, 2), held_on=date(2026, 3, 4), after_days=3)
    assert refusal.value.members == {"rule": "S3", "earliest": "2026-03-05"}
