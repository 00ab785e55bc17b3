"""What an entry is about, in the words it carries."""

# Where an entry says in words what it is about: the first of these found, at the top or one level down.
TELLING = ("sentence", "title", "question", "text", "reason", "reference", "name", "institution", "person")
NESTED = ("result", "speech", "ballot", "motion", "decision", "commitment", "presence", "item", "document")


def gist(payload: dict[str, object]) -> str:
    """Return the words of an entry that tell what it is about, "" when it has none."""
    for held in (payload, *(payload.get(key) for key in NESTED)):
        if isinstance(held, dict):
            words = _first_words(held)
            if words:
                return words
    return ""


def _first_words(held: dict[str, object]) -> str:
    for key in TELLING:
        said = held.get(key)
        if isinstance(said, dict):
            said = said.get("name")
        if isinstance(said, str) and said.strip():
            return said
    return ""
