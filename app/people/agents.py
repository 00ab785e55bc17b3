"""What a browser says of itself, in few words. Pure: two tables, read from the top."""

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def agent_in_words(said: str) -> str:
    """Return « Firefox sur Windows », or as much of it as is known."""
    browser = next((name for mark, name in BROWSERS if mark in said), "Navigateur inconnu")
    system = next((name for mark, name in SYSTEMS if mark in said), "")
    return f"{browser} sur {system}" if system else browser
