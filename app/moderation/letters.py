"""What reporters and authors are told by mail. No mail carries what somebody typed but the reasons of a decision."""

from datetime import datetime

from app.foundation.clock import local_date
from app.foundation.french import day
from app.foundation.unit_of_work import UnitOfWork
from app.notices.mail import SIGNATURE
from app.notices.outbox import send

from .contents import Content
from .links import Links
from .models import Contest, ModerationCase, ModerationDecision, Report
from .rules import ACTS, CONTENTS, CONTEST_DAYS, EFFECTS
from .words import Act, Party

CONTESTING = (
    f"Pour contester cette décision dans les {CONTEST_DAYS} jours, gratuitement, auprès de quelqu’un d’autre que la "
    "personne qui l’a prise :"
)
RECOURSE = "Vous pouvez aussi saisir le juge compétent, ou le Défenseur des droits."


def received(work: UnitOfWork, report: Report, content: Content, links: Links) -> None:
    """Confirm the receipt of a report (article 16, paragraph 4)."""
    text = (
        f"Bonjour,\n\nVotre signalement a bien été reçu : {CONTENTS[content.kind].lower()}, "
        f"{{site}}{content.href}\n\nIl sera examiné par une personne, sans procédé automatique, au plus tard le "
        f"{day(report.case.due_on)}. Vous serez prévenu de la décision et de ses motifs.\n\n"
        f"Suivre ce signalement : {{site}}{links.of_report(report.id)}\n"
    )
    _to(work, report.address, (f"Signalement nº {report.id} reçu", text), "moderation.received", report.case)


def decided(
    work: UnitOfWork, case: ModerationCase, decision: ModerationDecision, content: Content, links: Links
) -> None:
    """Tell the author and those who reported what was decided, why, and how to contest (articles 16 and 17)."""
    what = f"{ACTS[decision.act]}{_until(decision.until)}"
    if case.author is not None and case.author.disabled_at is None and decision.act is not Act.DISMISS:
        contest = f"{CONTESTING}\n{{site}}/moderation/decisions/{decision.id}\n\n{RECOURSE}\n"
        if Party.AUTHOR not in EFFECTS[decision.act].contested_by:
            contest = ""
        text = (
            f"Bonjour,\n\nÀ propos de : {content.title}\n{{site}}{content.href}\n\nDécision : {what}.\n"
            f"Motif : {decision.reason}\n\n{CONSEQUENCES.get(decision.act, '')}"
            f"La décision a été prise par une personne, à la suite d’un signalement.\n\n{contest}"
        )
        _to(work, case.author.email, (f"{ACTS[decision.act]} : vos droits", text), "moderation.decided", case)
    if decision.act in (Act.WARN, Act.SUSPEND, Act.RESTORE):
        return  # what concerns the account is told to its person alone
    for report in case.reports:
        text = (
            f"Bonjour,\n\nVous avez signalé : {content.title}\n{{site}}{content.href}\n\nDécision : {what}.\n"
            f"Motif : {decision.reason}\n\n"
            f"La décision, et comment la contester si elle vous fait grief : {{site}}{links.of_report(report.id)}\n"
        )
        _to(work, report.address, (f"Votre signalement nº {report.id}", text), "moderation.decided", case)


CONSEQUENCES = {
    Act.HOLD: "Le délai dans lequel une réponse vous est due continue de courir. Sans décision à cette date, le "
    "contenu redevient public de lui-même.\n\n",
    Act.HIDE: "Le dossier continue : les délais de réponse courent comme avant.\n\n",
    Act.MASK: "Le dossier continue : les délais de réponse courent comme avant.\n\n",
    Act.SUSPEND: "Vous pouvez toujours vous connecter, lire, suivre vos dossiers, répondre dans leurs délais, et "
    "exercer vos mandats et fonctions.\n\n",
}


def contested(work: UnitOfWork, contest: Contest, to: list[str]) -> None:
    """Tell those who may look again that a decision is contested."""
    case = contest.decision.case
    text = (
        f"Bonjour,\n\nUne décision de modération est contestée : {{site}}/moderation/dossiers/{case.id}\n\n"
        f"Réponse attendue au plus tard le {day(contest.due_on)}, par quelqu’un d’autre que la personne qui a décidé.\n"
    )
    for address in to:
        _to(work, address, ("Une décision de modération est contestée", text), "moderation.contested", case)


def settled(work: UnitOfWork, contest: Contest, to: str | None, content: Content) -> None:
    """Tell whoever contested what came of it."""
    kept = "La décision est maintenue" if contest.upheld else "La décision est annulée"
    text = (
        f"Bonjour,\n\nVous avez contesté une décision à propos de : {content.title}\n{{site}}{content.href}\n\n"
        f"{kept}.\nMotif : {contest.answer}\n\n{RECOURSE}\n"
    )
    _to(work, to, (kept, text), "moderation.settled", contest.decision.case)


def opened(work: UnitOfWork, case: ModerationCase, content: Content, to: list[str]) -> None:
    """Tell those who decide that a content was reported for the first time."""
    text = (
        f"Bonjour,\n\nUn contenu public est signalé : {content.title}\n\n"
        f"Décision attendue au plus tard le {day(case.due_on)} : {{site}}/moderation/dossiers/{case.id}\n"
    )
    for address in to:
        _to(work, address, (f"Un contenu est signalé, décision avant le {day(case.due_on)}", text), QUEUE, case)


QUEUE = "moderation.opened"


def _until(until: datetime | None) -> str:
    return f" jusqu’au {day(local_date(until))}" if until else ""


def _to(work: UnitOfWork, address: str | None, said: tuple[str, str], kind: str, case: ModerationCase) -> None:
    subject, text = said
    if address:
        send(work, to=address, subject=subject, text=f"{text}\n{SIGNATURE}\n", kind=kind, about=case.stream)
