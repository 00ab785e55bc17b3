"""The only writers of powers to vote. A power for a sitting is written with the sitting's row locked by the caller."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.conferences.models import Seat
from app.conferences.rules.settings import Reglement
from app.foundation.errors import IllegalTransition, Invalid, Refused
from app.foundation.unit_of_work import UnitOfWork, anyone
from app.sittings.agenda.documents import CheckedFile
from app.sittings.attendance.queries import HeldSeat
from app.sittings.files import store_file
from app.sittings.models import ProxyGiven, Sitting
from app.sittings.rules.proxies import check_proxy
from app.sittings.words import ProxyEnd, ProxyWay

from . import letters, policies, writing
from .events import ProxyDeclined, ProxyRevoked, ProxyWasGiven
from .queries import proxy_wire, voting_places
from .scopes import Scope, as_rule
from .telling import records, told, wait_for_votes


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The letter that the secretariat received: its reference, its file, or both."""

    reference: str = ""
    file: CheckedFile | None = None


def give_proxy(work: UnitOfWork, scope: Scope, seat: Seat, holder_seat_id: int) -> ProxyGiven:
    """Give the power to vote for one's seat; the text is what the giver signs by doing so."""
    work.allow(policies.may_give_proxy, seat)
    return _give(work, scope, seat.id, holder_seat_id, None)


def record_proxy(
    work: UnitOfWork, scope: Scope, *, principal_seat_id: int, holder_seat_id: int, paper: Paper
) -> ProxyGiven:
    """Put a power received on paper on record, for the member who signed it."""
    work.allow(policies.may_record_proxy, scope.conference.id)
    if not paper.reference.strip() and paper.file is None:
        fault = {"pointer": "#/reference", "detail": "Indiquez la lettre reçue, ou joignez-la."}
        raise Invalid("Un pouvoir est écrit. Joignez-le ou indiquez sa référence.", errors=[fault], rule="S4")
    return _give(work, scope, principal_seat_id, holder_seat_id, paper)


def _give(
    work: UnitOfWork, scope: Scope, principal_seat_id: int, holder_seat_id: int, paper: Paper | None
) -> ProxyGiven:
    # Whoever gives or receives a power waits here: what is counted below cannot change before the end.
    lock = select(Seat.id).where(Seat.id.in_((principal_seat_id, holder_seat_id))).order_by(Seat.id)
    work.session.execute(lock.with_for_update(key_share=True)).all()
    places = {place.seat.id: place for place in voting_places(work.session, scope.conference.id, scope.first_day)}
    text = _written(work, scope, places.get(principal_seat_id), places.get(holder_seat_id), paper)
    wanted = scope.proxy(principal_seat=principal_seat_id, holder_seat=holder_seat_id, document=text)
    usual = Reglement.from_json(scope.conference.reglement)
    running = _running(work, places, principal_seat_id, holder_seat_id)
    check_proxy(wanted, [as_rule(power) for power in running], voting_seats=places, per_holder=usual.proxies_per_holder)
    principal, holder = places[principal_seat_id], places[holder_seat_id]
    if principal.person.id == holder.person.id:
        raise Refused("On ne donne pas pouvoir à soi-même. Nommez un autre membre.", rule="S4")
    _check_still_theirs(work, principal)
    return _keep(work, scope, (principal, holder), text, paper)


def _written(
    work: UnitOfWork, scope: Scope, principal: HeldSeat | None, holder: HeldSeat | None, paper: Paper | None
) -> str:
    if principal is None or holder is None:
        return "—"  # one of the seats does not vote: the rule says so in its own words
    one, other = (
        writing.Side(name=place.person.name, institution=place.seat.institution.name) for place in (principal, holder)
    )
    text = writing.power(one, other, scope=scope.words, conference=scope.conference.name)
    if paper is None:
        return writing.signed(text, name=one.name, at=work.now(), zone=scope.zone)
    return writing.recorded(text, reference=paper.reference.strip(), by=work.actor.name, at=work.now(), zone=scope.zone)


def _running(
    work: UnitOfWork, places: dict[int, HeldSeat], principal_seat_id: int, holder_seat_id: int
) -> Sequence[ProxyGiven]:
    """Return the powers that these two seats gave or carry; those that fell with a mandate are put away on the way."""
    found = work.session.scalars(
        select(ProxyGiven)
        .where(
            ProxyGiven.ended_at.is_(None),
            or_(ProxyGiven.principal_seat_id == principal_seat_id, ProxyGiven.holder_seat_id == holder_seat_id),
            or_(ProxyGiven.ends_at.is_(None), ProxyGiven.ends_at > work.now()),
        )
        .options(joinedload(ProxyGiven.sitting))
        .with_for_update(key_share=True, of=ProxyGiven)
    ).all()
    today = {p.seat.id: p.person.id for p in voting_places(work.session, _conference(places), work.today())}
    fallen = [
        power
        for power in found
        if (today.get(power.principal_seat_id), today.get(power.holder_seat_id))
        != (power.principal_id, power.holder_id)
    ]
    for power in fallen:
        power.end(ProxyEnd.OVER, at=work.now(), by=None)
    work.session.flush()
    return [power for power in found if power not in fallen]


def _conference(places: dict[int, HeldSeat]) -> int:
    return next((place.seat.conference_id for place in places.values()), 0)


def _check_still_theirs(work: UnitOfWork, principal: HeldSeat) -> None:
    """Refuse a power for a day on which the seat is somebody else's."""
    now = voting_places(work.session, principal.seat.conference_id, work.today(), seat_id=principal.seat.id)
    if not now or now[0].person.id != principal.person.id:
        raise Refused("Ce siège change de titulaire d’ici là. Le pouvoir se donne par qui siégera ce jour.", rule="S4")


def _keep(work: UnitOfWork, scope: Scope, sides: Sequence[HeldSeat], text: str, paper: Paper | None) -> ProxyGiven:
    principal, holder = sides
    assert work.actor.person_id is not None
    file = paper.file if paper else None
    power: ProxyGiven = work.add(
        ProxyGiven(
            conference_id=scope.conference.id,
            sitting_id=scope.sitting.id if scope.sitting else None,
            principal_seat_id=principal.seat.id,
            principal_id=principal.person.id,
            holder_seat_id=holder.seat.id,
            holder_id=holder.person.id,
            way=ProxyWay.PAPER if paper else ProxyWay.SIGNED_IN,
            written=text,
            reference=paper.reference.strip() if paper else "",
            file_sha256=store_file(work, file) if file else None,
            file_name=file.name if file else "",
            given_at=work.now(),
            given_by_id=work.actor.person_id,
            starts_at=scope.starts_at,
            ends_at=scope.ends_at,
        )
    )
    for stream, audience in records(work, scope.conference, scope.sitting):
        work.record(ProxyWasGiven(stream=stream, audience=audience, proxy=proxy_wire(power), by=work.actor.name))
    letters.given(work, power)
    return power


def revoke_proxy(work: UnitOfWork, power: ProxyGiven, *, reason: str = "") -> None:
    """Take a power back, at once; the secretariat does it for the principal, and says why."""
    work.allow(policies.may_revoke_proxy, power)
    own = power.principal_id == work.actor.person_id
    if not own and not reason.strip():
        fault = {"pointer": "#/reason", "detail": "Dites pourquoi : la personne le lira."}
        raise Invalid("Le secrétariat révoque un pouvoir à la demande de qui l’a donné.", errors=[fault], rule="S4")
    _stop(work, power, ProxyEnd.REVOKED, reason)
    for stream, audience in _told_where(work, power):
        work.record(
            ProxyRevoked(stream=stream, audience=audience, by=work.actor.name, on_behalf=not own, **told(power))
        )
    letters.revoked(work, power)


def decline_proxy(work: UnitOfWork, power: ProxyGiven, *, reason: str = "") -> None:
    """Give up a power that one carries, at once."""
    work.allow(policies.may_decline_proxy, power)
    _stop(work, power, ProxyEnd.DECLINED, reason)
    for stream, audience in _told_where(work, power):
        work.record(ProxyDeclined(stream=stream, audience=audience, **told(power)))
    letters.declined(work, power)


def _stop(work: UnitOfWork, power: ProxyGiven, how: ProxyEnd, reason: str) -> None:
    if power.ended_at is not None or (power.ends_at is not None and power.ends_at <= work.now()):
        raise IllegalTransition("Ce pouvoir ne sert plus : il a déjà pris fin.")
    wait_for_votes(work, power.conference_id, power.sitting_id)
    power.end(how, at=work.now(), by=work.actor.person_id, reason=reason)


def _told_where(work: UnitOfWork, power: ProxyGiven) -> Sequence[tuple[str, str]]:
    return list(records(work, power.conference, power.sitting))


def end_with_sitting(work: UnitOfWork, sitting: Sitting) -> None:
    """End the powers given for a sitting that is over. Part of an act already allowed."""
    work.allow(anyone)
    given = select(ProxyGiven).where(ProxyGiven.sitting_id == sitting.id, ProxyGiven.ended_at.is_(None))
    for power in work.session.scalars(given.with_for_update(key_share=True)):
        power.end(ProxyEnd.OVER, at=work.now(), by=None)
