"""What a careful bot never sends is refused, and kept for the test to see."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import BadRequest, TelegramError

from tests.peers.telegram import Chat, FakeTelegram, NotPossible, Person, own_rules, spec
from tests.peers.telegram.checks import Checker
from tests.peers.telegram.errors import Violation
from tests.peers.telegram.html import parse
from tests.peers.telegram.registry import METHODS


def ask(telegram: FakeTelegram, method: str, **params: Any) -> Any:
    """A request that the real client would never make."""
    return httpx.post(f"{telegram.base_url}{telegram.token}/{method}", json=params).json()


@pytest.mark.parametrize(
    ("params", "why"),
    [
        ({"text": "ก", "parse_mod": "HTML"}, "no parameter"),
        ({}, '"text" is required'),
        ({"text": "ก", "disable_notification": "maybe"}, "must be a Boolean"),
        ({"text": "ก", "message_thread_id": "หนึ่ง"}, "must be an Integer"),
        ({"text": "ก", "reply_markup": {"inline_keyboard": [[{"label": "ข"}]]}}, "no parameter"),
        ({"text": "ก", "reply_parameters": "{"}, "can't parse JSON"),
    ],
)
@pytest.mark.parametrize("rules", [spec.own(), spec.rules()], ids=["own", "specification"])
def test_a_request_is_held_against_the_rules(
    rules: spec.Rules, params: dict[str, Any], why: str
) -> None:
    with pytest.raises(Violation, match=why):
        Checker(rules).params("sendMessage", {"chat_id": 1, **params})


def test_a_violation_is_refused_and_kept(telegram: FakeTelegram, group: Chat) -> None:
    answer = ask(telegram, "sendMessage", chat_id=group.id, text="ก", parse_mod="HTML")
    assert (answer["ok"], answer["error_code"]) == (False, 400)
    assert telegram.violations == [
        'sendMessage: Bad Request: sendMessage has no parameter "parse_mod"'
    ]
    assert telegram.calls[-1].status == 400


async def test_a_method_that_is_not_faked_says_so(telegram: FakeTelegram, bot: Bot) -> None:
    with pytest.raises(TelegramError, match="not faked"):
        await bot.get_my_star_balance()
    assert telegram.calls[-1].status == 501


@pytest.mark.skipif(spec.spec_path() is None, reason="the specification is not at hand")
def test_our_own_rules_agree_with_the_specification() -> None:
    whole, own = spec.rules(), spec.own()
    for name, fields in own.methods.items():
        assert fields.items() <= whole.methods[name].items(), name
        assert required(fields) == required(whole.methods[name]), name
    for name in own_rules.TYPES:
        assert own.types[name].fields.items() <= whole.types[name].fields.items(), name


def required(fields: spec.Fields) -> set[str]:
    return {name for name, field in fields.items() if field.required}


def test_our_own_rules_cover_every_method_that_is_faked() -> None:
    assert {*METHODS, "getUpdates"} == own_rules.METHODS.keys()


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "message text is empty"), ("   ", "message text is empty"),
     ("ก" * 4097, "message is too long"), ("<b></b>" * 5000, "message is too long")],
    ids=["empty", "blank", "long", "long source"],
)  # fmt: skip
async def test_a_text_has_1_to_4096_characters(bot: Bot, group: Chat, text: str, why: str) -> None:
    with pytest.raises(BadRequest, match=rf"(?i){why}"):
        await bot.send_message(group.id, text, parse_mode="HTML")
    await bot.send_message(group.id, f"<b>{'ก' * 4096}</b>", parse_mode="HTML")


async def test_a_caption_has_at_most_1024_characters(bot: Bot, group: Chat) -> None:
    with pytest.raises(BadRequest, match=r"(?i)message caption is too long"):
        await bot.send_document(group.id, b"a", filename="a.pdf", caption="ก" * 1025)


@pytest.mark.parametrize(
    ("source", "why"),
    [("<b>ก", "Can't find end tag"), ("<b>ก</i>", "Unmatched end tag"), ("</b>", "Unexpected end"),
     ("<h1>ก</h1>", "Unsupported start tag"), ("ก & ข", "Unescaped"), ("1 < 2", "Unescaped"),
     ("&nbsp;", "Unescaped"), ("<span>ก</span>", "tg-spoiler"), ("<a>ก</a>", "href")],
)  # fmt: skip
async def test_html_that_is_not_well_made_is_refused(
    bot: Bot, group: Chat, source: str, why: str
) -> None:
    with pytest.raises(BadRequest, match=rf"(?i)can't parse entities: {why}|{why}"):
        await bot.send_message(group.id, source, parse_mode="HTML")


def test_html_yields_plain_text_and_entities() -> None:
    text, entities = parse(
        '😀<b>หนา <i>เอียง</i></b> &lt;<a href="https://x.th/?a=1&amp;b=2">ลิงก์</a>'
    )
    assert text == "😀หนา เอียง <ลิงก์"
    assert entities == [
        {"type": "bold", "offset": 2, "length": 9},
        {"type": "italic", "offset": 6, "length": 5},
        {"type": "text_link", "offset": 13, "length": 5, "url": "https://x.th/?a=1&b=2"},
    ]


def test_html_knows_quotes_and_code() -> None:
    _, entities = parse(
        '<blockquote expandable>ก</blockquote><pre><code class="language-py">x</code></pre>'
    )
    assert entities == [
        {"type": "expandable_blockquote", "offset": 0, "length": 1},
        {"type": "pre", "offset": 1, "length": 1, "language": "py"},
    ]


async def test_the_menu_is_kept_by_scope_and_language(
    telegram: FakeTelegram, bot: Bot, group: Chat
) -> None:
    scope = BotCommandScopeChat(group.id)
    await bot.set_my_commands([BotCommand("status", "ดูสถานะ")], scope, "th")
    assert telegram.menu("th", type="chat", chat_id=group.id)[0]["description"] == "ดูสถานะ"
    assert telegram.menu() == []
    with pytest.raises(BadRequest, match=r"(?i)bot_command_invalid"):
        await bot.set_my_commands([BotCommand("Status", "ดูสถานะ")])


async def test_only_known_emoji_react(bot: Bot, somchai: Person) -> None:
    said = somchai.starts()
    await bot.set_message_reaction(somchai.id, said.id, "👍")
    assert said.reactions == ["👍"]
    with pytest.raises(BadRequest, match=r"(?i)reaction_invalid"):
        await bot.set_message_reaction(somchai.id, said.id, "✅")


@pytest.mark.parametrize("how", ["json", "data", "params"])
def test_requests_come_as_json_form_or_address(
    telegram: FakeTelegram, somchai: Person, how: str
) -> None:
    somchai.starts()
    markup = {"inline_keyboard": [[{"text": "ปิด", "callback_data": "x"}]]}
    given = markup if how == "json" else json.dumps(markup)
    body: Any = {how: {"chat_id": somchai.id, "text": "สวัสดี", "reply_markup": given}}
    assert httpx.post(f"{telegram.base_url}{telegram.token}/sendMessage", **body).json()["ok"]
    assert telegram.wait_for(somchai.private.messages_from_bot)[0].buttons[0].text == "ปิด"


def test_waiting_in_vain_tells_what_was_called(telegram: FakeTelegram, somchai: Person) -> None:
    httpx.get(f"{telegram.base_url}{telegram.token}/getMe")
    with pytest.raises(AssertionError, match="getMe 200"):
        telegram.wait_for(somchai.private.messages_from_bot, within=0.01)


def test_a_button_that_is_not_there_cannot_be_pressed(somchai: Person) -> None:
    with pytest.raises(NotPossible, match="no button"):
        somchai.presses(somchai.starts(), "ปิด")
