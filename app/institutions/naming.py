"""Names as they are shown and as they are searched. Pure."""

import re
import unicodedata

LEGAL_FORMS = {
    "CC": "Communauté de communes",
    "CA": "Communauté d’agglomération",
    "CU": "Communauté urbaine",
    "METRO": "Métropole",
    "MET69": "Collectivité à statut particulier",
}
ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})


def shown_name(name: str) -> str:
    """Return the name with French apostrophes, its initials said in full (« CA » → « Communauté d’agglomération »)."""
    tidy = re.sub(r"\s+", " ", name.strip()).replace("'", "’")
    initials, _, rest = tidy.partition(" ")
    return f"{LEGAL_FORMS[initials]} {rest}" if rest and initials in ("CC", "CA", "CU") else tidy


def search_form(text: str) -> str:
    """Return the text in lower case without accents nor punctuation, its words separated by spaces."""
    parts = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    plain = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def search_words(text: str, most: int = 8) -> list[str]:
    """Return the words of a search, with « st » read as « saint »."""
    return [ABBREVIATIONS.get(word, word) for word in search_form(text).split()[:most]]
