"""The commands of the floor: `floor.ask`, `floor.give`, `floor.move`…"""

from flask_babel import gettext as _
from marshmallow import fields, validate

from app.foundation.commands import Answer, command, find
from app.foundation.shapes import ID, Shape, identifier
from app.foundation.unit_of_work import UnitOfWork
from app.people.models import Person
from app.sittings.locking import locked
from app.sittings.models import Sitting, Speech
from app.sittings.shapes import OfSitting
from app.sittings.words import SpeechKind

from . import operations, policies

LIMIT = validate.Range(min=10, max=7200, error="De 10 secondes à 2 heures.")


class OfSpeech(Shape):
    """A request for the floor."""

    speech_id = identifier()


class Ask(OfSitting):
    """`person_id` is given by the secretariat, on behalf of somebody."""

    kind = fields.Enum(SpeechKind, by_value=True, load_default=SpeechKind.CONTRIBUTION)
    person_id = fields.Integer(load_default=None, validate=ID)


class Give(OfSpeech):
    """Without a limit, the règlement intérieur's."""

    limit_seconds = fields.Integer(load_default=None, validate=LIMIT)


class Move(OfSpeech):
    """Before another request, or last."""

    before_id = fields.Integer(load_default=None, validate=ID)
    expected_version = fields.Integer(required=True)


class Sort(OfSitting):
    """The version of the list that was looked at."""

    expected_version = fields.Integer(required=True)


@command("floor.ask", Ask)
def ask(work: UnitOfWork, sitting_id: int, kind: SpeechKind, person_id: int | None) -> Answer:
    """Ask for the floor, or put somebody on the list."""
    sitting = find(work, Sitting, sitting_id, lock=True)
    if person_id not in (None, work.actor.person_id):
        work.allow(policies.may_ask_for, sitting)
    for_person = find(work, Person, person_id) if person_id else None
    speech = operations.ask(work, sitting, kind=kind, for_person=for_person)
    return {"message": _("Demande de parole inscrite."), "speech_id": speech.id, "rank": speech.rank}


@command("floor.withdraw", OfSpeech)
def withdraw(work: UnitOfWork, speech_id: int) -> Answer:
    """Withdraw a request for the floor."""
    sitting, speech = locked(work, Speech, speech_id)
    operations.withdraw(work, sitting, speech)
    return {"message": _("Demande de parole retirée.")}


@command("floor.give", Give)
def give(work: UnitOfWork, speech_id: int, limit_seconds: int | None) -> Answer:
    """Give the floor to somebody who waits."""
    sitting, speech = locked(work, Speech, speech_id)
    operations.give(work, sitting, speech, limit_seconds=limit_seconds)
    return {"message": _("La parole est à %(name)s.", name=speech.person.name)}


@command("floor.give_next", OfSitting)
def give_next(work: UnitOfWork, sitting_id: int) -> Answer:
    """Give the floor to the next speaker."""
    speech = operations.give_next(work, find(work, Sitting, sitting_id, lock=True))
    return {"message": _("La parole est à %(name)s.", name=speech.person.name), "speech_id": speech.id}


@command("floor.pause", OfSpeech)
def pause(work: UnitOfWork, speech_id: int) -> Answer:
    """Stop the speaker's time."""
    sitting, speech = locked(work, Speech, speech_id)
    operations.pause(work, sitting, speech)
    return {"message": _("Temps de parole suspendu.")}


@command("floor.resume", OfSpeech)
def resume(work: UnitOfWork, speech_id: int) -> Answer:
    """Let the speaker's time run again."""
    sitting, speech = locked(work, Speech, speech_id)
    operations.resume(work, sitting, speech)
    return {"message": _("Temps de parole repris.")}


@command("floor.end", OfSpeech)
def end(work: UnitOfWork, speech_id: int) -> Answer:
    """End a speech."""
    sitting, speech = locked(work, Speech, speech_id)
    operations.end(work, sitting, speech)
    return {"message": _("Intervention terminée.")}


@command("floor.move", Move)
def move(work: UnitOfWork, speech_id: int, before_id: int | None, expected_version: int) -> Answer:
    """Change the place of a request in the list."""
    sitting, speech = locked(work, Speech, speech_id)
    operations.move(work, sitting, speech, before_id=before_id, expected_version=expected_version)
    return {"message": _("Ordre des orateurs changé."), "version": sitting.floor_version}


@command("floor.close", OfSitting)
def close_list(work: UnitOfWork, sitting_id: int) -> Answer:
    """Close the list of speakers."""
    operations.close_list(work, find(work, Sitting, sitting_id, lock=True))
    return {"message": _("Liste des orateurs close.")}


@command("floor.reopen", OfSitting)
def reopen_list(work: UnitOfWork, sitting_id: int) -> Answer:
    """Open the list of speakers again."""
    operations.reopen_list(work, find(work, Sitting, sitting_id, lock=True))
    return {"message": _("Liste des orateurs rouverte.")}


@command("floor.least_spoken_first", Sort)
def least_spoken_first(work: UnitOfWork, sitting_id: int, expected_version: int) -> Answer:
    """List first whoever has spoken least."""
    sitting = find(work, Sitting, sitting_id, lock=True)
    operations.put_least_spoken_first(work, sitting, expected_version=expected_version)
    return {"message": _("Ceux qui ont le moins parlé passent d’abord."), "version": sitting.floor_version}
