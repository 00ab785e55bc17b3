"""What a result and a floor look like: the drawings of the house, fed with what the room already knows."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from app.drawings.result_bar import Answer, Threshold, result_bar
from app.drawings.speaking_time import LevelTime, speaking_time, speaking_time_table
from app.drawings.svg import Table
from app.drawings.vote_hemicycle import HemicycleSeat, vote_hemicycle

from .ballot_views import BallotView, VoterView
from .room_view import RoomView

SEATS_DRAWN = 60
"""Above that number of seats the signs would be too small to be told apart; the table says it all."""


def result_drawing(ballot: BallotView) -> Markup:
    """Draw the voices of each answer against what was needed."""
    answers = [Answer(choice=a.choice.value, voices=a.voices, seats=a.seats) for a in ballot.answers]
    needed = Threshold(value=ballot.needed, words=ballot.needed_words) if ballot.needed else None
    return result_bar(answers, threshold=needed, outcome=ballot.sentence, id=f"barres-{ballot.id}")


def vote_drawing(ballot: BallotView, *, bare: bool = False) -> Markup:
    """Draw each seat where it sits with what it voted; nothing when there are too many to be read."""
    if not 0 < len(ballot.voters) <= SEATS_DRAWN:
        return Markup("")
    return vote_hemicycle([_seat(voter) for voter in ballot.voters], bare=bare, id=f"hemicycle-{ballot.id}")


def _level_times(room: RoomView) -> list[LevelTime]:
    return [
        LevelTime(level=level.value, seconds=seconds, quota=room.speaking_quotas.get(level))
        for level, seconds in room.spoken_by_level.items()
    ]


def speaking_drawing(room: RoomView) -> Markup:
    """Draw how long each level has spoken; nothing before anybody has."""
    if not any(room.spoken_by_level.values()):
        return Markup("")
    return speaking_time(_level_times(room), id="temps-de-parole")


def speaking_figures(room: RoomView) -> Table:
    """Return the figures of that drawing."""
    return speaking_time_table(_level_times(room))


def _seat(voter: VoterView) -> HemicycleSeat:
    silent = "silent" if voter.present else "absent"
    vote = voter.choice.value if voter.choice else silent
    return HemicycleSeat(institution=voter.institution, level=voter.level, holder=voter.name, vote=vote)


DRAWINGS: dict[str, Callable[..., Any]] = {
    "result_drawing": result_drawing,
    "vote_drawing": vote_drawing,
    "speaking_drawing": speaking_drawing,
    "speaking_figures": speaking_figures,
}
"""What templates may call."""
