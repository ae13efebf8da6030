"""Profiles, groups, contents, the webhook's address and rich menus."""

from __future__ import annotations

import asyncio
import struct

import httpx
import pytest

from tests.peers.line import FakeLine, Group, Person
from tests.peers.line_calls import Json, last_event, push

ENDPOINT = "/v2/bot/channel/webhook/endpoint"
TRIAL = "/v2/bot/channel/webhook/test"
DEFAULT = "/v2/bot/user/all/richmenu"
PNG = {"Content-Type": "image/png"}


def png(width: int, height: int) -> bytes:
    """Its first bytes."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)


def jpeg(width: int, height: int) -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0" + struct.pack(">HBHH", 17, 8, height, width)


def menu(**other: object) -> Json:
    area = {"bounds": {"x": 0, "y": 0, "width": 2500, "height": 843},
            "action": {"type": "postback", "label": "งาน", "data": "tasks"}}  # fmt: skip
    size = {"width": 2500, "height": 843}
    return {"size": size, "selected": True, "name": "หลัก", "chatBarText": "เมนู",
            "areas": [area], **other}  # fmt: skip


def made(api: httpx.Client) -> str:
    return str(api.post("/v2/bot/richmenu", json=menu()).json()["richMenuId"])


def test_the_bot_knows_itself(line: FakeLine, api: httpx.Client) -> None:
    assert api.get("/v2/bot/info").json()["userId"] == line.bot.id


def test_only_a_friend_has_a_profile(api: httpx.Client, somsri: Person) -> None:
    address = f"/v2/bot/profile/{somsri.user_id}"
    assert api.get(address).json()["displayName"] == "สมศรี"
    somsri.block()
    assert api.get(address).status_code == 404


def test_a_group_tells_its_name_and_members_friends_or_not(
    line: FakeLine, api: httpx.Client, office: Group
) -> None:
    address = f"/v2/bot/group/{office.id}"
    assert api.get(f"{address}/summary").json()["groupName"] == "สำนักงาน"
    assert api.get(f"{address}/members/count").json() == {"count": 3}
    for user in office.chat.people.values():
        assert api.get(f"{address}/member/{user.id}").json()["displayName"] == user.name
    stranger = line.person("คนอื่น")
    assert api.get(f"{address}/member/{stranger.user_id}").status_code == 404


def test_a_room_has_paths_of_its_own_and_no_name(
    line: FakeLine, api: httpx.Client, somsri: Person
) -> None:
    room = line.room(somsri, line.person("บุญมี"))
    room.adds_bot()
    assert last_event(line)["source"] == {"type": "room", "roomId": room.id}
    assert api.get(f"/v2/bot/room/{room.id}/members/count").json() == {"count": 2}
    named = api.get(f"/v2/bot/room/{room.id}/member/{somsri.user_id}").json()
    assert named["displayName"] == "สมศรี"
    assert api.get(f"/v2/bot/group/{room.id}/summary").status_code == 404
    assert push(api, room.id).status_code == 200
    assert api.post(f"/v2/bot/room/{room.id}/leave").status_code == 200
    assert push(api, room.id).status_code == 400


def test_a_group_that_was_left_tells_nothing(
    line: FakeLine, api: httpx.Client, office: Group
) -> None:
    assert api.post(f"/v2/bot/group/{office.id}/leave").status_code == 200
    assert last_event(line)["type"] == "leave"
    assert api.get(f"/v2/bot/group/{office.id}/summary").status_code == 404


def test_content_is_there_until_unsent(api: httpx.Client, somsri: Person) -> None:
    message = somsri.sends_file("a.pdf", b"pdf")
    address = f"/v2/bot/message/{message.id}/content"
    assert api.get(address).content == b"pdf"
    somsri.unsends(message)
    assert api.get(address).status_code == 410


def test_a_text_has_no_content(api: httpx.Client, somsri: Person) -> None:
    for number in ("1", somsri.says("งาน").id):
        assert api.get(f"/v2/bot/message/{number}/content").status_code == 404


def test_a_video_takes_time_to_prepare_and_a_file_does_not(
    line: FakeLine, api: httpx.Client, somsri: Person
) -> None:
    line.faults.content_not_ready()
    file, video, audio = (
        somsri.sends_file("a.mp4", b"file"), somsri.sends_video(b"video"),
        somsri.sends_audio(b"audio"),
    )  # fmt: skip
    asked = [file, video, video, audio]
    statuses = [api.get(f"/v2/bot/message/{m.id}/content").status_code for m in asked]
    assert statuses == [200, 202, 200, 200]


@pytest.mark.parametrize(("seconds", "status"), [(5, 202), (60, 202), (7, 400), (65, 400)])
def test_loading_is_shown_in_steps_of_five_seconds(
    api: httpx.Client, somsri: Person, seconds: int, status: int
) -> None:
    body = {"chatId": somsri.user_id, "loadingSeconds": seconds}
    assert api.post("/v2/bot/chat/loading/start", json=body).status_code == status


def test_loading_is_not_for_groups(api: httpx.Client, office: Group) -> None:
    answer = api.post("/v2/bot/chat/loading/start", json={"chatId": office.id})
    assert answer.status_code == 400


def test_an_endpoint_needs_https(api: httpx.Client) -> None:
    assert api.get(ENDPOINT).status_code == 404
    assert api.put(ENDPOINT, json={"endpoint": "http://a.go.th/x"}).status_code == 400
    assert api.put(ENDPOINT, json={"endpoint": "https://a.go.th/x"}).status_code == 200
    assert api.get(ENDPOINT).json() == {"endpoint": "https://a.go.th/x", "active": True}
    assert api.post(TRIAL, json={}).json()["success"] is False


async def test_a_running_fake_tries_its_webhook_and_delivers_by_itself(
    line: FakeLine, somsri: Person
) -> None:
    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b'"events"')
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        writer.close()

    headers = {"Authorization": f"Bearer {line.channel_access_token}"}
    async with (
        await asyncio.start_server(take, "127.0.0.1", 0) as server,
        httpx.AsyncClient(base_url=line.url, headers=headers, trust_env=False) as api,
    ):
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
        assert (await api.post(TRIAL, json={"endpoint": url})).json()["success"] is True
        await api.put(ENDPOINT, json={"endpoint": url})
        await line.eventually(line.has_been_heard)


def test_a_menu_is_shown_to_all_once_it_has_a_picture(
    line: FakeLine, api: httpx.Client, somsri: Person
) -> None:
    number = made(api)
    assert api.post(f"{DEFAULT}/{number}").status_code == 400
    picture = f"/v2/bot/richmenu/{number}/content"
    assert api.post(picture, content=png(2500, 843), headers=PNG).status_code == 200
    assert api.post(picture, content=png(2500, 843), headers=PNG).status_code == 400
    assert api.post(f"{DEFAULT}/{number}").status_code == 200
    assert api.get(DEFAULT).json() == {"richMenuId": number}
    somsri.presses("tasks")
    assert last_event(line)["postback"] == {"data": "tasks"}


def test_a_menu_that_is_deleted_is_shown_no_more(line: FakeLine, api: httpx.Client) -> None:
    number = made(api)
    assert [m["richMenuId"] for m in api.get("/v2/bot/richmenu/list").json()["richmenus"]] == [
        number
    ]
    assert api.delete(f"/v2/bot/richmenu/{number}").status_code == 200
    assert api.get("/v2/bot/richmenu/list").json() == {"richmenus": []}
    assert api.get(DEFAULT).status_code == 404


@pytest.mark.parametrize(
    "other",
    [{"chatBarText": "ก" * 15}, {"name": ""}, {"size": {"width": 800, "height": 800}},
     {"size": {"width": 2501, "height": 843}}, {"areas": menu()["areas"] * 21},
     {"size": {"width": 2400, "height": 843}}, {"colour": "red"}],
)  # fmt: skip
def test_a_menu_out_of_its_limits_is_refused(api: httpx.Client, other: Json) -> None:
    assert api.post("/v2/bot/richmenu", json=menu(**other)).status_code == 400


@pytest.mark.parametrize(("size", "kind", "status"), [(2**20 + 1, "png", 413), (3, "gif", 415)])
def test_a_menu_s_picture_is_small_and_png_or_jpeg(
    api: httpx.Client, size: int, kind: str, status: int
) -> None:
    address = f"/v2/bot/richmenu/{made(api)}/content"
    headers = {"Content-Type": f"image/{kind}"}
    assert api.post(address, content=b"x" * size, headers=headers).status_code == status


@pytest.mark.parametrize(
    ("picture", "status"),
    [(png(2500, 843), 200), (jpeg(2500, 843), 200), (png(843, 2500), 400), (jpeg(2500, 844), 400),
     (b"no picture", 400), (png(2500, 843)[:20], 400), (b"\xff\xd8", 400)],
)  # fmt: skip
def test_a_menu_s_picture_is_of_its_size(api: httpx.Client, picture: bytes, status: int) -> None:
    address = f"/v2/bot/richmenu/{made(api)}/content"
    assert api.post(address, content=picture, headers=PNG).status_code == status


def test_what_line_does_not_know_is_not_found(api: httpx.Client) -> None:
    assert api.get("/v2/bot/nonsense").status_code == 404
