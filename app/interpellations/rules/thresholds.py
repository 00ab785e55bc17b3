"""What a number of supports opens, and what going back below undoes (I6). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.conferences.rules.settings import Reglement
from app.interpellations.words import ThresholdEffect


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """A declared number and its declared effect."""

    at: int
    effect: ThresholdEffect


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A threshold crossed and not undone; `happened`: its effect took place, nothing undoes it."""

    at: int
    happened: bool


WORDS = {
    ThresholdEffect.MEETING: "une rencontre avec des élus, dont le compte rendu est publié",
    ThresholdEffect.AGENDA: "une demande d’inscription à l’ordre du jour de la conférence",
    ThresholdEffect.CONSULTATION: "une demande de débat sur une consultation",
}


def thresholds(reglement: Reglement) -> tuple[Threshold, ...]:
    """Return the thresholds of a conference, the lowest first."""
    return (
        Threshold(at=reglement.support_meeting, effect=ThresholdEffect.MEETING),
        Threshold(at=reglement.support_agenda, effect=ThresholdEffect.AGENDA),
        Threshold(at=reglement.support_consultation, effect=ThresholdEffect.CONSULTATION),
    )


def crossed(declared: Sequence[Threshold], standing: Iterable[Standing], count: int) -> list[Threshold]:
    """Return the thresholds that this count crosses and that do not stand already."""
    known = {one.at for one in standing}
    return [threshold for threshold in declared if count >= threshold.at and threshold.at not in known]


def undone(standing: Iterable[Standing], count: int) -> list[int]:
    """Return the thresholds that this count no longer reaches, save those whose effect took place."""
    return [one.at for one in standing if count < one.at and not one.happened]
