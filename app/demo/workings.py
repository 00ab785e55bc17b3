"""The sittings of a year ago: decisions that bind, one rejected, one carried by the chair's voice."""

from .script import Ballot, Commitment, Item, Meeting, Motion, Speech, Step

WATER = Meeting(
    title="Eau et sols",
    day=-470,
    hour="14:00",
    place="Hôtel du département, Lille",
    prefect=True,
    absent=("saint_quentin",),
    remote=("compiegne", "boulogne", "thierache"),
    items=(
        Item(
            title="Protéger les captages d’eau potable",
            kind="decision",
            minutes=45,
            by="oise",
            rapporteur="Alix Spécimen",
            description="Trente captages sont au-dessus des seuils. Agir à la source coûte moins que traiter.",
            speeches=(
                Speech(who="oise", seconds=355),
                Speech(who="prefet", seconds=190),
                Speech(who="thierache", seconds=171, kind="against"),
                Speech(who="amiens", seconds=128, kind="for"),
            ),
            motion=Motion(
                by="oise",
                title="Un plan commun pour trente captages",
                text="La conférence demande que chaque captage prioritaire ait, avant deux ans, un plan écrit avec "
                "les exploitants agricoles.\n\n"
                "Les départements mettent en commun leurs ingénieurs de l’eau.\n\n"
                "Aucune commune de moins de 2 000 habitants ne paie l’étude.",
            ),
            ballot=Ballot(against=("thierache",), abstain=("aisne", "saint_riquier")),
            decision="Chaque captage prioritaire aura un plan écrit avec les exploitants ; les petites communes ne "
            "paient pas l’étude.",
            commitments=(
                Commitment(
                    owner="oise",
                    title="Mettre en commun les ingénieurs de l’eau des cinq départements",
                    due=-200,
                    steps=(
                        Step(day=-330, who="oise", text="Convention prête, en attente de deux signatures."),
                        Step(day=-215, who="oise", text="Convention signée par les cinq départements.", state="done"),
                    ),
                ),
            ),
            note="La communauté de la Thiérache du Centre craint des contraintes sans compensation pour les "
            "éleveurs. L’Oise répond que les plans sont négociés exploitation par exploitation.",
        ),
        Item(
            title="Vœu sur le prix unique de l’eau",
            kind="decision",
            minutes=25,
            motion=Motion(
                by="roubaix",
                title="Un prix unique de l’eau dans la région",
                text="La conférence souhaite qu’un même mètre cube coûte le même prix partout dans la région.",
            ),
            speeches=(Speech(who="roubaix", seconds=149), Speech(who="valenciennes", seconds=133, kind="against")),
            ballot=Ballot(
                against=(
                    "oise",
                    "somme_ancien",
                    "aisne",
                    "amiens",
                    "valenciennes",
                    "maubeuge",
                    "thierache",
                    "compiegne",
                    "saint_riquier",
                ),
                abstain=("nord",),
            ),
            note="Les communes rurales craignent de payer les réseaux des villes, et les villes l’inverse. Le vœu est "
            "rejeté.",
        ),
    ),
)

TRANSPORT = Meeting(
    title="Se déplacer sans voiture",
    day=-300,
    hour="14:30",
    place="Siège de la Communauté urbaine, Dunkerque",
    absent=("saint_quentin", "oise"),
    remote=("aisne", "saint_riquier"),
    items=(
        Item(
            title="Transport à la demande : une seule réservation",
            kind="decision",
            minutes=40,
            by="maubeuge",
            rapporteur="Frédérique Canevas",
            description="Onze services de transport à la demande, onze numéros de téléphone.",
            speeches=(
                Speech(who="maubeuge", seconds=290),
                Speech(who="dunkerque", seconds=140, kind="for"),
                Speech(who="somme", seconds=88),
            ),
            motion=Motion(
                by="maubeuge",
                title="Un numéro et une page pour tous les transports à la demande",
                text="Les services de transport à la demande se réservent par un seul numéro et une seule page.\n\n"
                "La région en assure l’accueil ; chaque organisateur garde ses lignes et ses tarifs.",
            ),
            ballot=Ballot(abstain=("region",)),
            decision="Un seul numéro et une seule page pour réserver un transport à la demande.",
            commitments=(
                Commitment(
                    owner="region",
                    title="Ouvrir l’accueil commun des transports à la demande",
                    due=-35,
                    steps=(
                        Step(day=-140, who="region", text="Marché attribué, essais à partir de l’automne."),
                        Step(day=-50, who="region", text="Essais en cours avec quatre services sur onze."),
                    ),
                ),
                Commitment(owner="dunkerque", title="Donner ses horaires en données ouvertes", due=40),
            ),
            note="La région accepte l’accueil si chaque organisateur y affecte une demi-journée par mois.",
        ),
        Item(
            title="Où mettre les prochains arrêts de car à la demande ?",
            kind="decision",
            minutes=25,
            motion=Motion(
                by="thierache",
                title="Priorité aux communes sans aucune ligne",
                text="Les nouveaux arrêts vont d’abord aux communes qu’aucune ligne régulière ne dessert.",
            ),
            speeches=(Speech(who="thierache", seconds=126), Speech(who="lens", seconds=101, kind="against")),
            ballot=Ballot(
                against=("mel", "lens", "valenciennes", "amiens", "roubaix", "pas_de_calais", "dunkerque", "maubeuge"),
                casting="for",
            ),
            decision="Les nouveaux arrêts vont d’abord aux communes qu’aucune ligne régulière ne dessert.",
            note="Partage des voix. Le président de séance fait usage de sa voix prépondérante.",
        ),
    ),
)
