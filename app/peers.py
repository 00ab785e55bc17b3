"""The servers this one talks to: what travels to another machine in clear is refused at start."""

from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, parse_qs, urlsplit

VERIFIED: Final = ("verify-ca", "verify-full")
"""`require` encrypts towards anybody who answers: the certificate is not looked at."""
OTHERWISE: Final = "Si ce réseau est protégé autrement, écrivez COTAP_ALLOW_PLAINTEXT=1."


def database_fault(url: str) -> str:
    """Return why the database would be asked in clear, or whoever answers for it, over a network; "" when it is not."""
    parts = urlsplit(url)
    said = parse_qs(parts.query)
    hosts = said["host"][-1] if "host" in said else _host(parts)
    if said.get("sslmode", [""])[-1] in VERIFIED or all(_here(host) for host in hosts.split(",")):
        return ""
    return (
        "COTAP_DATABASE_URL désigne une autre machine sans certificat vérifié : ajoutez sslmode=verify-full. "
        + OTHERWISE
    )


def mail_fault(url: str | None) -> str:
    """Return why mail would be handed over in clear to another machine; "" when it is not."""
    parts = urlsplit(url or "")
    if parts.scheme != "smtp" or _here(parts.hostname or ""):
        return ""
    return f"COTAP_SMTP_URL remet le courrier en clair à une autre machine : écrivez smtps://. {OTHERWISE}"


def scanner_fault(address: str | None) -> str:
    """Return why files cannot be, or would be in clear, handed to a scanner; "" when they can."""
    if not address or address.startswith("/"):
        return ""
    host, _, port = address.rpartition(":")
    if not (host and port.isascii() and port.isdecimal() and 0 < int(port) < 65536):
        return f"COTAP_CLAMD vaut « {address} » : donnez /chemin/de/clamd.sock, ou 127.0.0.1:3310."
    if _here(host.strip("[]")):
        return ""
    return f"COTAP_CLAMD envoie les fichiers en clair à une autre machine. {OTHERWISE}"


def _host(parts: SplitResult) -> str:
    # Several servers may be named, each with its port: `urlsplit` reads the first one's only.
    listed = parts.netloc.rpartition("@")[2].split(",")
    return ",".join(urlsplit(f"//{one}").hostname or "" for one in listed)


def _here(host: str) -> bool:
    """Tell whether a host is this very machine: nothing, a socket of the file system, a loopback address."""
    if host in ("", "localhost") or host.startswith(("/", "@", "%2f", "%2F")):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
