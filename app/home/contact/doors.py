"""The command behind the contact form."""

from flask_babel import gettext as _
from marshmallow import fields, validate

from app.config import Settings
from app.foundation.commands import Answer, command
from app.foundation.errors import Invalid, Refused
from app.foundation.shapes import Shape, text
from app.foundation.throttle import Allowance, slow_down
from app.foundation.unit_of_work import UnitOfWork
from app.people.throttling import network
from app.web.house import house

from . import operations
from .subjects import Subject

OF_NETWORK = Allowance(most=6, per=1800)
OF_EVERYBODY = Allowance(most=300, per=3600)
IN_A_TRIAL = "editeur@essai.invalid"
"""Where a trial without operator sends: the message is then found in the trial's own folder of mails."""


class Write(Shape):
    """Who writes, about what, and what they say."""

    email = fields.Email(
        required=True,
        validate=[
            validate.Length(max=200, error="200 signes au plus."),
            validate.Regexp(r"^[^\x00]*\Z", error="Un signe de ce texte n’est pas accepté."),
        ],
    )
    name = text(150, required=False)
    subject = fields.Enum(Subject, by_value=True, required=True)
    where = text(300, required=False)
    message = text(5000)


def reader_of(settings: Settings, subject: Subject) -> str:
    """Return the address that reads such messages; empty when the operator gave none."""
    operator = settings.operator
    personal = operator.data_protection_email if subject is Subject.PERSONAL_DATA else ""
    return personal or operator.email or (IN_A_TRIAL if settings.trial else "")


# What was written is not kept for a retry: the outbox alone holds it, and forgets it in time.
@command("contact.write", Write, remembered=False)
def write(work: UnitOfWork, *, email: str, name: str, subject: Subject, where: str, message: str) -> Answer:
    """Write to the publisher of the site."""
    to = reader_of(house().settings, subject)
    if not to:
        raise Refused(_("L’éditeur de ce site n’a pas donné d’adresse : votre message ne partirait nulle part."))
    if not email.isascii():
        pointer = {"pointer": "#/email", "detail": _("Cette adresse contient des lettres qui ne voyagent pas.")}
        raise Invalid(_("Corrigez l’adresse, puis recommencez."), errors=[pointer])
    advice = _("Ce que vous avez écrit est gardé sur la page.")
    for key, allowance in ((f"contact:network:{network()}", OF_NETWORK), ("contact:all", OF_EVERYBODY)):
        slow_down(house().throttle.spend(key, allowance), advice)
    operations.write_to_publisher(work, to=to, email=email, name=name, subject=subject, where=where, message=message)
    return {"message": _("Votre message est parti. La réponse viendra à %(email)s.", email=email)}
