"""Second factors: an application of codes, recovery codes, and what an administrator does when all are lost."""

from sqlalchemy import delete, func, select, update

from app.foundation.accounts import digest
from app.foundation.errors import IllegalTransition, Invalid
from app.foundation.sealing import Sealer
from app.foundation.unit_of_work import UnitOfWork

from .. import codes, mails, policies
from ..endings import end_devices, forget_second_factor, note_second_factor
from ..events import FactorAdded, FactorRemoved, FactorsReset, RecoveryCodesMade, SecondFactorUsed, account_stream
from ..factors import confirmed_application
from ..models import CodesApplication, Passkey, Person, RecoveryCode
from ..words import Factor


def begin_application(work: UnitOfWork, person: Person, *, sealer: Sealer) -> None:
    """Prepare the secret of an application of codes; it counts once a code has shown that it works."""
    work.allow(policies.may_change_protection, person.id, work.now())
    confirmed = confirmed_application(work.session, person.id)
    if confirmed is not None and sealer.open(confirmed.sealed_secret) is not None:
        raise IllegalTransition("Une application de codes est déjà enregistrée. Retirez-la pour en changer.")
    work.session.execute(delete(CodesApplication).where(CodesApplication.person_id == person.id))
    work.session.expire_all()
    secret = sealer.seal(codes.new_secret())
    work.add(CodesApplication(person_id=person.id, sealed_secret=secret, created_at=work.now()))


def confirm_application(work: UnitOfWork, person: Person, *, code: str, sealer: Sealer) -> list[str]:
    """Count the application from now on, on the word of a first code; return recovery codes if there were none."""
    work.allow(policies.may_change_protection, person.id, work.now())
    application = work.session.get(CodesApplication, person.id, with_for_update=True)
    if application is None or application.confirmed_at is not None:
        raise IllegalTransition("Aucune application n’attend de confirmation. Recommencez depuis votre compte.")
    if not _accept_code(work, application, code, sealer):
        detail = "Ce code ne correspond pas. Vérifiez l’heure de l’appareil, puis tapez le code affiché maintenant."
        raise Invalid("Code refusé.", errors=[{"pointer": "#/code", "detail": detail}])
    application.confirmed_at = work.now()
    mails.tell_protection_changed(work, person.name, person.email)
    work.record(FactorAdded(stream=account_stream(person.id), factor=Factor.APPLICATION.value))
    note_second_factor(work)
    return ensure_recovery_codes(work, person)


def _accept_code(work: UnitOfWork, application: CodesApplication, code: str, sealer: Sealer) -> bool:
    secret = sealer.open(application.sealed_secret)
    if secret is None:
        return False
    step = codes.matching_step(secret, code, now=work.now(), last_step=application.last_step)
    if step is None:
        return False
    application.last_step = step
    application.sealed_secret = sealer.renewed(application.sealed_secret) or application.sealed_secret
    return True


def ensure_recovery_codes(work: UnitOfWork, person: Person) -> list[str]:
    """Return new recovery codes when the person has none left, none otherwise."""
    work.allow(policies.may_change_protection, person.id, work.now())
    left = select(func.count()).where(RecoveryCode.person_id == person.id, RecoveryCode.used_at.is_(None))
    return [] if work.session.scalar(left) else make_recovery_codes(work, person)


def make_recovery_codes(work: UnitOfWork, person: Person) -> list[str]:
    """Return new recovery codes, which are not kept; the former ones are worth nothing from now on."""
    work.allow(policies.may_change_protection, person.id, work.now())
    work.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    made = codes.new_recovery_codes()
    kept = [digest(f"{person.id}:{codes.bare_recovery_code(code)}") for code in made]
    for one in kept:
        work.add(RecoveryCode(person_id=person.id, code_digest=one, created_at=work.now()))
    work.record(RecoveryCodesMade(stream=account_stream(person.id)))
    return made


def prove_by_code(work: UnitOfWork, person: Person, *, typed: str, sealer: Sealer) -> bool:
    """Tell whether what was typed is a code of the application or a recovery code, and use it up."""
    work.allow(policies.may_open_device)
    application = confirmed_application(work.session, person.id)
    if application is not None and _accept_code(work, application, typed, sealer):
        factor = Factor.APPLICATION
    elif _use_recovery_code(work, person, typed):
        factor = Factor.RECOVERY_CODE
    else:
        return False
    work.record(SecondFactorUsed(stream=account_stream(person.id), factor=factor.value))
    return True


def _use_recovery_code(work: UnitOfWork, person: Person, typed: str) -> bool:
    kept = digest(f"{person.id}:{codes.bare_recovery_code(typed)}")
    used = work.session.execute(
        update(RecoveryCode)
        .where(RecoveryCode.person_id == person.id, RecoveryCode.code_digest == kept, RecoveryCode.used_at.is_(None))
        .values(used_at=work.now())
        .returning(RecoveryCode.id)
    )
    return used.first() is not None


def remove_application(work: UnitOfWork, person: Person) -> None:
    """Take the application of codes off the account; without any other factor, the recovery codes go with it."""
    work.allow(policies.may_change_protection, person.id, work.now())
    application = work.session.get(CodesApplication, person.id, with_for_update=True)
    if application is None:
        raise IllegalTransition("Aucune application de codes n’est enregistrée.")
    work.session.delete(application)
    work.session.flush()
    mails.tell_protection_changed(work, person.name, person.email)
    work.record(FactorRemoved(stream=account_stream(person.id), factor=Factor.APPLICATION.value))
    forget_second_factor(work, person)


def reset_factors(work: UnitOfWork, person: Person) -> None:
    """Take away every factor of a person who lost them all, and end their sessions; they enrol again."""
    work.allow(policies.may_reset_factors, person.id)
    for kept in (CodesApplication, RecoveryCode, Passkey):
        work.session.execute(delete(kept).where(kept.person_id == person.id))
    end_devices(work, person)
    mails.tell_protection_changed(work, person.name, person.email)
    work.record(FactorsReset(stream=account_stream(person.id)))
