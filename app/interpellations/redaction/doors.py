"""The commands of hiding. What is hidden is in no message, no address and no stored answer."""

from flask_babel import gettext as _
from marshmallow import fields

from app.foundation.commands import Answer, command
from app.foundation.shapes import Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.loading import file_of
from app.interpellations.words import HidingGround

from . import operations


class Hide(Shape):
    """Why; public."""

    interpellation_id = identifier()
    ground = fields.Enum(HidingGround, by_value=True, required=True)
    detail = text(300, required=False)


class HidePassage(Hide):
    """What."""

    passage = text(4000)


class HideDocument(Hide):
    """Which."""

    attachment_id = identifier()


class ShowAgain(Shape):
    """What is shown again, and why; public."""

    interpellation_id = identifier()
    redaction_id = identifier()
    reason = text(300)


@command("interpellation.hide_passage", HidePassage)
def hide_passage(
    work: UnitOfWork, interpellation_id: int, *, passage: str, ground: HidingGround, detail: str
) -> Answer:
    """Hide a passage from the public."""
    file = file_of(work, interpellation_id)
    operations.hide_passage(work, file, passage=passage, ground=ground, detail=detail)
    return {"message": _("Le passage est masqué partout dans le dossier public ; son motif s’affiche à sa place.")}


@command("interpellation.hide_question", Hide)
def hide_question(work: UnitOfWork, interpellation_id: int, *, ground: HidingGround, detail: str) -> Answer:
    """Hide the whole question from the public."""
    operations.hide_question(work, file_of(work, interpellation_id), ground=ground, detail=detail)
    return {"message": _("La question est masquée ; son motif s’affiche à sa place.")}


@command("interpellation.hide_name", Hide)
def hide_name(work: UnitOfWork, interpellation_id: int, *, ground: HidingGround, detail: str) -> Answer:
    """Hide the requester's name from the public."""
    operations.hide_name(work, file_of(work, interpellation_id), ground=ground, detail=detail)
    return {"message": _("Le nom est masqué dans le dossier public.")}


@command("interpellation.hide_document", HideDocument)
def hide_document(
    work: UnitOfWork, interpellation_id: int, *, attachment_id: int, ground: HidingGround, detail: str
) -> Answer:
    """Hide a document from the public."""
    file = file_of(work, interpellation_id)
    operations.hide_document(work, file, attachment_id, ground=ground, detail=detail)
    return {"message": _("La pièce et son nom sont masqués.")}


@command("interpellation.show_again", ShowAgain)
def show_again(work: UnitOfWork, interpellation_id: int, *, redaction_id: int, reason: str) -> Answer:
    """Show again what was hidden."""
    operations.show_again(work, file_of(work, interpellation_id), redaction_id, reason=reason)
    return {"message": _("C’est de nouveau public, avec votre motif.")}
