"""The fields of clauses that are in order, one set for each kind."""

from typing import Any

from app.contracts.words import ClauseKind

WRITTEN: dict[ClauseKind, dict[str, Any]] = {
    ClauseKind.PARTICIPATION: {
        "degree": "users",
        "when": ["before", "during"],
        "min_age": 16,
        "residence": "perimeter",
        "means": ["meetings", "workshops"],
        "undertaking": "explain",
        "answer_days": 60,
    },
    ClauseKind.METHOD: {
        "review_months": 12,
        "meetings_months": 6,
        "meetings_format": "hybrid",
        "steering_body": "comité de pilotage coprésidé par l’État et l’intercommunalité",
        "citizens": "Le conseil citoyen reçoit les comptes rendus et peut faire inscrire un point.",
        "notice_months": 6,
        "penalty": "elle verse les engagements pris jusqu’à la fin de l’année",
    },
    ClauseKind.REVIEW: {"cases": ["fermeture d’un employeur majeur", "catastrophe naturelle"], "trigger_days": 60},
    ClauseKind.EVALUATION: {"percent": "1.5", "evaluator": "external"},
    ClauseKind.ASSISTANCE: {
        "commune_population": 2000,
        "epci_population": 30_000,
        "matching": "any",
        "services": ["montage de dossiers de subvention"],
        "contact": "la direction départementale des territoires",
    },
    ClauseKind.PRIORITY_AREA: {"indicators": ["part des ménages sous le seuil de pauvreté"], "share": "50"},
}
MANDATORY = [kind for kind in WRITTEN if kind is not ClauseKind.PRIORITY_AREA]
