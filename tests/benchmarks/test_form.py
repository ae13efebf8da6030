from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest

from tests.benchmarks.form import chat_of, fields, number_of

TOLD = {"chat_id": "-1002000000001", "text": "สถานะ & chat_id=7", "offset": "12"}
URLENCODED = urlencode(TOLD).encode()
MULTIPART = b"".join(
    b'--xyz\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (k.encode(), v.encode())
    for k, v in TOLD.items()
)
BODIES = [URLENCODED, json.dumps(TOLD).encode(), MULTIPART + b"--xyz--\r\n"]


@pytest.mark.parametrize("body", BODIES, ids=["urlencoded", "json", "multipart"])
def test_the_same_is_read_from_every_form(body: bytes) -> None:
    assert fields(body) == TOLD
    assert chat_of(body) == -1002000000001
    assert number_of("offset", body) == 12


def test_a_number_may_stand_in_json_as_one() -> None:
    assert chat_of(b'{"text":"x","chat_id":-5}') == -5


def test_where_nothing_is_told_there_is_no_chat_and_no_offset() -> None:
    assert (chat_of(b"timeout=10"), number_of("offset", b"timeout=10")) == (0, 0)
