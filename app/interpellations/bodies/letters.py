"""What a watcher is told by mail: that they are one, what comes first, and that it ends."""

from app.foundation.french import day
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.models import Watcher
from app.notices.mail import SIGNATURE
from app.notices.outbox import send


def designated(work: UnitOfWork, watcher: Watcher) -> None:
    """Tell somebody that they watch a contract from now on, and that its guide comes first."""
    body, contract = watcher.body, watcher.contract
    text = (
        f"Bonjour,\n\n{body.name} vous a désigné comme vigie du contrat « {contract.title} », à partir du "
        f"{day(watcher.starts_on)}.\n\n"
        "Une vigie suit l’exécution d’un contrat et peut interpeller les institutions au titre de son instance.\n"
        "Avant votre première interpellation, lisez le guide du contrat et déclarez l’avoir lu :\n"
        f"{{site}}/contrats/{contract.slug}/guide\n\n"
        f"Tout ce que vous suivez, et ce qui vous est dû : {{site}}/vigies\n\n{SIGNATURE}\n"
    )
    _to(work, watcher, f"Vous êtes vigie du contrat « {contract.title} »", text, "watcher.designated")


def ended(work: UnitOfWork, watcher: Watcher) -> None:
    """Tell somebody that they no longer watch a contract."""
    assert watcher.ends_on is not None
    body, contract = watcher.body, watcher.contract
    text = (
        f"Bonjour,\n\n{body.name} met fin à votre désignation comme vigie du contrat « {contract.title} » : à partir "
        f"du {day(watcher.ends_on)}, vous ne pouvez plus interpeller à ce titre. Vos interpellations déjà déposées "
        "continuent ; le bureau de l’instance en suit la réponse.\n\n"
        f"Vous pouvez toujours interpeller en votre nom : {{site}}/contrats/{contract.slug}\n\n{SIGNATURE}\n"
    )
    _to(work, watcher, f"Votre désignation comme vigie prend fin le {day(watcher.ends_on)}", text, "watcher.ended")


def _to(work: UnitOfWork, watcher: Watcher, subject: str, text: str, kind: str) -> None:
    send(work, to=watcher.person.email, subject=subject, text=text, kind=kind, about=watcher.body.stream)
