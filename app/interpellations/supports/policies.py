"""Who supports, and who looks after supports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.foundation.actors import Actor
from app.interpellations import standing

if TYPE_CHECKING:
    from app.interpellations.models import Interpellation


def may_support(actor: Actor, file: Interpellation) -> bool:
    """Pour soutenir une interpellation, il faut un compte, et ne pas l’avoir posée soi-même."""
    return actor.signed_in and actor.person_id != file.requester_id


def may_look_after_supports(actor: Actor, file: Interpellation) -> bool:
    """Le contrôle des soutiens est ouvert au seul secrétariat, et sans aucun nom."""
    return standing.is_secretariat(actor, file)


def may_invalidate_supports(actor: Actor, file: Interpellation) -> bool:
    """Les soutiens douteux sont écartés par le secrétariat, avec un motif et une trace."""
    return standing.is_secretariat(actor, file)
