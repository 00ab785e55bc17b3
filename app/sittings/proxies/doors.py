"""The commands of powers: `proxy.give`, `proxy.record`, `proxy.revoke`, `proxy.decline`."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from marshmallow import fields
from sqlalchemy import select

from app.conferences.models import Conference, Seat
from app.foundation.commands import Answer, command, find
from app.foundation.errors import Invalid, NotFound
from app.foundation.files import Upload, UploadField
from app.foundation.shapes import ID, Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.agenda.documents import check
from app.sittings.models import ProxyGiven, Sitting

from . import operations, policies
from .scopes import Scope, of_period, of_sitting

CHOOSE: dict[str, Any] = {"required": "Choisissez à qui le pouvoir est donné."}


class Scoped(Shape):
    """A power for one sitting (`sitting_id`), or for the sittings of a period (`conference_id` and both days)."""

    sitting_id = fields.Integer(load_default=None, validate=ID)
    conference_id = fields.Integer(load_default=None, validate=ID)
    starts_on = fields.Date(load_default=None)
    ends_on = fields.Date(load_default=None)
    holder_seat_id = fields.Integer(required=True, validate=ID, error_messages=CHOOSE)


class Give(Scoped):
    """`seat_id` is given by who holds several voting seats."""

    seat_id = fields.Integer(load_default=None, validate=ID)


class Record(Scoped):
    """What the secretariat received on paper: the letter's reference, its file, or both."""

    principal_seat_id = fields.Integer(
        required=True, validate=ID, error_messages={"required": "Choisissez qui donne pouvoir."}
    )
    reference = text(300, required=False)
    file = UploadField(load_default=None)


class Ending(Shape):
    """A power, and why it ends."""

    proxy_id = identifier()
    reason = text(500, required=False)


@command("proxy.give", Give)
def give(work: UnitOfWork, *, seat_id: int | None, holder_seat_id: int, **scoped: Any) -> Answer:
    """Give another member the power to vote in one's name."""
    scope = _scope(work, **scoped)
    power = operations.give_proxy(work, scope, _own_seat(work, scope, seat_id), holder_seat_id)
    return {"message": _("Votre pouvoir est donné à %(name)s.", name=power.holder.name), "proxy_id": power.id}


@command("proxy.record", Record)
def record(
    work: UnitOfWork,
    *,
    principal_seat_id: int,
    holder_seat_id: int,
    reference: str,
    file: Upload | None,
    **scoped: Any,
) -> Answer:
    """Put a power received on paper on record."""
    scope = _scope(work, **scoped)
    power = operations.record_proxy(
        work,
        scope,
        principal_seat_id=principal_seat_id,
        holder_seat_id=holder_seat_id,
        paper=operations.Paper(reference=reference, file=check(file) if file else None),
    )
    names = {"one": power.principal.name, "other": power.holder.name}
    return {"message": _("Pouvoir enregistré : %(one)s a donné pouvoir à %(other)s.", **names), "proxy_id": power.id}


@command("proxy.revoke", Ending)
def revoke(work: UnitOfWork, *, proxy_id: int, reason: str) -> Answer:
    """Take a power back, at any time and at once."""
    power = _locked(work, proxy_id)
    operations.revoke_proxy(work, power, reason=reason)
    return {"message": _("Le pouvoir donné à %(name)s est révoqué.", name=power.holder.name)}


@command("proxy.decline", Ending)
def decline(work: UnitOfWork, *, proxy_id: int, reason: str) -> Answer:
    """Give up a power that one carries."""
    power = _locked(work, proxy_id)
    operations.decline_proxy(work, power, reason=reason)
    return {"message": _("Vous renoncez au pouvoir de %(name)s.", name=power.principal.name)}


def _scope(
    work: UnitOfWork, *, sitting_id: int | None, conference_id: int | None, starts_on: date | None, ends_on: date | None
) -> Scope:
    if sitting_id is not None:
        # Whoever opens, closes or enters waits: the power is given before or after, never meanwhile.
        return of_sitting(work, find(work, Sitting, sitting_id, lock=True))
    if conference_id is None or starts_on is None or ends_on is None:
        days = [name for name, day in (("starts_on", starts_on), ("ends_on", ends_on)) if day is None]
        wanted = ["sitting_id"] if conference_id is None else days
        faults = [{"pointer": f"#/{name}", "detail": "À remplir."} for name in wanted]
        raise Invalid("Choisissez une séance, ou une période avec son premier et son dernier jour.", errors=faults)
    return of_period(work, find(work, Conference, conference_id), starts_on, ends_on)


def _own_seat(work: UnitOfWork, scope: Scope, seat_id: int | None) -> Seat:
    own = sorted(work.actor.voting_seats_in(scope.conference.id))
    if seat_id is None and len(own) > 1:
        fault = {"pointer": "#/seat_id", "detail": "Choisissez le siège pour lequel vous donnez pouvoir."}
        raise Invalid("Vous êtes titulaire de plusieurs sièges.", errors=[fault])
    if seat_id is None and not own:
        work.allow(policies.may_have_a_seat, scope.conference.id)
    seat: Seat = find(work, Seat, seat_id or own[0])
    if seat.conference_id != scope.conference.id:
        raise NotFound("Ce siège est celui d’une autre conférence.")
    return seat


def _locked(work: UnitOfWork, proxy_id: int) -> ProxyGiven:
    # Not a full lock: a vote on its way refers to the power, and whoever revokes waits for that vote.
    query = select(ProxyGiven).where(ProxyGiven.id == proxy_id).with_for_update(key_share=True)
    power = work.session.scalars(query).one_or_none()
    if power is None:
        raise NotFound("Ce pouvoir n’existe pas.")
    return power
