"""The first sittings: the conference is installed and says what it is for."""

from .script import Ballot, Commitment, Item, Meeting, Motion, Speech, Step

FINALITES = (
    (
        "Autonomie",
        "Vivre chez soi et choisir sa vie, à tout âge, avec ou sans handicap : aides, logement, aidants.",
    ),
    (
        "Épanouissement",
        "Apprendre, se cultiver, faire du sport, créer : que le lieu de naissance n’en décide pas.",
    ),
    (
        "Intégrité de la personne",
        "Être soigné, protégé et en sécurité : médecins, secours, prévention des violences.",
    ),
    ("Liberté d’aller et venir", "Aller travailler, étudier ou se soigner, avec ou sans voiture."),
    ("Cadre de vie", "Respirer, boire et habiter dans un milieu sain : eau, air, sols, logements, forêts."),
)

INSTALLATION = Meeting(
    title="Séance d’installation",
    day=-800,
    hour="14:00",
    place="Hémicycle du conseil régional, Lille",
    prefect=True,
    absent=("aisne",),
    remote=("saint_riquier", "thierache"),
    items=(
        Item(
            title="Lecture de l’arrêté de composition et installation des membres",
            kind="information",
            minutes=20,
            speeches=(Speech(who="region", seconds=312), Speech(who="prefet", seconds=245)),
            note="La présidente lit l’arrêté. La représentante du préfet rappelle que l’État est partenaire de la "
            "conférence, sans siège ni voix, et qu’il pourra la saisir de toute question.",
        ),
        Item(
            title="Ordre de la présidence tournante",
            kind="decision",
            minutes=30,
            description="Les niveaux de collectivité se succèdent à la présidence, un an chacun.",
            speeches=(
                Speech(who="mel", seconds=148),
                Speech(who="compiegne", seconds=131, kind="for"),
                Speech(who="oise", seconds=96),
            ),
            motion=Motion(
                by="region",
                title="Ordre de la présidence",
                text="La présidence de la conférence change chaque année de niveau de collectivité.\n\n"
                "L’ordre convenu est : région, département, intercommunalité, commune.\n\n"
                "Au sein d’un niveau, les membres de ce niveau choisissent l’institution qui préside.",
            ),
            ballot=Ballot(abstain=("mel",)),
            decision="La présidence tourne chaque année dans l’ordre : région, département, intercommunalité, commune.",
            note="Plusieurs membres demandent que le nom de l’institution choisie soit connu six mois à l’avance.",
        ),
        Item(
            title="Finalités de l’action publique dans la région",
            kind="decision",
            minutes=60,
            description="Nommer quatre ou cinq buts de l’action publique, vus du côté de l’habitant et non du "
            "service qui l’administre.",
            by="nord",
            rapporteur="Dominique Fictif",
            speeches=(
                Speech(who="nord", seconds=402),
                Speech(who="boulogne", seconds=176, kind="for"),
                Speech(who="somme_ancien", seconds=164, kind="against"),
                Speech(who="roubaix", seconds=121, kind="for"),
                Speech(who="thierache", seconds=158),
            ),
            motion=Motion(
                by="nord",
                title="Cinq finalités pour les Hauts-de-France",
                text="La conférence retient cinq finalités : autonomie, épanouissement, intégrité de la personne, "
                "liberté d’aller et venir, cadre de vie.\n\n"
                "Chacune est suivie par un groupe de pilotage ouvert à tous les partenaires qu’elle concerne.\n\n"
                "Elles sont réexaminées dans trois ans.",
                finalites=FINALITES,
            ),
            ballot=Ballot(against=("somme_ancien",), abstain=("oise",)),
            decision="La conférence adopte cinq finalités et crée le groupe de pilotage de chacune.",
            commitments=(
                Commitment(
                    owner="region",
                    title="Réunir les cinq groupes de pilotage pour une première séance",
                    due=-680,
                    steps=(
                        Step(
                            day=-690,
                            who="region",
                            text="Les cinq groupes se sont réunis entre mars et avril.",
                            state="done",
                        ),
                    ),
                ),
            ),
            note="Débat sur le nombre : quatre pour se tenir à l’essentiel, cinq pour ne pas noyer l’eau et les "
            "sols dans la santé. Le département de la Somme aurait préféré une finalité « emploi ».",
        ),
        Item(
            title="Secrétariat commun",
            kind="information",
            minutes=15,
            speeches=(Speech(who="mel", seconds=203),),
            note="Trois personnes, mises à disposition ; leur coût est partagé selon la population.",
        ),
    ),
)

DIAGNOSIS = Meeting(
    title="Premiers constats partagés",
    day=-640,
    hour="09:30",
    place="Hôtel du département, Arras",
    absent=("compiegne", "maubeuge"),
    remote=("saint_riquier", "oise", "aisne"),
    items=(
        Item(
            title="Qui renonce aux soins, et où ? Constat partagé",
            kind="debate",
            minutes=50,
            by="aisne",
            rapporteur="Sacha Supposé",
            speeches=(
                Speech(who="aisne", seconds=364),
                Speech(who="valenciennes", seconds=119),
                Speech(who="lens", seconds=187),
                Speech(who="saint_riquier", seconds=142),
            ),
            note="Chaque membre apporte sa carte. Elles ne disent pas la même chose : les unes comptent les "
            "cabinets, les autres les délais. Le groupe « Intégrité de la personne » proposera une mesure commune.",
        ),
        Item(
            title="Une seule façon de mesurer l’accès aux soins",
            kind="decision",
            minutes=25,
            motion=Motion(
                by="lens",
                title="Mesure commune de l’accès aux soins",
                text="Les membres retiennent une mesure commune : le délai pour obtenir un rendez-vous chez un "
                "médecin généraliste, relevé deux fois par an.\n\nLes relevés sont publics.",
            ),
            ballot=Ballot(out=("pas_de_calais",)),
            decision="L’accès aux soins se mesure par le délai d’obtention d’un rendez-vous, relevé deux fois par an.",
            note="La mesure est imparfaite et connue de tous. Le Pas-de-Calais, qui mène sa propre enquête, ne prend "
            "pas part au vote.",
            commitments=(
                Commitment(
                    owner="lens",
                    title="Publier le premier relevé des délais de rendez-vous",
                    due=-450,
                    steps=(
                        Step(day=-520, who="lens", text="Relevé fait dans 41 cabinets sur 60."),
                        Step(day=-455, who="lens", text="Relevé publié, méthode jointe.", state="done"),
                    ),
                ),
            ),
        ),
    ),
)
