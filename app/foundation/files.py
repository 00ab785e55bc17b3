"""A file on its way in, whatever the door."""

import base64
import binascii
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError, fields

MAXIMUM = 20 * 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """The name a person gave and the bytes."""

    name: str
    content: bytes


class UploadField(fields.Field[Upload]):
    """A file: an `Upload` from a form, or `{"name": …, "content": <base64>}` from JSON."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Upload:
        upload = value if isinstance(value, Upload) else self._from_json(value)
        if not upload.content:
            raise ValidationError("Ce fichier est vide.")
        if len(upload.content) > MAXIMUM:
            raise ValidationError("Ce fichier dépasse 20 Mo.")
        return upload

    def _from_json(self, value: Any) -> Upload:
        try:
            name, content = value["name"], base64.b64decode(value["content"], validate=True)
        except (TypeError, KeyError, ValueError, binascii.Error) as fault:
            raise ValidationError("Donnez le nom du fichier et son contenu en base64.") from fault
        if not isinstance(name, str) or not name.strip() or "\x00" in name:
            raise ValidationError("Donnez un nom au fichier.")
        return Upload(name=name[:200], content=content)
