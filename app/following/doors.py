"""Commands about followings."""

from flask_babel import gettext as _
from marshmallow import fields, validate

from app.foundation.commands import Answer, command, find
from app.foundation.errors import Invalid
from app.foundation.shapes import Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork
from app.people.throttling import spend_mail
from app.web.house import house

from . import operations
from .links import Links
from .models import Following
from .words import Rhythm

EMAIL = [
    validate.Length(max=200, error="200 signes au plus."),
    validate.Regexp(r"^[^\x00]*\Z", error="Un signe de ce texte n’est pas accepté."),
]


class AskToFollow(Shape):
    """An object, an address and how often."""

    stream = text(100)
    email = fields.Email(required=True, validate=EMAIL)
    rhythm = fields.Enum(Rhythm, by_value=True, required=True)


class Follow(Shape):
    """An object and how often."""

    stream = text(100)
    rhythm = fields.Enum(Rhythm, by_value=True, required=True)


class Confirm(Shape):
    """The signed end of a confirming link."""

    token = text(500)


class OneFollowing(Shape):
    """One of one's own followings."""

    following_id = identifier()


@command("following.ask", AskToFollow)
def ask(work: UnitOfWork, stream: str, email: str, rhythm: Rhythm) -> Answer:
    """Ask to follow an object at an address, which must then confirm."""
    if not email.isascii():
        pointer = {"pointer": "#/email", "detail": _("Cette adresse contient des lettres qui ne voyagent pas.")}
        raise Invalid(_("Corrigez l’adresse, puis recommencez."), errors=[pointer])
    spend_mail(email, None)
    operations.ask_to_follow(work, stream, email=email, rhythm=rhythm, links=Links.of(house().settings))
    return {
        "message": _(
            "Un courriel vient de partir vers %(email)s. Ouvrez la page qu’il indique et confirmez\u00a0: rien d’autre "
            "ne sera envoyé avant.",
            email=email,
        )
    }


@command("following.confirm", Confirm, remembered=False)
def confirm(work: UnitOfWork, token: str) -> Answer:
    """Confirm from the page of the mail that was sent."""
    following_id, rhythm = Links.of(house().settings).read_confirming(token)
    following = operations.confirm_following(work, following_id, rhythm)
    kind, _colon, id = following.stream.partition(":")
    return {
        "message": _("C’est confirmé\u00a0: les nouvelles vous seront envoyées."),
        "location": f"/suivre/{kind}/{id}",
    }


@command("following.follow", Follow)
def follow(work: UnitOfWork, stream: str, rhythm: Rhythm) -> Answer:
    """Follow an object with one's account, or change how often one is told."""
    operations.follow(work, stream, rhythm)
    return {"message": _("C’est enregistré\u00a0: les nouvelles vous seront envoyées.")}


@command("following.stop", OneFollowing)
def stop(work: UnitOfWork, following_id: int) -> Answer:
    """Stop one of one's own followings."""
    operations.stop_following(work, find(work, Following, following_id, lock=True))
    return {"message": _("Vous ne suivez plus cette page.")}
