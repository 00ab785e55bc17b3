"""The sitting under way: what happened since it opened, and where it stands."""

from .script import Ballot, Item, Meeting, Motion, Speech

LIVE = Meeting(
    title="Soins de proximité et vie quotidienne",
    day=0,
    hour="09:00",
    place="Siège de la Communauté urbaine, Dunkerque",
    prefect=True,
    absent=("aisne", "saint_quentin", "region_observe"),
    remote=("thierache", "compiegne", "saint_riquier", "boulogne"),
    items=(
        Item(
            title="Adoption du procès-verbal de la séance « Apprendre près de chez soi »",
            kind="decision",
            minutes=5,
            ballot=Ballot(question="Adoptez-vous le procès-verbal de la séance « Apprendre près de chez soi » ?"),
            decision="Le procès-verbal de la séance « Apprendre près de chez soi » est adopté.",
            adopts="Apprendre près de chez soi",
        ),
        Item(
            title="Point d’étape sur les engagements de la conférence",
            kind="information",
            minutes=15,
            rapporteur="Charlie Maquette",
            speeches=(Speech(who="dunkerque", seconds=241), Speech(who="region", seconds=132)),
            note="Un engagement est en retard : l’accueil commun des transports à la demande. La région annonce une "
            "ouverture progressive.",
        ),
        Item(
            title="Médecins, infirmiers, maisons de santé : où agir d’abord ?",
            kind="decision",
            minutes=45,
            by="lens",
            rapporteur="Lysiane Ébauche",
            description="Le dernier relevé commun donne le délai d’un rendez-vous par bassin de vie. Deux façons de "
            "choisir s’opposent : les plus longs délais d’abord, ou les habitants les plus nombreux d’abord.",
            document=(
                "Relevé des délais de rendez-vous",
                "Délai médian pour un rendez-vous chez un médecin généraliste (chiffres inventés pour la "
                "démonstration).\n\nThiérache : 19 jours. Bassin minier : 11 jours. Littoral : 9 jours. "
                "Amiénois : 8 jours. Métropole lilloise : 6 jours.",
            ),
            motion=Motion(
                by="lens",
                title="Personne à plus de vingt minutes d’un médecin",
                text="La conférence retient un but commun : en trois ans, aucun habitant de la région à plus de vingt "
                "minutes d’une consultation de médecine générale, sur place ou à distance accompagnée.\n\n"
                "Les premiers moyens vont aux bassins de vie où le délai de rendez-vous dépasse quinze jours.\n\n"
                "Chaque niveau de collectivité écrit avant l’été ce qu’il y apporte.",
            ),
        ),
        Item(
            title="Cars du soir : horaires communs pour les lieux d’étude",
            kind="decision",
            minutes=30,
            by="boulogne",
            rapporteur="Swann Virtuel",
            description="Suite de la décision sur les lieux d’étude : il reste à fixer les horaires de retour.",
        ),
        Item(
            title="Forêt et risque d’incendie",
            kind="information",
            minutes=20,
            by="compiegne",
            rapporteur="Constance Inventé",
        ),
        Item(title="Questions diverses", kind="information", minutes=10),
    ),
)
UNDER_DEBATE = 2
"""Rank of the item under debate in that list."""

SPOKEN = (
    Speech(who="lens", seconds=187),
    Speech(who="prefet", seconds=164),
    Speech(who="mel", seconds=142),
    Speech(who="thierache", seconds=176),
    Speech(who="nord", seconds=103, kind="for"),
)
SPEAKING = Speech(who="roubaix", seconds=96)
WAITING = (
    Speech(who="saint_riquier", seconds=0),
    Speech(who="oise", seconds=0, kind="against"),
    Speech(who="maubeuge", seconds=0, kind="for"),
    Speech(who="mel_observe", seconds=0),
)
