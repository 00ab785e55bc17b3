"""One faulty field, said where it is. Pure."""

from app.foundation.errors import Invalid


def faulty(field: str, detail: str) -> Invalid:
    """Return the refusal that points at one field; `fields.percent` for a field inside another."""
    return Invalid(
        "Corrigez les informations signalées, puis recommencez.",
        errors=[{"pointer": f"#/{field.replace('.', '/')}", "detail": detail}],
    )
