"""The only writer of what visitors say to the publisher: a message in the outbox, and nothing else is kept."""

from app.foundation.unit_of_work import UnitOfWork, anyone
from app.notices.mail import SITE
from app.notices.outbox import send

from .subjects import WORDS, Subject

KIND = "contact"


def write_to_publisher(
    work: UnitOfWork, *, to: str, email: str, name: str, subject: Subject, where: str, message: str
) -> None:
    """Send what a visitor wrote to the publisher, who answers to the visitor's own address."""
    work.allow(anyone)
    # Nothing goes to the address that was typed: whoever typed it has not shown that it is theirs.
    lines = [
        f"De\u00a0: {name} <{email}>" if name else f"De\u00a0: {email}",
        f"Sujet\u00a0: {WORDS[subject]}",
        *([f"Page\u00a0: {where}"] if where else []),
        "",
        message.strip(),
        "",
        "–",
        f"Écrit par la page Contact de {SITE}. Répondez à ce message\u00a0: la réponse va à qui l’a écrit, dont "
        "l’adresse n’a pas été vérifiée.",
    ]
    send(work, to=to, kind=KIND, subject=f"Contact\u00a0: {WORDS[subject]}", text="\n".join(lines), reply_to=email)
