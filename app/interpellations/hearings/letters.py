"""What the requester and the State receive about a hearing. Plain text, with the meeting for a diary."""

from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from app.conferences.words import Office
from app.foundation.clock import local_date
from app.foundation.french import day, duration, full_day, hour
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.clock.people import office_of
from app.interpellations.models import Deadline, Hearing, Interpellation
from app.journal.queries import database_id
from app.notices.mail import SIGNATURE
from app.notices.models import Message
from app.notices.outbox import Attachment, send
from app.sittings.models import Sitting
from app.sittings.words import AttendanceProfile

from . import invitation, passes
from .invitation import Summons

SUMMONS = "interpellation.summons"
CALENDAR = "text/calendar; charset=utf-8; method={method}"


def summon(work: UnitOfWork, file: Interpellation, hearing: Hearing, sitting: Sitting) -> None:
    """Summon the requester, or tell them the new date and place."""
    again = hearing.summoned_at is not None
    hearing.summoned_at = work.now()
    asked, token = _summons(work, file, hearing, sitting), passes.make(work, hearing, file.requester_id)
    opening = "La date ou le lieu de votre audition change." if again else "La conférence va vous entendre."
    text = (
        f"Bonjour,\n\n{opening}\n\nInterpellation {file.number}\n{sitting.title}\n{when(sitting)}\n{asked.place}\n\n"
        f"Vous aurez la parole en premier sur ce point. Votre temps de parole est garanti\u00a0: {asked.speaking}.\n"
        f"La séance\u00a0: {{site}}/seances/{sitting.id}\n{_page(file)}\n\n"
        f"Le jour venu, ce lien personnel vous fait entrer\u00a0: {{site}}/audition/{token}\n"
        "Ne le transmettez pas. Si la séance est publique, votre nom y sera affiché quand vous entrerez.\n"
        "Le rendez-vous joint s’ajoute à votre agenda.\n\n"
        f"{SIGNATURE}\n"
    )
    subject = f"{'Audition déplacée' if again else 'Votre audition'}\u00a0: interpellation {file.number}"
    attached = _attachment("REQUEST", invitation.request(asked))
    _send(work, file, file.requester.email, subject, text, kind=SUMMONS, attached=attached, reply_to=asked.organizer)


def call_off(work: UnitOfWork, file: Interpellation, hearing: Hearing, sitting: Sitting) -> None:
    """Tell the requester that they are no longer expected at that sitting."""
    asked = _summons(work, file, hearing, sitting)
    hearing.summoned_at = None
    text = (
        f"Bonjour,\n\nVotre audition n’aura pas lieu à cette date\u00a0: {when(sitting)}.\n"
        f"Ce que devient votre demande est écrit au dossier.\n{_page(file)}\n\n{SIGNATURE}\n"
    )
    subject = f"Audition annulée à cette date\u00a0: interpellation {file.number}"
    attached = _attachment("CANCEL", invitation.cancellation(asked))
    _send(work, file, file.requester.email, subject, text, kind=SUMMONS, attached=attached, reply_to=asked.organizer)


def refused(work: UnitOfWork, file: Interpellation, hearing: Hearing, *, until: Deadline | None) -> None:
    """Tell the requester why the chair refuses, and until when they can ask again; None: it was the second time."""
    after = (
        "C’est le second refus\u00a0: le représentant de l’État en est informé."
        if until is None
        else f"Vous pouvez redemander à être entendu jusqu’au {day(until.due_on)}, depuis le dossier. "
        "Après un second refus, le préfet est informé."
    )
    text = (
        f"Bonjour,\n\nLa présidence refuse d’entendre l’interpellation {file.number}. "
        "Ses raisons sont publiques\u00a0:\n\n"
        f"{hearing.refusal}\n\n{after}\n{_page(file)}\n\n{SIGNATURE}\n"
    )
    subject = f"Audition refusée\u00a0: interpellation {file.number}"
    _send(work, file, file.requester.email, subject, text, kind="interpellation.hearing_refused")


def tell_prefect(work: UnitOfWork, file: Interpellation, hearing: Hearing) -> bool:
    """Tell the State's representatives of a second refusal; without any, ask the secretariat to (I7).

    Return whether the State was written to.
    """
    conference = file.contract.conference
    state = office_of(work, conference, Office.STATE_REPRESENTATIVE)
    ask = "" if state else "Aucun représentant de l’État n’est enregistré ici\u00a0: informez vous-même le préfet.\n\n"
    text = (
        f"Bonjour,\n\n{ask}La présidence a refusé deux fois d’entendre l’interpellation {file.number} "
        f"sur le contrat «\u00a0{file.contract.title}\u00a0».\n\nRaisons publiées du second refus\u00a0:\n\n"
        f"{hearing.refusal}\n\n{_page(file)}\n\n{SIGNATURE}\n"
    )
    subject = f"Second refus d’audition\u00a0: interpellation {file.number}"
    for address in state or office_of(work, conference, Office.SECRETARY):
        _send(work, file, address, subject, text, kind="interpellation.prefect_told")
    return bool(state)


def heard(work: UnitOfWork, file: Interpellation, due: Deadline) -> None:
    """Ask the requester what they make of what they heard."""
    text = (
        f"Bonjour,\n\nVotre interpellation {file.number} a été entendue en séance.\n"
        "Les décisions et les engagements pris figurent au dossier et sont suivis.\n\n"
        f"Dites si la réponse vous suffit, au plus tard le {day(due.due_on)}\u00a0:\n{_page(file)}\n\n{SIGNATURE}\n"
    )
    subject = f"Votre avis après l’audition\u00a0: interpellation {file.number}"
    _send(work, file, file.requester.email, subject, text, kind="interpellation.heard")


def when(sitting: Sitting) -> str:
    """Return « mardi 3 mars 2026 à 14 h » where the sitting is held."""
    zone = ZoneInfo(sitting.conference.timezone)
    return f"{full_day(local_date(sitting.starts_at, zone))} à {hour(sitting.starts_at.astimezone(zone))}"


def _summons(work: UnitOfWork, file: Interpellation, hearing: Hearing, sitting: Sitting) -> Summons:
    sent = select(func.count(Message.id)).where(Message.about == file.stream, Message.kind == SUMMONS)
    secretariat = office_of(work, sitting.conference, Office.SECRETARY)
    assert file.number is not None
    return Summons(
        uid=f"audition-{hearing.id}@{database_id(work.session)}",
        # Every message about the meeting replaces the one before.
        sequence=work.session.scalar(sent) or 0,
        number=file.number,
        sitting=sitting.title,
        starts_at=sitting.starts_at,
        zone=sitting.conference.timezone,
        place="À distance" if sitting.attendance is AttendanceProfile.REMOTE else sitting.place,
        organizer=secretariat[0] if secretariat else "",
        attendee=file.requester.email,
        stamp=work.now(),
        speaking=duration(hearing.speaking_seconds),
    )


def _attachment(method: str, content: bytes) -> Attachment:
    return Attachment(name="audition.ics", media_type=CALENDAR.format(method=method), content=content)


def _page(file: Interpellation) -> str:
    return f"Le dossier\u00a0: {{site}}/interpellations/{file.number}"


def _send(
    work: UnitOfWork,
    file: Interpellation,
    to: str,
    subject: str,
    text: str,
    *,
    kind: str,
    attached: Attachment | None = None,
    reply_to: str = "",
) -> None:
    send(
        work,
        to=to,
        subject=subject,
        text=text,
        kind=kind,
        about=file.stream,
        reply_to=reply_to or None,
        attachments=[attached] if attached else [],
    )
