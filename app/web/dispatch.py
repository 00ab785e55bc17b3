"""One way in for the three doors: read the shape, open the unit of work, run the command once."""

from typing import Any
from uuid import UUID

from app.foundation.actors import Actor
from app.foundation.commands import COMMANDS, Command
from app.foundation.errors import Invalid, NotFound, NotSignedIn
from app.foundation.files import Upload
from app.foundation.shapes import load
from app.foundation.throttle import Allowance, slow_down
from app.journal.requests import earlier_answer, keep_answer

from .house import House
from .scanning import scan

FILES = Allowance(most=120, per=3600)
"""Of one person, whatever they are joined to."""


def command_named(name: object) -> Command:
    """Return the command of that wire name, or raise `NotFound`."""
    found = COMMANDS.get(name) if isinstance(name, str) else None
    if found is None:
        raise NotFound("Cette action n’existe pas. La liste est dans /api/v1/openapi.json.")
    return found


def read_request_id(value: object) -> UUID | None:
    """Return the request id, None when absent, or raise `Invalid`."""
    if value in (None, ""):
        return None
    try:
        return UUID(str(value))
    except ValueError as fault:
        raise Invalid(
            "L’identifiant de demande n’est pas un UUID.",
            errors=[{"pointer": "#/request_id", "detail": "Écrivez un UUID."}],
        ) from fault


def perform(
    home: House,
    actor: Actor,
    name: object,
    data: Any,
    *,
    request_id: object = None,
    expected_version: object = None,
) -> dict[str, Any]:
    """Run a command as the actor and return its JSON-ready answer; the same request id runs once."""
    command = command_named(name)
    # Before the unit of work: a command that waits for others to be written with holds no connection meanwhile.
    for check in home.command_checks:
        check(actor, command.name)
    if expected_version is not None and isinstance(data, dict):
        data = {**data, "expected_version": expected_version}
    arguments = load(command.shape, {} if data is None else data)
    if command.allowance is not None and actor.signed_in:
        slow_down(home.throttle.spend(f"{command.name}:{actor.person_id}", command.allowance))
    _take_in_files(home, actor, command.name, arguments)
    with home.units.begin(actor, request_id=read_request_id(request_id)) as work:
        memorable = command.remembered and work.request_id is not None and actor.signed_in
        if memorable:
            answered = earlier_answer(work, command.name, data)
            if answered is not None:
                return answered
        answer = command.run(work, **arguments) or {}
        if memorable:
            keep_answer(work, answer)
    return answer


def _take_in_files(home: House, actor: Actor, command: str, arguments: dict[str, Any]) -> None:
    """Look into the files of a command, for whoever is known and may send some now; of nobody else is one opened."""
    if not any(isinstance(value, Upload) for value in arguments.values()):
        return
    if not actor.signed_in:
        raise NotSignedIn("Connectez-vous d’abord : un fichier se joint depuis un compte.")
    for check in home.file_checks:
        check(actor, command)
    slow_down(home.throttle.spend(f"files:{actor.person_id}", FILES))
    scan(home, command, arguments)
