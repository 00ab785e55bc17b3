"""A few questions to the real contracts by persons who do not exist: one in each state a visitor may want to see.

Each is told at its dates through the commands, the worker's clock included: a silence is late because nobody answered.
"""

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import select

from app.contracts.models import Action
from app.interpellations.clock.keeping import keep_clock
from app.interpellations.hearings.keeping import keep_hearing
from app.interpellations.hearings.reading import hearings_to_keep

from .story import Story


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question: who asks, about which action, when, in which words, who supports it."""

    key: str
    who: str
    action: str
    day: int
    title: str
    question: str
    request: str = ""
    supporters: tuple[str, ...] = ()


CLOSED = Question(
    key="closed",
    who="citoyenne",
    action="pacte-sambre-avesnois-thierache-a12",
    day=-165,
    title="Où en est ce qui était promis pour 2021 ?",
    question="L’échéance de 2021 est passée. Rien sur place ne dit si l’action a commencé. Qui s’en occupe, et depuis "
    "quand ?",
    request="Une date, et le nom du service à appeler.",
    supporters=("citoyen", "habitant"),
)
SILENT = Question(
    key="silent",
    who="citoyen",
    action="cdt-amienois-a05",
    day=-120,
    title="Pourquoi cette opération de 2019 n’est-elle pas finie ?",
    question="La fiche annonce 2019. Six ans plus tard, la page dit encore « en cours ». Qu’est-ce qui a bloqué, et "
    "pour quelle date s’engage-t-on maintenant ?",
    request="Un calendrier à jour, publié.",
    supporters=("citoyenne", "habitant", "aide"),
)
ANSWERED = Question(
    key="answered",
    who="habitant",
    action="pacte-sambre-avesnois-thierache-a12",
    day=-50,
    title="Le financement de cette action est-il toujours prévu ?",
    question="Le pacte cite cette action sans dire ce qu’elle coûte ni qui la paie. Le financement est-il réservé ?",
)
INADMISSIBLE = Question(
    key="inadmissible",
    who="citoyenne",
    action="contrat-ville-bassin-lillois-a01",
    day=-19,
    title="Quand mon voisin sera-t-il aidé ?",
    question="Mon voisin du dessous attend une aide depuis des mois. Pourquoi l’action du contrat ne le "
    "concerne-t-elle pas ?",
)
WAITING = Question(
    key="waiting",
    who="citoyen",
    action="centre-bourg-arleux-a01",
    day=-6,
    title="Les travaux annoncés pour septembre 2019 auront-ils lieu ?",
    question="Les travaux du centre-bourg étaient annoncés pour septembre 2019. Sont-ils abandonnés, ou reportés ?",
)
CONTACT = {
    "name": "Mission contractualisation (fictive)",
    "email": "contractualisation@essai.invalid",
    "phone": "01 99 00 12 34",
    "address": "1 rue du Modèle, 59000 Lille",
}


@dataclass(frozen=True, kw_only=True)
class Later:
    """What somebody does of a question, and when; `promised`: a commitment due in so many days from today."""

    of: Question
    day: int
    who: str
    command: str
    data: dict[str, Any] = field(default_factory=dict)
    promised: tuple[str, int] | None = None


SIGNATORY = "Solène Allégorie, chargée de mission à la préfecture du Nord (personne fictive)"
LATER = (
    Later(of=CLOSED, day=-160, who="secretariat", command="interpellation.admit"),
    Later(
        of=CLOSED,
        day=-118,
        who="referent_etat",
        command="interpellation.answer",
        data={
            "text": "L’action n’a pas commencé en 2021 : l’étude préalable n’était pas financée. Elle l’est depuis "
            "cette année. L’étude est confiée à un bureau choisi au printemps, et sera publiée ici.",
            "signatory": SIGNATORY,
        },
        promised=("Publier l’étude préalable", 60),
    ),
    Later(
        of=CLOSED,
        day=-101,
        who=CLOSED.who,
        command="interpellation.judge",
        data={"satisfied": True, "reasons": "La réponse dit pourquoi, et à quoi s’attendre."},
    ),
    Later(of=SILENT, day=-114, who="secretariat", command="interpellation.admit"),
    Later(of=ANSWERED, day=-45, who="secretariat", command="interpellation.admit"),
    Later(
        of=ANSWERED,
        day=-9,
        who="referent_etat",
        command="interpellation.answer",
        data={
            "text": "Le financement n’est pas réservé à ce jour. Il sera proposé à la prochaine revue du pacte.",
            "signatory": SIGNATORY,
        },
    ),
    Later(
        of=INADMISSIBLE,
        day=-14,
        who="secretariat",
        command="interpellation.refuse",
        data={
            "code": "individual_case",
            "reason": "Votre question décrit la situation d’une personne. Demandez plutôt où en est l’action, pour "
            "tous ; pour votre voisin, la mairie répond directement.",
        },
    ),
)


def schedule_interpellations(story: Story) -> None:
    """Put each question, and what became of it, in its time."""
    at = story.calendar.at
    story.schedule(at(-190, "10:00"), partial(say_how_the_state_is_reached, story))
    for question in (CLOSED, SILENT, ANSWERED, INADMISSIBLE, WAITING):
        story.schedule(at(question.day, "18:40"), partial(file, story, question))
        for who in question.supporters:
            scene = partial(act, story, Later(of=question, day=0, who=who, command="interpellation.support"))
            story.schedule(at(question.day + 9, "20:05"), scene)
    for later in LATER:
        story.schedule(at(later.day, "11:20"), partial(act, story, later))
    for day in range(-188, 0, 3):
        story.schedule(at(day, "06:00"), partial(let_the_clock_run, story))
    story.schedule(story.calendar.now, partial(let_the_clock_run, story))


def say_how_the_state_is_reached(story: Story) -> None:
    """Give the address and the telephone that an accusé de réception must carry."""
    with story.units.reading() as session:
        state = session.scalars(select(Action.owner_id).where(Action.code == CLOSED.action)).one()
        amiens = session.scalars(select(Action.owner_id).where(Action.code == SILENT.action)).one()
    # The directory is of today: what is added to it comes after its import.
    with story.clock.at(story.calendar.now):
        for institution_id in (state, amiens):
            if institution_id is not None:
                story.act("secretariat", "service.set_contact", institution_id=institution_id, **CONTACT)


def file(story: Story, question: Question) -> None:
    """Write a question and file it."""
    with story.units.reading() as session:
        action = session.scalars(select(Action).where(Action.code == question.action)).one()
    kept = story.act(
        question.who,
        "interpellation.draft",
        contract_id=action.contract_id,
        action_id=action.id,
        title=question.title,
        question=question.question,
        request=question.request,
        residence_id=story.institutions["roubaix"],
    )
    story.files[question.key] = kept["interpellation_id"]
    story.act(question.who, "interpellation.register", interpellation_id=kept["interpellation_id"])


def act(story: Story, later: Later) -> None:
    """Have a player act on a file."""
    data = dict(later.data)
    if later.promised is not None:
        title, days = later.promised
        data["commitments"] = [{"title": title, "due_on": story.calendar.day(days).isoformat()}]
    story.act(later.who, later.command, interpellation_id=story.files[later.of.key], **data)


def let_the_clock_run(story: Story) -> None:
    """Let the worker see every file and every request to be heard, as it does several times an hour."""
    for file_id in story.files.values():
        with story.units.begin(story.system) as work:
            keep_clock(work, file_id)
    with story.units.reading() as session:
        waiting = hearings_to_keep(session)
    for hearing_id in waiting:
        with story.units.begin(story.system) as work:
            keep_hearing(work, hearing_id)
