"""Sets the stage: persons, partners, the conference, its composition, its mandates and its presidency."""

import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import select

from app.conferences.models import Seat
from app.foundation.actors import SYSTEM
from app.institutions.operations import add_partner
from app.institutions.queries import by_codes
from app.institutions.words import InstitutionKind
from app.people.operations import create_person, open_demo_account
from app.people.passwords import DEMO_PASSWORD, hash_password
from app.timekeeping.operations import turn_presidency_over

from .cast import CURRENT, PARTNERS, PLACES, PLAYERS, PRESIDENCIES, SPECIFICITIES, Player
from .story import Story

NAME = "Conférence territoriale des Hauts-de-France"
PURPOSE = (
    "Démonstration : les institutions sont réelles, les personnes, les votes et les décisions sont inventés. "
    "Vingt sièges où la région, les départements, les intercommunalités et les communes décident ensemble."
)
COST = "186 400,00"
CHANGE_OF_SOMME = -360
"""Day when a mandate of the Somme ends and another begins."""


def address(player: Player) -> str:
    """Return the address of a player's account, easy to type."""
    words = unicodedata.normalize("NFKD", f"{player.given_name}.{player.family_name}".lower())
    return "".join(sign for sign in words if sign.isascii()) + "@essai.invalid"


def invite_players(story: Story) -> None:
    """Open the accounts of the players and add the partners to the directory."""
    password_hash = hash_password(DEMO_PASSWORD)
    with story.units.begin(SYSTEM) as work:
        for key, player in PLAYERS.items():
            person = create_person(
                work,
                given_name=player.given_name,
                family_name=player.family_name,
                email=address(player),
                title=player.title,
                administrator=player.administrator,
            )
            open_demo_account(work, person, password_hash=password_hash)
            story.persons[key] = person.id
        for level, places in groupby(sorted(PLACES, key=lambda p: p.level), key=lambda p: p.level):
            of_level = {place.player: place.code for place in places}
            found = by_codes(work.session, InstitutionKind(level.value), set(of_level.values()))
            story.institutions |= {player: found[code].id for player, code in of_level.items()}
    story.institutions["somme"] = story.institutions["somme_ancien"]
    # The directory is of today: what is added to it comes after its import.
    with story.clock.at(story.calendar.now), story.units.begin(SYSTEM) as work:
        for key, partner in PARTNERS.items():
            story.institutions[key] = add_partner(work, kind=partner.kind, name=partner.name).id


def install_conference(story: Story) -> None:
    """Create the conference, with the State's representative and the secretariat."""
    created = story.act(
        "administration",
        "conference.create",
        name=NAME,
        slug="hauts-de-france",
        region_id=story.institutions["region"],
        purpose=PURPOSE,
    )
    story.conference_id = created["conference_id"]
    day = story.calendar.term(-CURRENT)[0]
    for who, office, proof in (
        ("prefet", "state_representative", "Lettre de désignation du préfet de région (fictive)"),
        ("secretariat", "secretary", "Décision conjointe des membres (fictive)"),
        ("secretariat_2", "secretary", "Décision conjointe des membres (fictive)"),
        ("secretariat_3", "secretary", "Décision conjointe des membres (fictive)"),
    ):
        since = story.clock().date() if office == "state_representative" else day
        _give(story, "administration", who, since, proof, office=office)
    story.act(
        "administration",
        "conference.change_settings",
        conference_id=story.conference_id,
        secretariat_cost=COST,
    )


def compose(story: Story) -> None:
    """Record the préfet's act, then who holds each seat."""
    day = story.calendar.term(-CURRENT)[0]
    story.act(
        "prefet",
        "composition.record_act",
        conference_id=story.conference_id,
        reference="Arrêté de composition n° 1 (fictif)",
        signed_on=story.clock().date().isoformat(),
        effective_on=day.isoformat(),
        signatory="Le préfet de région (fictif)",
        specificities=list(SPECIFICITIES),
        seats=[
            {
                "institution_id": story.institutions[place.player],
                "kind": "observer" if place.observer else "voting",
                **({"specificity": place.specificity} if place.specificity else {}),
            }
            for place in PLACES
        ],
    )
    with story.units.reading() as session:
        seats = session.scalars(select(Seat).where(Seat.conference_id == story.conference_id)).all()
        by_place = {(seat.institution_id, seat.kind.value == "observer"): seat.id for seat in seats}
    for place in PLACES:
        seat_id = by_place[story.institutions[place.player], place.observer]
        story.seats[place.player] = seat_id
        proof = "Délibération de désignation (fictive)"
        _give(story, "administration", place.player, day, proof, seat_id=seat_id)
    story.seats["somme"] = story.seats["somme_ancien"]


def _give(story: Story, by: str, who: str, day: date, proof: str, **place: object) -> int:
    answer = story.act(
        by,
        "mandate.give",
        conference_id=story.conference_id,
        person_id=story.persons[who],
        starts_on=day.isoformat(),
        proof=proof,
        **place,
    )
    story.rights_changed()
    mandate_id: int = answer["mandate_id"]
    story.mandates[who] = mandate_id
    return mandate_id


def plan_presidencies(story: Story) -> None:
    """Put the first presidency and the four after it on the plan; choices and later terms come in their time."""
    for rank in range(5):
        _plan(story, rank)
    for rank in range(CURRENT + 1):
        start = story.calendar.term(rank - CURRENT)[0]
        story.schedule(story.calendar.midnight(start), lambda: story.let_time_tell(turn_presidency_over))
    for rank in (1, 2):
        start = story.calendar.term(rank - CURRENT)[0]
        story.schedule(story.calendar.midnight(start - timedelta(days=80)), _choosing(story, rank))
        story.schedule(story.calendar.midnight(start) + timedelta(hours=9), _planning(story, rank + 4))
    for rank in (3, 4):
        story.schedule(story.calendar.at(-20, "11:00"), _choosing(story, rank))
    story.schedule(story.calendar.at(CHANGE_OF_SOMME, "10:00"), lambda: change_somme(story))


def _plan(story: Story, rank: int) -> None:
    level, _, _ = PRESIDENCIES[rank]
    start, end = story.calendar.term(rank - CURRENT)
    chosen = {}
    if rank == 0:
        chosen = {"institution_id": story.institutions["region"], "decision": "Réunion constitutive (fictive)"}
    answer = story.act(
        "secretariat" if rank > 4 else "administration",
        "presidency.plan",
        conference_id=story.conference_id,
        level=level.value,
        starts_on=start.isoformat(),
        ends_on=end.isoformat(),
        **chosen,
    )
    story.terms[rank] = answer["term_id"]
    story.rights_changed()


def _planning(story: Story, rank: int) -> Callable[[], None]:
    return lambda: _plan(story, rank)


def _choosing(story: Story, rank: int) -> Callable[[], None]:
    def choose() -> None:
        _, player, decision = PRESIDENCIES[rank]
        assert player is not None
        story.act(
            "secretariat",
            "presidency.choose",
            term_id=story.terms[rank],
            institution_id=story.institutions[player],
            decision=decision,
        )
        story.rights_changed()

    return choose


def change_somme(story: Story) -> None:
    """Let a mandate end and another begin: history keeps both."""
    day = story.calendar.day(CHANGE_OF_SOMME)
    story.act(
        "secretariat",
        "mandate.end",
        mandate_id=story.mandates["somme_ancien"],
        ends_on=day.isoformat(),
        reason="Fin de fonction (fictive)",
    )
    _give(story, "secretariat", "somme", day, "Délibération de remplacement (fictive)", seat_id=story.seats["somme"])
