"""Who follows a sitting and what came out of it. Each part of sittings has its own policies beside its operations."""

from typing import TYPE_CHECKING

from app.foundation.actors import Actor

from . import roles

if TYPE_CHECKING:
    from app.sittings.models import Decision, Sitting


def may_follow_sitting(actor: Actor, sitting: "Sitting") -> bool:
    """Cette séance n’est pas ouverte au public : ses membres, l’État et le secrétariat la suivent."""
    return roles.inside(actor, sitting) or roles.open_to_the_public(sitting)


def may_enter_room(actor: Actor, sitting: "Sitting") -> bool:
    """Cette séance n’a pas de tribune : ses membres, l’État et le secrétariat sont dans la salle."""
    # Behind closed doors a public sitting keeps its gallery, where nothing is shown.
    return roles.inside(actor, sitting) or roles.chairs(actor, sitting) or (sitting.public and roles.announced(sitting))


def may_read_decision(actor: Actor, decision: "Decision", sitting: "Sitting") -> bool:
    """Cette décision n’est pas publique : elle est lue par les membres de la séance, l’État et le secrétariat."""
    return decision.public or roles.inside(actor, sitting)
