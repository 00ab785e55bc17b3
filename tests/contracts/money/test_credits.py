"""R15 by its operations: who moves credits, what is told, and what the ledger keeps."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.contracts.models import CreditMove
from app.contracts.money.book import open_book
from app.contracts.words import ContractState
from app.foundation.errors import DomainError, IllegalTransition, NotAllowed, NotFound, Refused
from app.notices.models import Message
from tests.builders.contracts import a_contract, a_theme


def book_of(table):
    with table.world.home.units.reading() as session:
        contract = session.get(type(table.contract), table.contract.id)
        assert contract.parties
        book = open_book(session, contract, table.world.today())
        return {theme.title: book.account(theme) for theme in book.themes}, book.held_by_themes


def test_r15_3_the_state_decides_on_its_own_themes_and_the_conference_is_informed(table):
    answer = table.move(amount="250")
    assert answer["moved"]
    assert table.kinds() == ["credits.proposed", "credits.moved"]
    assert table.last().payload["rule"] == "R15.3"
    assert table.last().payload["informs"] == ["Conférence"]
    assert table.world.kinds(f"conference:{table.conference.id}") == ["conference.credits_moved"]
    accounts, total = book_of(table)
    assert [accounts[t].balance for t in ("Emploi", "Logement", "Culture")] == [75_000, 125_000, 100_000]
    assert total == 300_000


def test_r15_1_moving_more_than_a_quarter_of_a_theme_is_refused(table):
    with pytest.raises(Refused) as refused:
        table.move(amount="250,01")
    assert refused.value.members["rule"] == "R15.1"
    assert table.kinds() == []
    assert table.all(CreditMove) == []


def test_r15_2_a_move_on_the_collectivites_themes_waits_for_every_one_of_them(table):
    move = table.move("region", giving="collectivites", receiving="state")
    assert not move["moved"]
    assert table.last().payload["awaits"] == ["Commune d’essai"]
    assert table.act("commune", "credits.consent", move_id=move["move_id"], party_id=table.parties["commune"].id)[
        "moved"
    ]
    assert table.kinds() == ["credits.proposed", "credits.consented", "credits.moved"]
    assert table.last().payload["informs"] == ["État", "Conférence"]


def test_r15_2_one_refusal_with_its_reason_ends_the_move(table):
    move = table.move("region", giving="collectivites")
    party = table.parties["commune"].id
    table.act("commune", "credits.refuse", move_id=move["move_id"], party_id=party, reason="Trop tôt")
    assert table.last().payload["reason"] == "Trop tôt"
    with pytest.raises(IllegalTransition, match="déjà décidé"):
        table.act("commune", "credits.consent", move_id=move["move_id"], party_id=party)
    assert book_of(table)[0]["Culture"].balance == 100_000


def test_r15_2_the_state_has_no_say_on_the_collectivites_themes(table):
    move = table.move("region", giving="collectivites")
    with pytest.raises(Refused) as refused:
        table.act("state", "credits.consent", move_id=move["move_id"])
    assert refused.value.members["rule"] == "R15.2"
    with pytest.raises(NotAllowed):
        table.act("state", "credits.consent", move_id=move["move_id"], party_id=table.parties["commune"].id)


def test_r15_3_a_collectivite_may_propose_on_the_states_theme_and_the_state_decides(table):
    move = table.move("commune", giving="state", receiving="collectivites")
    assert not move["moved"]
    with pytest.raises(Refused):
        table.act("region", "credits.consent", move_id=move["move_id"], party_id=table.parties["region"].id)
    assert table.act("partner", "credits.consent", move_id=move["move_id"])["moved"]


def test_r15_1_the_ceiling_is_checked_again_when_the_last_consent_comes(table):
    first, second = (table.move("region", giving="collectivites", amount="200") for _ in range(2))
    party = table.parties["commune"].id
    table.act("commune", "credits.consent", move_id=first["move_id"], party_id=party)
    with pytest.raises(Refused) as refused:
        table.act("commune", "credits.consent", move_id=second["move_id"], party_id=party)
    assert refused.value.members["rule"] == "R15.1"


def test_r15_credits_of_a_draft_or_an_ended_contract_do_not_move(table):
    for state in (ContractState.DRAFT, ContractState.ENDED):
        table.state(state)
        with pytest.raises(IllegalTransition):
            table.move()


def test_r15_credits_never_pass_to_a_theme_of_another_contract(table):
    elsewhere = a_theme(table.world, a_contract(table.world))
    table.themes["elsewhere"] = elsewhere
    with pytest.raises(NotFound):
        table.move(receiving="elsewhere")
    with pytest.raises(Refused, match="deux thèmes"):
        table.move(receiving="state")


@pytest.mark.parametrize("statement", ["UPDATE credit_moves SET amount_cents = 1", "DELETE FROM credit_moves"])
def test_r15_4_the_ledger_is_append_only_for_the_database_itself(table, statement):
    table.move()
    with table.world.home.units.sessions() as session, pytest.raises(DatabaseError, match="append-only"):
        session.execute(text(statement))


def test_r15_4_the_balance_is_right_at_every_date(table):
    with table.world.home.units.reading() as session:
        contract = session.get(type(table.contract), table.contract.id)
        opened = open_book(session, contract, table.world.today())
        assert opened.held_by_themes == 300_000
    table.move(amount="100")
    table.world.clock.advance(days=40)
    table.move(giving="other", receiving="collectivites", amount="50")
    with table.world.home.units.reading() as session:
        book = open_book(session, session.get(type(table.contract), table.contract.id), table.world.today())
        lines = {theme.title: [line.balance for line in book.lines(theme)] for theme in book.themes}
    assert lines == {
        "Emploi": [100_000, 90_000],
        "Logement": [100_000, 110_000, 105_000],
        "Culture": [100_000, 105_000],
    }


def test_r15_1_of_two_moves_at_once_that_together_pass_a_quarter_exactly_one_is_done(table):
    def move(_):
        try:
            return table.move(amount="150")["moved"]
        except DomainError as refusal:
            return refusal.members["rule"]

    table.world.actor(table.people["state"])
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(move, range(2)))
    assert sorted(map(str, done)) == ["R15.1", "True"]
    assert book_of(table)[0]["Emploi"].balance == 85_000


def letters(table):
    return {(letter.recipient, letter.kind): letter for letter in table.all(Message)}


def test_r15_3_the_conference_is_written_to_when_the_state_moves_its_credits(table):
    table.move(amount="250")
    sent = letters(table)
    assert {to for to, _kind in sent} == {table.people[who].email for who in ("chair", "secretary")}
    letter = next(iter(sent.values()))
    assert letter.kind == "contract.credits_moved"
    for words in ("250", "« Emploi »", "« Logement »", "Un aléa", "au titre de la conférence (règle R15.3)"):
        assert words in letter.text.replace("\N{NO-BREAK SPACE}", " "), words
    assert f"{{site}}/contrats/{table.contract.slug}/argent/mouvements" in letter.text


def test_r15_2_the_state_is_written_to_only_once_every_collectivite_has_consented(table):
    move = table.move("region", giving="collectivites")
    assert letters(table) == {}
    table.act("commune", "credits.consent", move_id=move["move_id"], party_id=table.parties["commune"].id)
    told = {to for to, _kind in letters(table)}
    assert {table.people["state"].email, table.people["partner"].email} <= told
    assert not told & {table.people[who].email for who in ("region", "commune", "stranger", "elsewhere")}


def test_r15_a_move_that_is_refused_writes_to_nobody(table):
    with pytest.raises(Refused):
        table.move(amount="250,01")
    assert letters(table) == {}
