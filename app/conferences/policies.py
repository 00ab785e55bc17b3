"""Who may change a conference. Denied by default; the docstring is what the refused person reads.

The administrator records what was decided elsewhere (acts, mandates, settings) and has no political right of their own:
defining finalités, noting a disagreement or naming members to a group is never theirs.
"""

from app.conferences.words import Office
from app.foundation.actors import Actor, CapacityKind

BUREAU = (CapacityKind.CHAIR, CapacityKind.SECRETARY)


def _runs_the_platform(actor: Actor) -> bool:
    return actor.administrator or actor.system


def may_create_conference(actor: Actor) -> bool:
    """Seul l’administrateur de la plateforme crée une conférence."""
    return _runs_the_platform(actor)


def may_change_settings(actor: Actor, conference_id: int) -> bool:
    """Les réglages de la conférence reviennent à sa présidence, à son secrétariat et à l’administrateur."""
    return _runs_the_platform(actor) or actor.holds(conference_id, *BUREAU)


def may_record_composition(actor: Actor, conference_id: int) -> bool:
    """L’acte de composition est enregistré par le représentant de l’État ou par l’administrateur."""
    return _runs_the_platform(actor) or actor.holds(conference_id, CapacityKind.PARTNER)


def may_keep_mandates(actor: Actor, conference_id: int, office: Office | None = None) -> bool:
    """Le secrétariat tient les mandats ; la présidence nomme secrétariat et suppléant, l’État ses représentants."""
    if _runs_the_platform(actor):
        return True
    if office is Office.SUBSTITUTE_CHAIR:
        # What was delegated is not delegated again: only the seat that presides gives a substitute.
        return any(chair.seat_id is not None for chair in actor.holding(CapacityKind.CHAIR, conference_id))
    keepers = {
        None: CapacityKind.SECRETARY,
        Office.SECRETARY: CapacityKind.CHAIR,
        Office.STATE_REPRESENTATIVE: CapacityKind.PARTNER,
    }
    return actor.holds(conference_id, keepers[office])


def may_record_presidency(actor: Actor, conference_id: int) -> bool:
    """Les présidences sont inscrites par la présidence en exercice, le secrétariat ou l’administrateur."""
    return _runs_the_platform(actor) or actor.holds(conference_id, *BUREAU)


def may_record_disagreement(actor: Actor, conference_id: int) -> bool:
    """Le désaccord sur les finalités est constaté par la présidence ou le secrétariat de la conférence."""
    return actor.holds(conference_id, *BUREAU)


def may_adopt_finalites(actor: Actor, conference_id: int) -> bool:
    """Les finalités s’inscrivent quand la présidence ou le secrétariat clôt le scrutin qui les adopte."""
    return actor.system or actor.holds(conference_id, *BUREAU)


def may_define_finalites(actor: Actor, conference_id: int) -> bool:
    """Seul le représentant de l’État définit les finalités à la place de la conférence."""
    return actor.holds(conference_id, CapacityKind.PARTNER)


def may_name_group_members(actor: Actor, conference_id: int) -> bool:
    """Les membres des groupes thématiques sont nommés par la présidence ou le secrétariat de la conférence."""
    return actor.holds(conference_id, *BUREAU)


def may_see_warnings(actor: Actor, conference_id: int) -> bool:
    """Les alertes s’adressent à la présidence, au secrétariat et au représentant de l’État."""
    return actor.holds(conference_id, *BUREAU, CapacityKind.PARTNER)


def may_see_administration(actor: Actor, conference_id: int) -> bool:
    """L’administration est ouverte à la présidence, au secrétariat et au représentant de l’État."""
    return _runs_the_platform(actor) or may_see_warnings(actor, conference_id)


def may_plan_sittings(actor: Actor, conference_id: int) -> bool:
    """Seule la présidence fixe la date, l’heure et le lieu des séances."""
    return actor.holds(conference_id, CapacityKind.CHAIR)


def may_refer_question(actor: Actor, conference_id: int) -> bool:
    """Seul le représentant de l’État saisit la conférence d’une question."""
    return actor.holds(conference_id, CapacityKind.PARTNER)
