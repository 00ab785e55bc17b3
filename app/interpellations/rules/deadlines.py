"""Who owes what, and how long: one row for each kind of deadline, on the rules of the legal clock (I3–I9). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from app.conferences.rules.settings import Reglement
from app.deadlines.days import months_later
from app.deadlines.rules import RULES, Rule
from app.interpellations.words import Closing, DeadlineKind

K = DeadlineKind


class Missed(StrEnum):
    """What the clock does when the last day is over; it is put on record in any case."""

    NOTED = "noted"
    HEARING = "hearing"
    CLOSING = "closing"


@dataclass(frozen=True, kw_only=True)
class Owed:
    """One kind of deadline: its rule, the setting that changes its length, who owes it, what a citizen reads."""

    rule: str
    setting: str = ""
    owed_by: str
    words: str
    missed: Missed = Missed.NOTED


OWED: Final[Mapping[DeadlineKind, Owed]] = MappingProxyType(
    {
        K.ACKNOWLEDGEMENT: Owed(
            rule="interpellation.receipt", owed_by="secretariat", words="Envoi de l’accusé de réception"
        ),
        K.ADMISSIBILITY: Owed(
            rule="interpellation.admissibility",
            setting="admissibility_days",
            owed_by="secretariat",
            words="Décision sur la recevabilité",
        ),
        K.CORRECTION: Owed(
            rule="interpellation.correction",
            owed_by="requester",
            words="Correction par la personne qui interpelle",
            missed=Missed.CLOSING,
        ),
        K.ANSWER: Owed(
            rule="interpellation.answer",
            setting="answer_months",
            owed_by="institution",
            words="Réponse",
            missed=Missed.HEARING,
        ),
        K.CLARIFICATION: Owed(rule="interpellation.clarification", owed_by="institution", words="Précision demandée"),
        K.JUDGEMENT: Owed(
            rule="interpellation.opinion",
            owed_by="requester",
            words="Avis de la personne sur la réponse",
            missed=Missed.CLOSING,
        ),
        K.HEARING_REPLY: Owed(
            rule="interpellation.hearing_request",
            setting="hearing_reply_months",
            owed_by="chair",
            words="Suite donnée à la demande d’audition",
        ),
        K.SECOND_REQUEST: Owed(
            rule="interpellation.second_request",
            owed_by="requester",
            words="Seconde demande d’audition",
            missed=Missed.CLOSING,
        ),
        K.LAST_RESORT: Owed(
            rule="interpellation.last_resort",
            owed_by="institution",
            words="Dernière échéance pour répondre ou entendre",
            missed=Missed.CLOSING,
        ),
    }
)


def rule_of(kind: DeadlineKind, reglement: Reglement) -> Rule:
    """Return the rule of that kind with the length that the conference's règlement gives it."""
    owed = OWED[kind]
    rule = RULES[owed.rule]
    return rule.lasting(getattr(reglement, owed.setting)) if owed.setting else rule


def closing_when_missed(kind: DeadlineKind, *, answered: bool) -> Closing:
    """Return how a file ends once its last way is over: a silence is « réponse non intervenue » (I9)."""
    silent = kind in (K.SECOND_REQUEST, K.LAST_RESORT) and not answered
    return Closing.NO_ANSWER if silent else Closing.EXPIRED


def very_late_on(due_on: date) -> date:
    """Return the first day on which what is owed is very late: a month after its last day."""
    return months_later(due_on, 1)
