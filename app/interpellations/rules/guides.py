"""What a guide says that no contract says: how to interpellate, who is bound by which time limit (I10). Pure."""

from typing import Any, Final

from app.conferences.rules.settings import Reglement
from app.deadlines.words import length
from app.foundation.french import count
from app.interpellations.rules.deadlines import OWED, rule_of
from app.interpellations.words import DeadlineKind

OWERS: Final = {
    "secretariat": "Le secrétariat de la conférence",
    "institution": "L’institution qui porte l’action",
    "requester": "Vous",
    "chair": "La présidence de la conférence",
}
TERMS: Final = (
    ("Porteur", "L’institution responsable d’une action. C’est elle qui répond."),
    ("Jalon", "Une étape datée d’une action."),
    ("Avenant", "Un texte signé qui change le contrat. Le texte d’origine reste lisible."),
    ("Clause de revoyure", "L’engagement de faire le point à mi-parcours, et de décider de continuer ou de changer."),
    ("Recevable", "Une question qui porte sur l’exécution du contrat, sans nom de personne ni propos interdit."),
    ("Réponse non intervenue", "Personne n’a répondu à temps. Un silence n’est jamais un accord."),
)


def deadlines(reglement: Reglement) -> list[list[str]]:
    """Return what is owed, by whom, within how long, in the order of a file's life."""
    return [[OWED[kind].words, OWERS[OWED[kind].owed_by], length(rule_of(kind, reglement))] for kind in DeadlineKind]


def steps(reglement: Reglement) -> list[str]:
    """Return how a watcher interpellates, one step a sentence or two."""

    def within(kind: DeadlineKind) -> str:
        return length(rule_of(kind, reglement))

    return [
        "Ouvrez la page de l’action ou de la clause, puis « Interpeller ». La page rappelle où en est l’action.",
        "Posez une question sur l’exécution du contrat : des faits, des dates, ce que vous demandez. Ne donnez ni nom "
        "ni information sur une personne : la question est publique, et votre nom ne l’est pas.",
        f"Le secrétariat dit si elle est recevable, sous {within(DeadlineKind.ADMISSIBILITY)}. Sinon, il dit pourquoi "
        "et vous pouvez la corriger.",
        f"L’institution qui porte l’action répond, sous {within(DeadlineKind.ANSWER)}. Sans réponse, le dossier dit "
        "« réponse non intervenue » et demande de lui-même à être entendu.",
        "Si la réponse ne suffit pas, demandez une précision, une fois, ou dites pourquoi elle ne suffit pas : l’avis "
        "motivé d’une vigie demande une audition.",
        "En séance, votre temps de parole est garanti : "
        f"{count(reglement.hearing_seconds // 60, 'minute')}. La réponse et les engagements sont au procès-verbal.",
    ]


def text_words(signed_on: str, riders: list[dict[str, Any]], *, draft: bool) -> str:
    """Say on which text a guide was made: what was signed here, or what the source gives."""
    if draft:
        return "Établi sur un projet qui n’est pas encore signé."
    if not signed_on:
        return "Établi sur ce que la source du contrat en dit : certaines clauses peuvent y manquer."
    changed = "".join(f", complété par l’avenant nº {one['number']} signé le {one['signed_on']}" for one in riders)
    return f"Établi sur le texte signé le {signed_on}{changed}."
