"""Who works at the desk, who reads and writes its notes, who keeps the templates of an institution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.foundation.actors import Actor, CapacityKind
from app.interpellations import standing

if TYPE_CHECKING:
    from app.interpellations.models import InternalNote, Interpellation

REGISTRY = (CapacityKind.SECRETARY, CapacityKind.CHAIR)


def desks_of(actor: Actor, file: Interpellation) -> tuple[int | None, ...]:
    """Return the desks of a file at which the actor sits: None is the secretariat's, an id is an institution's."""
    registry = standing.is_secretariat(actor, file) or standing.is_chair(actor, file)
    answering = (file.service_id,) if standing.answers_for(actor, file) else ()
    return (*((None,) if registry else ()), *answering)


def may_open_desk(actor: Actor) -> bool:
    """Le bureau des interpellations est ouvert aux secrétariats, aux présidences et aux référents des institutions."""
    return bool(actor.officer_for()) or any(c.kind in REGISTRY for c in actor.capacities)


def may_entrust(actor: Actor, file: Interpellation) -> bool:
    """Un dossier est confié par ceux qui le traitent : secrétariat, présidence, service qui doit répondre."""
    return bool(desks_of(actor, file))


def may_write_note(actor: Actor, file: Interpellation, institution_id: int | None) -> bool:
    """Une note interne s’écrit à son propre bureau : le secrétariat, ou le service qui doit répondre."""
    return institution_id in desks_of(actor, file)


def may_read_note(actor: Actor, file: Interpellation, note: InternalNote) -> bool:
    """Une note interne n’est lue que par le bureau qui l’a écrite."""
    return note.institution_id in desks_of(actor, file)


def may_remove_note(actor: Actor, file: Interpellation, note: InternalNote) -> bool:
    """Une note interne n’est retirée que par la personne qui l’a écrite."""
    return actor.person_id == note.person_id and may_read_note(actor, file, note)


def may_keep_templates(actor: Actor, institution_id: int) -> bool:
    """Les modèles de réponse d’une institution sont tenus par ses référents contractualisation."""
    return institution_id in actor.officer_for()


def may_see_templates(actor: Actor) -> bool:
    """Les modèles de réponse sont ouverts aux référents contractualisation des institutions qui répondent."""
    return bool(actor.officer_for())


def may_take(actor: Actor, file: Interpellation) -> bool:
    """Un dossier se prend au secrétariat, ou au service qui doit répondre."""
    return standing.is_secretariat(actor, file) or standing.answers_for(actor, file)
