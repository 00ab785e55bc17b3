"""One follows a conference without an account and without script, is told, and leaves in one click."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.following.delivery import tell_followers
from app.following.models import Following
from app.foundation.actors import SYSTEM
from app.notices.models import Message
from app.notices.rules import Answer
from app.notices.words import Stage
from tests.following.conftest import SomethingTold
from tests.journeys.looks import overflow, serious_findings
from tests.processes import SECRET


@pytest.fixture
def conference(world, clock):
    clock.moment = datetime.now(UTC)
    return world.conference(name="Conférence d’essai")


def last_mail(home, kind):
    with home.units.reading() as session:
        return session.scalars(select(Message).where(Message.kind == kind).order_by(Message.id.desc())).first()


def path_in(mail, part):
    return re.search(rf"{{site}}(/suivre/{part}/\S+)", mail.text)[1]


def test_a_citizen_follows_by_mail_without_account_nor_script_and_leaves(
    visit, home, world, conference, clock, monkeypatch
):
    page = visit(f"/conferences/{conference.slug}", script=False, width=320)
    page.get_by_role("link", name="Suivre par courriel").click()
    page.get_by_label("Adresse électronique").fill("pas une adresse")
    page.get_by_role("button", name="Suivre").click()
    expect(page.get_by_role("alert")).to_contain_text("adresse")
    page.get_by_label("Adresse électronique").fill("citoyenne@exemple.invalid")
    page.get_by_role("button", name="Suivre").click()
    expect(page.locator(".alert--success").last).to_contain_text("Un courriel vient de partir")

    confirm = path_in(last_mail(home, "following.confirm"), "confirmer")
    page.goto(confirm)
    page.get_by_role("button", name="Confirmer").click()
    expect(page.locator(".alert--success").last).to_contain_text("C’est confirmé")

    with home.units.begin(SYSTEM) as work:
        work.record(SomethingTold(stream=conference.stream, title="Une nouvelle d’essai"))
    monkeypatch.setattr(home.units, "clock", lambda: datetime.now(UTC) + timedelta(minutes=6))
    settings = type(home.settings)(**{**vars(home.settings), "secret_key": SECRET})
    assert tell_followers(home.units, settings) == 1
    mail = last_mail(home, "following.news")
    assert "Une nouvelle d’essai" in mail.text

    page.goto(mail.unsubscribe)
    page.get_by_role("button", name="Ne plus suivre").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("C’est arrêté")
    with home.units.reading() as session:
        assert session.scalars(select(Following)).all() == []


def test_a_person_changes_and_stops_from_their_account(visit, world, conference):
    page = visit(f"/suivre/conference/{conference.id}", world.person())
    page.get_by_role("button", name="Suivre").click()
    expect(page.get_by_text("Vous suivez cette page au fil des événements.")).to_be_visible()
    page.get_by_role("link", name="Mes suivis").click()
    page.get_by_label("Une fois par semaine, le lundi matin").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("[data-message], [role=status]").filter(has_text="C’est enregistré").first).to_be_visible()
    page.get_by_role("button", name="Ne plus suivre").click()
    expect(page.get_by_text("Vous ne suivez encore aucune page.")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_no_page_of_following_or_of_messages_has_a_serious_fault(visit, world, home, conference, width, dark):
    administrator = world.person(administrator=True)
    world.add(
        Following(
            stream=conference.stream,
            rhythm="weekly",
            asked_at=world.clock(),
            person_id=administrator.id,
            confirmed_at=world.clock(),
        )
    )
    _messages(home, conference)
    places = (
        (None, (f"/suivre/conference/{conference.id}", f"/conferences/{conference.slug}")),
        (
            administrator,
            (
                f"/suivre/conference/{conference.id}",
                "/compte/suivis",
                "/administration/messages?etat=tous",
                "/administration/messages?adresse=nulle@exemple.invalid",
            ),
        ),
        (world.secretary(conference), (f"/messages/conference/{conference.id}",)),
    )
    for person, paths in places:
        page = visit("/contact", person, width=width, dark=dark)
        for path in paths:
            page.goto(path)
            assert serious_findings(page) == [], path
            assert overflow(page) == 0, path


def _messages(home, conference):
    from app.notices.outbox import send

    answers = (
        Answer(stage=Stage.CONTENT, code=250, words="2.0.0 Ok: queued as 4XYZ12"),
        Answer(stage=Stage.RECIPIENT, code=550, words="5.1.1 Unknown"),
        Answer(stage=Stage.RECIPIENT, code=450, words="4.2.1 Busy"),
    )
    with home.units.begin(SYSTEM) as work:
        for answer in answers:
            message = send(
                work, to="x@exemple.invalid", subject="Convocation", text="-", kind="test", about=conference.stream
            )
            message.begin_attempt(work.now())
            message.take_answer(answer, work.now())
            message.content_digest = "ab" * 32
