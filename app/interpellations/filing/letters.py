"""What a requester receives about a question’s beginning: plain text, every mandatory mention (I3)."""

from app.foundation.french import day
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.models import Deadline, Interpellation
from app.interpellations.rules.filing import REASONS
from app.notices.mail import SIGNATURE
from app.notices.outbox import send


def registration_receipt(work: UnitOfWork, file: Interpellation) -> None:
    """Tell the requester at once that the question is registered, under which number."""
    assert file.registered_at is not None
    text = (
        f"Bonjour,\n\nVotre interpellation est enregistrée sous le numéro {file.number}.\n\n"
        f"« {file.title} »\nContrat : {file.contract.title}\n\n"
        "La suite :\n"
        "- vous recevrez un accusé de réception, qui dira quel service s’occupe de votre dossier\u202f;\n"
        "- le secrétariat dira si votre question est recevable, c’est-à-dire si elle porte sur l’exécution du contrat, "
        "sans rien de personnel ni d’insultant.\n\n"
        f"Son dossier public : {{site}}/interpellations/{file.number}\n\n{SIGNATURE}\n"
    )
    _to_requester(work, file, f"Interpellation {file.number} enregistrée", text, kind="registration")


def admitted(work: UnitOfWork, file: Interpellation, answer: Deadline) -> None:
    """Tell the requester that the question is admissible, by when and by whom an answer is due."""
    service = file.service.name if file.service else ""
    text = (
        f"Bonjour,\n\nVotre interpellation {file.number} est recevable. Elle est transmise à : {service}.\n"
        f"Une réponse est attendue au plus tard le {day(answer.due_on)}.\n\n"
        "Comment cette date est calculée :\n" + "".join(f"- {step}\n" for step in answer.computation) + "\n"
        "Sans réponse à cette date, le dossier dira « réponse non intervenue » : un silence n’est jamais un accord.\n"
        f"Le dossier : {{site}}/interpellations/{file.number}\n\n{SIGNATURE}\n"
    )
    _to_requester(work, file, f"Interpellation {file.number} recevable", text, kind="admissibility")


def refused(work: UnitOfWork, file: Interpellation, correction: Deadline) -> None:
    """Tell the requester why the question is not admissible, and how to correct it."""
    assert file.inadmissibility is not None
    text = (
        f"Bonjour,\n\nVotre interpellation {file.number} n’est pas recevable en l’état.\n\n"
        f"Motif : {REASONS[file.inadmissibility]}\n{file.inadmissibility_reason}\n\n"
        f"Vous pouvez la corriger jusqu’au {day(correction.due_on)} : "
        f"{{site}}/interpellations/{file.number}/corriger\n\n{SIGNATURE}\n"
    )
    _to_requester(work, file, f"Interpellation {file.number} : à corriger", text, kind="admissibility")


def _to_requester(work: UnitOfWork, file: Interpellation, subject: str, text: str, *, kind: str) -> None:
    send(work, to=file.requester.email, subject=subject, text=text, kind=f"interpellation.{kind}", about=file.stream)
