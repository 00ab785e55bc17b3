"""What the tests of moderation share: reporting, deciding, reading what came of it."""

from sqlalchemy import select

from app.foundation.actors import SYSTEM, VISITOR
from app.interpellations.models import Interpellation
from app.moderation import operations
from app.moderation.doors import case_of
from app.moderation.links import Links
from app.moderation.models import Contest, ModerationCase, ModerationDecision, Report
from app.moderation.words import ReportReason
from app.notices.models import Message

LINKS = Links(["t" * 40])
WHY = "Une critique reste publique."


def report(world, person, content, *, reason=ReportReason.PERSONAL_DATA, email=None, network="192.0.2.1"):
    """Report a content as a person, or as a visitor of that network."""
    actor = world.actor(person) if person else VISITOR
    with world.home.units.begin(actor) as work:
        return operations.report_content(
            work, content, reason=reason, words="Un nom.", email=email, network=network, links=LINKS
        )


def decide(world, person, operation, case_id, **given):
    """Decide about a case as a person."""
    with world.home.units.begin(world.actor(person)) as work:
        return operation(work, case_of(work, case_id), links=LINKS, **given)


def contest(world, person, decision, words="Ce n’est pas exact."):
    with world.home.units.begin(world.actor(person)) as work:
        return operations.contest(work, work.session.get_one(ModerationDecision, decision.id), words=words)


def settle(world, person, made, *, upheld):
    with world.home.units.begin(world.actor(person)) as work:
        operations.settle_contest(work, work.session.get_one(Contest, made.id), upheld=upheld, reason="Vu à nouveau.")


def lift(world, case_id):
    """Let the worker pass."""
    with world.home.units.begin(SYSTEM) as work:
        return operations.lift_hold(work, case_id)


def read(world, entity, id):
    with world.home.units.reading() as session:
        return session.get_one(entity, id)


def question(world, file):
    return read(world, Interpellation, file.id).question


def case_id_of(world, content):
    with world.home.units.reading() as session:
        wanted = select(ModerationCase.id).where(ModerationCase.content == content).order_by(ModerationCase.id.desc())
        return session.scalars(wanted).first()


def reports(world):
    with world.home.units.reading() as session:
        return session.scalars(select(Report).order_by(Report.id)).all()


def mails(world, person_or_address, kind=None):
    address = getattr(person_or_address, "email", person_or_address)
    with world.home.units.reading() as session:
        query = select(Message).filter_by(recipient=address).order_by(Message.id)
        found = session.scalars(query).all()
    return [one for one in found if one.kind.startswith(kind or "moderation.")]
