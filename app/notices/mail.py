"""One electronic message as it travels: headers, plain text, attachments. The same message gives the same bytes."""

from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime, parseaddr

from app.config import Settings

from .models import Message

SITE_NAME = "Cotap"
SITE = "{site}"
"""Stands for the address of the site in a message's text: operations know no address."""
SIGNATURE = "Cotap\nCe message est automatique."


class Verbatim(UnstructuredHeader, BaseHeader):
    """A header of one long word: the library would fold it into pieces that no mailbox reads as an address."""

    def fold(self, *, policy: Policy) -> str:
        """Return the header on one line."""
        return f"{self.name}: {self}{policy.linesep}"


HEADERS = HeaderRegistry()
for _name in ("Message-ID", "List-Unsubscribe"):
    HEADERS.map_to_type(_name, Verbatim)
POLICY = SMTP.clone(cte_type="7bit", header_factory=HEADERS)


class Unsendable(Exception):
    """An address or a file that no message can carry; the words say which."""


def compose(settings: Settings, message: Message) -> EmailMessage:
    """Return the message, identical at each attempt, so that a second copy can be recognised as one."""
    letter = EmailMessage(policy=POLICY)
    try:
        if not travelling(message.recipient or "").isascii():
            raise ValueError("l’adresse contient des lettres que les serveurs ne transportent pas.")
        _address(settings, letter, message)
        letter.set_content(_words(settings, message), cte="quoted-printable")
        _attach(letter, message)
    except (ValueError, IndexError) as fault:
        raise Unsendable(f"Ce message ne peut pas être écrit : {fault}") from fault
    return letter


def sender_of(settings: Settings) -> str:
    """Return the bare address of the sender, for the envelope."""
    return parseaddr(settings.mail_from)[1]


def travelling(address: str) -> str:
    """Return the address as mail servers of any age read it: its domain in ASCII."""
    local, at, domain = address.strip().rpartition("@")
    return f"{local}{at}{domain.encode('idna').decode()}"


def _address(settings: Settings, letter: EmailMessage, message: Message) -> None:
    name, sender = parseaddr(settings.mail_from)
    letter["From"] = Address(display_name=name or SITE_NAME, addr_spec=sender)
    letter["To"] = Address(addr_spec=travelling(message.recipient or ""))
    if message.reply_to:
        letter["Reply-To"] = Address(addr_spec=message.reply_to)
    letter["Subject"] = message.subject
    letter["Date"] = format_datetime(message.created_at)
    letter["Message-ID"] = f"<{message.reference}@{sender.rpartition('@')[2] or 'cotap.invalid'}>"
    letter["Auto-Submitted"] = "auto-generated"
    if message.unsubscribe:
        letter["List-Unsubscribe"] = f"<{settings.public_url}{message.unsubscribe}>"
        letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _words(settings: Settings, message: Message) -> str:
    return (message.text or "").replace(SITE, settings.public_url)


def _attach(letter: EmailMessage, message: Message) -> None:
    for file in message.attachments:
        kind, _, rest = file.media_type.partition(";")
        maintype, _, subtype = kind.strip().partition("/")
        parameters = dict(p.strip().split("=", 1) for p in rest.split(";") if "=" in p)
        letter.add_attachment(
            file.file.content, maintype=maintype, subtype=subtype, filename=file.name, params=parameters
        )
    if message.attachments:
        letter.set_boundary(f"cotap-{message.reference}")
