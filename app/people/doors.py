"""Commands about accounts."""

from flask_babel import gettext as _
from marshmallow import fields, validate

from app.foundation.commands import Answer, command, find
from app.foundation.errors import NotFound, NotSignedIn
from app.foundation.shapes import Shape, identifier, text
from app.foundation.unit_of_work import Policy, UnitOfWork
from app.web.house import house

from . import operations, policies
from .models import Device, Person
from .queries import person_by_email
from .throttling import Guesses, spend_mail

EMAIL = [
    validate.Length(max=200, error="200 signes au plus."),
    validate.Regexp(r"^[^\x00]*\Z", error="Un signe de ce texte n’est pas accepté."),
]


class InvitePerson(Shape):
    """An address; the name is needed when the account does not exist yet."""

    email = fields.Email(required=True, validate=EMAIL)
    given_name = text(100, required=False)
    family_name = text(100, required=False)
    title = text(200, required=False)


class OnePerson(Shape):
    """A person."""

    person_id = identifier()


class Rename(Shape):
    """A name."""

    given_name = text(100)
    family_name = text(100)


class ChangePassword(Shape):
    """The password of today, unless one has just signed in, and the new one."""

    current = text(1000, required=False)
    password = text(1000)


class ChangeAddress(Shape):
    """An address."""

    email = fields.Email(required=True, validate=EMAIL)


class ReplaceAddress(OnePerson):
    """A person and the address they read now."""

    email = fields.Email(required=True, validate=EMAIL)


class OnePasskey(Shape):
    """A passkey."""

    passkey_id = identifier()


class NamePasskey(Shape):
    """A passkey and the name its person gives it."""

    passkey_id = identifier()
    name = text(60)


class OneDevice(Shape):
    """A device."""

    device_id = identifier()


# The answer holds the link: it is given once and not kept for a retry.
@command("person.invite", InvitePerson, remembered=False)
def invite(work: UnitOfWork, email: str, given_name: str, family_name: str, title: str) -> Answer:
    """Create the account if it is missing and make the personal link by which the person chooses a password."""
    person = person_by_email(work.session, email) or operations.create_person(
        work, given_name=given_name, family_name=family_name, email=email, title=title
    )
    token = operations.invite(work, person, by_mail=True)
    if person.password_hash is not None or person.seen_on is not None:
        # The account is somebody's already: whoever invites them again does not hold what would open it.
        told = _("%(name)s reçoit par courriel un lien valable sept jours, une seule fois.", name=person.name)
        return {"message": told, "person_id": person.id}
    link = f"{house().settings.public_url}/invitation/{token}"
    return {
        "message": _(
            "%(name)s reçoit ce lien par courriel, valable sept jours, une seule fois : %(link)s",
            name=person.name,
            link=link,
        ),
        "person_id": person.id,
        "link": link,
    }


def _mine(work: UnitOfWork) -> Person:
    if work.actor.person_id is None:
        raise NotSignedIn("Connectez-vous d’abord.")
    person: Person = find(work, Person, work.actor.person_id, lock=True)
    return person


def _other(work: UnitOfWork, person_id: int, policy: Policy, *subjects: object) -> Person:
    # Asked before anybody is looked for: how many accounts there are is told to nobody else.
    work.allow(policy, *subjects)
    person: Person = find(work, Person, person_id, lock=True)
    return person


@command("account.rename", Rename)
def rename(work: UnitOfWork, given_name: str, family_name: str) -> Answer:
    """Change one's own name."""
    operations.rename(work, _mine(work), given_name=given_name, family_name=family_name)
    return {"message": _("Votre nom est enregistré."), "location": "/compte"}


# What was asked is not kept for a retry: it holds a password.
@command("account.change_password", ChangePassword, remembered=False)
def change_password(work: UnitOfWork, current: str, password: str) -> Answer:
    """Change one's own password."""
    person = _mine(work)
    guesses = Guesses("current", person.email, None)
    guesses.count()
    operations.change_password(work, person, current=current, password=password)
    guesses.right()
    told = _("Votre mot de passe est enregistré. Vos autres appareils sont déconnectés.")
    return {"message": told, "location": "/compte"}


@command("account.change_address", ChangeAddress)
def change_address(work: UnitOfWork, email: str) -> Answer:
    """Ask for another address for one's own account."""
    person = _mine(work)
    spend_mail(email, None)
    operations.ask_address_change(work, person, email=email)
    told = _("Deux messages partent, à l’ancienne et à la nouvelle adresse : confirmez depuis les deux.")
    return {"message": told, "location": "/compte"}


@command("account.end_device", OneDevice)
def end_device(work: UnitOfWork, device_id: int) -> Answer:
    """Sign out one of one's own devices."""
    device = work.session.get(Device, device_id, with_for_update=True)
    if device is None or device.person_id != work.actor.person_id:
        raise NotFound("Cet appareil n’est plus connecté à votre compte.")
    if work.actor.sign_in is not None and work.actor.sign_in.device_id == device.id:
        operations.end_device(work, device)
    else:
        operations.end_other_device(work, device)
    return {"message": _("%(agent)s est déconnecté.", agent=device.agent)}


@command("account.end_other_devices", Shape)
def end_other_devices(work: UnitOfWork) -> Answer:
    """Sign out every device of one's own account but this one."""
    if operations.end_other_devices(work, _mine(work)):
        return {"message": _("Vos autres appareils sont déconnectés.")}
    return {"message": _("Vous n’étiez connecté qu’ici.")}


@command("account.remove_application", Shape)
def remove_application(work: UnitOfWork) -> Answer:
    """Take the application of codes off one's own account."""
    operations.remove_application(work, _mine(work))
    return {"message": _("L’application de codes est retirée.")}


@command("account.name_passkey", NamePasskey)
def name_passkey(work: UnitOfWork, passkey_id: int, name: str) -> Answer:
    """Name a passkey of one's own account."""
    operations.name_passkey(work, _mine(work), passkey_id=passkey_id, name=name)
    return {"message": _("La clé d’accès a son nom."), "location": "/compte/protection"}


@command("account.remove_passkey", OnePasskey)
def remove_passkey(work: UnitOfWork, passkey_id: int) -> Answer:
    """Take a passkey off one's own account."""
    operations.remove_passkey(work, _mine(work), passkey_id=passkey_id)
    return {"message": _("La clé d’accès est retirée.")}


@command("person.replace_address", ReplaceAddress)
def replace_address(work: UnitOfWork, person_id: int, email: str) -> Answer:
    """Give another address to a person who no longer reads the former one."""
    person = _other(work, person_id, policies.may_replace_address, person_id)
    operations.replace_address(work, person, email=email)
    told = _("Un message part à %(email)s : l’adresse de %(name)s change quand elle y est confirmée.")
    return {"message": told % {"email": email.strip(), "name": person.name}}


@command("person.reset_factors", OnePerson)
def reset_factors(work: UnitOfWork, person_id: int) -> Answer:
    """Take away every factor of a person who lost them."""
    person = _other(work, person_id, policies.may_reset_factors, person_id)
    operations.reset_factors(work, person)
    return {"message": _("Les seconds facteurs de %(name)s sont retirés, ses sessions sont fermées.", name=person.name)}


@command("person.sign_out_everywhere", OnePerson)
def sign_out_everywhere(work: UnitOfWork, person_id: int) -> Answer:
    """End every session of a person, open sockets included."""
    person = _other(work, person_id, policies.may_sign_out, person_id)
    operations.sign_out_everywhere(work, person)
    return {"message": _("Les sessions de %(name)s sont fermées.", name=person.name)}


@command("person.close_account", OnePerson)
def close_account(work: UnitOfWork, person_id: int) -> Answer:
    """Close an account and end its sessions."""
    operations.queue_administrators(work, person_id)
    person = _other(work, person_id, policies.may_keep_accounts)
    operations.close_account(work, person)
    return {"message": _("Le compte de %(name)s est fermé.", name=person.name)}


@command("person.reopen_account", OnePerson)
def reopen_account(work: UnitOfWork, person_id: int) -> Answer:
    """Open a closed account again."""
    person = _other(work, person_id, policies.may_keep_accounts)
    operations.reopen_account(work, person)
    return {"message": _("Le compte de %(name)s est rouvert.", name=person.name)}
