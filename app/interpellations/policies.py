"""Who may read a file. Each part of interpellations has its own policies beside its operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.foundation.actors import Actor
from app.interpellations import standing

if TYPE_CHECKING:
    from app.interpellations.models import Interpellation


def may_read_file(actor: Actor, file: Interpellation) -> bool:
    """Ce brouillon n’appartient qu’à la personne qui l’écrit."""
    return standing.was_filed(file) or standing.is_requester(actor, file)


def may_read_desk(actor: Actor, file: Interpellation) -> bool:
    """Le dossier interne est ouvert au secrétariat, à la présidence et au service qui doit répondre."""
    return standing.at_desk(actor, file)
