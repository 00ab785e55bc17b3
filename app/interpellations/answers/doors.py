"""The commands of answers: their shapes, and how they reach the operations."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import fields, validate

from app.conferences.doors.reading import NestedShape, institution_of, optional_id, short_text
from app.foundation import shapes
from app.foundation.commands import Answer, command
from app.foundation.errors import Invalid, NotFound
from app.foundation.shapes import Shape, identifier
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution
from app.interpellations.loading import file_of
from app.interpellations.models import AnswerCommitment, Interpellation, InterpellationAnswer
from app.interpellations.rules.filing import QUESTION
from app.sittings.words import CommitmentState

from . import closing, following, operations
from . import commitments as promises
from .writing import Promise

ANSWER, MOST_PROMISES = 20_000, 20


class PromiseLine(Shape):
    """One commitment of the form; an empty line is left out."""

    title = short_text(300)
    owner_id = optional_id()
    owner = short_text()
    due_on = fields.Date(load_default=None)


class GiveAnswer(NestedShape):
    """The answer and what it commits to; a commitment without owner is the answering institution's."""

    interpellation_id = identifier()
    text = shapes.text(ANSWER)
    signatory = shapes.text(200)
    commitments = fields.List(
        fields.Nested(PromiseLine), load_default=list, validate=validate.Length(max=MOST_PROMISES)
    )


@command("interpellation.answer", GiveAnswer)
def answer(work: UnitOfWork, interpellation_id: int, commitments: list[dict[str, Any]], **data: Any) -> Answer:
    """Answer in the institution's name."""
    file = file_of(work, interpellation_id)
    given = operations.give_answer(work, file, promises=_promises(work, file, commitments), **data)
    return {"message": _("La réponse est publiée et envoyée à la personne."), "answer_id": given.id}


def _promises(work: UnitOfWork, file: Interpellation, lines: list[dict[str, Any]]) -> list[Promise]:
    promises = []
    for number, line in enumerate(lines):
        title, due_on = (line["title"] or "").strip(), line["due_on"]
        if not title and due_on is None:
            continue
        owner = _owner(work, file, number, line)
        if not title or due_on is None or owner is None:
            raise _incomplete(number, "title" if not title else "due_on")
        promises.append(Promise(title=title, owner=owner, due_on=due_on))
    return promises


def _owner(work: UnitOfWork, file: Interpellation, number: int, line: dict[str, Any]) -> Institution | None:
    field = f"commitments.{number}.owner"
    return institution_of(work, id=line["owner_id"], words=line["owner"], field=field) or file.service


def _incomplete(number: int, missing: str) -> Invalid:
    return Invalid(
        _("Complétez les engagements."),
        errors=[
            {
                "pointer": f"#/commitments/{number}/{missing}",
                "detail": _("Ligne %(line)s : dites ce qui sera fait, et pour quelle date.", line=number + 1),
            }
        ],
    )


class CorrectAnswer(Shape):
    """The answer anew."""

    interpellation_id = identifier()
    answer_id = identifier()
    text = shapes.text(ANSWER)
    signatory = shapes.text(200)


@command("interpellation.correct_answer", CorrectAnswer)
def correct_answer(work: UnitOfWork, interpellation_id: int, answer_id: int, **data: Any) -> Answer:
    """Correct an answer; the former one stays readable."""
    file = file_of(work, interpellation_id)
    former = work.session.get(InterpellationAnswer, answer_id)
    if former is None or former.interpellation_id != file.id:
        raise NotFound(_("Cette réponse n’existe pas."))
    corrected = operations.correct_answer(work, file, former, **data)
    return {"message": _("La réponse est corrigée ; l’ancienne reste lisible."), "answer_id": corrected.id}


class AskClarification(Shape):
    """What is not clear."""

    interpellation_id = identifier()
    text = shapes.text(QUESTION)


@command("interpellation.ask_clarification", AskClarification)
def ask_clarification(work: UnitOfWork, interpellation_id: int, text: str) -> Answer:
    """Ask once that the answer be made clearer."""
    following.ask_clarification(work, file_of(work, interpellation_id), text=text)
    return {"message": _("Votre demande de précision est transmise.")}


class Clarify(Shape):
    """The reply to a clarification."""

    interpellation_id = identifier()
    text = shapes.text(ANSWER)
    signatory = shapes.text(200)


@command("interpellation.clarify", Clarify)
def clarify(work: UnitOfWork, interpellation_id: int, **data: Any) -> Answer:
    """Reply to the clarification asked for."""
    given = following.clarify(work, file_of(work, interpellation_id), **data)
    return {"message": _("La précision est publiée et envoyée à la personne."), "answer_id": given.id}


class Judge(Shape):
    """Enough or not, and why."""

    interpellation_id = identifier()
    satisfied = fields.Boolean(required=True)
    reasons = shapes.text(QUESTION, required=False)


@command("interpellation.judge", Judge)
def judge(work: UnitOfWork, interpellation_id: int, satisfied: bool, reasons: str) -> Answer:
    """Say whether the answer is enough."""
    following.judge(work, file_of(work, interpellation_id), satisfied=satisfied, reasons=reasons)
    message = _("Merci : le dossier est clos.") if satisfied else _("Votre avis et vos raisons sont publiés.")
    return {"message": message}


class CloseInterpellation(Shape):
    """How the requester leaves it."""

    interpellation_id = identifier()
    satisfied = fields.Boolean(required=True)


@command("interpellation.close", CloseInterpellation)
def close(work: UnitOfWork, interpellation_id: int, satisfied: bool) -> Answer:
    """Close one's own file."""
    closing.close_by_requester(work, file_of(work, interpellation_id), satisfied=satisfied)
    return {"message": _("Le dossier est clos.")}


class UpdateAnswerCommitment(Shape):
    """What was done about it; without a state, it stays as it is."""

    interpellation_id = identifier()
    commitment_id = identifier()
    text = shapes.text(5000)
    state = fields.Enum(CommitmentState, by_value=True, load_default=None)


@command("interpellation.update_commitment", UpdateAnswerCommitment)
def update_commitment(work: UnitOfWork, interpellation_id: int, commitment_id: int, **said: Any) -> Answer:
    """Say what became of a commitment of an answer."""
    file = file_of(work, interpellation_id)
    commitment = work.session.get(AnswerCommitment, commitment_id)
    if (
        commitment is None
        or work.session.get_one(InterpellationAnswer, commitment.answer_id).interpellation_id != file.id
    ):
        raise NotFound(_("Cet engagement n’existe pas."))
    promises.update_commitment(work, file, commitment, **said)
    return {"message": _("Le suivi de l’engagement est enregistré.")}
