"""Signature version 4, recomputed as the store does (Amazon S3 API reference, "Authenticating
Requests: Using the Authorization Header")."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, quote

from starlette.requests import Request

from tests.peers.s3.errors import S3Error

AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(?P<key>[^/]+)/(?P<scope>[^,]+), ?"
    r"SignedHeaders=(?P<headers>[^,]+), ?Signature=(?P<signature>[0-9a-f]{64})"
)
SKEW = timedelta(minutes=15)


@dataclass(frozen=True)
class Key:
    id: str
    secret: str

    def check(self, request: Request, body: bytes) -> None:
        """Raises S3Error for what is not signed with this key, or is not what was signed."""
        found = AUTHORIZATION.fullmatch(request.headers.get("authorization", ""))
        if found is None:
            raise S3Error(403, "AccessDenied")
        if "x-amz-security-token" in request.headers:
            raise S3Error(400, "InvalidToken")  # our key is no borrowed one
        if found["key"] != self.id:
            raise S3Error(403, "InvalidAccessKeyId")
        if request.headers.get("x-amz-content-sha256") != hashlib.sha256(body).hexdigest():
            raise S3Error(400, "XAmzContentSHA256Mismatch")
        if not _is_recent(request.headers["x-amz-date"]):
            raise S3Error(403, "RequestTimeTooSkewed")
        if self._signature(request, found["scope"], found["headers"]) != found["signature"]:
            raise S3Error(403, "SignatureDoesNotMatch")

    def _signature(self, request: Request, scope: str, signed: str) -> str:
        at = request.headers["x-amz-date"]
        canonical = hashlib.sha256(_canonical(request, signed).encode()).hexdigest()
        key = f"AWS4{self.secret}".encode()
        for part in scope.split("/"):
            key = _hmac(key, part)
        return _hmac(key, f"AWS4-HMAC-SHA256\n{at}\n{scope}\n{canonical}").hex()


def _canonical(request: Request, signed: str) -> str:
    names = signed.split(";")
    must = {n for n in request.headers if n == "host" or n.startswith("x-amz-")}
    if not must <= set(names):
        raise S3Error(403, "AccessDenied")
    query = sorted(parse_qsl(request.url.query, keep_blank_values=True))
    return "\n".join([
        request.method,
        request.scope["raw_path"].decode(),
        "&".join(f"{quote(k, safe='')}={quote(v, safe='')}" for k, v in query),
        *(f"{name}:{request.headers[name].strip()}" for name in names),
        "",
        signed,
        request.headers["x-amz-content-sha256"],
    ])  # fmt: skip


def _is_recent(stamp: str) -> bool:
    at = datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return abs(datetime.now(UTC) - at) < SKEW


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")
