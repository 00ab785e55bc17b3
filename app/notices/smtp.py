"""The conversation with the operator's mail server. Every way it can end is an `Answer`; nothing is raised."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from app.config import BadSetting, Settings

from .rules import Answer
from .words import Stage

SCHEMES = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
LOST = "La connexion s’est rompue avant la réponse du serveur. Le message repartira sous le même identifiant."


def post(settings: Settings, letter: EmailMessage, *, sender: str, recipient: str) -> Answer:
    """Hand the message over and return the last answer; a trial without a mail server keeps it in `<data>/mails`."""
    if not settings.smtp_url and settings.trial:
        return _keep(settings.data_dir / "mails", letter)
    try:
        server = _open(settings)
    except BadSetting as fault:
        return Answer(stage=Stage.CONNECTION, code=None, words=str(fault))
    except smtplib.SMTPResponseException as refusal:
        return _said(Stage.CONNECTION, refusal.smtp_code, refusal.smtp_error)
    except (OSError, smtplib.SMTPException, ValueError) as fault:
        return Answer(stage=Stage.CONNECTION, code=None, words=f"Serveur injoignable : {fault or type(fault).__name__}")
    try:
        return _converse(server, letter.as_bytes(), sender, recipient)
    finally:
        _leave(server)


def _open(settings: Settings) -> smtplib.SMTP:
    parts = _server(settings.smtp_url)
    port = parts.port or SCHEMES[parts.scheme]
    ours, patience = _hello(settings.public_url), settings.smtp_timeout
    host = parts.hostname or ""
    if parts.scheme == "smtps":
        context = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, ours, timeout=patience, context=context)
    else:
        server = smtplib.SMTP(host, port, ours, timeout=patience)
    try:
        if parts.scheme == "smtp+starttls":
            server.starttls(context=ssl.create_default_context())
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.ehlo_or_helo_if_needed()
    except BaseException:
        server.close()
        raise
    return server


def _server(url: str | None) -> SplitResult:
    if not url:
        raise BadSetting("COTAP_SMTP_URL manque : donnez-lui l’adresse du serveur de messagerie (smtps://…).")
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise BadSetting("COTAP_SMTP_URL s’écrit smtp://, smtp+starttls:// ou smtps://nom:mot-de-passe@serveur:port.")
    return parts


def _hello(public_url: str) -> str:
    """Return the name this machine gives itself: the site's. Asking the resolver for another one can take long."""
    host = urlsplit(public_url).hostname or "localhost"
    try:
        return f"[{ip_address(host)}]"
    except ValueError:
        return host


def _converse(server: smtplib.SMTP, content: bytes, sender: str, recipient: str) -> Answer:
    try:
        size = [f"SIZE={len(content)}"] if server.has_extn("size") else []
        code, words = server.mail(sender, size)
        if code != 250:
            return _said(Stage.SENDER, code, words)
        code, words = server.rcpt(recipient)
        if code not in (250, 251):
            return _said(Stage.RECIPIENT, code, words)
    except (OSError, smtplib.SMTPException, UnicodeError) as fault:
        return Answer(stage=Stage.SENDER, code=None, words=f"Échange interrompu : {fault or type(fault).__name__}")
    try:
        return _said(Stage.CONTENT, *server.data(content))
    except smtplib.SMTPDataError as refusal:
        return _said(Stage.CONTENT, refusal.smtp_code, refusal.smtp_error)
    except (OSError, smtplib.SMTPException):
        return Answer(stage=Stage.SILENCE, code=None, words=LOST)


def _said(stage: Stage, code: int, words: bytes | str) -> Answer:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    if code <= 0:  # what the library gives when the server closed, or said what is not an answer
        return Answer(stage=stage, code=None, words=f"Échange interrompu, réponse illisible\u00a0: {text}")
    return Answer(stage=stage, code=code, words=text)


def _leave(server: smtplib.SMTP) -> None:
    # What the server has answered for stays handed over, however the farewell goes.
    with suppress(OSError, smtplib.SMTPException):
        server.quit()
    server.close()


def _keep(folder: Path, letter: EmailMessage) -> Answer:
    folder.mkdir(parents=True, exist_ok=True)
    reference = str(letter["Message-ID"]).strip("<>").partition("@")[0]
    (folder / f"{reference}.eml").write_bytes(letter.as_bytes())
    return Answer(stage=Stage.CONTENT, code=250, words="Gardé dans le dossier de l’essai, sans serveur de messagerie.")
