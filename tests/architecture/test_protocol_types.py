"""The front end's types of the protocol are those of the facts."""

import pytest

from app.commands.protocol import TYPES, types, typescript


def test_the_types_of_the_front_end_are_those_of_the_facts(app):
    assert TYPES.read_text() == types(), "run: flask --app wsgi protocol types"


@pytest.mark.parametrize(
    ("annotation", "written"),
    [
        (int, "number"),
        (str | None, "string | null"),
        (list[int], "readonly number[]"),
        (list[int | None], "readonly (number | null)[]"),
        (dict[str, list[bool]], "Readonly<Record<string, readonly boolean[]>>"),
        (object, "unknown"),
    ],
)
def test_a_python_type_has_one_typescript_type(annotation, written):
    assert typescript(annotation) == written
