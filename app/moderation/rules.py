"""The tables of moderation: delays, what each act does to a case, who may contest it. Pure.

Regulation (EU) 2022/2065: articles 16 (notice, receipt, decision without undue delay), 17 (reasons), 20 (six months to
contest, and not before a machine), 23 (suspension bounded, after a warning where it is fair).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from app.foundation.errors import IllegalTransition, Invalid, Refused

from .words import Act, CaseState, ContentKind, Party, ReportReason

REASONS: Final = {
    ReportReason.PERSONAL_DATA: "Données personnelles",
    ReportReason.UNLAWFUL: "Propos que la loi interdit",
    ReportReason.OFF_TOPIC: "Hors sujet ou publicité",
    ReportReason.IMPERSONATION: "Usurpation d’identité ou de qualité",
    ReportReason.OTHER: "Autre raison",
}
CONTENTS: Final = {
    ContentKind.INTERPELLATION: "Interpellation",
    ContentKind.ANSWER: "Réponse",
    ContentKind.DOCUMENT: "Pièce jointe",
    ContentKind.BODY: "Page d’une instance",
    ContentKind.INSTITUTION: "Page d’une institution",
}
ACTS: Final = {
    Act.DISMISS: "Signalement écarté",
    Act.HOLD: "Contenu masqué à titre conservatoire",
    Act.RELEASE: "Contenu rendu public",
    Act.MASK: "Passage masqué",
    Act.HIDE: "Contenu masqué",
    Act.SETTLE: "Contenu corrigé à sa source",
    Act.WARN: "Avertissement",
    Act.SUSPEND: "Écriture publique suspendue",
    Act.RESTORE: "Écriture publique rétablie",
}
IN_A_FILE: Final = frozenset({ContentKind.INTERPELLATION, ContentKind.ANSWER, ContentKind.DOCUMENT})
"""Contents with a public file, whose words can be hidden with the reason in their place."""
BY_CITIZENS: Final = frozenset({ContentKind.INTERPELLATION, ContentKind.DOCUMENT})
"""Contents written by a person for themselves: what is written in office answers to the institution, not to a desk."""
URGENT: Final = frozenset({ReportReason.PERSONAL_DATA, ReportReason.UNLAWFUL})
URGENT_DAYS: Final = 3
USUAL_DAYS: Final = 10
LONGEST_HOLD: Final = 15
LONGEST_SUSPENSION: Final = 90
CONTEST_DAYS: Final = 183
REVIEW_DAYS: Final = 15
REPORTS_KEPT: Final = timedelta(days=CONTEST_DAYS)
"""How long after the decision the words and the address of whoever reported are kept: as long as they may contest."""


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What an act asks of a case and does to it. `after` is none when the case stays as it is."""

    before: frozenset[CaseState]
    after: CaseState | None
    contested_by: frozenset[Party]
    on: frozenset[ContentKind] = frozenset(ContentKind)


BOTH: Final = frozenset(CaseState)
WAITING: Final = frozenset({CaseState.OPEN})
NOBODY: Final[frozenset[Party]] = frozenset()
AUTHOR: Final = frozenset({Party.AUTHOR})
REPORTER: Final = frozenset({Party.REPORTER})
EFFECTS: Final = {
    Act.DISMISS: Effect(before=WAITING, after=CaseState.DECIDED, contested_by=REPORTER),
    Act.SETTLE: Effect(before=WAITING, after=CaseState.DECIDED, contested_by=REPORTER | AUTHOR),
    Act.HOLD: Effect(before=WAITING, after=None, contested_by=AUTHOR, on=IN_A_FILE),
    Act.RELEASE: Effect(before=BOTH, after=None, contested_by=REPORTER, on=IN_A_FILE),
    Act.MASK: Effect(before=WAITING, after=CaseState.DECIDED, contested_by=REPORTER | AUTHOR, on=IN_A_FILE),
    Act.HIDE: Effect(before=WAITING, after=CaseState.DECIDED, contested_by=AUTHOR, on=IN_A_FILE),
    Act.WARN: Effect(before=BOTH, after=None, contested_by=AUTHOR, on=BY_CITIZENS),
    Act.SUSPEND: Effect(before=BOTH, after=None, contested_by=AUTHOR, on=BY_CITIZENS),
    Act.RESTORE: Effect(before=BOTH, after=None, contested_by=NOBODY, on=BY_CITIZENS),
}


AT_ITS_SOURCE: Final = (
    "Ce contenu n’a pas de dossier public : il se corrige à sa source, puis le signalement est réglé."
)
OFFICE: Final = (
    "Ce contenu est écrit en fonction : il engage l’institution, et son auteur n’est ni averti ni suspendu ici."
)


def due_on(reason: ReportReason, opened: date) -> date:
    """Return the day by which a decision is due, from the reason of the first report."""
    return opened + timedelta(days=URGENT_DAYS if reason in URGENT else USUAL_DAYS)


def check_act(act: Act, state: CaseState, kind: ContentKind) -> CaseState:
    """Return the state of the case after the act, or refuse it."""
    effect = EFFECTS[act]
    if state not in effect.before:
        raise IllegalTransition("Une décision a déjà été rendue sur ce signalement.")
    if kind not in effect.on:
        raise Refused(OFFICE if effect.on == BY_CITIZENS else AT_ITS_SOURCE)
    return effect.after or state


def check_reason(reason: str) -> str:
    """Return the reason, or refuse a decision without one (article 17)."""
    if not reason.strip():
        error = {"pointer": "#/reason", "detail": "À remplir : les personnes concernées lisent ce motif."}
        raise Invalid("Une décision se motive.", errors=[error])
    return reason.strip()


def check_days(days: int, most: int) -> int:
    """Return how many days a bounded measure lasts, or refuse one without end."""
    if not 1 <= days <= most:
        raise Invalid("La durée est bornée.", errors=[{"pointer": "#/days", "detail": f"De 1 à {most} jours."}])
    return days


def check_contest(act: Act, party: Party, decided_at: datetime, now: datetime, *, overturned: bool) -> None:
    """Refuse a contest by who may not, too late, or of what no longer stands."""
    if party not in EFFECTS[act].contested_by:
        raise Refused("Cette décision ne vous fait pas grief : elle se conteste par l’autre partie.")
    if overturned:
        raise IllegalTransition("Cette décision a déjà été annulée.")
    if now - decided_at > timedelta(days=CONTEST_DAYS):
        raise Refused("Le délai de six mois pour contester cette décision est passé.")
