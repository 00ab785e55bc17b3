"""What every command of a conference needs: nested form fields, and the objects that the data names."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar, Final

from marshmallow import ValidationError, fields, pre_load, validate

from app.conferences.models import Conference
from app.conferences.queries.composition import written_as
from app.foundation.errors import Invalid, NotFound
from app.foundation.numbering import whole
from app.foundation.shapes import ID, Shape, readable
from app.foundation.unit_of_work import UnitOfWork
from app.institutions import queries as directory
from app.institutions.models import Institution
from app.institutions.naming import search_form
from app.people.models import Person
from app.people.queries import person_by_email

SPACES = re.compile(r"[\s\u00a0\u202f]+")
DEEPEST = 8
"""Parts of the longest name of a field that any form has."""


class NestedShape(Shape):
    """A form names nested fields with dots (`seats.0.kind`); JSON nests them. Both are read alike."""

    @pre_load
    def _empty_means_absent(self, data: Any, **_: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        return nested({k: v for k, v in data.items() if v != "" or str(k).partition(".")[0] in self.clearable})


def nested(flat: Mapping[Any, Any]) -> dict[str, Any]:
    """Return `{"seats": {"0": {"kind": …}}}` for `{"seats.0.kind": …}`, numbered parts as a list in their order."""
    tree: dict[str, Any] = {}
    for name, value in flat.items():
        *path, last = str(name).split(".")
        branch = tree
        if len(path) > DEEPEST:
            raise ValidationError({str(name)[:60]: ["Ce champ n’est pas attendu ici."]})
        for step in path:
            branch = branch.setdefault(step, {})
            if not isinstance(branch, dict):
                raise ValidationError({str(name): ["Ce champ n’est pas attendu ici."]})
        branch[last] = value
    return {name: _listed(value) for name, value in tree.items()}


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {name: _listed(one) for name, one in value.items()}
    ranks = {name: whole(name) for name in inner}
    if not inner or None in ranks.values():
        return inner
    return [inner[name] for name in sorted(inner, key=lambda name: ranks[name] or 0)]


EMPTIED: Final = ""
"""What `Euros` gives when the person emptied the amount: there is none any more."""


class Euros(fields.Field[int | str]):
    """An amount written « 120 000,50 » or `120000.5`; gives cents."""

    most: ClassVar[int] = 2_000_000_000
    most_words: ClassVar[str] = "20 millions d’euros"

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> int | str:
        return EMPTIED if value == EMPTIED else self._cents(value)

    def _cents(self, value: Any) -> int:
        written = SPACES.sub("", str(value)).replace(",", ".").removesuffix("€")
        try:
            cents = Decimal(written) * 100
        except ArithmeticError as fault:
            raise ValidationError("Écrivez un montant en euros, par exemple 120 000,50.") from fault
        if not cents.is_finite() or cents != cents.to_integral_value() or not 0 <= cents <= self.most:
            raise ValidationError(f"Écrivez un montant de 0 à {self.most_words}, au centime près.")
        return int(cents)


def optional_id(**kwargs: Any) -> fields.Integer:
    """Return an identifier that may be absent."""
    return fields.Integer(load_default=None, validate=ID, **kwargs)


def short_text(maximum: int = 200, **kwargs: Any) -> fields.String:
    """Return a text that may be absent, None then."""
    checks: list[Any] = [validate.Length(max=maximum, error=f"{maximum} signes au plus."), readable]
    return fields.String(load_default=None, validate=checks, **kwargs)


def conference_of(work: UnitOfWork, id: int) -> Conference:
    """Return the conference, its row locked: changes of one conference follow one another."""
    # Without its key: sittings and decisions that refer to the conference are not held up.
    found = work.session.get(Conference, id, with_for_update={"key_share": True})
    if found is None:
        raise NotFound("Cette conférence n’existe pas.")
    return found


def institution_of(
    work: UnitOfWork, *, id: int | None, words: str | None, field: str = "institution"
) -> Institution | None:
    """Return the institution of an identifier, or of a name, SIREN or code as a person writes it; None if neither."""
    if id is not None:
        found = work.session.get(Institution, id)
        if found is None:
            raise _unknown(field, "Cette institution n’est pas dans l’annuaire.")
        return found
    return _institution_named(work, words, field) if words and words.strip() else None


def required_institution(
    work: UnitOfWork, *, id: int | None, words: str | None, field: str = "institution"
) -> Institution:
    """Return the institution, or say that one must be chosen."""
    found = institution_of(work, id=id, words=words, field=field)
    if found is None:
        raise _unknown(field, "Choisissez une institution.")
    return found


def _institution_named(work: UnitOfWork, words: str, field: str) -> Institution:
    # The list proposed by the form writes « Dunkerque (59183) »: the code between brackets tells namesakes apart.
    written = re.fullmatch(r"\s*(.*?)\s*(?:\((#?[0-9A-Za-z]{1,14})\))?\s*", words, re.DOTALL)
    name, code = written.groups() if written else (words, None)
    if code and code.startswith("#") and code[1:].isdecimal():
        return directory.institution(work.session, int(code[1:]))
    found = (directory.search(work.session, code, limit=6) if code else []) or directory.search(
        work.session, name, limit=6
    )
    same = [one for one in found if one.institution.search_name == search_form(name)]
    matches = same or found
    if not matches:
        raise _unknown(field, f"« {words.strip()} » n’est pas dans l’annuaire. Écrivez son nom ou son code.")
    if len(matches) > 1:
        known = " ; ".join(", ".join(filter(None, (written_as(one.institution), one.within))) for one in matches)
        raise _unknown(field, f"Plusieurs institutions répondent à ce nom : {known}. Écrivez le code de la bonne.")
    return matches[0].institution


def person_of(work: UnitOfWork, *, id: int | None, email: str | None) -> Person | None:
    """Return the account of an identifier or of an e-mail address; None if neither is given."""
    if id is None and not email:
        return None
    found = work.session.get(Person, id) if id is not None else person_by_email(work.session, email or "")
    if found is None or found.disabled_at is not None:
        raise _unknown(
            "email" if id is None else "person_id",
            "Personne n’a de compte à cette adresse. L’administrateur peut l’inviter.",
        )
    return found


def _unknown(field: str, detail: str) -> Invalid:
    return Invalid(
        "Corrigez les informations signalées, puis recommencez.",
        errors=[{"pointer": f"#/{field.replace('.', '/')}", "detail": detail}],
    )
