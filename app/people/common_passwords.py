"""Whether a password is one of those that everybody tries first. Pure, but for the list read once.

The list holds roots: what is left of the most used passwords without their case, accents, look-alike signs and the
digits around them. One root covers a thousand variants: « Motdepasse2026! », « m0tdepasse ».
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("common_passwords.txt")
LOOK_ALIKE = str.maketrans("0134578@$!€", "oieastbasie")
ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
DIGITS = "0123456789" * 3
CONTEXT = (
    *("cotap", "ctap", "conference", "conferences", "territorial", "territoriale", "action", "publique", "public"),
    *("region", "departement", "metropole", "agglomeration", "intercommunalite", "commune", "communes", "mairie"),
    *("maire", "prefecture", "prefet", "elu", "elue", "elus", "delegue", "deleguee", "president", "presidente"),
    *("presidence", "secretaire", "secretariat", "administrateur", "administration", "citoyen", "citoyenne"),
    *("seance", "seances", "vote", "scrutin", "ordre", "jour", "proces", "verbal", "deliberation", "contrat"),
    *("contrats", "vigie", "interpellation", "engagement", "mandat", "mandats", "reglement", "collectivite"),
)
"""Words of this service: whoever guesses at an elected member's password tries them first."""
AROUND = 8
"""Signs and digits added before or after a root that do not make it a secret."""


@cache
def roots() -> frozenset[str]:
    """Return the roots of the most used passwords."""
    return frozenset(LIST.read_text(encoding="utf-8").split())


def plain(text: str) -> str:
    """Return the text in small letters, without accents."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def root(password: str) -> str:
    """Return what is left without case, accents, look-alike signs and a few signs around; at most one repetition."""
    bare = plain(password)
    inner = re.sub(rf"^[^a-z]{{0,{AROUND}}}(.*?)[^a-z]{{0,{AROUND}}}$", r"\1", bare, flags=re.S)
    return _once(re.sub(r"[^a-z]", "", inner.translate(LOOK_ALIKE)))


def _once(text: str) -> str:
    for length in range(1, len(text) // 2 + 1):
        if len(text) % length == 0 and text[:length] * (len(text) // length) == text:
            return text[:length]
    return text


def is_common(password: str, *, own_words: tuple[str, ...] = ()) -> bool:
    """Tell whether the password is made of one or two common roots, of words of this service or of the person's own.

    A run of keys of a keyboard is no secret either.
    """
    bare = re.sub(r"[^a-z0-9]", "", plain(password))
    # Signs of any script count: a sentence in Greek is no poorer than one in French.
    if _is_run(bare) or len(set(plain(password)) - {" "}) < 5:
        return True
    known = roots() | set(CONTEXT) | ({root(word) for word in own_words if len(word) > 3} - {""})
    left = root(password)
    return (
        left in known
        or _is_run(left)
        or any(left[:cut] in known and left[cut:] in known for cut in range(4, len(left) - 3))
    )


def _is_run(text: str) -> bool:
    if len(text) < 4:
        return False
    lines = (*ROWS, "".join(ROWS[:3]), "".join(ROWS[3:6]), DIGITS)
    return any(_once(text) in line or _once(text) in line[::-1] for line in lines)
