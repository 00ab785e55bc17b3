"""S7: a result in sentences, with the computation anybody can do again."""

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from app.foundation.french import count
from app.sittings.words import Base, Choice, Majority

if TYPE_CHECKING:
    from .ballots import BallotRule, Result

BASE_WORDS: Final = {
    Base.VOTES_CAST: "des suffrages exprimés",
    Base.PRESENT: "des présents",
    Base.SEATS: "des sièges votants",
}
MAJORITY_WORDS: Final = {
    Majority.SIMPLE: "Majorité simple",
    Majority.ABSOLUTE: "Majorité absolue",
    Majority.THREE_FIFTHS: "Majorité des trois cinquièmes",
    Majority.TWO_THIRDS: "Majorité des deux tiers",
    Majority.UNANIMITY: "Unanimité",
}
CHOICE_WORDS: Final = {
    Choice.FOR: "pour",
    Choice.AGAINST: "contre",
    Choice.ABSTAIN: "abstention",
    Choice.DOES_NOT_TAKE_PART: "ne prend pas part au vote",
}
SHARES: Final = {
    Majority.THREE_FIFTHS: Fraction(3, 5),
    Majority.TWO_THIRDS: Fraction(2, 3),
    Majority.UNANIMITY: Fraction(1),
}


def rule_words(rule: "BallotRule") -> str:
    """Return « Majorité absolue des présents »."""
    return f"{MAJORITY_WORDS[rule.majority]} {BASE_WORDS[rule.base]}"


def threshold(rule: "BallotRule", base: Fraction) -> str:
    """Return « il faut 9 voix » for the base counted; a simple majority needs more than half of the votes cast."""
    if rule.majority is Majority.SIMPLE:
        return "il faut plus de la moitié"
    if rule.majority is Majority.ABSOLUTE:
        # Half a voice exists only where voices are weighted.
        return f"il faut {f'plus de {_voices(base / 2)}' if rule.weighted else _voices(base // 2 + 1)}"
    exact = SHARES[rule.majority] * base
    return f"il faut {f'au moins {_voices(exact)}' if rule.weighted else _voices(-(-exact // 1))}"


def needed(rule: "BallotRule", base: Fraction, *, represented: bool = False) -> str:
    """Return « il faut 9 voix pour, sur 17 suffrages exprimés » for the base counted."""
    if rule.majority is Majority.SIMPLE:
        return "il faut plus de voix pour que de voix contre"
    return f"{threshold(rule, base)} pour, sur {_amount(rule, base, represented=represented)}"


def result(outcome: "Result") -> str:
    """Return the whole sentence: verdict, count, rule, and how a tie was settled."""
    head = f"{_verdict(outcome)} : {_counts(outcome)}."
    if outcome.base == 0:
        return f"{head} Aucun suffrage n’est exprimé : le texte n’est pas adopté."
    return " ".join([head, f"{rule_words(outcome.rule)} : {outcome.needed}.", *_tie(outcome)])


def _verdict(outcome: "Result") -> str:
    if outcome.carried:
        return "Adopté à l’unanimité" if outcome.rule.majority is Majority.UNANIMITY else "Adopté"
    if outcome.awaits_chair:
        return "Égalité des voix"
    return "Rejeté" if outcome.tally.cast > 0 and not _undecided(outcome) else "Non adopté"


def _undecided(outcome: "Result") -> bool:
    """A tie that nobody could settle is not a rejection by the assembly."""
    return outcome.tied and outcome.casting is None


def _counts(outcome: "Result") -> str:
    counts, weights = outcome.tally.counts, outcome.tally.weights
    words = []
    for choice in (Choice.FOR, Choice.AGAINST):
        seats = f" ({count(counts[choice], 'siège')})" if outcome.rule.weighted else ""
        words.append(f"{_voices(weights[choice])} {CHOICE_WORDS[choice]}{seats}")
    words.append(count(counts[Choice.ABSTAIN], "abstention"))
    aside = counts[Choice.DOES_NOT_TAKE_PART]
    if aside:
        words.append(count(aside, "siège ne prend", "sièges ne prennent") + " pas part au vote")
    return ", ".join(words)


def _tie(outcome: "Result") -> list[str]:
    if not outcome.tied:
        return []
    equal = "Les voix sont à égalité"
    if outcome.casting is not None:
        effect = "l’adoption" if outcome.casting is Choice.FOR else "le rejet"
        return [f"{equal} : la voix prépondérante de la présidence emporte {effect}."]
    if outcome.awaits_chair:
        return [f"{equal} : la présidence départage par sa voix prépondérante."]
    none = "au scrutin secret aucune voix" if outcome.rule.secret else "aucune voix"
    return [f"{equal} et {none} n’est prépondérante : le texte n’est pas adopté."]


def _amount(rule: "BallotRule", base: Fraction, *, represented: bool) -> str:
    if rule.base is Base.VOTES_CAST:
        return count(base, "suffrage exprimé", "suffrages exprimés")
    by_power = represented and rule.base is Base.PRESENT
    if rule.weighted:
        return f"{_voices(base)} {BASE_WORDS[rule.base]}{' ou représentés' if by_power else ''}"
    if by_power:
        return count(base, "présent ou représenté", "présents ou représentés")
    return count(base, *{Base.PRESENT: ("présent",), Base.SEATS: ("siège votant", "sièges votants")}[rule.base])


def _voices(amount: Fraction | int) -> str:
    return count(amount, "voix", "voix")
