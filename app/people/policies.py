"""Who may act on accounts. The docstring is what the refused person reads."""

from datetime import datetime

from app.foundation.actors import Actor

from .rules import is_fresh


def may_invite(actor: Actor) -> bool:
    """Seul l’administrateur de la plateforme invite des personnes."""
    return actor.administrator or actor.system


def may_open_demo_account(actor: Actor) -> bool:
    """Seul le chargement de la démonstration ouvre des comptes de démonstration."""
    return actor.system


def may_open_device(actor: Actor) -> bool:
    """Seule la vérification d’une preuve d’identité ouvre une session."""
    return actor.system


def may_sign_out(actor: Actor, person_id: int) -> bool:
    """Vous ne pouvez fermer que vos propres sessions."""
    return actor.person_id == person_id or actor.administrator


def may_keep_accounts(actor: Actor) -> bool:
    """Seul l’administrateur de la plateforme tient les comptes."""
    return actor.administrator or actor.system


def may_read_account(actor: Actor, person_id: int) -> bool:
    """Le registre d’un compte est lu par sa personne et par l’administrateur de la plateforme."""
    return actor.person_id == person_id or actor.administrator


def may_keep_own_account(actor: Actor, person_id: int) -> bool:
    """Vous ne pouvez modifier que votre propre compte."""
    return actor.person_id == person_id


def may_change_protection(actor: Actor, person_id: int, now: datetime) -> bool:
    """Confirmez d’abord que c’est bien vous : reconnectez-vous, puis recommencez dans la demi-heure."""
    return actor.person_id == person_id and actor.sign_in is not None and is_fresh(actor.sign_in.proved_at, now)


def may_replace_address(actor: Actor, person_id: int) -> bool:
    """Seul un autre administrateur de la plateforme change l’adresse d’une personne qui ne lit plus l’ancienne."""
    return (actor.administrator or actor.system) and actor.person_id != person_id


def may_reset_factors(actor: Actor, person_id: int) -> bool:
    """Seul un autre administrateur de la plateforme retire les seconds facteurs d’une personne qui les a perdus."""
    return (actor.administrator or actor.system) and actor.person_id != person_id
