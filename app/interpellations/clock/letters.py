"""What whoever owes something is told, in plain words: what to do, by when, and what happens otherwise (I5)."""

from typing import Final

from app.foundation.french import day
from app.interpellations.models import Deadline, Interpellation
from app.interpellations.rules.deadlines import OWED
from app.interpellations.words import DeadlineKind
from app.notices.mail import SIGNATURE

K = DeadlineKind
ASKED: Final = {
    K.ACKNOWLEDGEMENT: "Le secrétariat doit envoyer l’accusé de réception.",
    K.ADMISSIBILITY: "Le secrétariat doit dire si la question est recevable.",
    K.CORRECTION: "Vous pouvez corriger votre question. Sans correction, votre dossier sera clos.",
    K.ANSWER: "L’institution désignée doit répondre à la question.",
    K.CLARIFICATION: "L’institution doit préciser sa réponse, comme la personne l’a demandé.",
    K.JUDGEMENT: "Vous pouvez dire si la réponse vous suffit. Sans avis de votre part, votre dossier sera clos.",
    K.HEARING_REPLY: "La présidence doit inscrire l’audition à l’ordre du jour d’une séance, ou la refuser en disant "
    "pourquoi.",
    K.SECOND_REQUEST: "Vous pouvez redemander une audition. Sans nouvelle demande, votre dossier sera clos.",
    K.LAST_RESORT: "C’est la dernière échéance pour répondre à la question ou pour l’entendre en séance.",
}


def reminder(file: Interpellation, deadline: Deadline, *, late: bool) -> tuple[str, str]:
    """Return the subject and the text of a reminder, the same for the service, its elected head and the chair."""
    what = OWED[deadline.kind].words
    subject = f"{'En retard' if late else 'Rappel'}\u00a0: interpellation {file.number}, {what.lower()}"
    text = (
        f"Bonjour,\n\nInterpellation {file.number}, sur le contrat «\u00a0{file.contract.title}\u00a0».\n\n"
        f"{ASKED[deadline.kind]}\n"
        f"{'C’était à faire' if late else 'C’est à faire'} au plus tard le {day(deadline.due_on)}.\n\n"
        + (f"{_silence(deadline)}\n\n" if late else "")
        + f"Le dossier\u00a0: {{site}}/interpellations/{file.number}\n\n{SIGNATURE}\n"
    )
    return subject, text


def _silence(deadline: Deadline) -> str:
    if deadline.kind is K.ANSWER:
        return "Le dossier public dit «\u00a0réponse non intervenue\u00a0»\u00a0: un silence n’est jamais un accord."
    return "Le retard est inscrit au dossier public."
