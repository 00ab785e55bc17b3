"""What a result looks like: the drawings of the house, fed with what the room already knows."""

from markupsafe import Markup

from app.drawings.result_bar import Answer, Threshold, result_bar
from app.drawings.vote_hemicycle import HemicycleSeat, vote_hemicycle

from .ballot_views import BallotView, VoterView

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


def _seat(voter: VoterView) -> HemicycleSeat:
    silent = "silent" if voter.present else "absent"
    vote = voter.choice.value if voter.choice else silent
    return HemicycleSeat(institution=voter.institution, level=voter.level, holder=voter.name, vote=vote)
