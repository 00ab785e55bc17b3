"""One electronic message: composed here, handed to the operator's server, or kept as a file in a trial."""

import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from app.config import BadSetting, Settings

SITE = "{site}"
"""Stands for the address of the site in a message's text: operations know no address."""
PATIENCE = 30
SCHEMES = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


def compose(settings: Settings, *, to: str, subject: str, text: str, at: datetime, reference: str) -> EmailMessage:
    """Return the message. The same reference gives the same identifier, so that a second sending can be recognised."""
    message = EmailMessage(policy=SMTP.clone(utf8=False))
    _, sender = parseaddr(settings.mail_from)
    message["From"] = settings.mail_from
    message["To"] = to
    message["Subject"] = " ".join(subject.split())
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{reference}@{sender.rpartition('@')[2] or 'cotap.invalid'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text.replace(SITE, settings.public_url))
    return message


def deliver(settings: Settings, message: EmailMessage) -> None:
    """Hand the message over; a trial without a mail server keeps it in `<data>/mails`."""
    if settings.smtp_url:
        _hand_over(settings.smtp_url, message)
    elif settings.trial:
        _keep(settings.data_dir / "mails", message)
    else:
        raise BadSetting("COTAP_SMTP_URL manque : donnez-lui l’adresse du serveur de messagerie (smtps://…).")


def _hand_over(url: str, message: EmailMessage) -> None:
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise BadSetting("COTAP_SMTP_URL s’écrit smtp://, smtp+starttls:// ou smtps://nom:mot-de-passe@serveur:port.")
    port = parts.port or SCHEMES[parts.scheme]
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            parts.hostname, port, timeout=PATIENCE, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(parts.hostname, port, timeout=PATIENCE)
    with server:
        if parts.scheme == "smtp+starttls":
            server.starttls(context=ssl.create_default_context())
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)


def _keep(folder: Path, message: EmailMessage) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    reference = str(message["Message-ID"]).strip("<>").partition("@")[0]
    (folder / f"{reference}.eml").write_bytes(message.as_bytes())
