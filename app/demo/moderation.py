"""A few reports of contents: one dismissed, one that masks some words, two that wait for the secretariat."""

from dataclasses import dataclass
from functools import partial

from app.foundation.actors import VISITOR
from app.interpellations.words import HidingGround
from app.moderation import operations
from app.moderation.doors import case_of
from app.moderation.links import Links
from app.moderation.words import ContentKind, ReportReason

from .interpellations import ANSWERED, INADMISSIBLE, WAITING, Question
from .story import Story


@dataclass(frozen=True, kw_only=True)
class Reported:
    """One report: by whom (nobody for a visitor), about which question, when, why, in which words."""

    of: Question
    day: int
    who: str | None
    reason: ReportReason
    words: str


DISMISSED = Reported(
    of=ANSWERED,
    day=-44,
    who="citoyenne",
    reason=ReportReason.OFF_TOPIC,
    words="Cette personne attaque le pacte au lieu d’aider.",
)
MASKED = Reported(
    of=INADMISSIBLE,
    day=-18,
    who="habitant",
    reason=ReportReason.PERSONAL_DATA,
    words="On reconnaît la personne : elle habite juste en dessous de celle qui écrit.",
)
OPEN = (
    Reported(
        of=WAITING,
        day=-3,
        who=None,
        reason=ReportReason.OTHER,
        words="La question a déjà été posée au conseil municipal, il me semble.",
    ),
    Reported(
        of=WAITING,
        day=-2,
        who="citoyenne",
        reason=ReportReason.OFF_TOPIC,
        words="Les travaux ne sont plus dans le contrat.",
    ),
    Reported(
        of=ANSWERED,
        day=-1,
        who=None,
        reason=ReportReason.IMPERSONATION,
        words="La personne qui signe la question n’habite pas la commune.",
    ),
)


def schedule_moderation(story: Story) -> None:
    """Put each report, and what the secretariat decided, in its time."""
    at = story.calendar.at
    for one in (DISMISSED, MASKED, *OPEN):
        story.schedule(at(one.day, "21:10"), partial(report, story, one))
    story.schedule(at(DISMISSED.day + 2, "09:40"), partial(dismiss, story))
    story.schedule(at(MASKED.day + 1, "09:20"), partial(mask, story))


def report(story: Story, one: Reported) -> None:
    """Have somebody report a question; the case is known by the question from then on."""
    with story.units.begin(story.actor(one.who) if one.who else VISITOR) as work:
        made = operations.report_content(
            work,
            f"{ContentKind.INTERPELLATION}:{story.files[one.of.key]}",
            reason=one.reason,
            words=one.words,
            email=None,
            network="192.0.2.17",
            links=Links.of(story.home.settings),
        )
        story.cases[one.of.key] = made.case_id


def dismiss(story: Story) -> None:
    """Have the secretariat leave a question as it is."""
    with story.units.begin(story.actor("secretariat")) as work:
        case = case_of(work, story.cases[DISMISSED.of.key])
        reason = "Une critique du contrat reste publique : la question porte bien sur son exécution."
        operations.dismiss(work, case, reason=reason, links=Links.of(story.home.settings))


def mask(story: Story) -> None:
    """Have the secretariat mask the words by which somebody can be recognised."""
    with story.units.begin(story.actor("secretariat")) as work:
        case = case_of(work, story.cases[MASKED.of.key])
        operations.mask(
            work,
            case,
            passage="du dessous",
            ground=HidingGround.PERSONAL_DATA,
            detail="où habite une personne",
            links=Links.of(story.home.settings),
        )
