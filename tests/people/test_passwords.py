import pytest

from app.foundation.errors import Invalid
from app.people.common_passwords import root, roots
from app.people.passwords import hash_password, is_outdated, password_matches
from app.people.rules import check_address, check_password


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Motdepasse2026!", "motdepasse"),
        ("m0tdep@sse", "motdepasse"),
        ("12-Été-34", "ete"),
        ("bonjourbonjour", "bonjour"),
        ("une petite phrase", "unepetitephrase"),
        ("2026", ""),
    ],
)
def test_a_password_is_looked_up_by_what_is_left_of_it(typed, left):
    assert root(typed) == left


def test_the_list_is_of_roots_in_order_and_compact():
    kept = sorted(roots())
    assert len(kept) > 8000
    assert all(word.isascii() and word.isalpha() and word.islower() for word in kept)


@pytest.mark.parametrize(
    "password",
    [
        "Motdepasse2026!",
        "m0tdepasse1234",
        "azertyuiop12",
        "123456789012",
        "098765432109",
        "abcdefghijkl",
        "bonjourbonjour",
        "motdepasse-marseille",
        "dragonmaster12",
        "aaaaaaaaaaaa",
        "αααα ββββ αααα",
        "camille.exemple",
        "Exemple-Camille1",
        "nom-de-famille@exemple.invalid",
        "cotap-conference",
        "Prefecture2026!",
        "presidenteregion",
        "court",
        "x" * 201,
        "",
    ],
)
def test_what_everybody_tries_first_is_refused(password):
    with pytest.raises(Invalid):
        check_password(password, email="nom-de-famille@exemple.invalid", name="Camille Exemple")


@pytest.mark.parametrize(
    "password",
    [
        "une petite phrase",
        "petit chat bleu dort",
        "9f8a7s6d5f4g",
        "le camion de Camille est vert",
        "ñandú-été-œuf",
        "ένα μικρό μυστικό",
        "小さな秘密の文章です、ね",
        "847362950184",
        "☂ ☀ ☁ ★ ♥ ♫ ✿ ✈",
    ],
)
def test_a_little_sentence_is_accepted(password):
    check_password(password, email="nom@exemple.invalid", name="Camille Exemple")


def test_a_password_is_compared_as_it_was_typed():
    """6.2.8, 6.2.9: neither cut, nor trimmed, nor put in another case; two hundred signs of any kind."""
    for password in (
        "Une Phrase À Moi ",
        "né en mars, " * 16,
        "e\u0301te\u0301 en bord de mer",
        "🦊 dans le jardin",
        "x" + " y" * 99,
    ):
        stored = hash_password(password)
        assert password_matches(stored, password)
        for other in (password.strip() + "!", password.swapcase(), password[:-1], password[:72] + "?"):
            assert not password_matches(stored, other)
    check_password("né en mars, à Lens " * 10, email="a@exemple.invalid")


@pytest.mark.parametrize(
    "address", ["", "nom", "nom@exemple", "@exemple.fr", "a b@exemple.fr", "a@exemple.fr\nBcc: b@c.fr"]
)
def test_an_address_that_no_mail_reaches_is_refused(address):
    with pytest.raises(Invalid):
        check_address(address)


def test_a_hash_tells_when_it_is_weaker_than_todays():
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=64).hash("une petite phrase")
    assert password_matches(weak, "une petite phrase")
    assert is_outdated(weak)
    assert not is_outdated(hash_password("une petite phrase"))
