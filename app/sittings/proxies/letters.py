"""What those concerned by a power are told by mail."""

from app.foundation.unit_of_work import UnitOfWork
from app.notices.mail import SIGNATURE
from app.notices.outbox import send
from app.people.models import Person
from app.sittings.models import ProxyGiven

PAGE = "{site}/pouvoirs"


def given(work: UnitOfWork, power: ProxyGiven) -> None:
    """Tell the holder what they carry, and the principal when the secretariat recorded their paper."""
    principal, holder = power.principal.name, power.holder.name
    _to(
        work,
        power,
        power.holder,
        f"{principal} vous donne pouvoir",
        f"{principal} vous donne pouvoir de voter en son nom.\n\n{power.written}\n\n"
        "Pendant un scrutin, la salle de séance vous proposera deux votes : le vôtre, et celui que vous portez.\n"
        "Vous pouvez renoncer à ce pouvoir.",
        kind="proxy.given",
    )
    if power.given_by_id != power.principal_id:
        _to(
            work,
            power,
            power.principal,
            f"Votre pouvoir à {holder} est enregistré",
            f"Le secrétariat a enregistré le pouvoir que vous avez donné par écrit.\n\n{power.written}\n\n"
            "Ce n’est pas ce que vous vouliez ? Révoquez-le, à tout moment.",
            kind="proxy.recorded",
        )


def revoked(work: UnitOfWork, power: ProxyGiven) -> None:
    """Tell the holder that they no longer carry the power, and the principal when it was done for them."""
    principal, holder = power.principal.name, power.holder.name
    reason = f"\n\nMotif : {power.end_reason}" if power.end_reason else ""
    text = f"Le pouvoir donné par {principal} à {holder} est révoqué : il ne sert plus dès maintenant."
    _to(work, power, power.holder, f"Le pouvoir de {principal} est révoqué", text, kind="proxy.revoked")
    if power.ended_by_id != power.principal_id:
        told = f"{text} Le secrétariat l’a révoqué à votre demande.{reason}"
        _to(work, power, power.principal, f"Votre pouvoir à {holder} est révoqué", told, kind="proxy.revoked")


def declined(work: UnitOfWork, power: ProxyGiven) -> None:
    """Tell the principal that nobody carries their vote any more."""
    holder = power.holder.name
    reason = f"\n\nMotif : {power.end_reason}" if power.end_reason else ""
    _to(
        work,
        power,
        power.principal,
        f"{holder} renonce à votre pouvoir",
        f"{holder} renonce au pouvoir que vous lui aviez donné : il ne sert plus dès maintenant.{reason}\n\n"
        "Vous pouvez donner pouvoir à un autre membre.",
        kind="proxy.declined",
    )


def _to(work: UnitOfWork, power: ProxyGiven, person: Person, subject: str, text: str, *, kind: str) -> None:
    about = power.sitting.stream if power.sitting else f"conference:{power.conference_id}"
    words = f"Bonjour {person.name},\n\n{text}\n\nVos pouvoirs : {PAGE}\n\n{SIGNATURE}\n"
    send(work, to=person.email, subject=subject, text=words, kind=kind, about=about)
