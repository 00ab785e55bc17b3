"""One mailbox under its many spellings. Pure."""

DOMAINS = {
    "googlemail.com": "gmail.com",
    "hotmail.fr": "outlook.com",
    "hotmail.com": "outlook.com",
    "live.fr": "outlook.com",
}
WITHOUT_DOTS = frozenset({"gmail.com"})


def canonical(address: str) -> str:
    """Return the address without what its owner can change at will: case, « +tag », dots where they do not count."""
    local, _, domain = address.strip().lower().rpartition("@")
    domain = DOMAINS.get(domain, domain)
    local = local.split("+", 1)[0]
    return f"{local.replace('.', '') if domain in WITHOUT_DOTS else local}@{domain}"
