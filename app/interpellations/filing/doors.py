"""The commands of a question's beginning: their shapes, and how they reach the operations."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import fields

from app.conferences.doors.reading import institution_of, optional_id, required_institution, short_text
from app.contracts.loading import action_of, contract_of
from app.contracts.words import ClauseKind
from app.foundation.commands import Answer, command
from app.foundation.errors import NotFound
from app.foundation.files import Upload, UploadField
from app.foundation.french import day
from app.foundation.shapes import Shape, identifier, text
from app.foundation.throttle import Allowance
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.loading import file_of
from app.interpellations.rules.filing import QUESTION, TITLE
from app.interpellations.words import Inadmissibility, RequesterKind
from app.sittings.agenda.documents import check

from . import attachments, operations
from .state_of_play import sentences

DRAFTS = Allowance(most=40, per=24 * 3600)


class DraftInterpellation(Shape):
    """A question to keep while it is written. `body_id` with kind `body`."""

    contract_id = identifier()
    action_id = optional_id()
    clause_kind = fields.Enum(ClauseKind, by_value=True, load_default=None)
    kind = fields.Enum(RequesterKind, by_value=True, load_default=RequesterKind.CITIZEN)
    body_id = optional_id()
    title = text(TITLE, required=False)
    question = text(QUESTION, required=False)
    request = text(QUESTION, required=False)
    residence_id = optional_id()
    residence = short_text()
    publishes_name = fields.Boolean(load_default=False)


@command("interpellation.draft", DraftInterpellation, allowance=DRAFTS)
def draft(work: UnitOfWork, contract_id: int, action_id: int | None, **data: Any) -> Answer:
    """Keep the draft of a question about a contract, and if possible about one action or clause of it."""
    contract = contract_of(work, contract_id)
    action = action_of(work, action_id) if action_id else None
    if action is not None and action.contract_id != contract.id:
        raise NotFound(_("Cette action n’est pas dans ce contrat."))
    data["residence_id"] = _residence(work, data["residence_id"], data.pop("residence"))
    play = sentences(contract, action, work.today())
    file = operations.begin_draft(work, contract, action=action, state_of_play=" ".join(play), **data)
    return {
        "message": _("Votre brouillon est gardé."),
        "interpellation_id": file.id,
        "location": f"/interpellations/brouillons/{file.id}",
    }


class ChangeInterpellation(Shape):
    """The whole question anew, as a draft or as a correction."""

    interpellation_id = identifier()
    title = text(TITLE, required=False)
    question = text(QUESTION, required=False)
    request = text(QUESTION, required=False)
    residence_id = optional_id()
    residence = short_text()
    publishes_name = fields.Boolean(load_default=False)


@command("interpellation.change", ChangeInterpellation)
def change(work: UnitOfWork, interpellation_id: int, **data: Any) -> Answer:
    """Change a draft, or a question that was judged not admissible."""
    file = file_of(work, interpellation_id)
    data["residence_id"] = _residence(work, data["residence_id"], data.pop("residence"))
    operations.change_draft(work, file, **data)
    where = f"/interpellations/{file.number}/corriger" if file.number else f"/interpellations/brouillons/{file.id}"
    return {"message": _("Votre texte est gardé."), "location": where}


def _residence(work: UnitOfWork, id: int | None, words: str | None) -> int | None:
    found = institution_of(work, id=id, words=words, field="residence")
    return found.id if found else None


class OneInterpellation(Shape):
    """A file."""

    interpellation_id = identifier()


@command("interpellation.register", OneInterpellation)
def register(work: UnitOfWork, interpellation_id: int) -> Answer:
    """File the question: it receives its number."""
    file = file_of(work, interpellation_id)
    operations.register(work, file)
    return {
        "message": _("Votre interpellation est enregistrée sous le numéro %(number)s.", number=file.number),
        "number": file.number,
        "location": f"/interpellations/{file.number}",
    }


@command("interpellation.admit", OneInterpellation)
def admit(work: UnitOfWork, interpellation_id: int) -> Answer:
    """Declare the question admissible."""
    due_on = operations.admit(work, file_of(work, interpellation_id))
    message = _("L’interpellation est recevable ; la réponse est attendue le %(day)s au plus tard.", day=day(due_on))
    return {"message": message, "answer_due_on": due_on.isoformat()}


class RefuseInterpellation(Shape):
    """The coded public reason, and words."""

    interpellation_id = identifier()
    code = fields.Enum(Inadmissibility, by_value=True, required=True)
    reason = text(2000)


@command("interpellation.refuse", RefuseInterpellation)
def refuse(work: UnitOfWork, interpellation_id: int, code: Inadmissibility, reason: str) -> Answer:
    """Declare the question not admissible; it can be corrected."""
    operations.refuse(work, file_of(work, interpellation_id), code=code, reason=reason)
    return {"message": _("La personne est prévenue du motif et peut corriger sa question.")}


class CorrectInterpellation(ChangeInterpellation):
    """The whole question anew; with the identifier alone, as it was last kept."""


@command("interpellation.correct", CorrectInterpellation)
def correct(work: UnitOfWork, interpellation_id: int, **data: Any) -> Answer:
    """File the corrected question again, as it is sent."""
    file = file_of(work, interpellation_id)
    data["residence_id"] = _residence(work, data["residence_id"], data.pop("residence"))
    if data["title"] or data["question"]:
        operations.change_draft(work, file, **data)
    operations.correct(work, file)
    return {
        "message": _("Votre correction est transmise : la recevabilité est examinée de nouveau."),
        "location": f"/interpellations/{file.number}",
    }


@command("interpellation.withdraw", OneInterpellation)
def withdraw(work: UnitOfWork, interpellation_id: int) -> Answer:
    """Take the question back."""
    file = file_of(work, interpellation_id)
    operations.withdraw(work, file)
    return {"message": _("Votre interpellation est retirée."), "location": "/interpellations"}


class NameService(Shape):
    """The institution that must answer."""

    interpellation_id = identifier()
    institution_id = optional_id()
    institution = short_text()


@command("interpellation.name_service", NameService)
def name_service(
    work: UnitOfWork, interpellation_id: int, institution_id: int | None, institution: str | None
) -> Answer:
    """Name the institution that must answer, by its identifier or as a person writes it."""
    file = file_of(work, interpellation_id)
    service = required_institution(work, id=institution_id, words=institution, field="institution")
    operations.name_service(work, file, service)
    return {"message": _("%(name)s est désignée pour répondre.", name=service.name)}


class AttachDocument(Shape):
    """A document to join."""

    interpellation_id = identifier()
    file = UploadField(required=True)
    deliberation = fields.Boolean(load_default=False)


@command("interpellation.attach", AttachDocument)
def attach(work: UnitOfWork, interpellation_id: int, file: Upload, deliberation: bool) -> Answer:
    """Join a document to one's question."""
    question = file_of(work, interpellation_id)
    joined = attachments.attach(work, question, check(file), deliberation=deliberation)
    return {"message": _("« %(name)s » est joint.", name=joined.name), "attachment_id": joined.id}


class OneAttachment(Shape):
    """A document of a file."""

    interpellation_id = identifier()
    attachment_id = identifier()


@command("interpellation.detach", OneAttachment)
def detach(work: UnitOfWork, interpellation_id: int, attachment_id: int) -> Answer:
    """Take a document back before filing."""
    attachments.detach(work, file_of(work, interpellation_id), attachment_id)
    return {"message": _("Le document est retiré.")}


@command("interpellation.publish_document", OneAttachment)
def publish_document(work: UnitOfWork, interpellation_id: int, attachment_id: int) -> Answer:
    """Show a document to everybody."""
    attachments.publish(work, file_of(work, interpellation_id), attachment_id)
    return {"message": _("Le document est public.")}
