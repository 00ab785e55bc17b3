"""What was decided, what it commits to, which earlier minutes were adopted.

Later follow-up of a commitment is not part of the sitting."""

from typing import Any

from app.sittings.minutes.facts import Commitment, Decision

from .folding import Entry, Folding, Tell, mark


def recorded(known: Folding, entry: Entry) -> None:
    """A decision has its number and its words."""
    said = entry.payload["decision"]
    decision = Decision(
        id=said["id"],
        number=said["number"],
        item_id=said["item_id"],
        ballot_id=said["ballot_id"],
        text=said["text"],
        recorded=mark(entry),
        commitments=[_commitment(one) for one in said["commitments"]],
    )
    known.decisions[decision.id] = decision
    known.tell(entry, "decision", decision, item_id=decision.item_id)


def commitment_added(known: Folding, entry: Entry) -> None:
    """The decision commits an institution."""
    decision = known.decisions.get(entry.payload["decision_id"])
    if decision:
        decision.commitments.append(_commitment(entry.payload["commitment"]))


def minutes_adopted(known: Folding, entry: Entry) -> None:
    """This sitting adopted the minutes of an earlier one; its own are adopted when it is over."""
    if known.under_way:
        known.tell(entry, "minutes_adopted", entry.payload["title"])


def _commitment(said: dict[str, Any]) -> Commitment:
    return Commitment(id=said["id"], title=said["title"], owner=said["owner"], due_on=said["due_on"])


TELLS: dict[str, Tell] = {
    "decision.recorded": recorded,
    "commitment.added": commitment_added,
    "minutes.adopted": minutes_adopted,
}
