"""`contract_document.add`, `contract_document.remove`."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import fields

from app.contracts.actions.operations import documents
from app.contracts.models import ContractDocument
from app.foundation.commands import command, find
from app.foundation.errors import NotFound
from app.foundation.files import Upload, UploadField
from app.foundation.shapes import Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.agenda.documents import check

from .reading import found_action


class AddContractDocument(Shape):
    """A file for an action, shown under `name` or its own name; `public` false keeps it to parties and conference."""

    action_id = identifier()
    file = UploadField(required=True)
    name = text(200, required=False)
    public = fields.Boolean(load_default=True)


class OneContractDocument(Shape):
    """A document."""

    document_id = identifier()


@command("contract_document.add", AddContractDocument)
def add(work: UnitOfWork, *, action_id: int, file: Upload, name: str, public: bool) -> dict[str, Any]:
    """Join a document to an action."""
    action = found_action(work, action_id)
    document = documents.add_contract_document(work, action, file=check(file, name=name), public=public)
    return {"message": _("Le document « %(name)s » est joint.", name=document.name), "document_id": document.id}


@command("contract_document.remove", OneContractDocument)
def remove(work: UnitOfWork, *, document_id: int) -> dict[str, Any]:
    """Take a document of an action back."""
    document = find(work, ContractDocument, document_id)
    if document.action_id is None:
        raise NotFound("Ce document n’est pas celui d’une action.")
    documents.remove_contract_document(work, found_action(work, document.action_id), document)
    return {"message": _("Le document « %(name)s » est retiré.", name=document.name)}
