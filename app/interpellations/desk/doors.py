"""The commands of the desk."""

from flask_babel import gettext as _

from app.conferences.doors.reading import optional_id
from app.foundation.commands import Answer, command, find
from app.foundation.errors import NotFound
from app.foundation.shapes import Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution
from app.interpellations.answers.doors import ANSWER
from app.interpellations.loading import file_of
from app.interpellations.models import AnswerTemplate, InternalNote

from . import operations, policies, templates

NOTE = 4000


class Entrust(Shape):
    """Which file, to whom; without a person, to nobody any longer."""

    interpellation_id = identifier()
    person_id = optional_id()


@command("interpellation.entrust", Entrust)
def entrust(work: UnitOfWork, interpellation_id: int, person_id: int | None) -> Answer:
    """Give a file to somebody who works on it, or to nobody."""
    operations.entrust(work, file_of(work, interpellation_id), person_id=person_id)
    return {"message": _("Le dossier est confié.") if person_id else _("Le dossier n’est plus confié à personne.")}


class AddNote(Shape):
    """The note, and whose desk it is for; without an institution, the secretariat's."""

    interpellation_id = identifier()
    text = text(NOTE)
    institution_id = optional_id()


@command("interpellation.add_note", AddNote)
def add_note(work: UnitOfWork, interpellation_id: int, text: str, institution_id: int | None) -> Answer:
    """Write a note that only one desk reads."""
    note = operations.add_note(work, file_of(work, interpellation_id), text=text, institution_id=institution_id)
    return {"message": _("La note est gardée. Elle n’est lue qu’à ce bureau."), "note_id": note.id}


class RemoveNote(Shape):
    """Which note of which file."""

    interpellation_id = identifier()
    note_id = identifier()


@command("interpellation.remove_note", RemoveNote)
def remove_note(work: UnitOfWork, interpellation_id: int, note_id: int) -> Answer:
    """Take away a note one wrote."""
    file = file_of(work, interpellation_id)
    note = work.session.get(InternalNote, note_id)
    # A note that is not one's own to read is not there: a number must not tell that it exists.
    if note is None or note.interpellation_id != file.id or not policies.may_read_note(work.actor, file, note):
        raise NotFound(_("Cette note n’existe pas."))
    operations.remove_note(work, file, note)
    return {"message": _("La note est retirée.")}


class SaveTemplate(Shape):
    """The template of an institution, in place of a former one or not."""

    institution_id = identifier()
    title = text(200)
    text = text(ANSWER)
    template_id = optional_id()


@command("answer_template.save", SaveTemplate)
def save(work: UnitOfWork, institution_id: int, title: str, text: str, template_id: int | None) -> Answer:
    """Keep a text to start answers from."""
    institution = find(work, Institution, institution_id)
    former = _template(work, template_id) if template_id else None
    if former is not None and former.institution_id != institution_id:
        raise NotFound(_("Ce modèle n’existe pas."))
    saved = templates.save_template(work, institution, title=title, text=text, former=former)
    return {"message": _("Le modèle est enregistré."), "template_id": saved.id}


class RetireTemplate(Shape):
    """Which template."""

    template_id = identifier()


@command("answer_template.retire", RetireTemplate)
def retire(work: UnitOfWork, template_id: int) -> Answer:
    """Offer a template no longer."""
    templates.retire_template(work, _template(work, template_id))
    return {"message": _("Le modèle est rangé : il reste lisible parmi les anciens.")}


def _template(work: UnitOfWork, id: int) -> AnswerTemplate:
    found = work.session.get(AnswerTemplate, id, with_for_update=True)
    # Templates are internal: those of others are not there.
    if found is None or not policies.may_keep_templates(work.actor, found.institution_id):
        raise NotFound(_("Ce modèle n’existe pas."))
    return found
