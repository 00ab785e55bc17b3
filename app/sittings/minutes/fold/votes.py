"""Texts and ballots: the question, the quorum, the names, the result."""

from typing import Any

from app.sittings.minutes.facts import Ballot, Motion, Span, Vote

from .folding import Entry, Folding, Tell, mark, read_quorum


def motion_tabled(known: Folding, entry: Entry) -> None:
    """A text was tabled, before the sitting or in its course."""
    said = entry.payload["motion"]
    motion = Motion(
        id=said["id"],
        item_id=said["item_id"],
        number=said["number"],
        title=said["title"],
        paragraphs=list(said["paragraphs"]),
        moved_by=said["moved_by"],
        tabled=mark(entry),
    )
    known.motions[motion.id] = motion
    known.tell(entry, "text", motion, item_id=motion.item_id)


def motion_withdrawn(known: Folding, entry: Entry) -> None:
    """Its author took a text back."""
    motion = _settle(known, entry, "withdrawn")
    if motion:
        known.tell(entry, "text_withdrawn", (motion, entry.payload["by"]), item_id=motion.item_id)


def motion_carried(known: Folding, entry: Entry) -> None:
    """The assembly adopted a text."""
    _settle(known, entry, "carried")


def motion_rejected(known: Folding, entry: Entry) -> None:
    """The assembly did not adopt a text."""
    _settle(known, entry, "rejected")


def _settle(known: Folding, entry: Entry, fate: str) -> Motion | None:
    motion = known.motions.get(entry.payload["motion_id"])
    if motion:
        motion.fate = fate
    return motion


def ballot_opened(known: Folding, entry: Entry) -> None:
    """A question was put to the vote, with the quorum of that instant."""
    said = entry.payload["ballot"]
    ballot = Ballot(
        id=said["id"],
        item_id=said["item_id"],
        motion_id=said["motion_id"],
        number=said["number"],
        question=said["question"],
        rule=said["rule"],
        weighted=said["weighted"],
        span=Span(began=mark(entry)),
        quorum_at_opening=read_quorum(said["quorum"].get("opening")),
    )
    known.ballots[ballot.id] = ballot
    known.tell(entry, "ballot", ballot, item_id=ballot.item_id)


def ballot_tied(known: Folding, entry: Entry) -> None:
    """Voting ended in a tie, which the chair may still settle."""
    ballot = known.ballots.get(entry.payload["ballot_id"])
    if ballot:
        _count(ballot, entry.payload["result"])


def casting_vote_given(known: Folding, entry: Entry) -> None:
    """The chair settled a tie."""
    ballot = known.ballots.get(entry.payload["ballot_id"])
    if ballot:
        ballot.casting_by = entry.payload["by"]


def ballot_closed(known: Folding, entry: Entry) -> None:
    """The result, with names and choices."""
    ballot = known.ballots.get(entry.payload["ballot_id"])
    if ballot:
        ballot.span.ended = mark(entry)
        ballot.quorum_at_closing = read_quorum(entry.payload["quorum"].get("closing"))
        _count(ballot, entry.payload["result"])


def ballot_cancelled(known: Folding, entry: Entry) -> None:
    """The ballot does not count, for a reason."""
    ballot = known.ballots.get(entry.payload["ballot_id"])
    if ballot:
        ballot.span.ended, ballot.cancelled_because = mark(entry), entry.payload["reason"]


def _count(ballot: Ballot, result: dict[str, Any]) -> None:
    ballot.outcome, ballot.sentence, ballot.counts = result["outcome"], result["sentence"], dict(result["counts"])
    ballot.votes = tuple(
        Vote(
            seat_id=vote["seat_id"],
            institution=vote["institution"],
            level=vote["level"],
            name=vote["name"],
            choice=vote["choice"],
            present=vote["present"],
            on_behalf=vote["on_behalf"],
            by_proxy=(vote.get("by_proxy") or {}).get("name", ""),
            represented=vote.get("represented", False),
        )
        for vote in result["votes"]
    )


TELLS: dict[str, Tell] = {
    "motion.tabled": motion_tabled,
    "motion.withdrawn": motion_withdrawn,
    "motion.carried": motion_carried,
    "motion.rejected": motion_rejected,
    "ballot.opened": ballot_opened,
    "ballot.tied": ballot_tied,
    "ballot.casting_vote_given": casting_vote_given,
    "ballot.closed": ballot_closed,
    "ballot.cancelled": ballot_cancelled,
}
