"""Files in requests: uploaded, or known by file_id; photos are looked into."""

from __future__ import annotations

from typing import Any

from tests.peers.telegram.errors import ApiError, Json, Violation, bad_request
from tests.peers.telegram.model import StoredFile
from tests.peers.telegram.pictures import dimensions
from tests.peers.telegram.requests import Ask, Upload
from tests.peers.telegram.world import World

PHOTO_LIMIT = 10 * 1024 * 1024
SIDES = 10_000
RATIO = 20


def document_of(world: World, ask: Ask, value: Any) -> tuple[Json, StoredFile]:
    """The content of a message with this document, and the file."""
    file = _known(world, value)
    if file is not None and file.width:
        raise Violation("can't use file of type Photo as Document")
    file = file or _stored(world, _upload(ask, value))
    return {"document": world.files.document(file)}, file


def photo_of(world: World, ask: Ask, value: Any) -> tuple[Json, StoredFile]:
    file = _known(world, value)
    if file is not None and not file.width:
        raise Violation("can't use file of type Document as Photo")
    file = file or _measured(_stored(world, _upload(ask, value)))
    return {"photo": world.files.photo(file)}, file


def _known(world: World, value: Any) -> StoredFile | None:
    return world.files.find(value) if isinstance(value, str) else None


def _upload(ask: Ask, value: Any) -> Upload:
    if isinstance(value, Upload):
        return value
    if not value.startswith("attach://"):
        raise bad_request("wrong file identifier/HTTP URL specified")
    name = value.removeprefix("attach://")
    if name not in ask.uploads:
        raise Violation(f'no file "{name}" is attached')
    return ask.uploads[name]


def _stored(world: World, upload: Upload) -> StoredFile:
    if not upload.data:
        raise Violation("file must be non-empty")
    return world.files.put(upload.name, upload.data, upload.mime)


def _measured(file: StoredFile) -> StoredFile:
    if file.size > PHOTO_LIMIT:
        raise ApiError(413, "Request Entity Too Large")
    sides = dimensions(file.data)
    if sides is None:
        raise Violation("IMAGE_PROCESS_FAILED")
    if sum(sides) > SIDES or max(sides) > RATIO * min(sides):
        raise Violation("PHOTO_INVALID_DIMENSIONS")
    file.width, file.height = sides
    return file
