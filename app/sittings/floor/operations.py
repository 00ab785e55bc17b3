"""The only writers of the floor. The caller has locked the sitting's row: one change of the list at a time."""

from app.conferences.models import Seat
from app.conferences.queries.capacities import capacities_of
from app.foundation.actors import Actor
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.unit_of_work import UnitOfWork, anyone
from app.people.models import Person
from app.sittings import roles
from app.sittings.attendance.queries import affiliation, is_present
from app.sittings.models import Sitting, Speech
from app.sittings.rules.floor import check_request, check_speech_transition, check_version, next_rank
from app.sittings.rules.floor import move as moved
from app.sittings.words import SittingState, SpeechKind, SpeechState

from . import policies
from .events import FloorAsked, FloorClosed, FloorGiven, FloorMoved, FloorReopened, FloorResumed, FloorWithdrawn
from .line import Line
from .queries import speech_wire


def ask(work: UnitOfWork, sitting: Sitting, *, kind: SpeechKind, for_person: Person | None = None) -> Speech:
    """Put the actor, or somebody on their behalf, on the list of speakers."""
    speaker = _allowed_speaker(work, sitting, for_person)
    _check_open(sitting)
    line = Line(work, sitting)
    assert speaker.person_id is not None
    check_request(line.requests, speaker.person_id, kind, closed=sitting.floor_closed)
    speech = _new_speech(work, sitting, speaker, kind, rank=next_rank(line.requests))
    line.requests.append(speech)
    line.renumber()
    work.record(FloorAsked(speech=speech_wire(speech), **line.told(speech.person_id, own_act=True)))
    return speech


def guarantee(work: UnitOfWork, sitting: Sitting, person: Person, *, seconds: int) -> Speech:
    """Put somebody who is heard first on the list, for a time that is theirs, even once the list is closed (I8).

    A consequence of acts already allowed: the chair calls the item, the person enters.
    """
    work.allow(anyone)
    _check_open(sitting)
    line = Line(work, sitting)
    speaker = Actor(person_id=person.id)
    first = min((waiting.rank for waiting in line.waiting), default=0) - 1
    speech = _new_speech(work, sitting, speaker, SpeechKind.CONTRIBUTION, rank=first)
    speech.limit_seconds = seconds
    line.requests.append(speech)
    line.renumber()
    work.record(FloorAsked(speech=speech_wire(speech), **line.told(speech.person_id, own_act=True)))
    return speech


def withdraw(work: UnitOfWork, sitting: Sitting, speech: Speech) -> None:
    """Take a request off the list."""
    work.allow(policies.may_withdraw, sitting, speech)
    line = Line(work, sitting)
    speech.withdraw()
    line.renumber()
    work.record(FloorWithdrawn(speech_id=speech.id, **line.told(speech.person_id)))


def give(work: UnitOfWork, sitting: Sitting, speech: Speech, *, limit_seconds: int | None = None) -> None:
    """Give the floor to somebody who waits; whoever has it gives it back."""
    work.allow(policies.may_give, sitting)
    _check_open(sitting)
    check_speech_transition(speech.state, SpeechState.SPEAKING)
    line = Line(work, sitting)
    line.end_speech()
    speech.begin(work.now(), limit_seconds=limit_seconds or speech.limit_seconds or line.limit_for(speech))
    speech.public = sitting.in_public
    line.renumber()
    work.record(FloorGiven(speech=speech_wire(speech), **line.told()))


def give_next(work: UnitOfWork, sitting: Sitting) -> Speech:
    """Give the floor to the first who waits."""
    work.allow(policies.may_give, sitting)
    waiting = Line(work, sitting).waiting
    if not waiting:
        raise Refused("Personne n’attend la parole.", rule="S5")
    give(work, sitting, waiting[0])
    return waiting[0]


def pause(work: UnitOfWork, sitting: Sitting, speech: Speech) -> None:
    """Stop the speaker's time."""
    work.allow(policies.may_give, sitting)
    check_speech_transition(speech.state, SpeechState.PAUSED)
    Line(work, sitting).pause_speech()


def resume(work: UnitOfWork, sitting: Sitting, speech: Speech) -> None:
    """Let the speaker's time run again."""
    work.allow(policies.may_give, sitting)
    _check_open(sitting)
    if speech.state is not SpeechState.PAUSED:
        raise IllegalTransition("Ce temps de parole n’est pas suspendu.", state=speech.state.value)
    speech.resume(work.now())
    line = _new_version(work, sitting)
    work.record(FloorResumed(speech=speech_wire(speech), **line.told()))


def end(work: UnitOfWork, sitting: Sitting, speech: Speech) -> None:
    """End a speech: the speaker has finished, or the chair withdraws the floor."""
    work.allow(policies.may_end, sitting, speech)
    check_speech_transition(speech.state, SpeechState.DONE)
    Line(work, sitting).end_speech()


def move(work: UnitOfWork, sitting: Sitting, speech: Speech, *, before_id: int | None, expected_version: int) -> None:
    """Put a request before another one, or last; points of order stay first."""
    work.allow(policies.may_give, sitting)
    check_version(expected_version, sitting.floor_version)
    line = Line(work, sitting)
    ranks = moved(line.requests, speech.id, before_id)
    for waiting in line.waiting:
        waiting.rank = ranks[waiting.id]
    line.renumber()
    work.record(FloorMoved(**line.told()))


def put_least_spoken_first(work: UnitOfWork, sitting: Sitting, *, expected_version: int) -> None:
    """Order the list by how little each has spoken in this sitting; points of order stay first."""
    work.allow(policies.may_give, sitting)
    check_version(expected_version, sitting.floor_version)
    line = Line(work, sitting)
    line.renumber(least_spoken_first=True)
    work.record(FloorMoved(**line.told()))


def close_list(work: UnitOfWork, sitting: Sitting) -> None:
    """Take no more requests but points of order."""
    work.allow(policies.may_give, sitting)
    _check_open(sitting)
    if sitting.floor_closed:
        raise IllegalTransition("La liste des orateurs est déjà close.")
    sitting.floor_closed = True
    work.record(FloorClosed(**_new_version(work, sitting).told()))


def reopen_list(work: UnitOfWork, sitting: Sitting) -> None:
    """Take requests again."""
    work.allow(policies.may_give, sitting)
    if not sitting.floor_closed:
        raise IllegalTransition("La liste des orateurs est déjà ouverte.")
    sitting.floor_closed = False
    work.record(FloorReopened(**_new_version(work, sitting).told()))


def _new_version(work: UnitOfWork, sitting: Sitting) -> Line:
    line = Line(work, sitting)
    line.renumber()
    return line


def _check_open(sitting: Sitting) -> None:
    if sitting.state is not SittingState.OPEN:
        raise IllegalTransition("La parole se prend quand la séance est ouverte.", state=sitting.state.value)


def _allowed_speaker(work: UnitOfWork, sitting: Sitting, for_person: Person | None) -> Actor:
    if for_person is None or for_person.id == work.actor.person_id:
        work.allow(policies.may_ask, sitting)
        assert work.actor.person_id is not None
        if not is_present(work.session, sitting.id, work.actor.person_id):
            raise Refused("Signalez d’abord votre présence : la parole se demande en séance.", rule="S5")
        return work.actor
    work.allow(policies.may_ask_for, sitting)
    other = Actor(person_id=for_person.id, capacities=capacities_of(work.session, for_person.id, work.today()))
    # The list is public: nobody's name comes onto it who has nothing to do with the sitting.
    if not (roles.takes_part(other, sitting) or is_present(work.session, sitting.id, for_person.id)):
        raise Refused(
            "Cette personne n’est ni membre de cette séance, ni représentante de l’État, ni présente.", rule="S5"
        )
    return other


def _new_speech(work: UnitOfWork, sitting: Sitting, speaker: Actor, kind: SpeechKind, *, rank: int) -> Speech:
    assert speaker.person_id is not None
    assert work.actor.person_id is not None
    voting = speaker.voting_seats_in(sitting.conference_id)
    seats = sorted(speaker.seats_in(sitting.conference_id), key=lambda seat: (seat not in voting, seat))
    seat = work.session.get(Seat, seats[0]) if seats and sitting.group_id is None else None
    speech: Speech = work.add(
        Speech(
            sitting_id=sitting.id,
            item_id=sitting.current_item_id,
            person_id=speaker.person_id,
            seat_id=seat.id if seat else None,
            affiliation=affiliation(work.session, sitting, speaker.person_id, seat, work.today()),
            kind=kind,
            rank=rank,
            requested_at=work.now(),
            requested_by_id=work.actor.person_id,
            public=sitting.in_public,
        )
    )
    return speech
