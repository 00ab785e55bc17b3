"""What the secretariat can do of doubtful supports: look without a name, set aside together, take back (I6)."""

import threading
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.drawings.support_pace import PaceColumn, support_pace, support_pace_table
from app.foundation.errors import Invalid, NotAllowed, NotFound, Refused
from app.interpellations.answers import operations as answers
from app.interpellations.models import Hearing, Interpellation, Support, SupportInvalidation, ThresholdCrossing
from app.interpellations.rules.pace import MOST, pace
from app.interpellations.rules.suspicion import LEAST, Doubt, Given, groups
from app.interpellations.supports import operations, policies
from app.interpellations.supports.desk import support
from app.interpellations.supports.setting_aside import invalidate, lift_invalidation
from app.interpellations.supports.suspecting import groups_of
from app.interpellations.words import HearingState, InterpellationState
from tests.interpellations.life import act, an_admitted_file, keep

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def file(world, ground):
    """An admitted file of a conference whose thresholds are 3, 5 and 8."""
    with world.home.units.sessions() as session:
        conference = session.merge(ground[0]).conference
        conference.reglement = {"support_meeting": 3, "support_agenda": 5, "support_consultation": 8}
        session.commit()
    return an_admitted_file(world, ground)


def supported_by(world, person, file):
    with world.home.units.begin(world.actor(person)) as work:
        return support(work, file.id)


def by_many(world, file, count, **given):
    people = [world.person(**given) for _ in range(count)]
    for person in people:
        supported_by(world, person, file)
    return people


def by_robots(world, file, count, domain="robots.invalid", first=1):
    for n in range(first, first + count):
        supported_by(world, world.person(email=f"robot{n}@{domain}"), file)


def read(world, entity, **by):
    with world.home.units.reading() as session:
        return session.query(entity).filter_by(**by).order_by(entity.id).all()


def now_of(world, file):
    return read(world, Interpellation, id=file.id)[0]


def found(world, file):
    with world.home.units.reading() as session:
        return {group.doubt: key for key, group in groups_of(session, file.id, world.clock())}


def test_i6_supports_are_set_aside_together_with_a_trace_and_count_again(world, ground, file):
    by_many(world, file, 2)
    by_robots(world, file, 4)
    act(world, ground[2], invalidate, file, reason="Adresses fabriquées", domain="robots.invalid")
    assert now_of(world, file).supports == 2
    entry = next(e for e in world.entries(file.stream) if e.kind == "interpellation.supports_invalidated")
    assert entry.payload == {"count": 4, "reason": "Adresses fabriquées", "lifted": False}
    (made,) = read(world, SupportInvalidation)
    with pytest.raises(Invalid):
        act(world, ground[2], lift_invalidation, file, made.id, reason=" ")
    act(world, ground[2], lift_invalidation, file, made.id, reason="Personnes vues en mairie")
    assert now_of(world, file).supports == 6
    (made,) = read(world, SupportInvalidation)
    assert (made.lifted_by_id, made.lifted_reason) == (ground[2].id, "Personnes vues en mairie")
    entry = [e for e in world.entries(file.stream) if e.kind == "interpellation.supports_invalidated"][-1]
    assert entry.payload == {"count": 4, "reason": "Personnes vues en mairie", "lifted": True}
    with pytest.raises(NotFound):
        act(world, ground[2], lift_invalidation, file, made.id, reason="Encore")


def test_i6_setting_aside_asks_for_a_reason_a_target_and_the_secretariat(world, ground, file):
    by_many(world, file, 1)
    with pytest.raises(Invalid):
        act(world, ground[2], invalidate, file, reason="", domain="x.invalid")
    with pytest.raises(Invalid):
        act(world, ground[2], invalidate, file, reason="Doute")
    for aim in ({"domain": "personne.invalid"}, {"domain": "%"}, {"group": "inconnu"}):
        with pytest.raises(NotFound):
            act(world, ground[2], invalidate, file, reason="Doute", **aim)
    for who in (ground[3], world.person()):
        with pytest.raises(NotAllowed):
            act(world, who, invalidate, file, reason="Doute", domain="exemple.invalid")


def test_i6_a_window_of_time_is_set_aside_and_no_other(world, ground, file):
    by_many(world, file, 1)
    world.clock.moment += timedelta(hours=2)
    since = world.clock()
    by_many(world, file, 2)
    world.clock.moment += timedelta(hours=2)
    by_many(world, file, 1)
    until = since + timedelta(minutes=5)
    done = act(world, ground[2], invalidate, file, reason="Afflux", since=since, until=until)
    assert (done.id, now_of(world, file).supports) == (file.id, 2)


def test_i6_a_suspected_group_is_set_aside_under_a_key_that_says_nothing(world, ground, file):
    by_many(world, file, 3)
    by_robots(world, file, 6)
    key = found(world, file)[Doubt.NUMBERED]
    assert "robot" not in key
    # Those who come between the look and the act are of the same group.
    by_robots(world, file, 1, first=50)
    act(world, ground[2], invalidate, file, reason="Adresses fabriquées", group=key)
    assert now_of(world, file).supports == 3
    (made,) = read(world, SupportInvalidation)
    assert made.count == 7
    assert made.criteria["group"] == "numbered"
    assert "robot1" not in str(made.criteria)


def test_i6_a_supporter_set_aside_does_not_come_back_by_another_door(world, ground, file):
    first = world.person(email="prete.nom@gmail.com")
    supported_by(world, first, file)
    by_robots(world, file, 1)
    act(world, ground[2], invalidate, file, reason="Doute", domain="gmail.com")
    with pytest.raises(Refused):
        act(world, first, operations.withdraw_support, file)
    alias = world.person(email="Prete.Nom+2@googlemail.com")
    assert [supported_by(world, first, file), supported_by(world, alias, file)] == [False, False]
    assert now_of(world, file).supports == 1


def test_i6_setting_aside_undoes_what_has_not_happened_and_counting_again_opens_it_anew(world, ground, file):
    by_many(world, file, 2)
    by_robots(world, file, 3)
    assert now_of(world, file).state is InterpellationState.ESCALATED
    act(world, ground[2], invalidate, file, reason="Doute", domain="robots.invalid")
    assert now_of(world, file).state is InterpellationState.ADMISSIBLE
    assert [h.state for h in read(world, Hearing)] == [HearingState.DROPPED]
    assert all(c.undone_at is not None for c in read(world, ThresholdCrossing))
    kinds = world.kinds(file.stream)
    assert (kinds.count("interpellation.threshold_undone"), kinds.count("interpellation.hearing_dropped")) == (2, 1)
    (made,) = read(world, SupportInvalidation)
    act(world, ground[2], lift_invalidation, file, made.id, reason="Erreur")
    assert [h.state for h in read(world, Hearing)] == [HearingState.DROPPED, HearingState.REQUESTED]
    assert now_of(world, file).state is InterpellationState.ESCALATED


def test_i6_losing_a_higher_threshold_leaves_what_a_lower_one_has_opened(world, ground, file):
    by_many(world, file, 6)
    by_robots(world, file, 2)
    act(world, ground[2], invalidate, file, reason="Doute", domain="robots.invalid")
    assert [h.state for h in read(world, Hearing)] == [HearingState.REQUESTED]
    assert now_of(world, file).state is InterpellationState.ESCALATED
    standing = [c.threshold for c in read(world, ThresholdCrossing) if c.undone_at is None]
    assert standing == [3, 5]


def test_i7_a_silence_noted_meanwhile_asks_to_be_heard_by_itself(world, ground, file):
    by_many(world, file, 2)
    by_robots(world, file, 3)
    keep(world, file, 2026, 7, 20)
    act(world, ground[2], invalidate, file, reason="Doute", domain="robots.invalid")
    assert [(h.state.value, h.cause.value) for h in read(world, Hearing)] == [
        ("dropped", "threshold"),
        ("requested", "no_answer"),
    ]
    assert now_of(world, file).state is InterpellationState.ESCALATED


def test_i6_setting_aside_while_supports_rain_counts_exactly(world, ground, file):
    by_robots(world, file, 6)
    actors = [world.actor(world.person()) for _ in range(20)]
    actors += [world.actor(world.person(email=f"robot{n}@robots.invalid")) for n in range(100, 120)]

    def one(actor):
        with world.home.units.begin(actor) as work:
            support(work, file.id)

    threads = [threading.Thread(target=one, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    act(world, ground[2], invalidate, file, reason="Doute", domain="robots.invalid")
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads), "supports still running after a minute"
    valid = [s for s in read(world, Support, interpellation_id=file.id) if s.invalidation_id is None]
    aside = [s for s in read(world, Support, interpellation_id=file.id) if s.invalidation_id is not None]
    (made,) = read(world, SupportInvalidation)
    assert (len(valid) + len(aside), made.count) == (46, len(aside))
    assert now_of(world, file).supports == len(valid)
    counted = [e.payload["supports"] for e in world.entries(file.stream) if e.kind.endswith("supports_counted")]
    assert counted[-1] == len(valid)


def test_i6_the_page_is_the_secretariat_s_and_names_nobody(as_, client, world, ground, file, queries):
    people = by_many(world, file, 3)
    by_robots(world, file, 6)
    path = f"/interpellations/{file.number}/soutiens"
    secretary = as_(ground[2])
    with queries(12):
        page = secretary.get(path).get_data(as_text=True)
    assert "6 adresses qui ne diffèrent que par un numéro" in page.replace("\u00a0", " ")
    assert not any(person.family_name in page or person.email in page for person in people)
    assert "robot1" not in page
    for kind in ("supports", "soutiens"):
        assert [who.get(path).status_code for who in (as_(ground[3]), as_(world.person()))] == [403, 403], kind
    assert client.get(path).status_code in (302, 303, 401)
    assert client.get(path.replace("/soutiens", "/fragments/soutiens")).status_code in (302, 303, 401)


def test_i6_who_looks_after_supports(world, ground, file):
    with world.home.units.reading() as session:
        known = session.get_one(Interpellation, file.id)
        people = {
            "secretary": ground[2],
            "requester": ground[3],
            "chair": world.chair(known.contract.conference),
            "stranger": world.person(),
        }
        for policy in (policies.may_look_after_supports, policies.may_invalidate_supports):
            assert {who for who, one in people.items() if policy(world.actor(one), known)} == {"secretary"}


def test_i6_the_report_of_a_meeting_is_public(client, world, ground, file):
    by_many(world, file, 3)
    act(world, ground[2], operations.honour_threshold, file, 3, report="La rencontre a eu lieu le 3 juin.")
    page = client.get(f"/interpellations/{file.number}").get_data(as_text=True)
    assert "La rencontre a eu lieu le 3" in page.replace("\u00a0", " ")


def given_at(*minutes, address="quelquun{n}@gmail.com", since=None):
    start = NOON - timedelta(days=30)
    return [
        Given(id=n, address=address.format(n=n), at=NOON + timedelta(minutes=m), account_since=since or start)
        for n, m in enumerate(minutes, 1)
    ]


def test_i6_a_burst_is_far_more_than_the_usual_pace():
    steady = given_at(*range(0, 6000, 30), address="u@gmail.com")
    assert groups(steady, NOON + timedelta(minutes=6000)) == []
    burst = [
        Given(id=1000 + n, address="u@gmail.com", at=NOON + timedelta(minutes=3003, seconds=n), account_since=NOON)
        for n in range(40)
    ]
    (group,) = groups([*steady, *burst], NOON + timedelta(minutes=6000))
    assert group.doubt is Doubt.BURST
    assert {one.id for one in burst} <= group.ids
    assert group.words.replace("\u00a0", " ") == "41 soutiens en 10 minutes"


def test_i6_common_mailboxes_are_no_group_and_new_accounts_are_counted():
    assert groups(given_at(0, 60, 120, 180, 240, address="u@orange.fr"), NOON) == []
    own = given_at(0, 60, 120, 180, 240, address="u@petit.invalid", since=NOON - timedelta(minutes=1))
    (group,) = groups(own, NOON + timedelta(days=1))
    assert (group.doubt, len(group.ids), group.new_accounts) == (Doubt.DOMAIN, 5, 1)


@given(st.lists(st.sampled_from(["a1@x.invalid", "a2@x.invalid", "b@x.invalid", "c9@gmail.com"]), max_size=40))
def test_i6_no_group_is_smaller_than_a_handful(addresses):
    given_now = [Given(id=n, address=a, at=NOON, account_since=NOON) for n, a in enumerate(addresses)]
    assert all(len(group.ids) >= LEAST for group in groups(given_now, NOON))


@given(st.lists(st.tuples(st.integers(0, 400 * 86400), st.booleans()), max_size=60))
def test_i6_every_support_is_in_one_column_and_they_are_few(seconds):
    came = [(NOON + timedelta(seconds=s), counts) for s, counts in seconds]
    told = pace(came, ZoneInfo("Europe/Paris"))
    assert sum(column.counted for column in told.columns) == sum(counts for _, counts in came)
    assert sum(column.aside for column in told.columns) == sum(not counts for _, counts in came)
    assert len(told.columns) <= MOST


def test_i6_the_drawing_and_its_table_say_the_same():
    columns = [
        PaceColumn(words="4 mai 2026", counted=3, aside=0),
        PaceColumn(words="5 mai 2026", counted=0, aside=0),
        PaceColumn(words="6 mai 2026", counted=1, aside=7),
    ]
    drawn = support_pace(columns, id="p", title="Les soutiens, par jour")
    assert "url(#p-hatching)" in drawn
    assert "4 soutiens comptés, 7 mis à l’écart" in drawn.replace("\u00a0", " ")
    assert support_pace_table(columns, caption="c").rows == [("4 mai 2026", "3", "0"), ("6 mai 2026", "1", "7")]


def test_i6_an_answer_given_meanwhile_is_where_the_file_goes_back(world, ground, file):
    from app.institutions.models import Institution
    from tests.builders.contracts import an_officer

    by_many(world, file, 2)
    by_robots(world, file, 3)
    with world.home.units.reading() as session:
        officer = an_officer(world, session.get_one(Institution, ground[1].owner_id))
    act(world, officer, answers.give_answer, file, text="Le chantier reprend.", signatory="La directrice")
    act(world, ground[2], invalidate, file, reason="Doute", domain="robots.invalid")
    assert now_of(world, file).state is InterpellationState.ANSWERED
