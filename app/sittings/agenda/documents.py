"""What a file really is, whatever its name says, and the name it is kept under. Pure."""

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass, replace
from typing import Final

from app.foundation.apart import apart
from app.foundation.errors import Invalid
from app.foundation.files import MAXIMUM, Upload

from .inside import fault_of_pdf

NAME_LENGTH: Final = 120
MARKUP: Final = re.compile(
    r"<\s*(!doctype|html|head|body|script|svg|iframe|object|embed|meta|link|img|\?xml|\?php)\b", re.IGNORECASE
)
CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True, kw_only=True)
class FileKind:
    """One accepted format: how people call it, how it is served, which name endings it may have."""

    label: str
    media_type: str
    endings: tuple[str, ...]
    inline: bool = False
    """Shown in the browser; everything else is downloaded."""


PDF: Final = FileKind(label="un PDF", media_type="application/pdf", endings=("pdf",), inline=True)
PNG: Final = FileKind(label="une image PNG", media_type="image/png", endings=("png",), inline=True)
JPEG: Final = FileKind(label="une image JPEG", media_type="image/jpeg", endings=("jpg", "jpeg"), inline=True)
ODT: Final = FileKind(
    label="un texte OpenDocument", media_type="application/vnd.oasis.opendocument.text", endings=("odt",)
)
ODS: Final = FileKind(
    label="un classeur OpenDocument",
    media_type="application/vnd.oasis.opendocument.spreadsheet",
    endings=("ods",),
)
DOCX: Final = FileKind(
    label="un document Word",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    endings=("docx",),
)
XLSX: Final = FileKind(
    label="un classeur Excel",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    endings=("xlsx",),
)
TEXT: Final = FileKind(label="un texte brut", media_type="text/plain; charset=utf-8", endings=("txt",))
CSV: Final = FileKind(label="un tableau CSV", media_type="text/csv; charset=utf-8", endings=("csv",))
# What a French spreadsheet still writes when it saves « au format CSV ».
TEXT_1252: Final = replace(TEXT, media_type="text/plain; charset=windows-1252")
CSV_1252: Final = replace(CSV, media_type="text/csv; charset=windows-1252")
KINDS: Final = (PDF, ODT, ODS, DOCX, XLSX, PNG, JPEG, TEXT, CSV, TEXT_1252, CSV_1252)
BY_MEDIA_TYPE: Final = {kind.media_type: kind for kind in KINDS}
ZIP_ENTRY: Final = b"PK\x01\x02"
MOST_INSIDE: Final = 5000
MOST_UNPACKED: Final = 500 * 1024 * 1024
BOMB: Final = "Ce document se déploie sans mesure : il n’est pas accepté. Enregistrez-le de nouveau, ou en PDF."
ACCEPTED: Final = "Formats acceptés : PDF, ODT, ODS, DOCX, XLSX, PNG, JPEG, TXT et CSV, 20 Mo au plus."


@dataclass(frozen=True, kw_only=True)
class CheckedFile:
    """A file whose content was recognised, under a clean name."""

    name: str
    kind: FileKind
    content: bytes


def check(upload: Upload, *, name: str = "", field: str = "file") -> CheckedFile:
    """Recognise a file by its content, or raise `Invalid` on that field."""
    if not upload.content or len(upload.content) > MAXIMUM:
        raise _refusal(field, "Ce fichier est vide." if not upload.content else "Ce fichier dépasse 20 Mo.")
    ending = _ending(upload.name)
    # On a thread apart: some files take seconds to look into, and a sitting goes on meanwhile.
    found, fault = apart(lambda: _judged(upload.content, ending, field))
    claimed = next((f for f in KINDS if ending in f.endings), None)
    if claimed is not None and claimed.endings != found.endings:
        raise _refusal(field, f"Ce fichier se présente comme {claimed.label}, mais son contenu est {found.label}.")
    if fault:
        raise _refusal(field, fault)
    return CheckedFile(name=clean_name(name or upload.name, found, ending), kind=found, content=upload.content)


def _judged(content: bytes, ending: str, field: str) -> tuple[FileKind, str]:
    found = _recognised(content, ending, field)
    return found, fault_of_pdf(content) if found is PDF else ""


def clean_name(name: str, kind: FileKind, ending: str = "") -> str:
    """Return a name safe to show and to save: no path, no invisible sign, the ending of its content."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    # Categories C*: controls, and the direction overrides that make « gpj.exe » read « exe.jpg ».
    visible = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in last)
    plain = re.sub(r'[<>:"|?*;%]', " ", visible)
    stem = plain.rsplit(".", 1)[0] if _ending(plain) in kind.endings else plain
    stem = re.sub(r"\s+", " ", stem).strip(" .")
    kept = ending if ending in kind.endings else kind.endings[0]
    return f"{stem[:NAME_LENGTH].strip(' .') or 'document'}.{kept}"


def _ending(name: str) -> str:
    return name.rsplit(".", 1)[1].strip().lower() if "." in name else ""


def _recognised(content: bytes, ending: str, field: str) -> FileKind:
    found = _by_signature(content) or (_zip_based(content, field) if content.startswith(b"PK") else None)
    if found is not None:
        return found
    found, fault = _as_text(content, table=ending == "csv")
    if fault is not None:
        raise _refusal(field, f"{fault} {ACCEPTED}")
    return found


def _by_signature(content: bytes) -> FileKind | None:
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n") and b"IEND" in content[-64:]:
        return PNG
    if content.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in content[-64:]:
        return JPEG
    return None


def _zip_based(content: bytes, field: str) -> FileKind | None:
    # Counted before the list is read: half a million names would fill the memory.
    if content.count(ZIP_ENTRY) > MOST_INSIDE:
        raise _refusal(field, BOMB)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise _refusal(field, BOMB)
            names = set(archive.namelist())
            if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
                raise _refusal(field, "Ce document contient des macros. Enregistrez-le sans macro.")
            return _open_document(archive, names) or _office_document(names)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return None


def _open_document(archive: zipfile.ZipFile, names: set[str]) -> FileKind | None:
    if not names >= {"mimetype", "content.xml"}:
        return None
    with archive.open("mimetype") as declared:
        said = declared.read(200).decode("ascii", "replace").strip()
    return next((kind for kind in (ODT, ODS) if kind.media_type == said), None)


def _office_document(names: set[str]) -> FileKind | None:
    if "[Content_Types].xml" not in names:
        return None
    return DOCX if "word/document.xml" in names else XLSX if "xl/workbook.xml" in names else None


def _as_text(content: bytes, *, table: bool) -> tuple[FileKind, str | None]:
    try:
        text, kind = content.decode("utf-8-sig"), CSV if table else TEXT
    except UnicodeDecodeError:
        text, kind = content.decode("windows-1252", "replace"), CSV_1252 if table else TEXT_1252
    if CONTROLS.search(text) or "\ufffd" in text:
        return kind, "Ce fichier n’est pas d’un format accepté."
    if MARKUP.search(text):
        return kind, "Ce texte contient du code de page web, qui n’est pas accepté."
    return kind, None


def _refusal(field: str, detail: str) -> Invalid:
    return Invalid(detail, errors=[{"pointer": f"#/{field}", "detail": detail}])
