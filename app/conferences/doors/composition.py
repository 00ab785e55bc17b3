"""The command that records an act of composition."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from marshmallow import fields, validate

from app.conferences.operations import SeatGiven, record_composition
from app.conferences.words import SeatKind, Specificity
from app.foundation.commands import Answer, command
from app.foundation.errors import Invalid
from app.foundation.shapes import Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork

from .reading import NestedShape, conference_of, institution_of, optional_id, short_text

MOST_LINES = 250


class SeatLine(Shape):
    """One line of the list; a line without institution is an empty line of the form."""

    institution_id = optional_id()
    institution = short_text()
    kind = fields.Enum(SeatKind, by_value=True, load_default=SeatKind.VOTING)
    specificity = fields.Enum(Specificity, by_value=True, load_default=None)
    weight = fields.Decimal(
        load_default=1, places=3, validate=validate.Range(min=0.001, max=100_000, error="Écrivez un poids positif.")
    )


class RecordComposition(NestedShape):
    """The act of the préfet de région and the whole list of seats, in the order of the hemicycle."""

    conference_id = identifier()
    reference = text(200)
    signed_on = fields.Date(required=True)
    effective_on = fields.Date(required=True)
    signatory = text(200)
    specificities = fields.List(
        fields.Enum(Specificity, by_value=True), load_default=list, validate=validate.Length(max=10)
    )
    seats = fields.List(
        fields.Nested(SeatLine),
        load_default=list,
        validate=validate.Length(max=MOST_LINES, error=f"{MOST_LINES} lignes au plus."),
    )


@command("composition.record_act", RecordComposition)
def record_act(work: UnitOfWork, conference_id: int, seats: list[dict[str, Any]], **act: Any) -> Answer:
    """Record the act of the préfet that fixes the composition; seats absent from its list end."""
    conference = conference_of(work, conference_id)
    recorded = record_composition(work, conference, seats=_seats(work, seats), **act)
    filled = sum(1 for line in seats if _filled(line))
    message = ngettext(
        "%(reference)s est enregistré : la conférence compte %(num)s siège.",
        "%(reference)s est enregistré : la conférence compte %(num)s sièges.",
        filled,
        reference=recorded.reference,
    )
    return {"message": message, "act_id": recorded.id, "seats": filled}


def _filled(line: dict[str, Any]) -> bool:
    return line["institution_id"] is not None or bool((line["institution"] or "").strip())


def _seats(work: UnitOfWork, lines: list[dict[str, Any]]) -> list[SeatGiven]:
    """Return the seats of the filled lines, or raise one `Invalid` that points at every faulty line."""
    seats: list[SeatGiven] = []
    errors: list[dict[str, str]] = []
    for index, line in enumerate(lines):
        try:
            institution = institution_of(
                work,
                id=line["institution_id"],
                words=line["institution"],
                field=f"seats.{index}.institution",
            )
        except Invalid as fault:
            errors += [
                {**error, "detail": _("Ligne %(line)s : %(detail)s", line=index + 1, detail=error["detail"])}
                for error in fault.members["errors"]
            ]
            continue
        if institution is not None:
            given = {name: line[name] for name in ("kind", "specificity", "weight")}
            seats.append(SeatGiven(institution=institution, **given))
    if errors:
        raise Invalid(_("Des institutions de la liste ne sont pas reconnues."), errors=errors)
    return seats
