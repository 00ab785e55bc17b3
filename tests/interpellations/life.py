"""What the tests of a file's life share: acting, the clock of the worker, what is owed, what was sent."""

from datetime import UTC, datetime

from sqlalchemy import select

from app.foundation.actors import SYSTEM
from app.interpellations.clock.keeping import keep_clock
from app.interpellations.filing import operations as filing
from app.interpellations.loading import file_of
from app.interpellations.models import Deadline
from app.interpellations.words import RequesterKind
from app.notices.models import Message

QUESTION = "La date annoncée est passée et rien n’est ouvert. Pourquoi ?"


def act(world, person, operation, file, *arguments, **given):
    """Do one act on a file as a person; return the file."""
    with world.home.units.begin(world.actor(person)) as work:
        found = file_of(work, file.id)
        operation(work, found, *arguments, **given)
    return found


def a_draft(world, person, contract, action=None, **given):
    with world.home.units.begin(world.actor(person)) as work:
        given = {"kind": RequesterKind.CITIZEN, "title": "La maison de santé", "question": QUESTION} | given
        return filing.begin_draft(work, contract, action=action, **given)


def an_admitted_file(world, ground, **given):
    """A file of today, admitted today."""
    contract, action, secretary, citizen = ground
    file = act(world, citizen, filing.register, a_draft(world, citizen, contract, action, **given))
    return act(world, secretary, filing.admit, file)


def keep(world, file, *day):
    """Let the worker pass, that day at noon if one is given; return how many things it noted."""
    return keep_at(world, file, datetime(*day, 12, tzinfo=UTC) if day else world.clock.moment)


def keep_at(world, file, moment):
    """Let the worker pass at that instant; return how many things it noted."""
    world.clock.moment = moment
    with world.home.units.begin(SYSTEM) as work:
        return keep_clock(work, file.id)


def due(world, file, kind, rank=1):
    with world.home.units.reading() as session:
        return session.scalars(select(Deadline).filter_by(interpellation_id=file.id, kind=kind, rank=rank)).one()


def mails(world, file, kind=None):
    with world.home.units.reading() as session:
        query = select(Message).filter_by(about=file.stream).order_by(Message.id)
        return session.scalars(query.filter_by(kind=kind) if kind else query).all()


def noted(world, file, event, what="Réponse"):
    """How many times the record says that of what was owed."""
    kind = f"interpellation.{event}"
    return sum(entry.kind == kind and entry.payload["what"] == what for entry in world.entries(file.stream))
