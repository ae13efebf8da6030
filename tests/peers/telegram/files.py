"""The shelf of files: bytes by file_id, download links that end after an hour."""

from __future__ import annotations

import mimetypes
from datetime import datetime, timedelta
from pathlib import PurePosixPath

from tests.peers.telegram.errors import Json, bad_request
from tests.peers.telegram.model import StoredFile

LINK_LIVES = timedelta(hours=1)
DOWNLOAD_LIMIT = 20 * 1024 * 1024


class FileShelf:
    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._links: dict[str, tuple[StoredFile, datetime]] = {}
        self._numbers = iter(range(1, 10**9))

    def put(
        self, name: str, data: bytes, mime: str | None = None, size: int | None = None
    ) -> StoredFile:
        """Takes the bytes in; `size` lets a test claim a file larger than it is."""
        mime = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        unique = f"AgAD{next(self._numbers):08d}"
        return StoredFile(name, data, mime, len(data) if size is None else size, unique)

    def issue(self, file: StoredFile) -> str:
        """A new file_id: each message has its own, file_unique_id is what stays."""
        file_id = f"BQACAgUAAx{next(self._numbers):012d}-{file.unique_id}"
        self._by_id[file_id] = file
        return file_id

    def find(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def link(self, file_id: str, now: datetime) -> Json:
        """The answer to getFile."""
        file = self.find(file_id)
        if file is None:
            raise bad_request("invalid file_id")
        if file.size > DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        folder = "photos" if file.width else "documents"
        path = f"{folder}/file_{next(self._numbers)}{PurePosixPath(file.name).suffix}"
        self._links[path] = (file, now + LINK_LIVES)
        described = {"file_id": file_id, "file_unique_id": file.unique_id}
        return {**described, "file_size": file.size, "file_path": path}

    def open(self, path: str, now: datetime) -> bytes | None:
        """The bytes behind a link, None when it was never given or is over."""
        file, until = self._links.get(path, (None, now))
        return file.data if file is not None and now < until else None

    def document(self, file: StoredFile) -> Json:
        """A Document as it stands in a message."""
        return {
            "file_id": self.issue(file),
            "file_unique_id": file.unique_id,
            "file_name": file.name,
            "mime_type": file.mime,
            "file_size": file.size,
        }

    def photo(self, file: StoredFile) -> list[Json]:
        """The sizes of a photo, smallest first; a photo has no name."""
        thumb = self.put("thumb.jpg", b"thumb")
        thumb.width, thumb.height = 90, 67
        return [self._size(thumb), self._size(file)]

    def _size(self, file: StoredFile) -> Json:
        return {
            "file_id": self.issue(file),
            "file_unique_id": file.unique_id,
            "width": file.width,
            "height": file.height,
            "file_size": file.size,
        }
