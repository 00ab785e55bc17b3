"""The only writers of what time makes. Each can run at any moment, any number of times."""

from datetime import date
from zoneinfo import ZoneInfo

from app.conferences.models import Conference, PresidencyTerm
from app.conferences.queries.warnings import alerts_of
from app.conferences.rules.findings import Alert
from app.conferences.words import Profile
from app.foundation.clock import local_date
from app.foundation.commands import find
from app.foundation.facts import MEMBERS, PUBLIC
from app.foundation.unit_of_work import UnitOfWork
from app.notices import mail
from app.notices.outbox import send

from . import policies, queries
from .events import WARNINGS, CommitmentFellDue, PresidencyBegan


def turn_presidency_over(work: UnitOfWork, conference_id: int) -> int:
    """Put on record the terms that began since the last one recorded; return how many.

    Rights follow the dates of the terms by themselves. The entry is for people, and for open pages, to know.
    """
    work.allow(policies.may_keep_time)
    conference, today = _locked(work, conference_id)
    if conference.profile is Profile.CTAP:
        return 0
    told = {p["term_id"] for p in queries.recorded(work.session, conference.stream, [PresidencyBegan.kind])}
    begun = [t for t in queries.terms_begun(work.session, conference_id, today) if t.starts_on < t.last_day_excluded]
    latest = max((t.starts_on for t in begun if t.id in told), default=None)
    if latest is None:
        # What ran before anybody kept time here is history, not news.
        news = [t for t in begun if t.runs_on(today)]
    else:
        news = [t for t in begun if t.id not in told and t.starts_on >= latest]
    for term in news:
        work.record(_began(conference, term))
    return len(news)


def _began(conference: Conference, term: PresidencyTerm) -> PresidencyBegan:
    assert term.institution is not None  # `terms_begun` gives none without
    return PresidencyBegan(
        stream=conference.stream,
        term_id=term.id,
        level=term.level.value,
        institution_id=term.institution.id,
        institution=term.institution.name,
        interim=term.interim,
        starts_on=term.starts_on.isoformat(),
        ends_on=term.ends_on.isoformat(),
    )


def warn_about_conference(work: UnitOfWork, conference_id: int) -> int:
    """Put the warnings of the day on record, once each, and alert the préfet of a block (R3.10); return how many."""
    work.allow(policies.may_keep_time)
    conference, today = _locked(work, conference_id)
    kinds = [fact.kind for fact in WARNINGS.values()]
    told = {(p["rule"], p["since"]) for p in queries.recorded(work.session, conference.stream, kinds)}
    news = [
        alert
        for alert in alerts_of(work.session, conference, today)
        if (alert.rule, alert.since.isoformat()) not in told
    ]
    for alert in news:
        work.record(
            WARNINGS[alert.rule](
                stream=conference.stream, rule=alert.rule, sentence=alert.sentence, since=alert.since.isoformat()
            )
        )
        if alert.rule == "R3.10":
            _alert_prefect(work, conference, alert)
    return len(news)


def _alert_prefect(work: UnitOfWork, conference: Conference, alert: Alert) -> None:
    for person in queries.state_representatives(work.session, conference.id, work.today()):
        send(
            work,
            to=person.email,
            kind="conference.blocked",
            about=conference.stream,
            subject=f"{conference.name} : la conférence est bloquée",
            text=f"{alert.sentence}\n\nLa page de la conférence : {mail.SITE}/conferences/{conference.slug}\n",
        )


def note_overdue_commitments(work: UnitOfWork, conference_id: int) -> int:
    """Put on record, once each, the commitments whose day has passed; return how many."""
    work.allow(policies.may_keep_time)
    conference, today = _locked(work, conference_id)
    told = {
        (p["commitment_id"], p["due_on"])
        for p in queries.recorded(work.session, conference.stream, [CommitmentFellDue.kind])
    }
    count = 0
    for commitment in queries.commitments_overdue(work.session, conference_id, today):
        if (commitment.id, commitment.due_on.isoformat()) in told:
            continue
        count += 1
        work.record(
            CommitmentFellDue(
                stream=conference.stream,
                audience=PUBLIC if commitment.decision.public else MEMBERS,
                commitment_id=commitment.id,
                decision=commitment.decision.number,
                title=commitment.title,
                owner_id=commitment.owner_id,
                owner=commitment.owner.name,
                due_on=commitment.due_on.isoformat(),
            )
        )
    return count


def _locked(work: UnitOfWork, conference_id: int) -> tuple[Conference, date]:
    """Return the conference and its local day; two workers keep time one after the other."""
    conference: Conference = find(work, Conference, conference_id, lock=True)
    return conference, local_date(work.now(), ZoneInfo(conference.timezone))
