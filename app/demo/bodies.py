"""Bodies beside real collectivités; what their watchers watch, read and ask. The persons do not exist."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import select

from app.contracts.models import Action, Contract
from app.interpellations.guide.making import digest_of_text
from app.interpellations.models import Watcher

from .papers import one_page
from .story import Story

PACT, AMIENS, LILLE = "pacte-sambre-avesnois-thierache", "cdt-amienois", "contrat-ville-bassin-lillois"


@dataclass(frozen=True, kw_only=True)
class Seated:
    """A body: its kind, its name, whom it advises, who presides it."""

    key: str
    kind: str
    name: str
    institution: str
    president: str


BODIES = (
    Seated(key="ceser", kind="ceser", name="CESER Hauts-de-France", institution="region", president="ceser"),
    Seated(
        key="maubeuge",
        kind="conseil_developpement",
        name="Conseil de développement de Maubeuge Val de Sambre",
        institution="maubeuge",
        president="conseil_maubeuge",
    ),
    Seated(
        key="roubaix",
        kind="conseil_quartier",
        name="Conseil de quartier de l’Épeule, Roubaix",
        institution="roubaix",
        president="conseil_roubaix",
    ),
)
# body, watcher, contract, day of the designation, day of its end
WATCHES: tuple[tuple[str, str, str, int, int | None], ...] = (
    ("ceser", "vigie", PACT, -150, None),
    ("ceser", "vigie", AMIENS, -150, None),
    ("maubeuge", "habitant", PACT, -170, -90),
    ("maubeuge", "vigie_maubeuge", PACT, -12, None),
    ("roubaix", "conseil_roubaix", LILLE, -60, None),
)
READ = ((PACT, -148), (AMIENS, -147))
QUESTION: dict[str, Any] = {
    "title": "La déviation d’Avesnes-sur-Helpe sera-t-elle faite ?",
    "question": "Le pacte annonçait 2021. La fiche dit « non démarrée », sans porteur ni coût connus. Qui en est "
    "responsable aujourd’hui, et à quelle date la décision sera-t-elle prise ?",
    "request": "Le nom du porteur, et un calendrier.",
}
DELIBERATED: dict[str, Any] = {
    "title": "Comment les habitants sont-ils associés au suivi du pacte ?",
    "question": "Le texte que nous avons ne dit ni quand ni comment les habitants sont consultés. Les parties "
    "peuvent-elles publier ce qui a été fait, et ce qui est prévu d’ici la fin du pacte ?",
}


def schedule_bodies(story: Story) -> None:
    """Put the register, the designations, the reading of guides and the questions in their time."""
    at = story.calendar.at
    story.schedule(at(-186, "10:00"), partial(register, story))
    for watch in WATCHES:
        story.schedule(at(watch[3], "17:30"), partial(designate, story, watch))
        if watch[4] is not None:
            story.schedule(at(watch[4], "17:30"), partial(call_back, story, watch))
    for slug, day in READ:
        story.schedule(at(day, "21:10"), partial(read_guide, story, "vigie", slug))
    story.schedule(at(-32, "20:40"), partial(ask_as_watcher, story))
    story.schedule(at(-27, "10:20"), partial(admit, story))
    story.schedule(at(-8, "14:15"), partial(ask_as_body, story))


def register(story: Story) -> None:
    """Put the bodies on the register, each with its presidency."""
    for body in BODIES:
        answer = story.act(
            "secretariat",
            "body.register",
            kind=body.kind,
            name=body.name,
            institution_id=story.institutions[body.institution],
        )
        story.bodies[body.key] = answer["body_id"]
        story.act(
            "secretariat",
            "body.name_office",
            body_id=answer["body_id"],
            person_id=story.persons[body.president],
            title="présidence (fictive)",
            starts_on=story.calendar.day(-186).isoformat(),
            proof="Procès-verbal d’élection (fictif)",
            file=one_page("Procès-verbal d’élection", "L’instance a élu sa présidence.\n\nDocument inventé."),
        )
    story.rights_changed()


def designate(story: Story, watch: tuple[str, str, str, int, int | None]) -> None:
    """Have a body designate a watcher by deliberation."""
    key, who, slug, day, _ = watch
    body = next(body for body in BODIES if body.key == key)
    story.act(
        body.president,
        "watcher.designate",
        body_id=story.bodies[key],
        contract_id=_contract(story, slug),
        person_id=story.persons[who],
        starts_on=story.calendar.day(day).isoformat(),
        proof="Délibération (fictive)",
        file=one_page("Délibération", f"{body.name} désigne une vigie.\n\nDocument inventé."),
    )
    story.rights_changed()


def call_back(story: Story, watch: tuple[str, str, str, int, int | None]) -> None:
    """End a designation: the history keeps it."""
    key, who, _, _, day = watch
    assert day is not None
    body = next(body for body in BODIES if body.key == key)
    with story.units.reading() as session:
        watcher = session.scalars(select(Watcher.id).where(Watcher.person_id == story.persons[who])).one()
    story.act(
        body.president,
        "watcher.end",
        watcher_id=watcher,
        ends_on=story.calendar.day(day).isoformat(),
        proof="Délibération de remplacement (fictive)",
    )
    story.rights_changed()


def read_guide(story: Story, who: str, slug: str) -> None:
    """Have a watcher read the guide of a contract, as it stands that day."""
    with story.units.reading() as session:
        contract = session.scalars(select(Contract).where(Contract.slug == slug)).one()
        digest = digest_of_text(session, contract)
    story.act(who, "guide.acknowledge", contract_id=_contract(story, slug), digest=digest, declared=True)


def ask_as_watcher(story: Story) -> None:
    """File the question of the watcher of the CESER about an action without owner."""
    with story.units.reading() as session:
        action = session.scalars(select(Action.id).where(Action.code == f"{PACT}-a07")).one()
    about = {"contract_id": _contract(story, PACT), "action_id": action, "kind": "watcher"}
    kept = story.act("vigie", "interpellation.draft", **about, **QUESTION)
    story.files["watcher"] = kept["interpellation_id"]
    story.act("vigie", "interpellation.register", interpellation_id=story.files["watcher"])


def admit(story: Story) -> None:
    """Name who must answer, since the sheet does not say it, and admit the question."""
    with story.units.reading() as session:
        state = session.scalars(select(Action.owner_id).where(Action.code == f"{PACT}-a12")).one()
    story.act(
        "secretariat", "interpellation.name_service", interpellation_id=story.files["watcher"], institution_id=state
    )
    story.act("secretariat", "interpellation.admit", interpellation_id=story.files["watcher"])


def ask_as_body(story: Story) -> None:
    """File a question in a body's own name, its deliberation joined."""
    about = {"contract_id": _contract(story, PACT), "kind": "body", "body_id": story.bodies["maubeuge"]}
    kept = story.act("conseil_maubeuge", "interpellation.draft", clause_kind="participation", **about, **DELIBERATED)
    story.files["body"] = kept["interpellation_id"]
    paper = one_page("Délibération", "Le conseil décide d’interpeller les parties au pacte.\n\nDocument inventé.")
    of_file = {"interpellation_id": story.files["body"]}
    story.act("conseil_maubeuge", "interpellation.attach", file=paper, deliberation=True, **of_file)
    story.act("conseil_maubeuge", "interpellation.register", **of_file)


def _contract(story: Story, slug: str) -> int:
    with story.units.reading() as session:
        return session.scalars(select(Contract.id).where(Contract.slug == slug)).one()
