"""Asking for any command: plausible data of a place, and what came of it, with nothing kept."""

from collections.abc import Callable
from typing import Any

from marshmallow import fields

from app.foundation.actors import Actor
from app.foundation.commands import COMMANDS
from app.foundation.database import Model
from app.foundation.errors import DomainError, Invalid, NotAllowed, NotFound, NotSignedIn
from app.foundation.files import UploadField
from app.foundation.shapes import load
from app.foundation.unit_of_work import UnitOfWork
from app.web.house import House

from .ground import Place

TABLES = {
    "adopted_in_id": "sittings",
    "agent_id": "contract_agents",
    "answer_id": "interpellation_answers",
    "attachment_id": "interpellation_attachments",
    "axis_id": "contract_axes",
    "body_id": "bodies",
    "correction_id": "minutes_corrections",
    "first_id": "actions",
    "funder_id": "institutions",
    "holder_seat_id": "seats",
    "group_id": "thematic_groups",
    "indicator_id": "contract_indicators",
    "invalidation_id": "support_invalidations",
    "item_id": "agenda_items",
    "line_id": "funding_lines",
    "member_id": "group_members",
    "move_id": "credit_moves",
    "officer_id": "contract_officers",
    "owner_id": "institutions",
    "owner_person_id": "persons",
    "party_id": "contract_parties",
    "from_party_id": "contract_parties",
    "place_id": "contract_places",
    "preview_id": "import_previews",
    "proxy_id": "proxies",
    "region_id": "institutions",
    "replaces_id": "envelopes",
    "residence_id": "institutions",
    "review_id": "contract_reviews",
    "round_id": "negotiation_rounds",
    "speech_id": "speeches",
    "term_id": "presidency_terms",
    "theme_id": "contract_themes",
    "from_theme_id": "contract_themes",
}
OF_COMMAND = {
    ("agenda.move", "before_id"): "agenda_items",
    ("floor.move", "before_id"): "speeches",
    ("delegation.cancel", "commitment_id"): "delegated_commitments",
    ("interpellation.update_commitment", "commitment_id"): "answer_commitments",
    ("contract_document.remove", "document_id"): "contract_documents",
    ("document.remove", "document_id"): "item_documents",
    ("contract.draft", "parent_id"): "contracts",
    ("action.create", "parent_id"): "actions",
    ("action.change", "parent_id"): "actions",
    ("agenda.propose", "parent_id"): "agenda_items",
    ("agenda.add_urgent", "parent_id"): "agenda_items",
    ("agenda.move", "parent_id"): "agenda_items",
}
TWINS = {
    "second_id": "actions",
    "to_theme_id": "contract_themes",
    "to_party_id": "contract_parties",
    "principal_seat_id": "seats",
}
WORDS = {
    "email": "quelqu.un@exemple.invalid",
    "siren": "",
    "siret": "",
    "slug": "",
    "accent": "",
    "zone": "",
    "stream": "conference:{conferences}",
}
FILE = {"name": "note.csv", "content": "Y29kZTt0aXRyZQp4O3kK"}


SAID: dict[type[DomainError], str] = {
    NotAllowed: "refused",
    NotSignedIn: "refused",
    NotFound: "hidden",
    Invalid: "unreadable",
}


class Undo(Exception):
    """Ends a transaction without keeping anything."""


def table_of(command: str, name: str) -> str | None:
    """Return the table whose row a field of a command names, when it names one."""
    found = OF_COMMAND.get((command, name)) or TABLES.get(name) or TWINS.get(name)
    if found or not name.endswith("_id"):
        return found
    plural = f"{name.removesuffix('_id')}s"
    alike = sorted(table for table in Model.metadata.tables if table == plural or table.endswith(f"_{plural}"))
    return plural if plural in alike else (alike or [plural])[0]


def identifier_in(place: Place, command: str, name: str) -> Any:
    """Return the row of that place which a field may name; None when the place has none."""
    table = table_of(command, name)
    if name in TWINS:
        return place.extra[f"other_{table}"]
    return place.rows.get(table or "")


def data_for(command: str, place: Place, *, everything: bool = False) -> dict[str, Any]:
    """Return data for the command: what it requires, and with `everything` each reference that it may carry."""
    data: dict[str, Any] = {}
    for name, shaped in COMMANDS[command].shape().fields.items():
        if table_of(command, name):
            found = identifier_in(place, command, name)
            if found is not None and (shaped.required or everything):
                data[name] = found
        elif shaped.required:
            data[name] = _filler(name, shaped, place)
    return data | SPECIAL.get(command, lambda _p: {})(place)


def _institution(place: Place) -> dict[str, Any]:
    return {"institution_id": place.rows["institutions"]}


def _seat(place: Place) -> dict[str, Any]:
    return {"seat_id": place.rows["seats"]}


SPECIAL: dict[str, Any] = {
    "envelope.share": lambda p: {"places": [{"place_id": p.rows["contract_places"], "percent": "10"}]},
    "ballot.cast": _seat,
    "service.set_contact": _institution,
    "group.name_member": _institution,
    "contract.add_party": _institution,
    "interpellation.name_service": _institution,
    "officer.name": lambda p: _institution(p) | {"person_id": p.people["citizen"].id, "proof": "Arrêté"},
    "conference.create": lambda p: {"region_id": p.rows["institutions"]},
    "contract.draft": lambda p: {"conference_id": p.rows["conferences"]},
    "credits.consent": lambda p: {"party_id": p.rows["contract_parties"]},
    "credits.refuse": lambda p: {"party_id": p.rows["contract_parties"]},
    "envelope.record": lambda p: {"party_id": p.rows["contract_parties"]},
    "funding.set": lambda p: {"funder_name": "Un financeur"},
    "indicator.define": lambda p: {"name": "Un indicateur"},
    "indicator.record_value": lambda p: {"dated": "2026-01-15", "indicator_id": p.rows["contract_indicators"]},
    "mandate.give": lambda p: _seat(p) | {"person_id": p.people["citizen"].id, "email": "x@exemple.invalid"},
    "name.recognise": _institution,
    "presidency.choose": _institution,
    "proxy.give": lambda p: {"sitting_id": p.rows["sittings"]},
    "proxy.record": lambda p: {"sitting_id": p.rows["sittings"]},
    "rate.fix": _institution,
    "body.register": _institution,
    "body.name_office": lambda p: {"person_id": p.people["citizen"].id, "email": "x@exemple.invalid"},
    "watcher.designate": lambda p: {"person_id": p.people["citizen"].id, "email": "x@exemple.invalid"},
    "sheet.preview": lambda p: {"what": "actions"},
    "theme.choose": lambda p: {"chosen_by": "collectivites"},
    "interpellation.honour_threshold": lambda p: {"threshold": 1},
}


def _filler(name: str, shaped: fields.Field[Any], place: Place) -> Any:
    if isinstance(shaped, fields.Enum):
        return next(iter(shaped.enum)).value
    if isinstance(shaped, UploadField):
        return FILE
    kind = type(shaped).__name__
    known = {
        "Date": "2026-03-10",
        "DateTime": "2026-04-10T10:00",
        "Boolean": True,
        "Integer": 1,
        "Dict": {},
        "List": [],
    }
    if kind in known:
        return known[kind]
    if kind in ("Cents", "Measure", "Number"):
        return "1"
    return WORDS.get(name, "Un texte").format(**place.rows)


def outcome(
    home: House, actor: Actor, command: str, data: dict[str, Any], look: Callable[[UnitOfWork], str] | None = None
) -> str:
    """Return what came of a command: `refused`, `hidden`, `unreadable` data, `stopped` by a rule, or `done`.

    Nothing is kept. `look` sees the database when it is done, and may say more.
    """
    try:
        with home.units.begin(actor) as work:
            COMMANDS[command].run(work, **load(COMMANDS[command].shape, data))
            work.session.flush()
            raise Undo(look(work) if look else "")
    except Undo as undone:
        return f"done {undone}".strip()
    except DomainError as refusal:
        said = next((word for kind, word in SAID.items() if isinstance(refusal, kind)), "stopped")
        return f"{said}: {refusal.detail} {refusal.members}"
    except Exception as fault:  # the rows of a place are not a story: an act may stumble on them once it is allowed
        return f"stumbled {fault!r}"
