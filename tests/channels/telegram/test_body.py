"""Parameters as the bytes that Telegram reads."""

from __future__ import annotations

import io
import json
from email.message import Message
from email.parser import BytesParser

import pytest
from telegram import InputFile, ReplyParameters
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.channels.telegram.body import PIECE_BYTES, Body, body_of

ODD_NAME = 'แผน "ก".pdf'


def body(**params: object) -> Body:
    parameters = [RequestParameter.from_input(name, value) for name, value in params.items()]
    return body_of(RequestData(parameters))


def parts(sent: Body) -> dict[str, Message]:
    """Each part by its name, as another reader of multipart understands it."""
    head = f"Content-Type: {sent.kind}\r\n\r\n".encode()
    read = BytesParser().parsebytes(head + b"".join(sent.parts))
    found: list[Message] = read.get_payload()  # type: ignore[assignment]
    return {str(part.get_param("name", header="Content-Disposition")): part for part in found}


def test_without_files_it_is_json_with_objects_as_they_are() -> None:
    sent = body(chat_id=-1, text="สวัสดี", reply_parameters=ReplyParameters(7))
    assert sent.kind == "application/json"
    assert json.loads(sent.parts[0]) == {
        "chat_id": -1,
        "text": "สวัสดี",
        "reply_parameters": {"message_id": 7},
    }


def test_half_a_surrogate_pair_stops_no_message() -> None:
    assert json.loads(body(text="ก\ud800").parts[0]) == {"text": "ก?"}
    caption = parts(body(caption="ก\ud800", document=InputFile(b"x")))["caption"]
    assert caption.get_payload(decode=True) == "ก?".encode()


@pytest.mark.parametrize("content", [b"\r\n--\x00\xff", io.BytesIO(b"\r\n--\x00\xff")])
def test_a_file_goes_along_under_its_name_with_all_its_bytes(content: bytes | io.BytesIO) -> None:
    file = InputFile(content, filename=ODD_NAME, read_file_handle=False)
    read = parts(body(chat_id=5, document=file))
    assert read["chat_id"].get_payload() == "5"
    assert read["document"].get_payload(decode=True) == b"\r\n--\x00\xff"
    assert read["document"].get_content_type() == "application/pdf"


def test_a_quote_in_a_name_ends_no_name() -> None:
    sent = b"".join(body(document=InputFile(b"x", filename=ODD_NAME)).parts).decode()
    assert 'filename="แผน %22ก%22.pdf"\r\n' in sent


def test_a_large_file_leaves_in_pieces() -> None:
    data = bytes(range(256)) * 1024
    sent = body(document=InputFile(data, filename="a.bin"))
    pieces = [bytes(piece) for piece in sent.pieces()]
    assert max(map(len, pieces)) == PIECE_BYTES
    assert b"".join(pieces) == b"".join(sent.parts)
    assert sent.size == sum(map(len, pieces))
