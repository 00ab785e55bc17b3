"""Anybody writes to the publisher; what they wrote goes there, is kept on a refusal, and goes nowhere else."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.config import Operator
from app.home.contact import doors
from app.home.contact.subjects import WORDS, Subject
from app.journal.models import JournalEntry
from app.notices.models import Message

TYPED = {
    "subject": "accessibilite",
    "message": "La carte ne se lit pas.",
    "where": "/contrats/carte",
    "email": "camille@exemple.invalid",
    "name": "Camille Fictif",
    "page": "/contact",
}


@pytest.fixture
def operator(home, monkeypatch):
    def change(*, trial=False, **said):
        monkeypatch.setattr(home, "settings", replace(home.settings, trial=trial, operator=Operator(**said)))

    change(email="contact@exemple.invalid", data_protection_email="donnees@exemple.invalid")
    return change


def messages(home):
    with home.units.reading() as session:
        return list(session.scalars(select(Message).order_by(Message.id)))


def test_a_visitor_writes_and_the_publisher_can_answer(client, home, operator):
    answer = client.post("/actes/contact.write", data=TYPED)
    assert (answer.status_code, answer.location) == (303, "/contact")
    assert "Votre message est parti" in client.get("/contact").text
    (message,) = messages(home)
    assert (message.recipient, message.reply_to) == ("contact@exemple.invalid", "camille@exemple.invalid")
    for words in ("La carte ne se lit pas.", "/contrats/carte", "Camille Fictif", WORDS[Subject.ACCESSIBILITY]):
        assert words in message.text


def test_what_concerns_personal_data_goes_to_whom_it_concerns(client, home, operator):
    client.post("/actes/contact.write", data=TYPED | {"subject": "donnees"})
    assert [message.recipient for message in messages(home)] == ["donnees@exemple.invalid"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "camille"}, "n’est pas complète"),
        ({"email": "camille@éxemple.invalid"}, "ne voyagent pas"),
        ({"message": "  "}, "À remplir"),
        ({"subject": ""}, "À remplir"),
        ({"subject": "autre chose"}, "Choisissez parmi"),
        ({"message": "a" * 5001}, "5000\xa0signes"),
    ],
)
def test_a_refusal_says_what_to_mend_and_keeps_what_was_typed(client, home, operator, wrong, said):
    answer = client.post("/actes/contact.write", data=TYPED | wrong)
    assert answer.status_code == 422
    page = answer.text.replace("5000 signes", "5000\xa0signes")
    assert said in page
    assert "Camille Fictif" in page
    assert "/contrats/carte" in page
    assert messages(home) == []


def test_each_fault_of_the_list_names_its_field(client, home, operator):
    page = (
        client.post("/actes/contact.write", data=TYPED | {"subject": "", "message": ""})
        .text.replace("\u202f", " ")
        .replace("\xa0", " ")
    )
    summary = page.partition("data-act-errors")[2].partition("</div>")[0]
    assert "De quoi s’agit-il ? À remplir." in summary
    assert "Votre message : À remplir." in summary


def test_too_many_messages_wait_and_nothing_typed_is_lost(client, home, operator, monkeypatch):
    monkeypatch.setattr(doors, "OF_NETWORK", replace(doors.OF_NETWORK, most=2))
    codes = [client.post("/actes/contact.write", data=TYPED).status_code for _ in range(3)]
    assert codes == [303, 303, 429]
    page = client.post("/actes/contact.write", data=TYPED).text
    assert "La carte ne se lit pas." in page
    assert "Recommencez dans" in page
    assert len(messages(home)) == 2


def test_without_an_address_the_page_says_so_and_no_message_is_lost(client, home, operator):
    operator()
    assert "Personne ne reçoit encore les messages" in client.get("/contact").text
    assert "contact.write" not in client.get("/contact").text
    assert client.post("/actes/contact.write", data=TYPED).status_code == 422
    assert messages(home) == []


def test_a_trial_keeps_the_message_and_says_where(client, home, operator):
    operator(trial=True)
    assert "instance/mails" in client.get("/contact").text
    client.post("/actes/contact.write", data=TYPED)
    assert [message.recipient for message in messages(home)] == [doors.IN_A_TRIAL]


def test_who_has_an_account_finds_their_address_there(as_, world, operator):
    person = world.person()
    page = as_(person).get("/contact?sujet=donnees&page=/contrats").text
    assert f'value="{person.email}"' in page
    assert '<option value="donnees" selected>' in page
    assert 'value="/contrats"' in page


def test_what_was_written_enters_no_journal(client, home, operator):
    with home.units.reading() as session:
        before = len(session.scalars(select(JournalEntry.position)).all())
    client.post("/actes/contact.write", data=TYPED)
    with home.units.reading() as session:
        assert len(session.scalars(select(JournalEntry.position)).all()) == before
