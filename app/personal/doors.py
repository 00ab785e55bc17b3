"""Commands about personal data."""

from flask_babel import gettext as _
from marshmallow import fields, validate

from app.foundation.commands import Answer, command
from app.foundation.errors import NotSignedIn
from app.foundation.shapes import Shape
from app.foundation.unit_of_work import UnitOfWork
from app.people.models import Person

from .operations import erase_account

NOT_AGREED = "Cochez la case : un compte effacé ne se rouvre pas."
AGREED = validate.Equal(True, error=NOT_AGREED)


class EraseAccount(Shape):
    """That the person knows what it means."""

    confirmed = fields.Boolean(required=True, validate=AGREED, error_messages={"required": NOT_AGREED})


@command("account.erase", EraseAccount, remembered=False)
def erase(work: UnitOfWork, **_agreed: bool) -> Answer:
    """Erase one's own account; what public archives hold stays."""
    person = work.session.get(Person, work.actor.person_id, with_for_update=True) if work.actor.signed_in else None
    if person is None:
        raise NotSignedIn("Connectez-vous pour effacer votre compte.")
    erase_account(work, person)
    return {"message": _("Votre compte est effacé. Ce qui fait partie des archives publiques reste."), "location": "/"}
