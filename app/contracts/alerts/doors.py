"""The commands of alerts: `duplicate.dismiss`."""

from flask_babel import gettext as _

from app.contracts.loading import action_of
from app.foundation.commands import Answer, command
from app.foundation.shapes import Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork

from . import operations


class Dismiss(Shape):
    """Two actions that look alike and are not one, with the reason."""

    first_id = identifier()
    second_id = identifier()
    reason = text(500)


@command("duplicate.dismiss", Dismiss)
def dismiss(work: UnitOfWork, first_id: int, second_id: int, reason: str) -> Answer:
    """Put on record that two actions are distinct, so that they are not alerted about again (R6.2)."""
    # Always in one order: two desks that settle the same pair do not wait for each other.
    older, newer = (action_of(work, id) for id in sorted((first_id, second_id)))
    operations.dismiss_duplicate(work, older, newer, reason=reason)
    return {"message": _("Inscrit : ces deux actions sont distinctes."), "location": "/contrats/alertes"}
