"""`document.add`, `document.remove`."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import fields

from app.foundation.commands import command, find
from app.foundation.files import Upload, UploadField
from app.foundation.shapes import Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.agenda import queries
from app.sittings.agenda.documents import check
from app.sittings.agenda.operations import documents
from app.sittings.models import ItemDocument


class AddDocument(Shape):
    """A file for an item, shown under `name` or its own name; `public` false keeps it to members."""

    item_id = identifier()
    file = UploadField(required=True)
    name = text(200, required=False)
    public = fields.Boolean(load_default=True)


class OneDocument(Shape):
    """A document."""

    document_id = identifier()


@command("document.add", AddDocument)
def add(work: UnitOfWork, *, item_id: int, file: Upload, name: str, public: bool) -> dict[str, Any]:
    """Join a document to an item."""
    sitting, item = queries.locked_item(work.session, item_id)
    document = documents.add_document(work, sitting, item, file=check(file, name=name), public=public)
    return {
        "message": _("Le document « %(name)s » est joint.", name=document.name),
        "document_id": document.id,
        "version": sitting.agenda_version,
    }


@command("document.remove", OneDocument)
def remove(work: UnitOfWork, *, document_id: int) -> dict[str, Any]:
    """Take a document back."""
    document = find(work, ItemDocument, document_id)
    sitting, _item = queries.locked_item(work.session, document.item_id)
    documents.remove_document(work, sitting, document)
    return {"message": _("Le document « %(name)s » est retiré.", name=document.name), "version": sitting.agenda_version}
