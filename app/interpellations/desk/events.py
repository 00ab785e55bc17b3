"""Facts of the desk, told to the desk alone. They say that something was done, never what a note or a template says."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import BUREAU, Fact
from app.institutions.events import DIRECTORY


@dataclass(frozen=True, kw_only=True)
class FileEntrusted(Fact):
    """A file was given to somebody who works on it, or to nobody any longer. `desk` is empty for the secretariat's."""

    kind: ClassVar[str] = "interpellation.entrusted"
    audience: str = BUREAU
    person_id: int | None
    desk: str


@dataclass(frozen=True, kw_only=True)
class NoteAdded(Fact):
    """A note was written at a desk; its words stay out of the record."""

    kind: ClassVar[str] = "interpellation.note_added"
    audience: str = BUREAU
    note_id: int
    desk: str


@dataclass(frozen=True, kw_only=True)
class NoteRemoved(Fact):
    """A note was taken away by who wrote it."""

    kind: ClassVar[str] = "interpellation.note_removed"
    audience: str = BUREAU
    note_id: int


@dataclass(frozen=True, kw_only=True)
class AnswerTemplateSaved(Fact):
    """An institution keeps a text to start its answers from, in place of a former one or not."""

    kind: ClassVar[str] = "answer_template.saved"
    stream: str = DIRECTORY
    audience: str = BUREAU
    template_id: int
    replaces_id: int | None
    institution_id: int


@dataclass(frozen=True, kw_only=True)
class AnswerTemplateRetired(Fact):
    """A template is no longer offered; what it was stays."""

    kind: ClassVar[str] = "answer_template.retired"
    stream: str = DIRECTORY
    audience: str = BUREAU
    template_id: int
    institution_id: int
