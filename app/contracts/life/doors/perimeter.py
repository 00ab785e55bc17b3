"""The command that draws the perimeter: replaced or completed from pasted lines, thinned, its priority part marked."""

from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import ngettext
from marshmallow import fields, validate

from app.contracts.life import operations
from app.contracts.loading import contract_of
from app.contracts.words import PerimeterKind
from app.foundation.commands import Answer, command
from app.foundation.shapes import ID, readable
from app.foundation.unit_of_work import UnitOfWork

from .reading import ContractShape


class Mode(StrEnum):
    """What the lines or the territories given do to the perimeter."""

    REPLACE = "replace"
    ADD = "add"
    REMOVE = "remove"
    PRIORITY = "priority"


class SetPerimeter(ContractShape):
    """`lines`: one territory per line, by name or code (replace, add). `places`: institutions (remove, priority)."""

    mode = fields.Enum(Mode, by_value=True, load_default=Mode.REPLACE)
    kind = fields.Enum(PerimeterKind, by_value=True, load_default=PerimeterKind.COMMUNES)
    lines = fields.String(load_default="", validate=[validate.Length(max=200_000), readable])
    places = fields.List(fields.Integer(validate=ID), load_default=list, validate=validate.Length(max=2000))


@command("contract.set_perimeter", SetPerimeter)
def set_perimeter(
    work: UnitOfWork, *, contract_id: int, mode: Mode, kind: PerimeterKind, lines: str, places: list[int]
) -> Answer:
    """Pick the perimeter in the directory, or draw it as a list of communes."""
    contract = contract_of(work, contract_id)
    if mode is Mode.PRIORITY:
        marked = operations.mark_priority(work, contract, places)
        words = ngettext("%(num)s territoire est prioritaire.", "%(num)s territoires sont prioritaires.", marked)
        return {"message": words, "priority": marked}
    if mode is Mode.REMOVE:
        count = operations.take_places_away(work, contract, places)
    else:
        count = operations.set_perimeter(work, contract, kind=kind, lines=lines, added=mode is Mode.ADD)
    message = ngettext("Le périmètre compte %(num)s territoire.", "Le périmètre compte %(num)s territoires.", count)
    return {"message": message if count else _("Le périmètre est vide."), "places": count}
