"""A conference to follow, and the mails that followers receive."""

import re
from dataclasses import dataclass
from typing import ClassVar

import pytest
from sqlalchemy import select

from app.following import delivery
from app.following.models import Following
from app.following.operations import confirm_following
from app.following.words import Rhythm
from app.foundation.actors import SYSTEM
from app.foundation.facts import Fact
from app.notices.models import Message


@dataclass(frozen=True, kw_only=True)
class SomethingTold(Fact):
    kind: ClassVar[str] = "test.followed"
    title: str


@pytest.fixture
def conference(world):
    return world.conference(name="Conférence des Exemples")


@pytest.fixture
def happen(home, conference):
    """Put entries on the public record of the conference."""

    def happen(*whats, audience="public", stream=None):
        for what in whats:
            with home.units.begin(SYSTEM) as work:
                work.record(SomethingTold(stream=stream or conference.stream, audience=audience, title=what))

    return happen


@pytest.fixture
def mails(home):
    """The messages in the outbox, oldest first."""

    def mails(kind="following.news"):
        with home.units.reading() as session:
            return list(session.scalars(select(Message).where(Message.kind == kind).order_by(Message.id)))

    return mails


@pytest.fixture
def tell(home):
    return lambda: delivery.tell_followers(home.units, home.settings)


@pytest.fixture
def follower(home, world, conference):
    """An address that follows the conference from now on."""

    def follower(rhythm=Rhythm.AT_ONCE, email="citoyenne@exemple.invalid", stream=None):
        following = world.add(
            Following(stream=stream or conference.stream, rhythm=rhythm, asked_at=home.units.clock(), email=email)
        )
        with home.units.begin(SYSTEM) as work:
            confirm_following(work, following.id, rhythm)
        return following

    return follower


def link_in(text, part):
    """Return the path of the first link of a mail that has this part."""
    return re.search(rf"{{site}}(/suivre/{part}/\S+)", text)[1]
