"""Who prepares a sitting. The docstring is what the refused person reads."""

from typing import TYPE_CHECKING

from app.foundation.actors import Actor
from app.sittings import roles
from app.sittings.words import ItemOrigin, ItemState

if TYPE_CHECKING:
    from app.sittings.models import AgendaItem, ItemDocument, Sitting


def may_change_sitting(actor: Actor, sitting: "Sitting") -> bool:
    """Seule la présidence fixe la date, l’heure et le lieu des séances."""
    return roles.chairs(actor, sitting)


def may_see_sitting(actor: Actor, sitting: "Sitting") -> bool:
    """Cette séance n’est pas publique : seuls ses membres, l’État et le secrétariat la voient."""
    return sitting.public or roles.inside(actor, sitting)


def may_prepare(actor: Actor, sitting: "Sitting") -> bool:
    """La préparation d’une séance est ouverte à ses membres, au représentant de l’État et au secrétariat."""
    return roles.inside(actor, sitting)


def may_propose(actor: Actor, sitting: "Sitting") -> bool:
    """Seuls les membres, le représentant de l’État et le secrétariat proposent des points à l’ordre du jour."""
    return actor.system or roles.inside(actor, sitting)


def may_answer_proposal(actor: Actor, sitting: "Sitting") -> bool:
    """La présidence seule fixe l’ordre du jour : elle accepte, refuse ou reporte ce qui est proposé."""
    return roles.chairs(actor, sitting)


def may_arrange(actor: Actor, sitting: "Sitting") -> bool:
    """Seuls la présidence et le secrétariat ordonnent l’ordre du jour."""
    return roles.bureau(actor, sitting)


def may_edit(actor: Actor, item: "AgendaItem", sitting: "Sitting") -> bool:
    """Ce point se modifie par la présidence, le secrétariat, ou son auteur tant qu’il n’est que proposé."""
    own = item.proposed_by_id is not None and item.proposed_by_id == actor.person_id
    return roles.bureau(actor, sitting) or (own and item.state is ItemState.PROPOSED and roles.inside(actor, sitting))


def may_withdraw(actor: Actor, item: "AgendaItem", sitting: "Sitting") -> bool:
    """Seul l’auteur d’une proposition la retire."""
    if actor.system:
        return item.origin is ItemOrigin.SYSTEM
    own = item.proposed_by_id is not None and item.proposed_by_id == actor.person_id
    return own and roles.inside(actor, sitting)


def may_publish(actor: Actor, sitting: "Sitting") -> bool:
    """Seule la présidence publie l’ordre du jour et y ajoute un point en urgence."""
    return roles.chairs(actor, sitting)


def may_document(actor: Actor, item: "AgendaItem", sitting: "Sitting") -> bool:
    """Les documents d’un point se gèrent par la présidence, le secrétariat, ou son auteur avant publication."""
    if sitting.agenda_published_at is not None:
        return roles.bureau(actor, sitting)
    return may_edit(actor, item, sitting)


def may_read_document(actor: Actor, document: "ItemDocument", item: "AgendaItem", sitting: "Sitting") -> bool:
    """Ce document est réservé aux membres de la séance."""
    if roles.inside(actor, sitting):
        return True
    # An item has a number from the publication of the agenda, if it is on it.
    return document.public and bool(item.number) and sitting.public and not item.closed_doors
