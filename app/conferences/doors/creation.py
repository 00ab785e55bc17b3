"""Commands that create a conference and change its settings."""

from typing import Any, ClassVar
from zoneinfo import available_timezones

from flask_babel import gettext as _
from marshmallow import fields, validate

from app.conferences.operations import change_settings, create_conference
from app.conferences.rules.settings import Reglement
from app.conferences.words import Profile
from app.foundation.commands import Answer, command
from app.foundation.numbering import whole
from app.foundation.shapes import identifier, text
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.naming import search_form
from app.institutions.words import Level

from .reading import EMPTIED, Euros, NestedShape, conference_of, optional_id, required_institution, short_text

SLUG = validate.Regexp(
    r"[a-z0-9]+(-[a-z0-9]+)*\Z", error="Écrivez des lettres minuscules sans accent, des chiffres et des tirets."
)


class CreateConference(NestedShape):
    """A conference to create; `slug` is made from the name when absent."""

    name = text(160)
    slug = fields.String(load_default=None, validate=[validate.Length(max=80), SLUG])
    region_id = optional_id()
    region = short_text()
    profile = fields.Enum(Profile, by_value=True, load_default=Profile.COTAP)
    purpose = text(2000, required=False)
    timezone = fields.String(
        load_default="Europe/Paris",
        validate=validate.OneOf(sorted(available_timezones()), error="Ce fuseau horaire n’existe pas."),
    )


@command("conference.create", CreateConference)
def create(work: UnitOfWork, **data: Any) -> Answer:
    """Create the conference of a région."""
    region = required_institution(work, id=data.pop("region_id"), words=data.pop("region"), field="region")
    data["slug"] = (
        data["slug"] or search_form(data["name"]).replace(" ", "-")[:80].strip("-") or f"conference-{region.id}"
    )
    conference = create_conference(work, region=region, **data)
    message = _(
        "La conférence « %(name)s » est créée. Enregistrez maintenant l’acte qui la compose.", name=conference.name
    )
    return {
        "message": message,
        "location": f"/conferences/{conference.slug}/administration/composition",
        "conference_id": conference.id,
        "slug": conference.slug,
    }


class ChangeSettings(NestedShape):
    """The settings to change; those absent stay. `reglement` holds settings of `GET /api/v1/conferences/<id>`."""

    clearable: ClassVar = frozenset({"accent", "purpose", "secretariat_cost", "reglement"})

    conference_id = identifier()
    expected_version = fields.Integer(load_default=None)
    name = text(160, required=False, load_default=None)
    purpose = short_text(2000)
    accent = short_text(20)
    level_order = fields.List(fields.Enum(Level, by_value=True), load_default=None, validate=validate.Length(max=12))
    secretariat_cost = Euros(load_default=None)
    reglement = fields.Dict(keys=fields.String(), load_default=None)


@command("conference.change_settings", ChangeSettings)
def change(work: UnitOfWork, conference_id: int, expected_version: int | None, **data: Any) -> Answer:
    """Change the règlement intérieur and what is shown of a conference."""
    conference = conference_of(work, conference_id)
    changes = {name: value for name, value in data.items() if value is not None}
    if "secretariat_cost" in changes:
        cents = changes.pop("secretariat_cost")
        changes["secretariat_cost_cents"] = None if cents == EMPTIED else cents
    if "reglement" in changes:
        changes["reglement"] = typed_settings(changes["reglement"])
    change_settings(work, conference, changes, expected_version=expected_version)
    return {"message": _("Les réglages sont enregistrés."), "version": conference.version}


def typed_settings(written: dict[str, Any]) -> dict[str, Any]:
    """Return the settings with the texts of a form as numbers and answers; what is not a text is left as it is."""
    kinds = {setting["name"]: setting["kind"] for setting in Reglement.describe()}
    return {name: _typed(value, kinds.get(name, "")) for name, value in written.items()}


def _typed(value: Any, kind: str) -> Any:
    if kind == "level_seconds" and isinstance(value, dict):
        return {level: _typed(seconds, "whole") for level, seconds in value.items() if seconds != ""}
    if not isinstance(value, str):
        return value
    if kind == "whole" and (number := whole(value.strip(), digits=9)) is not None:
        return number
    if kind == "yes_no" and value in ("true", "false"):
        return value == "true"
    return value
