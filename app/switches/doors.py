"""Commands that suspend and restore."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import fields
from sqlalchemy import event

from app.foundation.commands import Answer, command
from app.foundation.shapes import Shape, text
from app.foundation.unit_of_work import UnitOfWork
from app.web.house import house

from . import operations
from .board import board_of
from .words import Feature


class OneFeature(Shape):
    """A part of the service."""

    feature = fields.Enum(Feature, by_value=True, required=True)


class PauseFeature(OneFeature):
    """And what people are told."""

    reason = text(500)


@command("feature.pause", PauseFeature)
def pause(work: UnitOfWork, feature: Feature, reason: str) -> Answer:
    """Suspend a part of the service, with a public notice."""
    operations.pause(work, feature, reason=reason)
    _tell_this_process(work)
    return {"message": _("C’est suspendu. Les pages concernées le disent.")}


@command("feature.resume", OneFeature)
def resume(work: UnitOfWork, feature: Feature) -> Answer:
    """Restore a part of the service."""
    operations.resume(work, feature)
    _tell_this_process(work)
    return {"message": _("C’est rétabli.")}


def _tell_this_process(work: UnitOfWork) -> None:
    home = house()

    def refresh(_session: Any) -> None:
        board_of(home).refresh(home.units)

    event.listen(work.session, "after_commit", refresh, once=True)
