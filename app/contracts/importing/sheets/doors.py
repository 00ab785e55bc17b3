"""Commands about spreadsheets."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import fields, validate

from app.contracts.models import ImportPreview
from app.foundation.commands import Answer, command, find
from app.foundation.files import Upload, UploadField
from app.foundation.shapes import ID, Shape, identifier
from app.foundation.unit_of_work import UnitOfWork

from .columns import ACTIONS, FUNDING
from .operations import confirm_sheet, preview_sheet

KINDS = validate.OneOf((ACTIONS, FUNDING), error="Choisissez : actions ou financements.")


class PreviewSheet(Shape):
    """A CSV of actions or of funding, for one contract or for any that its sender may change."""

    file = UploadField(required=True)
    what = fields.String(required=True, validate=KINDS)
    contract_id = fields.Integer(load_default=None, validate=ID)


@command("sheet.preview", PreviewSheet, remembered=False)
def preview(work: UnitOfWork, file: Upload, what: str, contract_id: int | None) -> Answer:
    """Compare a CSV of actions or funding with what is here; nothing is written until it is confirmed."""
    kept = preview_sheet(work, file=file, what=what, contract_id=contract_id)
    return {"location": f"/contrats/importer/{kept.id}", "preview_id": kept.id, "lines": kept.lines}


class ConfirmSheet(Shape):
    """The comparison to write."""

    preview_id = identifier()


@command("sheet.confirm", ConfirmSheet)
def confirm(work: UnitOfWork, preview_id: int) -> Answer:
    """Write a CSV exactly as its comparison showed it."""
    kept: ImportPreview = find(work, ImportPreview, preview_id, lock=True)
    written: list[Any] = confirm_sheet(work, kept)
    message = _("C’est écrit : %(count)s ligne(s) du fichier « %(name)s ».", count=len(written), name=kept.file_name)
    return {"message": message, "location": f"/contrats/importer/{kept.id}", "written": len(written)}
