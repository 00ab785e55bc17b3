"""The hemicycle by vote: each voting seat where it sits, marked by what it voted; read from the back of a room."""

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from app.foundation.french import count, listing

from .seats import CY, HEIGHT, WIDTH, HemicycleSeat, centre, draw_seats, in_order, places
from .shapes import VOTE_CLASSES, VOTE_WORDS, vote_mark
from .svg import Table, drawing, group, text

__all__ = ["HemicycleSeat", "vote_hemicycle", "vote_hemicycle_table"]

COLUMNS = {"for": 0.0, "against": 116.0, "abstain": 244.0}


def vote_hemicycle(seats: Sequence[HemicycleSeat], *, bare: bool = False, id: str = "hemicycle-vote") -> Markup:
    """Draw the voting seats by vote: sign, outline and colour; 1 to 60 seats.

    `bare` leaves the words out, for a screen that writes the counts beside it in larger letters.
    """
    ordered = in_order([seat for seat in seats if seat.voting])
    votes = Counter(seat.vote for seat in ordered)
    answered = sum(number for vote, number in votes.items() if vote not in {"waiting", "silent", "absent"})
    arrangement = places(len(ordered))
    counts = [
        centre(str(answered), "ont répondu" if answered > 1 else "a répondu", f"sur {count(len(ordered), 'siège')}"),
        *_labels(votes),
    ]
    return drawing(
        *([] if bare else counts),
        *draw_seats(ordered, arrangement, _mark, words),
        id=id,
        title="Hémicycle : le vote de chaque siège",
        desc=f"{listing([_said(vote, votes[vote]) for vote in VOTE_WORDS if votes[vote]]).capitalize()}.",
        width=WIDTH,
        height=CY + arrangement.radius + 4 if bare else HEIGHT,
        class_="hemicycle hemicycle-vote",
        interactive=any(seat.href for seat in ordered),
    )


def words(seat: HemicycleSeat) -> str:
    """Say a seat and its vote."""
    return ", ".join([seat.institution, seat.holder or "siège vacant", VOTE_WORDS[seat.vote]])


def vote_hemicycle_table(seats: Sequence[HemicycleSeat]) -> Table:
    """Return what each voting seat voted."""
    return Table(
        caption="Vote de chaque siège",
        columns=("Institution", "Titulaire", "Vote"),
        rows=[
            (seat.institution, seat.holder or "vacant", VOTE_WORDS[seat.vote])
            for seat in in_order(seats)
            if seat.voting
        ],
    )


def _mark(seat: HemicycleSeat, x: float, y: float, radius: float) -> Markup:
    return vote_mark(seat.vote, x, y, radius)


def _said(vote: str, number: int) -> str:
    return {
        "abstain": count(number, "abstention"),
        "silent": count(number, "n’a pas voté", "n’ont pas voté"),
        "absent": count(number, "absent"),
    }.get(vote, f"{number} {VOTE_WORDS[vote]}")


def _labels(votes: Counter[str]) -> list[Markup]:
    """Write the three counts under the seats, each with its sign."""
    return [
        group(
            vote_mark(vote, x + 12, CY + 44, 11),
            text(_said(vote, votes[vote]), x + 28, CY + 50, class_="strong"),
            class_=f"label {VOTE_CLASSES[vote]}",
        )
        for vote, x in COLUMNS.items()
    ]
