"""How a file ends: by its requester, or because time has passed, with a published statement (I9)."""

from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.clock import deadlines
from app.interpellations.events import InterpellationClosed
from app.interpellations.models import Interpellation
from app.interpellations.rules.states import check_transition
from app.interpellations.words import Closing, DeadlineKind

from . import letters, policies

STATEMENTS = {
    Closing.SATISFIED: "La personne qui a interpellé est satisfaite de la réponse.",
    Closing.UNSATISFIED: "La personne qui a interpellé clôt le dossier sans être satisfaite de la réponse.",
    Closing.EXPIRED: "Le délai pour donner suite est passé : le dossier est clos en l’état.",
    Closing.NO_ANSWER: "Réponse non intervenue : l’institution n’a pas répondu. Ce silence n’est pas un accord.",
}

NEVER_ANSWERED = {
    Closing.SATISFIED: "La personne qui a interpellé se dit satisfaite et clôt le dossier. "
    "Réponse non intervenue : l’institution n’a pas répondu par écrit.",
    Closing.UNSATISFIED: "La personne qui a interpellé clôt le dossier sans être satisfaite. "
    "Réponse non intervenue : l’institution n’a pas répondu. Ce silence n’est pas un accord.",
    Closing.EXPIRED: "Le délai pour donner suite est passé : le dossier est clos en l’état. "
    "Réponse non intervenue : l’institution n’a pas répondu. Ce silence n’est pas un accord.",
}
"""The same endings of a file to which the institution, though asked, wrote nothing: the silence is said (I9)."""


def close_by_requester(work: UnitOfWork, file: Interpellation, *, satisfied: bool) -> None:
    """Close the file at the requester's word."""
    work.allow(policies.may_judge, file)
    close(work, file, Closing.SATISFIED if satisfied else Closing.UNSATISFIED)


def close(work: UnitOfWork, file: Interpellation, closing: Closing) -> None:
    """Close the file; a consequence of acts already allowed."""
    act = "close" if closing in (Closing.SATISFIED, Closing.UNSATISFIED) else "expire"
    file.state = check_transition(act, file.state)
    answer = deadlines.find(work, file, DeadlineKind.ANSWER)
    answered = answer is not None and answer.met_at is not None
    statements = NEVER_ANSWERED if answer is not None and not answered else {}
    file.closing, file.closed_at = closing, work.now()
    file.closing_statement = statements.get(closing, STATEMENTS[closing])
    deadlines.drop_all(work, file)
    work.record(InterpellationClosed(stream=file.stream, closing=closing.value, answered=answered))
    letters.closed(work, file)
