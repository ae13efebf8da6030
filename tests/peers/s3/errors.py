"""Errors as S3 tells them: a status and a code, in XML."""

from __future__ import annotations

from starlette.responses import Response


class S3Error(Exception):
    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code

    @property
    def is_our_fault(self) -> bool:
        """Whether it was asked as no client should ask; what is not there may be asked for."""
        return self.code not in ("NoSuchKey", "NoSuchBucket")

    def response(self) -> Response:
        told = f"<Error><Code>{self.code}</Code><Message>Told by the fake</Message></Error>"
        return Response(told, self.status, media_type="application/xml")
