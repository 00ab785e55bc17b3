"""The last sittings held."""

from .script import Ballot, Commitment, Correction, Item, Meeting, Motion, Speech, Step

AUTONOMY = Meeting(
    title="Vieillir chez soi",
    day=-160,
    hour="09:30",
    place="Hôtel de ville, Boulogne-sur-Mer",
    prefect=True,
    remote=("compiegne", "thierache", "saint_riquier"),
    absent=("aisne",),
    items=(
        Item(
            title="Guichet unique de l’autonomie",
            kind="decision",
            minutes=45,
            by="pas_de_calais",
            rapporteur="Claude Modèle",
            description="Une personne qui perd son autonomie remplit aujourd’hui cinq dossiers. Un seul doit suffire.",
            speeches=(
                Speech(who="pas_de_calais", seconds=328),
                Speech(who="lens", seconds=174, kind="for"),
                Speech(who="prefet", seconds=122),
                Speech(who="mel_observe", seconds=76),
            ),
            motion=Motion(
                by="pas_de_calais",
                title="Un dossier, un interlocuteur",
                text="Toute demande liée à la perte d’autonomie se fait par un dossier unique.\n\n"
                "Un même interlocuteur suit la personne du premier appel à la première aide.\n\n"
                "Les départements, les caisses et les communes partagent ce dossier avec l’accord de la personne.",
            ),
            ballot=Ballot(abstain=("oise",)),
            decision="Un dossier unique et un interlocuteur unique pour la perte d’autonomie.",
            commitments=(
                Commitment(
                    owner="pas_de_calais",
                    title="Écrire le dossier unique avec les caisses et trois communes volontaires",
                    due=25,
                    steps=(Step(day=-40, who="pas_de_calais", text="Première version relue par des aidants."),),
                ),
                Commitment(
                    owner="boulogne",
                    title="Essayer le guichet unique pendant trois mois",
                    due=-20,
                    steps=(
                        Step(
                            day=-28,
                            who="boulogne",
                            text="Essai terminé : 212 personnes reçues, délai divisé par deux.",
                            state="done",
                        ),
                    ),
                ),
            ),
            note="Les observateurs demandent que les accueils de mairie soient formés avant l’ouverture.",
        ),
        Item(
            title="Thèmes du contrat d’essai du Val de Sambre",
            kind="decision",
            minutes=10,
            by="maubeuge",
            description="Un contrat inventé, pour que l’on voie comment son argent se suit.",
            decision="L’État et les collectivités choisissent chacun la moitié des thèmes du contrat d’essai.",
            note="Aucune observation.",
        ),
        Item(
            title="Bilan de l’année de présidence départementale",
            kind="information",
            minutes=20,
            speeches=(Speech(who="nord", seconds=276),),
            note="Huit décisions, dont six exécutées. La présidence passe au niveau intercommunal.",
        ),
    ),
)

SCHOOL = Meeting(
    title="Apprendre près de chez soi",
    day=-70,
    hour="14:00",
    place="Siège de la Communauté urbaine, Dunkerque",
    remote=("compiegne", "aisne", "thierache"),
    absent=("saint_quentin", "roubaix"),
    late=("amiens",),
    corrections=(
        Correction(
            who="region",
            item="Lieux d’étude ouverts le soir",
            text="Ajouter que la région a demandé le recensement des lycées avant tout engagement de dépense.",
            accepted=True,
            answer="C’est exact, la phrase est ajoutée.",
            discussion="La discussion porte surtout sur le retour : un lieu ouvert sans car n’est ouvert qu’aux "
            "voisins. La région demande que les lycées soient recensés avant tout engagement de dépense.",
        ),
        Correction(
            who="valenciennes",
            item="Lieux d’étude ouverts le soir",
            text="Remplacer « contre » par « abstention » pour notre vote.",
            accepted=False,
            answer="Le sens d’un vote vient du scrutin lui-même et ne se corrige pas au procès-verbal.",
        ),
    ),
    items=(
        Item(
            title="Lieux d’étude ouverts le soir",
            kind="decision",
            minutes=40,
            by="boulogne",
            rapporteur="Swann Virtuel",
            description="Où travailler après les cours quand la maison est trop petite ou trop loin ?",
            speeches=(
                Speech(who="boulogne", seconds=301),
                Speech(who="saint_riquier", seconds=155, kind="for"),
                Speech(who="somme", seconds=117),
                Speech(who="region", seconds=163),
            ),
            motion=Motion(
                by="boulogne",
                title="Cent lieux d’étude ouverts jusqu’à 21 h",
                text="La conférence vise cent lieux d’étude ouverts jusqu’à 21 h, trois soirs par semaine, d’ici deux "
                "ans.\n\nLa moitié au moins se trouve dans des communes de moins de 10 000 habitants.\n\n"
                "Le transport du retour est prévu avant l’ouverture.",
            ),
            ballot=Ballot(against=("valenciennes",), abstain=("mel", "lens")),
            decision="Cent lieux d’étude ouverts le soir d’ici deux ans, la moitié dans de petites communes.",
            commitments=(
                Commitment(owner="region", title="Recenser les lycées qui peuvent ouvrir le soir", due=60),
                Commitment(owner="saint_riquier", title="Ouvrir un premier lieu d’étude à la médiathèque", due=110),
            ),
            note="La discussion porte surtout sur le retour : un lieu ouvert sans car n’est ouvert qu’aux voisins.",
        ),
        Item(
            title="Programme de travail de la présidence intercommunale",
            kind="information",
            minutes=15,
            speeches=(Speech(who="dunkerque", seconds=228),),
            note="Trois priorités : soins de proximité, transport du soir, forêt.",
        ),
    ),
)
