"""Who plays: institutions of the real region by official code, and persons that do not exist.

Family names say that nobody is behind them: Exemple, Fictif, Modèle, Spécimen, Témoin…
"""

from dataclasses import dataclass

from app.institutions.words import InstitutionKind, Level

REGION, DEPARTEMENT, EPCI, COMMUNE = Level.REGION, Level.DEPARTEMENT, Level.EPCI, Level.COMMUNE
REGION_CODE = "32"


@dataclass(frozen=True, kw_only=True)
class Player:
    """A fictitious person; `capacity` is told beside the demo account."""

    given_name: str
    family_name: str
    title: str
    capacity: str
    administrator: bool = False


@dataclass(frozen=True, kw_only=True)
class Place:
    """A seat: the institution by level and official code. `player` keys the person who holds it."""

    player: str
    level: Level
    code: str
    observer: bool = False
    specificity: str | None = None


@dataclass(frozen=True, kw_only=True)
class Partner:
    """An institution that the official directory does not contain."""

    kind: InstitutionKind
    name: str


PLACES = (
    Place(player="region", level=REGION, code=REGION_CODE),
    Place(player="nord", level=DEPARTEMENT, code="59"),
    Place(player="pas_de_calais", level=DEPARTEMENT, code="62"),
    Place(player="oise", level=DEPARTEMENT, code="60"),
    Place(player="somme_ancien", level=DEPARTEMENT, code="80"),
    Place(player="aisne", level=DEPARTEMENT, code="02"),
    Place(player="mel", level=EPCI, code="200093201"),
    Place(player="dunkerque", level=EPCI, code="245900428"),
    Place(player="amiens", level=EPCI, code="248000531"),
    Place(player="valenciennes", level=EPCI, code="245901160"),
    Place(player="lens", level=EPCI, code="246200364"),
    Place(player="maubeuge", level=EPCI, code="200043396"),
    Place(player="thierache", level=EPCI, code="240200444", specificity="rural"),
    Place(player="roubaix", level=COMMUNE, code="59512"),
    Place(player="saint_quentin", level=COMMUNE, code="02691"),
    Place(player="boulogne", level=COMMUNE, code="62160", specificity="littoral"),
    Place(player="compiegne", level=COMMUNE, code="60159", specificity="forêt"),
    Place(player="saint_riquier", level=COMMUNE, code="80716"),
    Place(player="region_observe", level=REGION, code=REGION_CODE, observer=True),
    Place(player="mel_observe", level=EPCI, code="200093201", observer=True),
)
SPECIFICITIES = ("littoral", "rural", "forêt")

PARTNERS = {
    "sante": Partner(kind=InstitutionKind.STATE_OPERATOR, name="Agence régionale de santé Hauts-de-France"),
    "ecole": Partner(kind=InstitutionKind.STATE_SERVICE, name="Région académique Hauts-de-France"),
    "agriculture": Partner(kind=InstitutionKind.CHAMBER, name="Chambre d’agriculture Hauts-de-France"),
    "commerce": Partner(kind=InstitutionKind.CHAMBER, name="Chambre de commerce et d’industrie Hauts-de-France"),
    "aide": Partner(kind=InstitutionKind.ASSOCIATION, name="Association Exemple d’aide à domicile (fictive)"),
    "mobilite": Partner(kind=InstitutionKind.COMPANY, name="Coopérative Spécimen de mobilité (fictive)"),
}


def _elected(given: str, family: str, title: str, *, capacity: str = "siège avec droit de vote") -> Player:
    return Player(given_name=given, family_name=family, title=title, capacity=capacity)


PLAYERS = {
    "administration": Player(
        given_name="Robin",
        family_name="Démonstration",
        title="",
        capacity="administration de la plateforme",
        administrator=True,
    ),
    "prefet": Player(
        given_name="Pascale",
        family_name="Factice",
        title="représentante du préfet de région",
        capacity="partenaire – représentation de l’État",
    ),
    "secretariat": Player(
        given_name="Inès", family_name="Brouillon", title="secrétaire de séance", capacity="secrétariat"
    ),
    "secretariat_2": Player(
        given_name="Malo", family_name="Pseudonyme", title="secrétaire adjoint", capacity="secrétariat"
    ),
    "secretariat_3": Player(
        given_name="Judith", family_name="Anonyme", title="chargée de mission", capacity="secrétariat"
    ),
    "dunkerque": _elected(
        "Charlie",
        "Maquette",
        "présidente de la Communauté urbaine de Dunkerque",
        capacity="préside la conférence",
    ),
    "region": _elected("Camille", "Exemple", "présidente du conseil régional des Hauts-de-France"),
    "nord": _elected("Dominique", "Fictif", "président du conseil départemental du Nord"),
    "pas_de_calais": _elected("Claude", "Modèle", "président du conseil départemental du Pas-de-Calais"),
    "oise": _elected("Alix", "Spécimen", "présidente du conseil départemental de l’Oise"),
    "somme": _elected("Maxime", "Imaginé", "vice-président du conseil départemental de la Somme"),
    "aisne": _elected("Sacha", "Supposé", "président du conseil départemental de l’Aisne"),
    "mel": _elected("Andréa", "Hypothèse", "président de la Métropole Européenne de Lille"),
    "amiens": _elected("Morgan", "Esquisse", "président d’Amiens Métropole"),
    "valenciennes": _elected("Élie", "Prototype", "président de Valenciennes Métropole"),
    "lens": _elected("Lysiane", "Ébauche", "présidente de l’agglomération de Lens - Liévin"),
    "maubeuge": _elected("Frédérique", "Canevas", "présidente de l’agglomération Maubeuge Val de Sambre"),
    "thierache": _elected("Yaël", "Gabarit", "président de la Thiérache du Centre"),
    "roubaix": _elected("Nour", "Scénario", "maire de Roubaix"),
    "saint_quentin": _elected("Ange", "Simulé", "maire de Saint-Quentin"),
    "boulogne": _elected("Swann", "Virtuel", "maire de Boulogne-sur-Mer"),
    "compiegne": _elected("Constance", "Inventé", "maire de Compiègne"),
    "saint_riquier": _elected("Rose", "Personnage", "maire de Saint-Riquier"),
    "region_observe": _elected("Lou", "Témoin", "conseillère régionale des Hauts-de-France", capacity="observation"),
    "mel_observe": _elected(
        "Noa", "Figurant", "vice-présidente de la Métropole Européenne de Lille", capacity="observation"
    ),
    "somme_ancien": _elected(
        "Éloi", "Passé", "ancien président du conseil départemental de la Somme", capacity="mandat fini"
    ),
    "sante": Player(
        given_name="Ariane",
        family_name="Utopie",
        title="directrice de l’offre de soins",
        capacity="groupe « Intégrité de la personne »",
    ),
    "referent_etat": Player(
        given_name="Solène",
        family_name="Allégorie",
        title="chargée de mission à la préfecture du Nord",
        capacity="référente contractualisation de l’État",
    ),
    "referent_nord": Player(
        given_name="Victor",
        family_name="Pastiche",
        title="directeur de la contractualisation",
        capacity="référent contractualisation du Nord",
    ),
    "referent_maubeuge": Player(
        given_name="Agathe",
        family_name="Parabole",
        title="cheffe de projet",
        capacity="référente contractualisation de Maubeuge Val de Sambre",
    ),
    "ceser": Player(
        given_name="Honorine", family_name="Parodie", title="", capacity="préside le CESER (conseil de la région)"
    ),
    "conseil_maubeuge": Player(
        given_name="Odilon", family_name="Mirage", title="", capacity="préside un conseil de développement"
    ),
    "conseil_roubaix": Player(
        given_name="Zélie", family_name="Silhouette", title="", capacity="préside un conseil de quartier, et vigie"
    ),
    "vigie": Player(given_name="Gaspard", family_name="Allusion", title="", capacity="vigie de deux contrats"),
    "vigie_maubeuge": Player(
        given_name="Perrine", family_name="Apparence", title="", capacity="vigie qui n’a pas encore lu le guide"
    ),
    "citoyenne": Player(given_name="Maud", family_name="Fable", title="", capacity="citoyenne"),
    "citoyen": Player(given_name="Lazare", family_name="Conte", title="", capacity="citoyen"),
    "habitant": Player(given_name="Inès", family_name="Légende", title="", capacity="citoyenne"),
    "aide": Player(
        given_name="Basile",
        family_name="Chimère",
        title="président de l’association",
        capacity="groupe « Autonomie »",
    ),
}

# Levels in turn, from the first presidency to the last planned; an institution where it is chosen already.
PRESIDENCIES = (
    (REGION, "region", "Délibération n° D-01 de la conférence (fictive)"),
    (DEPARTEMENT, "nord", "Réunion des présidents de département (fictive)"),
    (EPCI, "dunkerque", "Réunion des présidents d’intercommunalité (fictive)"),
    (COMMUNE, "boulogne", "Réunion des maires de la conférence (fictive)"),
    (REGION, "region", "Présidence de droit : une seule région"),
    (DEPARTEMENT, None, ""),
    (EPCI, None, ""),
)
CURRENT = 2
"""Rank of the current presidency in that list."""
