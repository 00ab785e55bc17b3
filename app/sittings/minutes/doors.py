"""The commands of minutes: `minutes.circulate`, `minutes.correct`, `minutes.adopt`, `minutes.seal`…"""

from flask_babel import gettext as _
from marshmallow import fields

from app.foundation.commands import Answer, command, find
from app.foundation.errors import NotFound
from app.foundation.shapes import ID, Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.locking import locked
from app.sittings.models import AgendaItem, Minutes, MinutesCorrection, Sitting
from app.sittings.shapes import OfSitting
from app.sittings.words import MinutesState

from .operations import adoption, circulation


class TakeBack(OfSitting):
    """Why the minutes are a draft again."""

    reason = text(1000)


class Correct(OfSitting):
    """What to correct; without an item, it is about the rest of the minutes."""

    item_id = fields.Integer(load_default=None, validate=ID)
    text = text(5000)


class AnswerCorrection(Shape):
    """Whether the correction is made, and the words of the answer; `discussion` is the new text of the item."""

    correction_id = identifier()
    accepted = fields.Boolean(required=True)
    answer = text(2000, required=False)
    discussion = text(100_000, required=False)


class Adopt(OfSitting):
    """The later sitting that adopts the minutes."""

    adopted_in_id = identifier()


def _sitting(work: UnitOfWork, sitting_id: int) -> Sitting:
    sitting: Sitting = find(work, Sitting, sitting_id, lock=True)
    return sitting


def _begun(work: UnitOfWork, sitting_id: int) -> Minutes:
    minutes = work.session.get(Minutes, sitting_id)
    if minutes is None:
        raise NotFound("Le procès-verbal de cette séance est encore en rédaction.")
    return minutes


def _page(sitting: Sitting) -> str:
    return f"/seances/{sitting.id}/proces-verbal"


@command("minutes.circulate", OfSitting)
def circulate(work: UnitOfWork, sitting_id: int) -> Answer:
    """Freeze the minutes and open them to the corrections of members."""
    minutes = circulation.circulate(work, _sitting(work, sitting_id))
    message = _("Le procès-verbal est soumis à corrections : les membres peuvent le lire.")
    return {"message": message, "content_hash": minutes.content_hash}


@command("minutes.take_back", TakeBack)
def take_back(work: UnitOfWork, sitting_id: int, reason: str) -> Answer:
    """Make circulated minutes a draft again."""
    sitting = _sitting(work, sitting_id)
    circulation.take_back(work, sitting, _begun(work, sitting_id), reason=reason)
    return {"message": _("Le procès-verbal est de nouveau en rédaction.")}


@command("minutes.correct", Correct)
def correct(work: UnitOfWork, sitting_id: int, item_id: int | None, text: str) -> Answer:
    """Ask for a correction of circulated minutes."""
    sitting = _sitting(work, sitting_id)
    item = find(work, AgendaItem, item_id) if item_id else None
    minutes = work.session.get(Minutes, sitting_id)
    correction = circulation.propose_correction(work, sitting, minutes, text=text, item=item)
    return {
        "message": _("Votre correction est transmise : le secrétariat y répondra ici."),
        "correction_id": correction.id,
        "location": f"{_page(sitting)}#correction-{correction.id}",
    }


@command("minutes.answer_correction", AnswerCorrection)
def answer_correction(work: UnitOfWork, correction_id: int, accepted: bool, answer: str, discussion: str) -> Answer:
    """Make a correction, or decline it with a reason."""
    sitting, correction = locked(work, MinutesCorrection, correction_id)
    minutes = work.session.get(Minutes, sitting.id)
    circulation.answer_correction(
        work, sitting, minutes, correction, accepted=accepted, answer=answer, discussion=discussion
    )
    return {"message": _("Correction retenue.") if accepted else _("Correction déclinée.")}


@command("minutes.adopt", Adopt)
def adopt(work: UnitOfWork, sitting_id: int, adopted_in_id: int) -> Answer:
    """Put on record that a later sitting adopted the minutes."""
    # Two sittings are locked in the order of their numbers, so that two adoptions never wait for each other.
    first, second = sorted((sitting_id, adopted_in_id))
    both = {first: _sitting(work, first), second: _sitting(work, second)}
    adoption.adopt(work, both[sitting_id], _begun(work, sitting_id), both[adopted_in_id])
    return {"message": _("Le procès-verbal est adopté. Il reste à le signer.")}


@command("minutes.seal", OfSitting)
def seal(work: UnitOfWork, sitting_id: int) -> Answer:
    """Sign the adopted minutes; the second signature seals them."""
    sitting, minutes = _sitting(work, sitting_id), _begun(work, sitting_id)
    adoption.sign(work, sitting, minutes)
    sealed = minutes.state is MinutesState.SEALED
    message = _("Le procès-verbal est signé et scellé.") if sealed else _("Votre signature est enregistrée.")
    return {"message": message, "content_hash": minutes.content_hash, "state": minutes.state.value}


@command("minutes.publish", OfSitting)
def publish(work: UnitOfWork, sitting_id: int) -> Answer:
    """Let everybody read the public minutes."""
    sitting = _sitting(work, sitting_id)
    adoption.publish(work, sitting, _begun(work, sitting_id))
    return {"message": _("Le procès-verbal est publié.")}
