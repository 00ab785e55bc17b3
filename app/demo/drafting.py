"""A contract in negotiation, so that its desk may be looked at: invented, and its title says so."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from app.conferences.models import ThematicGroup
from app.contracts.models import Contract, Scheme
from app.institutions.models import Institution
from app.institutions.naming import search_form
from app.institutions.words import InstitutionKind

from .story import Story

TITLE = "Contrat de ville du Val de Sambre (projet fictif)"
OFFICER = "referent_maubeuge"
COMMUNES = ("59392", "59365", "59291", "59324", "59041")
OPENED, FIRST, SECOND, THIRD = -24, -18, -11, -3
CLAUSES: dict[str, tuple[dict[str, Any], str]] = {
    "participation": (
        {
            "degree": "users",
            "when": ["before", "during", "after"],
            "min_age": 16,
            "residence": "users",
            "means": ["meetings", "workshops", "walks"],
            "undertaking": "explain",
            "answer_days": 60,
        },
        "Les ateliers d’usagers se tiennent en soirée et proposent une garde d’enfants.",
    ),
    "method": (
        {
            "review_months": 12,
            "meetings_months": 6,
            "meetings_format": "hybrid",
            "steering_body": "comité de pilotage coprésidé par l’État et l’agglomération",
            "citizens": "Le conseil citoyen reçoit les comptes rendus, siège au comité et fait inscrire un point à "
            "chaque réunion.",
            "notice_months": 6,
            "penalty": "elle verse les engagements pris jusqu’à la fin de l’année civile",
        },
        "",
    ),
    "review": (
        {
            "cases": ["fermeture d’un employeur de plus de 100 salariés", "crue de la Sambre", "réforme des aides"],
            "trigger_days": 45,
        },
        "",
    ),
}
# day, place, positions (side, subject, words, outcome), what to remember; the last round is still open
ROUNDS = (
    (
        FIRST,
        "Sous-préfecture d’Avesnes-sur-Helpe",
        (
            ("state", "Part réservée aux quartiers prioritaires", "60 % des crédits de l’État.", "offered"),
            ("collectivites", "Part réservée aux quartiers prioritaires", "50 %, le reste aux bourgs.", "open"),
            ("collectivites", "Maison de santé de Louvroil", "Un médecin coordonnateur dès 2027.", "open"),
        ),
        "Accord sur la méthode ; la part réservée reste à discuter.",
    ),
    (
        SECOND,
        "Hôtel d’agglomération, Maubeuge",
        (
            (
                "state",
                "Part réservée aux quartiers prioritaires",
                "50 %, si l’emploi y est premier.",
                "accepted",
            ),
            ("state", "Maison de santé de Louvroil", "Pas avant le projet régional de santé.", "open"),
            ("collectivites", "Durée du contrat", "Six ans, revue à mi-parcours.", "accepted"),
        ),
        "La part réservée est réglée. La maison de santé attend l’agence régionale de santé.",
    ),
    (
        THIRD,
        "À distance",
        (("state", "Maison de santé de Louvroil", "Une antenne de consultation dès 2027.", "offered"),),
        None,
    ),
)


def schedule_draft(story: Story) -> None:
    """Put the opening of the contract and the rounds of its negotiation in their time."""
    story.schedule(story.calendar.at(OPENED, "10:00"), partial(open_contract, story))
    for rank, (day, _place, _positions, _summary) in enumerate(ROUNDS):
        story.schedule(story.calendar.at(day, "14:30"), partial(hold_round, story, rank))
    story.schedule(story.calendar.at(SECOND + 2, "09:30"), partial(write_clauses, story))


def open_contract(story: Story) -> None:
    """Have the officer of the agglomeration open the contract, seat the parties and draw the perimeter."""
    state, scheme = state_and_scheme(story)
    story.act(
        OFFICER,
        "contract.draft",
        title=TITLE,
        conference_id=story.conference_id,
        scheme_id=scheme,
        institution_id=story.institutions["maubeuge"],
        territory="Maubeuge et sa couronne",
        promise="Qu’habiter un quartier de la Sambre ne décide plus de l’emploi que l’on trouve ni des soins que l’on "
        "reçoit.",
    )
    for institution in (state, story.institutions["region"], story.institutions["nord"]):
        act(story, OFFICER, "contract.add_party", institution_id=institution)
    act(story, OFFICER, "contract.set_perimeter", kind="communes", lines="\n".join(COMMUNES))
    begins = date(story.calendar.today.year + 1, 1, 1)
    ends = date(begins.year + 5, 12, 31)
    axes = "Emploi et activité\nSanté et vie quotidienne\nHabitat et cadre de vie"
    act(story, OFFICER, "contract.change", starts_on=begins.isoformat(), ends_on=ends.isoformat(), axes=axes)
    act(story, "secretariat", "contract.attach_finalite", finalite_id=finalite_of(story), reason="Il y concourt.")
    act(story, OFFICER, "contract.submit")


def state_and_scheme(story: Story) -> tuple[int, int]:
    """Return the institution that is the State, and the scheme of contrats de ville."""
    is_state = Institution.kind == InstitutionKind.STATE_SERVICE, Institution.search_name == search_form("État")
    with story.units.reading() as session:
        scheme = session.scalars(select(Scheme.id).where(Scheme.code == "contrat-ville")).one()
        return session.scalars(select(Institution.id).where(*is_state)).one(), scheme


def act(story: Story, who: str, command: str, **data: Any) -> dict[str, Any]:
    """Have a player act on the contract, a few minutes after the last act."""
    story.clock.pass_time(minutes=3)
    return story.act(who, command, contract_id=the_contract(story), **data)


def the_contract(story: Story) -> int:
    """Return the identifier of the contract."""
    with story.units.reading() as session:
        return session.scalars(select(Contract.id).where(Contract.title == TITLE)).one()


def finalite_of(story: Story) -> int:
    """Return the finalité that the contract serves."""
    with story.units.reading() as session:
        return session.get_one(ThematicGroup, story.groups["Intégrité de la personne"]).finalite_id


def hold_round(story: Story, rank: int) -> None:
    """Play one round; the préfet's mandate is recorded before the first."""
    day, place, positions, summary = ROUNDS[rank]
    if rank == 0:
        act(
            story,
            "prefet",
            "negotiation.record_mandate",
            margins="Jusqu’à 60 % des crédits de l’État sur les quartiers prioritaires ; pas d’engagement au delà de "
            "la loi de finances.",
            themes="Emploi, santé, rénovation des logements",
            confidential=True,
        )
    held_on = (story.calendar.today + timedelta(days=day)).isoformat()
    opened = act(story, OFFICER, "negotiation.open_round", held_on=held_on, place=place)
    for side, subject, position, outcome in positions:
        act(
            story,
            OFFICER,
            "negotiation.record_position",
            round_id=opened["round_id"],
            side=side,
            subject=subject,
            position=position,
            outcome=outcome,
        )
    if summary is not None:
        act(story, OFFICER, "negotiation.close_round", round_id=opened["round_id"], summary=summary)


def write_clauses(story: Story) -> None:
    """Have half of the clauses written, one of them by the State's side."""
    for kind, (fields, prose) in CLAUSES.items():
        who = "referent_etat" if kind == "review" else OFFICER
        act(story, who, "clause.write", kind=kind, fields=fields, prose=prose, expected_version=0)
