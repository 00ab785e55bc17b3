"""The table of time limits: how long, counted how, from what, by which text. Pure.

Lengths that the platform or a règlement intérieur may change are taken with `rule.lasting(…)`.
"""

from dataclasses import dataclass, replace
from typing import Final

from .days import Unit


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """When somebody is reminded: at half-time, or so many days before (negative) or after (positive) the last day."""

    name: str
    offset: int | None = None


HALF_TIME: Final = Reminder(name="half_time")
FIFTEEN_BEFORE: Final = Reminder(name="fifteen_days_before", offset=-15)
THREE_BEFORE: Final = Reminder(name="three_days_before", offset=-3)
ONE_AFTER: Final = Reminder(name="one_day_after", offset=1)
ALL_REMINDERS: Final = (HALF_TIME, FIFTEEN_BEFORE, THREE_BEFORE, ONE_AFTER)
SHORT_REMINDERS: Final = (HALF_TIME, THREE_BEFORE, ONE_AFTER)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One time limit. `starting` is the past participle that dates its first day: « reçue » le 4 mai."""

    name: str
    title: str
    length: int
    unit: Unit
    starting: str
    source: str
    extended: bool = False
    """Whether a last day that is a Saturday, a Sunday or a holiday moves to the next open day."""
    clear: bool = False
    """Délai franc: the last day does not count either, one acts the day after it."""
    suspension_cap: int = 0
    """How much a suspension may add in all, in the rule's own days; zero: it cannot be suspended."""
    reminders: tuple[Reminder, ...] = ()

    def lasting(self, length: int) -> "Rule":
        """Return the same rule with the length that a setting gives it."""
        return replace(self, length=length)


_ALL: Final = (
    Rule(
        name="interpellation.registration",
        title="Accusé d’enregistrement",
        length=1,
        unit=Unit.WORKING_DAYS,
        starting="déposée",
        source="Code des relations entre le public et l’administration, article R112-11-2",
    ),
    Rule(
        name="interpellation.receipt",
        title="Accusé de réception",
        length=10,
        unit=Unit.WORKING_DAYS,
        starting="reçue",
        source="Code des relations entre le public et l’administration, article R112-11-2",
        reminders=SHORT_REMINDERS,
    ),
    Rule(
        name="interpellation.admissibility",
        title="Examen de la recevabilité",
        length=15,
        unit=Unit.DAYS,
        starting="reçue",
        source="Règles de la plateforme, I4",
        extended=True,
        reminders=SHORT_REMINDERS,
    ),
    Rule(
        name="interpellation.correction",
        title="Correction par la personne qui interpelle",
        length=1,
        unit=Unit.MONTHS,
        starting="demandée",
        source="Règles de la plateforme, I4",
        extended=True,
        reminders=(THREE_BEFORE,),
    ),
    # Article L231-4 counts two months and nothing moves that day: a silence is told when it is one.
    Rule(
        name="interpellation.answer",
        title="Réponse de l’institution",
        length=2,
        unit=Unit.MONTHS,
        starting="transmise",
        source="Règles de la plateforme, I5 ; durée de l’article L231-4 du code des relations entre le public et "
        "l’administration",
        suspension_cap=60,
        reminders=ALL_REMINDERS,
    ),
    Rule(
        name="interpellation.clarification",
        title="Précision demandée par la personne qui interpelle",
        length=1,
        unit=Unit.MONTHS,
        starting="demandée",
        source="Règles de la plateforme, I5",
        extended=True,
        reminders=ALL_REMINDERS,
    ),
    Rule(
        name="interpellation.opinion",
        title="Avis de la personne sur la réponse",
        length=2,
        unit=Unit.MONTHS,
        starting="publiée",
        source="Règles de la plateforme, I9",
        extended=True,
        reminders=(FIFTEEN_BEFORE,),
    ),
    Rule(
        name="interpellation.hearing_request",
        title="Suite donnée à la demande d’audition",
        length=1,
        unit=Unit.MONTHS,
        starting="demandée",
        source="Règles de la plateforme, I7",
        extended=True,
        reminders=ALL_REMINDERS,
    ),
    Rule(
        name="interpellation.second_request",
        title="Seconde demande d’audition",
        length=2,
        unit=Unit.MONTHS,
        starting="refusée",
        source="Règles de la plateforme, I7",
        extended=True,
        reminders=(FIFTEEN_BEFORE,),
    ),
    Rule(
        name="interpellation.last_resort",
        title="Dernière échéance pour répondre ou entendre",
        length=3,
        unit=Unit.MONTHS,
        starting="constatée",
        source="Règles de la plateforme, I9",
        extended=True,
        reminders=(FIFTEEN_BEFORE,),
    ),
    Rule(
        name="appeal.court",
        title="Recours devant le tribunal administratif",
        length=2,
        unit=Unit.MONTHS,
        starting="notifiée",
        source="Code de justice administrative, articles R421-1 et R421-2",
        extended=True,
        clear=True,
    ),
    Rule(
        name="documents.silence",
        title="Refus né du silence sur une demande de document",
        length=1,
        unit=Unit.MONTHS,
        starting="reçue",
        source="Code des relations entre le public et l’administration, articles R311-12 et R311-13",
        reminders=SHORT_REMINDERS,
    ),
    Rule(
        name="documents.commission",
        title="Saisine de la commission d’accès aux documents administratifs",
        length=2,
        unit=Unit.MONTHS,
        starting="refusée",
        source="Code des relations entre le public et l’administration, article R343-1",
        extended=True,
    ),
    Rule(
        name="convocation.small_commune",
        title="Convocation du conseil d’une commune de moins de 3 500 habitants",
        length=3,
        unit=Unit.DAYS,
        starting="envoyée",
        source="Code général des collectivités territoriales, article L2121-11",
        clear=True,
    ),
    Rule(
        name="convocation.commune",
        title="Convocation du conseil d’une commune ou d’une intercommunalité",
        length=5,
        unit=Unit.DAYS,
        starting="envoyée",
        source="Code général des collectivités territoriales, articles L2121-12 et L5211-1",
        clear=True,
    ),
    Rule(
        name="convocation.region",
        title="Convocation d’une assemblée départementale ou régionale",
        length=12,
        unit=Unit.DAYS,
        starting="envoyée",
        source="Code général des collectivités territoriales, articles L3121-19 et L4132-18",
    ),
    Rule(
        name="minutes.publication",
        title="Publication du procès-verbal",
        length=7,
        unit=Unit.DAYS,
        starting="adopté",
        source="Code général des collectivités territoriales, article L2121-15",
        reminders=(THREE_BEFORE, ONE_AFTER),
    ),
)
RULES: Final = {rule.name: rule for rule in _ALL}
