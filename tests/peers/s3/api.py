"""One bucket behind path-style addresses, as an ASGI application."""

from __future__ import annotations

import base64
import hashlib
import threading
from dataclasses import dataclass, field
from email.utils import formatdate

from starlette.applications import Starlette
from starlette.datastructures import QueryParams
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from tests.peers.s3.errors import S3Error
from tests.peers.s3.faults import Fault, Faults
from tests.peers.s3.signature import Key
from tests.peers.telegram.wire import Cut

FEW = 2
METHODS = ["DELETE", "GET", "HEAD", "POST", "PUT"]


@dataclass
class Bucket:
    """What the store has, and what it was asked, as "PUT aa/bb/…", `headers` being the last ones.

    Guarded by `changed`.
    """

    name: str
    key: Key
    objects: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    violations: list[str] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    changed: threading.Condition = field(default_factory=threading.Condition)


class Api:
    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket
        self.app = Starlette(routes=[Route("/{path:path}", self._answer, methods=METHODS)])

    async def _answer(self, request: Request) -> Response:
        with self._bucket.changed:
            self._bucket.asked.append(f"{request.method} {_key(request)}")
            self._bucket.headers = dict(request.headers)
            fault = self._bucket.faults.next_for(request.method)
            self._bucket.changed.notify_all()
        if fault is not None and fault.kind in ("cut", "hang"):
            return Cut(fault.seconds)
        try:
            body = await request.body()
        except ClientDisconnect:
            return Response()  # a body that broke off never becomes an object
        with self._bucket.changed:
            return self._spoilt(request, body, fault) if fault else self._act(request, body)

    def _spoilt(self, request: Request, body: bytes, fault: Fault) -> Response:
        match fault.kind:
            case "error":
                return S3Error(fault.status, fault.code).response()
            case "lose":
                return Response(headers={"etag": _etag(body)})
        response = self._act(request, body)
        return _half(response) if fault.kind == "cut short" else Cut()

    def _act(self, request: Request, body: bytes) -> Response:
        try:
            self._bucket.key.check(request, body)
            return self._do(request, body)
        except S3Error as error:
            if error.is_our_fault:
                self._bucket.violations.append(f"{request.method} {request.url}: {error.code}")
            return error.response()

    def _do(self, request: Request, body: bytes) -> Response:
        name = request.path_params["path"].partition("/")[0]
        if name != self._bucket.name:
            raise S3Error(404, "NoSuchBucket")
        key, objects = _key(request), self._bucket.objects
        if request.method == "GET" and request.query_params.get("list-type") == "2":
            return _page(objects, request.query_params)
        if not key or request.url.query:
            raise S3Error(501, "NotImplemented")
        match request.method:
            case "PUT":
                _check_sum(request, body)
                objects[key] = body
                return Response(headers={"etag": _etag(body)})
            case "GET" | "HEAD":
                return _object(request, objects, key)
            case "DELETE":
                objects.pop(key, None)
                return Response(status_code=204)
        raise S3Error(405, "MethodNotAllowed")


def _key(request: Request) -> str:
    return str(request.path_params["path"].partition("/")[2])


def _check_sum(request: Request, body: bytes) -> None:
    told = request.headers.get("x-amz-checksum-sha256")
    if told is None:
        raise S3Error(400, "MissingChecksum")  # a bucket may ask for it; we want it always
    if base64.b64decode(told) != hashlib.sha256(body).digest():
        raise S3Error(400, "BadDigest")


def _object(request: Request, objects: dict[str, bytes], key: str) -> Response:
    if key not in objects:
        raise S3Error(404, "NoSuchKey")
    whole = objects[key]
    headers = {"etag": _etag(whole), "last-modified": formatdate(usegmt=True)}
    wanted = request.headers.get("range")
    if wanted is None:
        return Response(whole, headers=headers, media_type="application/octet-stream")
    first, _, last = wanted.removeprefix("bytes=").partition("-")
    part = whole[int(first) : int(last or len(whole)) + 1]
    headers["content-range"] = f"bytes {first}-{int(first) + len(part) - 1}/{len(whole)}"
    return Response(part, 206, headers, "application/octet-stream")


def _page(objects: dict[str, bytes], query: QueryParams) -> Response:
    """A few names at a time, whatever the client would like."""
    after = query.get("continuation-token", "")
    names = sorted(k for k in objects if k.startswith(query.get("prefix", "")) and k > after)
    shown, more = names[:FEW], names[FEW:]
    listed = "".join(
        f"<Contents><Key>{name}</Key><Size>{len(objects[name])}</Size>"
        f"<LastModified>2026-10-01T00:00:00.000Z</LastModified></Contents>"
        for name in shown
    )
    goes_on = f"<NextContinuationToken>{shown[-1]}</NextContinuationToken>" if more else ""
    told = f"<IsTruncated>{str(bool(more)).lower()}</IsTruncated>{goes_on}{listed}"
    body = f"<ListBucketResult>{told}</ListBucketResult>"
    return Response(body, media_type="application/xml")


def _half(response: Response) -> Response:
    """Its head with half of its body: the server drops such a connection."""
    body = bytes(response.body)
    headers = dict(response.headers)
    return StreamingResponse(iter([body[: len(body) // 2]]), response.status_code, headers)


def _etag(body: bytes) -> str:
    return f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'
