"""The secretary's notes on an item. The caller has locked the item's row."""

from app.foundation.errors import IllegalTransition, OutOfDate
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.decisions import policies
from app.sittings.decisions.events import NoteWritten
from app.sittings.models import AgendaItem, ItemNote, Minutes, Sitting
from app.sittings.words import HELD, MinutesState


def write_note(work: UnitOfWork, sitting: Sitting, item: AgendaItem, *, text: str, expected_version: int) -> ItemNote:
    """Save the notes of an item; refused, with the other's text, when somebody else saved meanwhile."""
    work.allow(policies.may_write_notes, sitting)
    _check_drafting(work, sitting)
    assert work.actor.person_id is not None
    note = work.session.get(ItemNote, item.id)
    current = note.version if note else 0
    if current != expected_version:
        raise OutOfDate(
            "Ces notes ont été modifiées pendant votre saisie. Votre texte est gardé : comparez, puis enregistrez.",
            current_version=current,
            current_text=note.text if note else "",
        )
    if note is None:
        note = ItemNote(item_id=item.id, text=text, written_at=work.now(), written_by_id=work.actor.person_id)
        work.session.add(note)
    else:
        note.text, note.written_at, note.written_by_id = text, work.now(), work.actor.person_id
    work.session.flush()
    work.record(NoteWritten(stream=sitting.stream, item_id=item.id, version=note.version, by=work.actor.name))
    return note


def _check_drafting(work: UnitOfWork, sitting: Sitting) -> None:
    if sitting.state not in HELD:
        raise IllegalTransition("Les notes se prennent en séance.", state=sitting.state.value)
    minutes = work.session.get(Minutes, sitting.id)
    if minutes is not None and minutes.state is not MinutesState.DRAFT:
        raise IllegalTransition("Le procès-verbal n’est plus un brouillon.", state=minutes.state.value)
