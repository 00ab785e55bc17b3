"""The queue as a file for a spreadsheet, read little by little: constant memory whatever the number of files.

It leaves the house: titles are those the public reads; neither who asks nor any internal note is in it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, Select, case, literal
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from app.contracts.models import Action, Contract
from app.contracts.overview.sheets import Line
from app.foundation.actors import Actor
from app.foundation.clock import local_date
from app.institutions.models import Institution
from app.interpellations.models import Deadline, Interpellation
from app.interpellations.rules.deadlines import OWED
from app.interpellations.rules.states import WORDS
from app.interpellations.scoreboard import measures
from app.people.models import Person

from .asked import Asked
from .queue import late_on, suspended, wanted

AT_ONCE: Final = 500
OWES: Final = {"secretariat": "secrétariat", "chair": "présidence", "requester": "personne qui interpelle"}


class QueueSheet:
    """The name and the columns of the export."""

    name = "bureau-interpellations"
    columns = (
        *("numero", "intitule", "etat", "contrat", "contrat_intitule", "action", "doit_repondre", "enregistree_le"),
        *("prochaine_echeance", "ce_qui_est_attendu", "attendu_de", "jours_de_retard", "delai_suspendu"),
        *("reponse", "confiee_a", "soutiens"),
    )


def lines(session: Session, actor: Actor, asked: Asked, today: date) -> Iterator[Line]:
    """Yield the lines of the selection, late first, from a cursor of the server."""
    for row in session.execute(_statement(actor, asked, today), execution_options={"yield_per": AT_ONCE}):
        yield _line(row._mapping)


def _statement(actor: Actor, asked: Asked, today: date) -> Select[Any]:
    service, owing, answer = aliased(Institution), aliased(Institution), measures.ANSWER
    columns: list[ColumnElement[Any] | InstrumentedAttribute[Any]] = [
        *(Interpellation.number, Interpellation.title, Interpellation.state, Interpellation.registered_at),
        *(Contract.slug, Contract.title.label("contract"), Action.code.label("action"), service.name.label("service")),
        *(Interpellation.supports, Deadline.due_on, Deadline.kind, owing.name.label("owing")),
        *(suspended().label("suspended"), _answer(today).label("answer")),
        case((late_on(actor, today), literal(today, Date) - Deadline.due_on)).label("days_late"),
        (Person.given_name + " " + Person.family_name).label("assignee"),
    ]
    return (
        wanted(actor, asked, today)
        .with_only_columns(*columns)
        .outerjoin(Action, Action.id == Interpellation.action_id)
        .outerjoin(service, service.id == Interpellation.service_id)
        .outerjoin(owing, owing.id == Deadline.owed_by_id)
        .outerjoin(Person, Person.id == Interpellation.assignee_id)
        .outerjoin(answer, (answer.interpellation_id == Interpellation.id) & measures.due(today))
    )


def _answer(today: date) -> ColumnElement[Any]:
    """Say what became of the answer; a silence is « réponse non intervenue », never acceptance (I9)."""
    return case(
        (measures.in_time(today), "donnée dans le délai"),
        (measures.answered_late(today), "donnée après le délai"),
        (measures.silent(today), "réponse non intervenue"),
        (measures.awaited(today), "attendue"),
        else_=None,
    )


def _line(said: Any) -> Line:
    kind = said["kind"]
    return [
        *(said["number"], said["title"], WORDS[said["state"]], said["slug"], said["contract"], said["action"]),
        *(said["service"], local_date(said["registered_at"]), said["due_on"], OWED[kind].words if kind else None),
        (said["owing"] or OWES.get(OWED[kind].owed_by)) if kind else None,
        *(said["days_late"], "oui" if said["suspended"] else None, said["answer"], said["assignee"], said["supports"]),
    ]
