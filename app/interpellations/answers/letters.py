"""What a requester and a service receive about an answer. The text itself is read on the page of the file."""

from collections.abc import Iterable

from app.foundation.french import day
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.clock.people import officers_of
from app.interpellations.models import Deadline, Interpellation, InterpellationAnswer
from app.interpellations.words import InterpellationState
from app.notices.mail import SIGNATURE
from app.notices.outbox import send


def answered(work: UnitOfWork, file: Interpellation, answer: InterpellationAnswer) -> None:
    """Tell the requester that an answer is there."""
    promises = "".join(
        f"- {c.title}, par {c.owner.name}, au plus tard le {day(c.due_on)}\n" for c in answer.commitments
    )
    heard_soon = file.state is InterpellationState.ESCALATED
    text = (
        f"Bonjour,\n\n{answer.institution.name} a répondu à votre interpellation {file.number}.\n\n"
        f"{answer.text}\n\n{answer.signatory}\n\n"
        + (f"Engagements pris :\n{promises}\n" if promises else "")
        + ("Votre demande d’audition continue. " if heard_soon else "Vous pouvez demander une précision, une fois. ")
        + "Vous pouvez dire si cette réponse vous suffit\u00a0:\n"
        f"{_page(file)}\n\n{SIGNATURE}\n"
    )
    _tell(work, file, [file.requester.email], f"Réponse à l’interpellation {file.number}", text)


def corrected(work: UnitOfWork, file: Interpellation) -> None:
    """Tell the requester that the answer was corrected."""
    text = (
        f"Bonjour,\n\nLa réponse à votre interpellation {file.number} a été corrigée. "
        f"L’ancienne version reste lisible.\n{_page(file)}\n\n{SIGNATURE}\n"
    )
    _tell(work, file, [file.requester.email], f"Réponse corrigée à l’interpellation {file.number}", text)


def clarification_asked(work: UnitOfWork, file: Interpellation, due: Deadline) -> None:
    """Tell the service that a clarification is asked for, and by when."""
    text = (
        f"Bonjour,\n\nUne précision est demandée sur votre réponse à l’interpellation {file.number}, "
        f"au plus tard le {day(due.due_on)}.\n{_page(file)}\n\n{SIGNATURE}\n"
    )
    _tell(work, file, officers_of(work, file.service_id), f"Précision demandée : interpellation {file.number}", text)


def closed(work: UnitOfWork, file: Interpellation) -> None:
    """Tell the requester that the file is closed, and how."""
    text = (
        f"Bonjour,\n\nVotre interpellation {file.number} est close.\n{file.closing_statement}\n\n"
        f"Le dossier reste public : {_page(file)}\n\n{SIGNATURE}\n"
    )
    _tell(work, file, [file.requester.email], f"Interpellation {file.number} close", text)


def _page(file: Interpellation) -> str:
    return f"{{site}}/interpellations/{file.number}"


def _tell(work: UnitOfWork, file: Interpellation, to: Iterable[str], subject: str, text: str) -> None:
    for address in to:
        send(work, to=address, subject=subject, text=text, kind="interpellation.answer", about=file.stream)
