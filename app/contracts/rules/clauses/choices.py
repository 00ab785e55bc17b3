"""The closed answers of the clauses, with their words."""

from collections.abc import Mapping
from typing import Final

from app.contracts.words import ParticipationDegree

DEGREE_WORDS: Final = {
    ParticipationDegree.SEATS: "Sièges de citoyens dans les instances de pilotage",
    ParticipationDegree.USERS: "Maîtrise d’usage",
    ParticipationDegree.BUDGET: "Budget participatif",
    ParticipationDegree.CITIZEN_PROJECT: "Projet porté par des citoyens",
    ParticipationDegree.REFERENDUM: "Référendum local",
}
DEGREES = (
    (ParticipationDegree.SEATS, "Des habitants nommés siègent au comité de pilotage."),
    (ParticipationDegree.USERS, "Des usagers disent ce qui sert et ce qui manque, avant et pendant l’exécution."),
    (ParticipationDegree.BUDGET, "Les habitants proposent et votent, dans la limite d’un montant."),
    (ParticipationDegree.CITIZEN_PROJECT, "Un groupe d’habitants conduit une opération du contrat."),
    (
        ParticipationDegree.REFERENDUM,
        "Les électeurs répondent à une question ; consultatif sauf loi contraire.",
    ),
)
WHEN: Final = {"before": "avant les décisions", "during": "pendant l’exécution", "after": "au moment du bilan"}
RESIDENCE: Final = {
    "perimeter": "habiter le périmètre du contrat",
    "users": "habiter, travailler ou étudier sur le périmètre du contrat",
    "priority": "habiter un territoire prioritaire du contrat",
    "anyone": "aucune condition de résidence",
}
MEANS: Final = {
    "meetings": "des réunions publiques",
    "online": "des contributions en ligne",
    "workshops": "des ateliers d’usagers",
    "survey": "un questionnaire",
    "walks": "des visites sur place",
    "vote": "un vote",
    "paper": "un registre papier en mairie",
}
UNDERTAKING: Final = {
    "follow": "suivre le résultat",
    "explain": "suivre le résultat ou motiver publiquement chaque écart",
    "answer": "répondre publiquement à chaque proposition",
}
FORMATS: Final = {"room": "en salle", "hybrid": "en salle et à distance", "remote": "à distance"}
EVALUATORS: Final = {
    "external": "un évaluateur extérieur, choisi en commun",
    "joint": "une équipe commune aux parties",
    "university": "un laboratoire universitaire",
}
MATCHES: Final = {
    "any": "un seul de ces critères suffit",
    "all": "tous ces critères sont réunis",
}


def options(words: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Return the words as a choice offers them, without explanation."""
    return tuple((word, said, "") for word, said in words.items())
