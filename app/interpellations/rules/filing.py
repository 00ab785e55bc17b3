"""What a question must be, and when it may be refused (I1, I2, I4, I10). Pure."""

from typing import Final

from app.contracts.words import Health
from app.foundation.errors import Invalid, Refused
from app.interpellations.words import GuideReading, Inadmissibility

TITLE, QUESTION, LEAST = 160, 4000, 30
MOST_ATTACHMENTS: Final = 5
REASONS: Final = {
    Inadmissibility.OUT_OF_SCOPE: "La question ne porte pas sur un contrat suivi ici.",
    Inadmissibility.NOT_EXECUTION: "La question ne porte pas sur l’exécution du contrat.",
    Inadmissibility.NOT_YET_LATE: "L’échéance de l’action n’est pas passée.",
    Inadmissibility.PERSONAL_DATA: "La question contient des informations sur une personne.",
    Inadmissibility.INSULT: "La question contient des propos que la loi interdit.",
    Inadmissibility.DUPLICATE: "La même question est déjà posée : vous pouvez la soutenir.",
    Inadmissibility.INDIVIDUAL_CASE: "La question porte sur une situation personnelle : le service compétent y répond.",
}
LATE: Final = (Health.LATE, Health.FAILING)


def check_question(title: str, question: str) -> None:
    """Refuse a question that nobody could answer: without title, or in a few signs."""
    errors = []
    if not title.strip():
        errors.append({"pointer": "#/title", "detail": "Donnez un titre à votre question."})
    if len(question.strip()) < LEAST:
        errors.append({"pointer": "#/question", "detail": f"Expliquez votre question en {LEAST} signes au moins."})
    if errors:
        raise Invalid("Il manque des informations pour déposer l’interpellation.", errors=errors)


def check_body(*, deliberation: bool) -> None:
    """Refuse what a body files without the deliberation that says so."""
    if not deliberation:
        raise Refused("Joignez la délibération de votre instance : elle interpelle en son nom.", rule="I1")


def check_watcher(*, designated: bool, guide: GuideReading) -> None:
    """Refuse who is no longer designated, or has not read the guide of the contract as its text stands."""
    if not designated:
        raise Refused(
            "Votre désignation comme vigie a pris fin : ce brouillon ne peut plus être déposé à ce titre. "
            "Vous pouvez interpeller en votre nom.",
            rule="I1",
        )
    if guide is GuideReading.UNREAD:
        raise Refused(
            "Lisez d’abord le guide du contrat et déclarez l’avoir lu : c’est la règle d’une première interpellation.",
            rule="I10",
        )
    if guide is GuideReading.STALE:
        raise Refused(
            "Le texte du contrat a changé depuis votre lecture : lisez le guide à jour avant votre première "
            "interpellation.",
            rule="I10",
        )


def check_service(service_id: int | None) -> None:
    """Refuse to admit a question that nobody is asked to answer."""
    if service_id is None:
        raise Refused("Nommez d’abord l’institution qui doit répondre.", rule="I5")


def check_refusal(code: Inadmissibility, reason: str, health: Health | None) -> None:
    """Refuse a refusal without words, or one that says « not yet late » of an action that is."""
    if not reason.strip():
        raise Invalid(
            "Dites pourquoi la question n’est pas recevable, et comment la corriger.",
            errors=[{"pointer": "#/reason", "detail": "À remplir : ce motif est public."}],
        )
    if code is Inadmissibility.NOT_YET_LATE and health in LATE:
        raise Refused(
            "L’action est en retard d’après ses propres échéances : ce motif ne peut pas être donné.", rule="I4"
        )
