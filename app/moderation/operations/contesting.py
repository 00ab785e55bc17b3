"""Contesting a decision, and looking at it again: never by whoever decided (article 20)."""

from datetime import timedelta

from sqlalchemy import select

from app.conferences.words import Office
from app.contracts.correspondents import office_of
from app.foundation.errors import IllegalTransition, NotFound
from app.foundation.unit_of_work import UnitOfWork, anyone
from app.people.models import Person

from .. import letters, policies, rules
from ..contents import Content, content_of
from ..events import ContestSettled, DecisionContested
from ..hiding import show_content
from ..lifting import lift
from ..models import Contest, ModerationCase, ModerationDecision, Report, WritingSuspension
from ..queries import administrators
from ..words import Act, CaseState, Party


def contest(work: UnitOfWork, decision: ModerationDecision, *, words: str) -> Contest:
    """Ask that somebody else look again, as who wrote the content or as who reported it with an account."""
    case = decision.case
    reporters = {one.person_id: one for one in case.reports if one.person_id is not None}
    work.allow(policies.may_contest, {case.author_id, *reporters})
    assert work.actor.person_id is not None
    if work.actor.person_id == case.author_id:
        return _contest(work, decision, Party.AUTHOR, "author", words, report=None)
    mine = reporters[work.actor.person_id]
    return _contest(work, decision, Party.REPORTER, f"report:{mine.id}", words, report=mine)


def contest_by_link(work: UnitOfWork, report: Report, decision: ModerationDecision, *, words: str) -> Contest:
    """Ask the same from the page of one's report: the signed link is the right to do so."""
    work.allow(anyone)
    if decision.case_id != report.case_id:
        raise NotFound("Cette décision ne porte pas sur votre signalement.")
    return _contest(work, decision, Party.REPORTER, f"report:{report.id}", words, report=report)


def _contest(
    work: UnitOfWork, decision: ModerationDecision, party: Party, key: str, words: str, *, report: Report | None
) -> Contest:
    undone = decision.overturned_at is not None
    rules.check_contest(decision.act, party, decision.decided_at, work.now(), overturned=undone)
    if any(one.contester_key == key for one in decision.contests):
        raise IllegalTransition("Vous avez déjà contesté cette décision : la réponse vous sera envoyée.")
    made: Contest = work.add(
        Contest(
            decision_id=decision.id,
            party=party,
            contester_key=key,
            words=words.strip(),
            filed_at=work.now(),
            due_on=work.today() + timedelta(days=rules.REVIEW_DAYS),
            report_id=report.id if report else None,
            person_id=work.actor.person_id,
        )
    )
    letters.contested(work, made, _who_reviews(work, decision))
    work.record(
        DecisionContested(stream=decision.case.stream, decision_id=decision.id, contest_id=made.id, party=party.value)
    )
    return made


def _who_reviews(work: UnitOfWork, decision: ModerationDecision) -> list[str]:
    """Return the addresses of the secretariat and of the operators, but for whoever decided."""
    known = {*office_of(work, decision.case.conference, Office.SECRETARY), *administrators(work.session)}
    return sorted(known - {work.session.get_one(Person, decision.decided_by_id).email})


def settle_contest(work: UnitOfWork, contest: Contest, *, upheld: bool, reason: str) -> None:
    """Keep the decision or undo what it did, with reasons; whoever decided it has no say."""
    work.allow(policies.may_review, contest)
    if contest.settled_at is not None:
        raise IllegalTransition("Une réponse a déjà été donnée à cette contestation.")
    contest.answer = rules.check_reason(reason)
    contest.upheld, contest.settled_at, contest.settled_by_id = upheld, work.now(), work.actor.person_id
    decision = contest.decision
    content = content_of(work.session, decision.case)
    if not upheld and decision.overturned_at is None:
        _undo(work, decision, content)
    report = work.session.get(Report, contest.report_id) if contest.report_id else None
    author = decision.case.author
    letters.settled(work, contest, report.address if report else author.email if author else None, content)
    work.record(ContestSettled(stream=decision.case.stream, contest_id=contest.id, upheld=upheld))


def _undo(work: UnitOfWork, decision: ModerationDecision, content: Content) -> None:
    decision.overturned_at = work.now()
    case = decision.case
    if decision.redaction_id is not None:
        show_content(work, decision, content, "la décision de masquer a été annulée après contestation")
        if decision.act is Act.HOLD:
            case.held_until = None
    if decision.act is Act.SUSPEND:
        made = select(WritingSuspension).where(WritingSuspension.decision_id == decision.id)
        suspension = work.session.scalars(made).one()
        if suspension.lifted_at is None and suspension.ends_at > work.now():
            lift(work, suspension)
    if decision.act in (Act.DISMISS, Act.SETTLE, Act.RELEASE):
        _reopen(work, case)


def _reopen(work: UnitOfWork, case: ModerationCase) -> None:
    another = select(ModerationCase.id).where(
        ModerationCase.content == case.content, ModerationCase.state == CaseState.OPEN
    )
    if work.session.scalar(another) is None:
        case.state, case.decided_at = CaseState.OPEN, None
        case.due_on = work.today() + timedelta(days=rules.URGENT_DAYS)
