"""The pages that were looked at: those the RGAA asks for, then each kind of page, then two at random. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Page(StrEnum):
    """A page of the sample."""

    HOME = "home"
    CONTACT = "contact"
    LEGAL = "legal"
    DECLARATION = "declaration"
    PLAN = "plan"
    HELP = "help"
    SIGN_IN = "sign_in"
    ACCOUNT = "account"
    CONFERENCE = "conference"
    SITTING = "sitting"
    ROOM = "room"
    PROJECTION = "projection"
    MINUTES = "minutes"
    INTERPELLATION = "interpellation"
    ASKING = "asking"
    SCOREBOARD = "scoreboard"
    CONTRACT = "contract"
    CONTRACTS = "contracts"
    PERSONAL_DATA = "personal_data"
    SEARCH = "search"


@dataclass(frozen=True, kw_only=True)
class Sampled:
    """A page of the sample: its name, its address (`…` stands for what changes), who looked at it."""

    page: Page
    name: str
    address: str
    who: str = "sans compte"


SAMPLE: Final = (
    Sampled(page=Page.HOME, name="Accueil", address="/"),
    Sampled(page=Page.CONTACT, name="Contact", address="/contact"),
    Sampled(page=Page.LEGAL, name="Mentions légales", address="/mentions-legales"),
    Sampled(page=Page.DECLARATION, name="Accessibilité", address="/accessibilite"),
    Sampled(page=Page.PLAN, name="Plan du site", address="/plan-du-site"),
    Sampled(page=Page.HELP, name="Aide : interpeller, mode d’emploi", address="/interpellations/mode-d-emploi"),
    Sampled(page=Page.SIGN_IN, name="Se connecter", address="/connexion"),
    Sampled(page=Page.ACCOUNT, name="Mon compte", address="/compte", who="avec un compte"),
    Sampled(page=Page.CONFERENCE, name="Une conférence", address="/conferences/…"),
    Sampled(page=Page.SITTING, name="Une séance, ses documents", address="/seances/…"),
    Sampled(page=Page.ROOM, name="La salle de séance", address="/seances/…/salle", who="présidence"),
    Sampled(page=Page.PROJECTION, name="L’écran de la salle", address="/seances/…/projection"),
    Sampled(page=Page.MINUTES, name="Un procès-verbal, page et PDF", address="/seances/…/proces-verbal"),
    Sampled(page=Page.INTERPELLATION, name="Une interpellation", address="/interpellations/…"),
    Sampled(
        page=Page.ASKING,
        name="Déposer une interpellation",
        address="/interpellations/nouvelle?contrat=…",
        who="avec un compte",
    ),
    Sampled(page=Page.SCOREBOARD, name="Tableau des réponses", address="/interpellations/tableau"),
    Sampled(page=Page.CONTRACT, name="Un contrat", address="/contrats/…"),
    Sampled(page=Page.CONTRACTS, name="Les contrats, filtres et tableau", address="/contrats"),
    Sampled(page=Page.PERSONAL_DATA, name="Données personnelles (au hasard)", address="/donnees-personnelles"),
    Sampled(page=Page.SEARCH, name="Résultats de recherche (au hasard)", address="/recherche?q=…"),
)
EVERYWHERE: Final = frozenset(Page)
FORMS: Final = frozenset(
    {Page.CONTACT, Page.SIGN_IN, Page.ACCOUNT, Page.ROOM, Page.ASKING, Page.CONTRACTS, Page.SEARCH}
)
"""Pages with a form of their own, beside the search of every page."""
WITHOUT_SITE_FRAME: Final = frozenset({Page.ROOM, Page.PROJECTION})
"""The room and its screen have a frame of their own, without the site's menu and search."""
FRAMED: Final = EVERYWHERE - WITHOUT_SITE_FRAME
"""Every page that has the site's head, menu, search and foot."""
SEARCHING: Final = FRAMED
