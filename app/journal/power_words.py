"""What the entries about powers to vote are called."""

POWERS = {
    "proxy.declined": "Renoncement à un pouvoir",
    "proxy.given": "Pouvoir donné",
    "proxy.resumed": "Pouvoir repris",
    "proxy.revoked": "Pouvoir révoqué",
    "proxy.suspended": "Pouvoir suspendu",
    "proxy.used": "Vote par pouvoir",
}
