"""The menu below private chats, on a fake that shows none without its picture."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs

from bot.channels.line.api import Access, LineApi
from bot.channels.line.checkup import check_line
from bot.channels.line.menu import MENUS, SHOWN, menu_of, put_up
from tests.channels.line.conftest import MENU, PUBLIC, Build, nobody
from tests.peers.line import FakeLine, Person
from tests.peers.line.pictures import size_of
from tests.peers.line.world import Menu

OLDER = MENU[:2]
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
async def api(line: FakeLine) -> AsyncIterator[LineApi]:
    made = LineApi(Access(line.channel_access_token, line.url, line.url))
    await made.start()
    yield made
    await made.stop()


def shown(line: FakeLine) -> Menu | None:
    return line.world.menus.made.get(line.world.menus.default)


def names(line: FakeLine) -> list[str]:
    return [menu.wanted["name"] for menu in line.world.menus.made.values()]


async def handmade(api: LineApi, line: FakeLine, name: str = "office", *, default: bool) -> str:
    """A menu that the office's other program has put there."""
    _, made = await api.post(MENUS, menu_of(MENU).body | {"name": name})
    number = str(made["richMenuId"])
    if default:
        line.world.menus.default = number
    return number


async def without_picture(line: FakeLine) -> None:
    """As if the host of files had been away."""
    api = LineApi(Access(line.channel_access_token, line.url, NOWHERE))
    await api.start()
    await put_up(api, MENU)
    await api.stop()
    assert names(line) == [menu_of(MENU).name]
    assert shown(line) is None


async def test_it_is_put_up_for_all_with_its_picture(api: LineApi, line: FakeLine) -> None:
    await put_up(api, MENU)
    found = shown(line)
    assert found
    assert found.wanted["chatBarText"] == "เมนู"
    assert found.wanted["selected"] is True
    assert size_of(found.picture) == (2500, 843)


async def test_what_is_pressed_is_said_as_if_it_were_typed(
    api: LineApi, line: FakeLine, member: Person
) -> None:
    await put_up(api, MENU)
    for _, word in MENU:
        member.presses(word)
        pressed = line.world.events.waiting[-1]
        member.says(word)
        typed = line.world.events.waiting[-1]
        same = ("type", "text")
        assert [pressed["message"][k] for k in same] == [typed["message"][k] for k in same]
        assert (pressed["type"], pressed["source"]) == (typed["type"], typed["source"])


async def test_where_it_stands_nothing_is_done(api: LineApi, line: FakeLine) -> None:
    await put_up(api, MENU)
    before = len(line.calls)
    await put_up(api, MENU)
    assert {call.method for call in line.calls[before:]} == {"GET"}


async def test_an_older_one_gives_way(api: LineApi, line: FakeLine) -> None:
    await put_up(api, OLDER)
    await put_up(api, MENU)
    assert names(line) == [menu_of(MENU).name]
    assert shown(line)


async def test_one_that_another_program_shows_stays(api: LineApi, line: FakeLine) -> None:
    office = await handmade(api, line, default=True)
    with capture_logs() as logs:
        await put_up(api, MENU)
    assert (names(line), line.world.menus.default) == (["office"], office)
    assert [(one["event"], one["menu"]) for one in logs] == [("line.menu_left", office)]


@pytest.mark.parametrize("name", ["office", "sopbot-menu", "my sopbot-0123456789abcdef"])
async def test_what_the_office_made_is_not_deleted(api: LineApi, line: FakeLine, name: str) -> None:
    await handmade(api, line, name, default=False)
    await put_up(api, OLDER)
    await put_up(api, MENU)
    assert names(line) == [name, menu_of(MENU).name]


async def test_one_left_without_picture_is_replaced(api: LineApi, line: FakeLine) -> None:
    await without_picture(line)
    await put_up(api, MENU)
    assert names(line) == [menu_of(MENU).name]
    assert shown(line)


@pytest.mark.parametrize("path", [f"{MENUS}/list", SHOWN, MENUS])
async def test_what_goes_wrong_is_told_once_and_done_at_the_next_start(
    api: LineApi, line: FakeLine, path: str
) -> None:
    line.faults.http_500_before(1, path)
    with capture_logs() as logs:
        await put_up(api, MENU)
    assert [(one["event"], one["log_level"]) for one in logs] == [("line.menu_not_set", "warning")]
    assert shown(line) is None
    await put_up(api, MENU)
    assert shown(line)


async def test_an_older_one_stands_until_ours_does(api: LineApi, line: FakeLine) -> None:
    await put_up(api, OLDER)
    line.faults.http_500_before(1, MENUS)
    await put_up(api, MENU)
    found = shown(line)
    assert found
    assert found.wanted["name"] == menu_of(OLDER).name


async def test_several_that_start_at_once_leave_one_shown_and_the_next_start_one_alone(
    api: LineApi, line: FakeLine
) -> None:
    await put_up(api, OLDER)
    await asyncio.gather(*(put_up(api, MENU) for _ in range(4)))
    found = shown(line)
    assert found
    assert found.wanted["name"] == menu_of(MENU).name
    await put_up(api, MENU)
    assert names(line) == [menu_of(MENU).name]
    assert shown(line)


async def test_its_picture_goes_to_the_host_of_files(line: FakeLine) -> None:
    with FakeLine() as files:
        api = LineApi(Access(line.channel_access_token, line.url, files.url))
        await api.start()
        await put_up(api, MENU)
        await api.stop()
    [call] = files.calls
    assert call.path.endswith("/content")
    assert size_of(call.body) == (2500, 843)


def test_another_word_or_another_order_is_another_menu() -> None:
    kinds = [MENU, OLDER, MENU[::-1], [("status", "สถานะแผน"), *MENU[1:]]]
    assert len({menu_of(words).name for words in kinds}) == len(kinds)
    assert menu_of(MENU).name == menu_of(list(MENU)).name


@pytest.mark.parametrize("goes_wrong", [False, True])
async def test_the_channel_listens_whatever_becomes_of_the_menu(
    line: FakeLine, build: Build, goes_wrong: bool
) -> None:
    fault = line.faults.http_500_before(int(goes_wrong), f"{MENUS}/list")
    channel = build(menu=MENU)
    await channel.start()
    listening = asyncio.create_task(channel.listen(nobody))
    await line.eventually(lambda: line.world.hook.url)
    await line.eventually(lambda: fault.hits if goes_wrong else shown(line))
    assert not listening.done()
    listening.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await listening
    await channel.stop()


async def test_check_tells_which_menu_stands(api: LineApi, line: FakeLine) -> None:
    access = Access(line.channel_access_token, line.url, line.url)

    async def told() -> str:
        return (await check_line(access, PUBLIC, MENU)).menu

    assert await told() == "not set; `sopbot run` does so"
    await put_up(api, OLDER)
    assert await told() == "an older one; `sopbot run` changes it"
    await put_up(api, MENU)
    assert await told() == "shown in private chats"
    office = await handmade(api, line, default=True)
    assert await told() == f"another program's ({office}); ours does not take its place"
