"""The plan of the site, by endpoint: a test holds it against the address book, so that no public page is forgotten."""

from dataclasses import dataclass
from typing import Final

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.conferences.models import Conference
from app.foundation.actors import Actor
from app.interpellations.desk.policies import may_open_desk
from app.moderation.policies import may_see_queue

LEFT_OUT: Final = {
    "wellknown.security": "read by machines",
    "wellknown.change_password": "read by machines",
    "wellknown.robots": "read by machines",
    "wellknown.icon": "read by machines",
    "health.alive": "for the operator's tools",
    "health.ready": "for the operator's tools",
    "health.metrics": "for the operator's tools",
    "people.link_sent": "a step of signing in",
    "people.second_factor": "a step of signing in",
    "providers.waiting": "a step of signing in",
    "interpellations.new": "asked from a contract or an action, which it needs",
    "interpellations.similar": "a part of the form to ask",
}
"""Public addresses without parameters that are no page to go to, each with what it is."""
Entry = tuple[str, str, str]
"""Endpoint, name, what one finds there (empty when the name says it)."""


@dataclass(frozen=True, kw_only=True)
class Door:
    """One line of the plan."""

    href: str
    name: str
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of the plan, with its title."""

    title: str
    doors: list[Door]


def public_part_entries() -> list[tuple[str, list[Entry]]]:
    """Return what is open to everybody, by part."""
    return [
        (_("Suivre les conférences"), _conferences()),
        (_("Suivre les contrats"), _contracts()),
        (_("Demander des comptes"), _accounts_asked()),
        (_("Votre compte"), _signing_in()),
        (_("Chercher, comprendre, réutiliser"), _reusing()),
        (_("Informations légales"), _legal()),
    ]


def _conferences() -> list[Entry]:
    return [
        ("home.front_page", _("Accueil"), _("ce qui se passe maintenant")),
        ("conferences.index", _("Conférences"), _("qui siège, qui préside, pour quelles finalités")),
        ("calendar.calendar", _("Calendrier des séances"), ""),
        ("followup.decisions", _("Décisions"), _("ce qui a été décidé, par quel vote")),
        ("followup.commitments", _("Engagements"), _("ce qui est dû, par qui, pour quand")),
        ("journal.streams", _("Journal public"), _("tout ce qui s’est passé, dans l’ordre")),
    ]


def _contracts() -> list[Entry]:
    return [
        ("contracts.overview", _("Contrats"), _("ce qui est promis, avec quel argent, ce qui est en retard")),
        ("contracts.charts", _("Graphiques des contrats"), ""),
        ("contracts.map_of_perimeters", _("Carte des contrats"), ""),
        ("contracts.schemes", _("Dispositifs"), _("les types de contrats et ce qu’ils demandent")),
        ("contracts.officers", _("Référents contractualisation"), _("qui répond de chaque institution")),
    ]


def _accounts_asked() -> list[Entry]:
    return [
        ("interpellations.index", _("Interpellations"), _("les questions posées et leurs réponses")),
        ("interpellations.guide", _("Interpeller, mode d’emploi"), _("qui peut demander, à qui, en combien de temps")),
        ("interpellations.scoreboard", _("Tableau des réponses"), _("qui répond, en combien de temps")),
        ("interpellations.bodies", _("Instances citoyennes et vigies"), _("qui veille, sur quels contrats")),
    ]


def _signing_in() -> list[Entry]:
    return [
        ("people.sign_in", _("Se connecter"), ""),
        ("people.ask_link", _("Recevoir un lien de connexion"), _("sans mot de passe, ou s’il est oublié")),
        ("people.sign_up", _("Ouvrir un compte"), _("pour interpeller, soutenir ou suivre")),
    ]


def _reusing() -> list[Entry]:
    return [
        ("home.search_page", _("Recherche"), _("annuaire des institutions compris")),
        ("home.api_page", _("API et données ouvertes"), ""),
        ("home.problems_page", _("Les erreurs et leur sens"), ""),
        ("calendar.feed", _("Calendrier des séances, pour votre agenda"), _("iCalendar")),
        ("followup.feed", _("Décisions, par flux"), _("Atom")),
        ("interpellations.feed", _("Interpellations, par flux"), _("Atom")),
        ("followup.commitments_csv", _("Engagements, en tableau"), _("CSV")),
    ]


def _legal() -> list[Entry]:
    return [
        ("legal.site_map", _("Plan du site"), ""),
        ("legal.accessibility", _("Accessibilité"), _("la déclaration, et ce qui reste à corriger")),
        ("legal.legal_notice", _("Mentions légales"), _("qui publie, qui héberge")),
        ("legal.personal_data", _("Données personnelles"), _("ce qui est gardé, pourquoi, combien de temps")),
        ("moderation.figures", _("Modération des contenus"), _("qui signale, qui décide, combien")),
        ("legal.contact", _("Contact"), ""),
        ("legal.source_code", _("Code source"), ""),
    ]


def _own_entries(actor: Actor) -> list[Entry]:
    own: list[Entry] = [
        ("home.account_page", _("Mon compte et mes mandats"), ""),
        ("people.protect", _("Protéger mon compte"), _("clés d’accès, application de codes")),
        ("proxies.own", _("Mes pouvoirs"), _("qui vote en mon nom, pour qui je vote")),
        ("following.own_page", _("Mes suivis"), ""),
        ("interpellations.watched", _("Mes contrats"), _("ce que suivent les vigies")),
        ("people.record", _("Ce qui est arrivé à mon compte"), ""),
        ("moderation.own", _("Modération"), _("ce qui me concerne, ce que j’ai signalé")),
        ("personal.own_data", _("Mes données"), _("les emporter, effacer mon compte")),
    ]
    if may_open_desk(actor):
        own.append(("interpellations.desk", _("Bureau des interpellations"), ""))
    if may_see_queue(actor):
        own.append(("moderation.queue", _("Signalements de contenus à examiner"), ""))
    if actor.administrator:
        own += [
            ("home.keeping_page", _("Administration"), _("ce qui attend quelqu’un")),
            ("home.persons_page", _("Personnes et invitations"), ""),
            ("home.institutions_page", _("Institutions partenaires"), ""),
            ("switches.switches", _("Services suspendus"), ""),
            ("notices.all_messages", _("Envois"), ""),
            ("journal_browser.browser", _("Tout le journal"), ""),
        ]
    return own


def _part(title: str, entries: list[Entry]) -> Part:
    return Part(title=title, doors=[Door(href=url_for(end), name=name, about=about) for end, name, about in entries])


def site_plan(session: Session, actor: Actor) -> list[Part]:
    """Return the parts of the plan for whoever looks, each conference under its name."""
    parts = [_part(title, entries) for title, entries in public_part_entries()]
    named = session.execute(select(Conference.slug, Conference.name).order_by(Conference.name))
    places = [Door(href=url_for("conferences.show", slug=slug), name=name) for slug, name in named]
    if places:
        parts.insert(1, Part(title=_("Chaque conférence"), doors=places))
    if actor.signed_in:
        parts.insert(0, _part(_("Pour vous"), _own_entries(actor)))
    return parts
