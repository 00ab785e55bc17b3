"""What comes: a group's sitting and a sitting of the conference already convened, another in preparation."""

from .script import Item, Meeting

GROUP = Meeting(
    title="Groupe « Intégrité de la personne » : préparer le relevé d’automne",
    day=9,
    hour="10:00",
    place="Agence régionale de santé, Lille",
    group="Intégrité de la personne",
    items=(
        Item(title="Méthode du relevé : ce qui change", kind="information", minutes=20),
        Item(title="Cabinets à interroger dans chaque bassin de vie", kind="debate", minutes=60, by="sante"),
    ),
)

CONVENED = Meeting(
    title="Logement et transition des quartiers",
    day=18,
    hour="14:00",
    place="Hémicycle du conseil régional, Lille",
    items=(
        Item(
            title="Rénover d’abord les logements les plus froids",
            kind="decision",
            minutes=45,
            by="maubeuge",
            rapporteur="Frédérique Canevas",
            description="Proposition d’un ordre de priorité commun aux aides de chaque niveau.",
            document=(
                "Note de présentation",
                "Trois aides différentes portent sur les mêmes logements. Cette note propose un ordre commun : les "
                "logements les plus froids d’abord, quel que soit leur propriétaire. Document de démonstration.",
            ),
        ),
        Item(title="Logement des saisonniers sur le littoral", kind="debate", minutes=30, by="boulogne"),
        Item(title="Calendrier de l’année", kind="information", minutes=10),
    ),
)

PREPARED = Meeting(
    title="Bilan des finalités et participation des habitants",
    day=60,
    hour="09:30",
    place="Hôtel de ville, Compiègne",
    prefect=True,
    items=(
        Item(
            title="Suivi des cinq finalités : ce qui a changé pour les habitants",
            kind="debate",
            minutes=60,
        ),
    ),
)
PROPOSED = (
    Item(
        title="Ouvrir les groupes de pilotage à des habitants tirés au sort",
        kind="decision",
        minutes=40,
        by="roubaix",
        description="Deux places par groupe, pour un an, indemnisées.",
        rapporteur="Nour Scénario",
    ),
    Item(
        title="Prévention des inondations : entretien commun des cours d’eau",
        kind="debate",
        minutes=35,
        by="saint_riquier",
        description="Les petites communes n’ont ni l’ingénieur ni la machine.",
        document=(
            "Carte des cours d’eau à entretenir",
            "Liste des tronçons signalés par les communes, du plus urgent au moins urgent. Document de démonstration.",
        ),
    ),
    Item(
        title="Formation des accueils de mairie au guichet de l’autonomie",
        kind="information",
        minutes=15,
        by="mel_observe",
    ),
)
ACCEPTED = (0,)
"""Ranks of the proposals the chair has already accepted."""

REFERRAL = (
    "Accueil des internes en médecine hors des grandes villes",
    "Le préfet de région demande à la conférence quels logements et quels transports les collectivités peuvent offrir "
    "aux internes en médecine qui choisissent un stage hors des grandes villes.",
)
