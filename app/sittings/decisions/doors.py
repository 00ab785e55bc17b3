"""The commands of what follows: `decision.record`, `commitment.add`, `commitment.update`, `note.write`."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import fields

from app.foundation.commands import Answer, command, find
from app.foundation.shapes import ID, Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution
from app.people.models import Person
from app.sittings.locking import locked
from app.sittings.models import AgendaItem, Ballot, Commitment, Decision, Sitting
from app.sittings.shapes import OfItem
from app.sittings.words import CommitmentState

from .operations import commitments, decisions, notes


class Record(OfItem):
    """The decision in words, and the ballot that took it, if any."""

    text = text(20_000)
    ballot_id = fields.Integer(load_default=None, validate=ID)


class Add(Shape):
    """What, who, by when."""

    decision_id = identifier()
    title = text(500)
    owner_id = identifier()
    owner_person_id = fields.Integer(load_default=None, validate=ID)
    due_on = fields.Date(required=True)


class Update(Shape):
    """What was done; without a state, it stays as it is."""

    commitment_id = identifier()
    text = text(5000)
    state = fields.Enum(CommitmentState, by_value=True, load_default=None)


class Write(OfItem):
    """The whole text of the notes and the version it was written on: 0 when there was none."""

    text = text(100_000, required=False)
    expected_version = fields.Integer(required=True)


@command("decision.record", Record)
def record(work: UnitOfWork, item_id: int, text: str, ballot_id: int | None) -> Answer:
    """Put a decision on record with its number."""
    sitting, item = locked(work, AgendaItem, item_id)
    ballot = find(work, Ballot, ballot_id) if ballot_id else None
    decision = decisions.record_decision(work, sitting, item, text=text, ballot=ballot)
    return {
        "message": _("Décision inscrite sous le numéro %(number)s.", number=decision.number),
        "decision_id": decision.id,
        "number": decision.number,
    }


@command("commitment.add", Add)
def add(work: UnitOfWork, decision_id: int, owner_id: int, owner_person_id: int | None, **promised: Any) -> Answer:
    """Commit an institution to do something by a date."""
    sitting, decision = locked(work, Decision, decision_id)
    owner = find(work, Institution, owner_id)
    person = find(work, Person, owner_person_id) if owner_person_id else None
    commitment = commitments.add_commitment(work, sitting, decision, owner=owner, owner_person=person, **promised)
    return {"message": _("Engagement inscrit."), "commitment_id": commitment.id}


@command("commitment.update", Update)
def update(work: UnitOfWork, commitment_id: int, **said: Any) -> Answer:
    """Say where a commitment stands."""
    commitment = find(work, Commitment, commitment_id, lock=True)
    sitting = find(work, Sitting, commitment.decision.sitting_id)
    commitments.update_commitment(work, sitting, commitment, **said)
    return {"message": _("Suivi enregistré.")}


@command("note.write", Write)
def write(work: UnitOfWork, item_id: int, **written: Any) -> Answer:
    """Save the notes of an item."""
    item = find(work, AgendaItem, item_id, lock=True)
    sitting = find(work, Sitting, item.sitting_id)
    note = notes.write_note(work, sitting, item, **written)
    return {"message": _("Notes enregistrées."), "version": note.version}
