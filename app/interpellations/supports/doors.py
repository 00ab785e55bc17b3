"""The commands of supports."""

from datetime import datetime

from flask_babel import gettext as _
from marshmallow import fields, validate

from app.foundation.clock import localised
from app.foundation.commands import Answer, command
from app.foundation.shapes import Shape, identifier, moment, text
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.loading import file_of

from . import operations, setting_aside
from .desk import support as support_with_others


class OneFile(Shape):
    """A file."""

    interpellation_id = identifier()


@command("interpellation.support", OneFile, remembered=False)
def support(work: UnitOfWork, interpellation_id: int) -> Answer:
    """Support a question, once; one's name is never shown."""
    new = support_with_others(work, interpellation_id)
    message = _("Votre soutien compte.") if new else _("Vous soutenez déjà cette interpellation.")
    return {"message": message, "new": new}


@command("interpellation.withdraw_support", OneFile)
def withdraw_support(work: UnitOfWork, interpellation_id: int) -> Answer:
    """Take one's support back."""
    operations.withdraw_support(work, file_of(work, interpellation_id))
    return {"message": _("Votre soutien est retiré.")}


class InvalidateSupports(Shape):
    """Which supports, and why."""

    interpellation_id = identifier()
    reason = text(1000)
    since = moment(load_default=None)
    until = moment(load_default=None)
    domain = text(200, required=False)
    group = text(64, required=False)


@command("interpellation.invalidate_supports", InvalidateSupports)
def invalidate(
    work: UnitOfWork,
    interpellation_id: int,
    *,
    reason: str,
    since: datetime | None,
    until: datetime | None,
    domain: str,
    group: str,
) -> Answer:
    """Set doubtful supports aside."""
    file = file_of(work, interpellation_id)
    window = {name: localised(at) if at else None for name, at in (("since", since), ("until", until))}
    done = setting_aside.invalidate(work, file, reason=reason, domain=domain, group=group, **window)
    return {"message": _("Soutiens mis à l’écart : %(count)s.", count=done.count), "invalidation_id": done.id}


class LiftInvalidation(Shape):
    """Which, and why; public."""

    interpellation_id = identifier()
    invalidation_id = identifier()
    reason = text(1000)


@command("interpellation.lift_invalidation", LiftInvalidation)
def lift(work: UnitOfWork, interpellation_id: int, invalidation_id: int, reason: str) -> Answer:
    """Take an invalidation back."""
    setting_aside.lift_invalidation(work, file_of(work, interpellation_id), invalidation_id, reason=reason)
    return {"message": _("Ces soutiens comptent de nouveau.")}


class HonourThreshold(Shape):
    """What took place."""

    interpellation_id = identifier()
    threshold = fields.Integer(required=True, validate=validate.Range(min=1, max=10_000_000))
    report = text(20_000)


@command("interpellation.honour_threshold", HonourThreshold)
def honour(work: UnitOfWork, interpellation_id: int, threshold: int, report: str) -> Answer:
    """Publish what a threshold led to."""
    operations.honour_threshold(work, file_of(work, interpellation_id), threshold, report=report)
    return {"message": _("Le compte rendu est publié.")}
