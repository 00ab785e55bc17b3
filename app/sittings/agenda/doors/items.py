"""`agenda.*`: propose, answer, reword, order, add in urgency."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import fields, missing, pre_load, validate

from app.foundation.commands import command, find
from app.foundation.files import Upload, UploadField
from app.foundation.shapes import ID, Shape, identifier, not_blank, readable, text
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.agenda import queries
from app.sittings.agenda.documents import check
from app.sittings.agenda.drafts import Draft
from app.sittings.agenda.operations import arranging, documents, proposals, publication
from app.sittings.models import AgendaItem, Sitting
from app.sittings.words import ItemKind, ItemState

LONGEST = validate.Range(min=0, max=24 * 60, error="Écrivez une durée en minutes, de 1 à 1 440 ; 0 : non minuté.")


class ProposeItem(Shape):
    """A title and a kind are enough; `minutes` 0 means not timed."""

    sitting_id = identifier()
    title = text(200)
    description = text(10_000, required=False)
    kind = fields.Enum(ItemKind, by_value=True, load_default=ItemKind.DEBATE)
    minutes = fields.Integer(load_default=None, validate=LONGEST)
    rapporteur = text(200, required=False)
    parent_id = fields.Integer(load_default=None, validate=ID)
    file = UploadField(load_default=None)


class UrgentItem(ProposeItem):
    """An item added after publication, and why."""

    reason = text(1000)


class OneItem(Shape):
    """An item."""

    item_id = identifier()


class AnswerItem(OneItem):
    """An item and the reason given to its author."""

    reason = text(1000)


class EditItem(Shape):
    """What is not given does not change; an empty text empties the field, an empty duration means not timed."""

    clearable = frozenset({"title", "description", "rapporteur", "minutes"})
    item_id = identifier()
    expected_version = fields.Integer(required=True)
    title = fields.String(validate=[validate.Length(max=200, error="200 signes au plus."), readable, not_blank])
    description = text(10_000, required=False, load_default=missing)
    kind = fields.Enum(ItemKind, by_value=True)
    minutes = fields.Integer(validate=LONGEST, allow_none=True)
    rapporteur = text(200, required=False, load_default=missing)
    closed_doors = fields.Boolean()

    @pre_load
    def _no_duration(self, data: Any, **_: Any) -> Any:
        return {**data, "minutes": None} if isinstance(data, dict) and data.get("minutes") == "" else data


class MoveItem(Shape):
    """Before another item, under its parent; or last under `parent_id`, at the top when there is none."""

    item_id = identifier()
    before_id = fields.Integer(load_default=None, validate=ID)
    parent_id = fields.Integer(load_default=None, validate=ID)
    expected_version = fields.Integer(required=True)


@command("agenda.propose", ProposeItem)
def propose(work: UnitOfWork, *, sitting_id: int, file: Upload | None, **draft: Any) -> dict[str, Any]:
    """Propose an item for a sitting in preparation."""
    sitting = queries.locked_sitting(work.session, sitting_id)
    item = proposals.propose_item(work, sitting, _draft(work, **draft))
    _join(work, sitting, item, file)
    if item.state is ItemState.ACCEPTED:
        return _answer(sitting, _("Le point est à l’ordre du jour."), item_id=item.id)
    return _answer(sitting, _("Votre proposition est transmise à la présidence."), item_id=item.id)


@command("agenda.add_urgent", UrgentItem)
def add_urgent(work: UnitOfWork, *, sitting_id: int, file: Upload | None, reason: str, **draft: Any) -> dict[str, Any]:
    """Add an item to a published agenda, with the reason of its urgency."""
    sitting = queries.locked_sitting(work.session, sitting_id)
    item = publication.add_urgent_item(work, sitting, _draft(work, **draft), reason=reason)
    _join(work, sitting, item, file)
    return _answer(sitting, _("Le point est ajouté en urgence. Son motif est au registre."), item_id=item.id)


@command("agenda.accept", OneItem)
def accept(work: UnitOfWork, *, item_id: int) -> dict[str, Any]:
    """Put a proposal on the agenda, last."""
    sitting, item = queries.locked_item(work.session, item_id)
    proposals.accept_item(work, sitting, item)
    return _answer(sitting, _("Le point est à l’ordre du jour."), item_id=item.id)


@command("agenda.refuse", AnswerItem)
def refuse(work: UnitOfWork, *, item_id: int, reason: str) -> dict[str, Any]:
    """Refuse a proposal, with a reason."""
    sitting, item = queries.locked_item(work.session, item_id)
    proposals.refuse_item(work, sitting, item, reason=reason)
    return _answer(sitting, _("La proposition est refusée. Son auteur lira votre motif."))


@command("agenda.defer", AnswerItem)
def defer(work: UnitOfWork, *, item_id: int, reason: str) -> dict[str, Any]:
    """Put an item off to the next sitting, with a reason."""
    sitting, item = queries.locked_item(work.session, item_id, conference=True)
    proposals.defer_item(work, sitting, item, reason=reason)
    return _answer(sitting, _("Le point est reporté. Il sera proposé à la prochaine séance."))


@command("agenda.withdraw", OneItem)
def withdraw(work: UnitOfWork, *, item_id: int) -> dict[str, Any]:
    """Take back one's own proposal."""
    sitting, item = queries.locked_item(work.session, item_id)
    proposals.withdraw_item(work, sitting, item)
    return _answer(sitting, _("Votre proposition est retirée."))


@command("agenda.edit", EditItem)
def edit(work: UnitOfWork, *, item_id: int, expected_version: int, **changes: Any) -> dict[str, Any]:
    """Reword, time or type an item."""
    sitting, item = queries.locked_item(work.session, item_id)
    if "minutes" in changes:
        changes["minutes"] = changes["minutes"] or None
    given = {name: value.strip() if isinstance(value, str) else value for name, value in changes.items()}
    arranging.edit_item(work, sitting, item, expected_version=expected_version, changes=given)
    return _answer(sitting, _("Le point est modifié."), item_version=item.version)


@command("agenda.move", MoveItem)
def move(work: UnitOfWork, *, item_id: int, **place: Any) -> dict[str, Any]:
    """Change the place of an item in the agenda."""
    sitting, item = queries.locked_item(work.session, item_id)
    arranging.move_item(work, sitting, item, **place)
    return _answer(sitting, _("Le point est déplacé."))


def _answer(sitting: Sitting, message: str, **more: Any) -> dict[str, Any]:
    return {"message": message, "version": sitting.agenda_version, **more}


def _draft(work: UnitOfWork, *, parent_id: int | None, **words: Any) -> Draft:
    return Draft(parent=find(work, AgendaItem, parent_id) if parent_id else None, **words)


def _join(work: UnitOfWork, sitting: Sitting, item: AgendaItem, file: Upload | None) -> None:
    if file is not None:
        documents.add_document(work, sitting, item, file=check(file))
