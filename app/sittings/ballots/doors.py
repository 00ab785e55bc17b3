"""The commands of ballots: `ballot.open`, `ballot.cast`, `ballot.close`…"""

from typing import Any

from flask_babel import gettext as _
from marshmallow import fields

from app.foundation.commands import Answer, command, find
from app.foundation.shapes import ID, Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.locking import locked
from app.sittings.models import AgendaItem, Ballot, Motion
from app.sittings.rules.ballot_sentences import CHOICE_WORDS
from app.sittings.shapes import OfItem
from app.sittings.words import Base, Choice, Majority

from . import casting
from .operations import closing, opening


class Open(OfItem):
    """A text tabled on the item, or a question. What is not given is the règlement intérieur's."""

    motion_id = fields.Integer(load_default=None, validate=ID)
    question = text(500, required=False)
    base = fields.Enum(Base, by_value=True, load_default=None)
    majority = fields.Enum(Majority, by_value=True, load_default=None)
    weighted = fields.Boolean(load_default=None)


class OfBallot(Shape):
    """The ballot."""

    ballot_id = identifier()


UNDECIDED: dict[str, Any] = {"required": "Choisissez une réponse avant de confirmer."}


class Cast(OfBallot):
    """`seat_id` is given by who holds several seats, and by the secretariat on behalf of a member present."""

    choice = fields.Enum(Choice, by_value=True, required=True, error_messages=UNDECIDED)
    seat_id = fields.Integer(load_default=None, validate=ID)


class CastingVote(OfBallot):
    """The chair's choice on a tie."""

    choice = fields.Enum(Choice, by_value=True, required=True, error_messages=UNDECIDED)


class Cancel(OfBallot):
    """Why the vote does not count."""

    reason = text(1000)


@command("ballot.open", Open)
def open_ballot(work: UnitOfWork, item_id: int, motion_id: int | None, **rule: Any) -> Answer:
    """Put a text or a question to the vote."""
    sitting, item = locked(work, AgendaItem, item_id)
    motion = find(work, Motion, motion_id) if motion_id else None
    ballot = opening.open_ballot(work, sitting, item, motion=motion, **rule)
    return {"message": _("Le scrutin est ouvert."), "ballot_id": ballot.id}


@command("ballot.cast", Cast, remembered=False)
def cast(work: UnitOfWork, ballot_id: int, choice: Choice, seat_id: int | None) -> Answer:
    """Cast the vote of a seat, once."""
    receipt = casting.cast(work, ballot_id, choice, seat_id)
    return {
        "receipt": receipt.code,
        "cast_at": receipt.cast_at.isoformat(),
        "choice": receipt.choice.value,
        "seat_id": receipt.seat_id,
        "message": _(
            "Vote enregistré : %(choice)s. Reçu %(code)s.", choice=CHOICE_WORDS[receipt.choice], code=receipt.code
        ),
    }


@command("ballot.close", OfBallot)
def close(work: UnitOfWork, ballot_id: int) -> Answer:
    """Stop voting and publish the result."""
    sitting, ballot = locked(work, Ballot, ballot_id)
    closing.close_ballot(work, sitting, ballot)
    return _told(work, ballot)


@command("ballot.casting_vote", CastingVote)
def give_casting_vote(work: UnitOfWork, ballot_id: int, choice: Choice) -> Answer:
    """Settle a tie by the chair's casting vote."""
    sitting, ballot = locked(work, Ballot, ballot_id)
    closing.give_casting_vote(work, sitting, ballot, choice)
    return _told(work, ballot)


@command("ballot.cancel", Cancel)
def cancel(work: UnitOfWork, ballot_id: int, reason: str) -> Answer:
    """Cancel a vote under way, for a reason that is published."""
    sitting, ballot = locked(work, Ballot, ballot_id)
    closing.cancel_ballot(work, sitting, ballot, reason=reason)
    casting.close_desk(work.units, ballot_id)
    return {"message": _("Le scrutin est annulé.")}


def _told(work: UnitOfWork, ballot: Ballot) -> Answer:
    casting.close_desk(work.units, ballot.id)
    assert ballot.result is not None
    return {"message": ballot.result["sentence"], "outcome": ballot.result["outcome"], "state": ballot.state.value}
