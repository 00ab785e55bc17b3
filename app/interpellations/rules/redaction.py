"""What the public reads when something is hidden: the reason stands in its place (I11). Pure."""

import re
from collections.abc import Sequence
from typing import Final

from app.foundation.errors import Invalid, Refused
from app.interpellations.words import Hideable, HidingGround

LEAST: Final = 2
GROUNDS: Final = {
    HidingGround.PERSONAL_DATA: "information sur une personne",
    HidingGround.INSULT: "propos que la loi interdit",
    HidingGround.SECRECY: "secret protégé par la loi",
    HidingGround.RIGHTS: "droits d’un tiers sur ce texte ou cette image",
    HidingGround.COURT: "décision de justice",
}
WHAT: Final = {
    Hideable.PASSAGE: "Un passage",
    Hideable.QUESTION: "La question entière",
    Hideable.ANSWER: "Une réponse",
    Hideable.DOCUMENT: "Une pièce jointe",
    Hideable.NAME: "Le nom de la personne",
}
HIDDEN_TITLE: Final = "Question masquée"
OPENING, CLOSING = "«“(", "»”);:!?."


def redacted(text: str, hidden: Sequence[tuple[str, str]]) -> str:
    """Return the text with each hidden passage replaced by its reason; `hidden`: (passage, reason).

    However it is cased or spaced: the page sets no-break spaces that the person writing did not.
    """
    known = [(passage, reason) for passage, reason in hidden if passage.strip()]
    if not known:
        return text
    known.sort(key=lambda one: -len(one[0]))
    pattern = "|".join(f"(?P<p{rank}>{_pattern(passage)})" for rank, (passage, _) in enumerate(known))

    def said(found: re.Match[str]) -> str:
        return f"[passage masqué\u00a0: {known[int((found.lastgroup or 'p0')[1:])][1]}]"

    return re.sub(pattern, said, text, flags=re.IGNORECASE)


def _pattern(passage: str) -> str:
    text = re.sub(rf"\s+(?=[{CLOSING}])|(?<=[{OPENING}])\s+", "", " ".join(passage.split()))
    signs = []
    for sign in text:
        if sign == " ":
            signs.append(r"\s+")
        elif sign in "'’":
            signs.append("['’]")
        elif sign in CLOSING:
            signs.append(rf"\s*{re.escape(sign)}")
        else:
            signs.append(re.escape(sign) + (r"\s*" if sign in OPENING else ""))
    return "".join(signs)


def reason_of(ground: HidingGround, detail: str, passage: str) -> str:
    """Return the public reason, or refuse one that repeats what it hides."""
    reason = GROUNDS[ground] + (f" ({detail.strip()})" if detail.strip() else "")
    if passage and redacted(reason, [(passage, "")]) != reason:
        raise Invalid(
            "Le motif est public.",
            errors=[{"pointer": "#/detail", "detail": "Le motif ne doit pas répéter ce qui est masqué."}],
        )
    return reason


def check_passage(passage: str, texts: Sequence[str]) -> None:
    """Refuse a passage so short that it would eat words, or that no public text of the file has."""
    if len(re.sub(r"\s", "", passage)) < LEAST:
        raise Invalid(
            "Ce passage est trop court.",
            errors=[{"pointer": "#/passage", "detail": f"Copiez le passage à masquer, {LEAST} signes au moins."}],
        )
    if all(redacted(text, [(passage, "")]) == text for text in texts):
        raise Refused("Ce passage n’est dans aucun texte public de ce dossier.", rule="I11")
