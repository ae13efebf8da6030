"""The whole program behind a webhook: it is posted to, watched over, and leaves a trail."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.clock import SettableClock
from tests.e2e.committee import Committee, set_up_by_hand
from tests.e2e.process import Process
from tests.peers.telegram import Chat, FakeTelegram, Message
from tests.peers.telegram.webhook import SECRET_HEADER
from tests.peers.telegram.world import Webhook


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


@pytest.fixture
def address() -> str:
    return f"http://127.0.0.1:{free_port()}"


@pytest.fixture
def process(
    telegram: FakeTelegram, clock: SettableClock, tmp_path: Path, address: str
) -> Iterator[Process]:
    environment = {
        "SOPBOT_PUBLIC_URL": address,
        "SOPBOT_HTTP_PORT": address.rpartition(":")[2],
        "SOPBOT_LOG_FORMAT": "json",
    }
    made = Process(telegram, clock, tmp_path, environment=environment)
    made.at(clock.now())
    made.start()
    yield made
    if made.is_running:
        made.kill()


def answer_to(telegram: FakeTelegram, question: Message) -> Message:
    def answer() -> Message | None:
        said = question.chat.messages_from_bot()
        return next((m for m in said if m.id > question.id), None)

    found = telegram.wait_for(answer, within=30)
    assert found is not None
    return found


def events(process: Process, name: str) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in process.log.splitlines()]
    return [line for line in lines if line["event"] == name]


def test_a_committee_works_by_webhook_as_by_polling(
    process: Process, telegram: FakeTelegram, committee: Committee, address: str
) -> None:
    set_up_by_hand(telegram, committee)
    closed = committee.secretary.says(committee.group, "/done 1 !")
    assert "ปิดขั้นตอนที่ 1 เรียบร้อยแล้ว" in answer_to(telegram, closed).text
    an_album_posted_file_by_file_comes_whole(telegram, committee)
    assert telegram.calls_of("getUpdates") == []
    assert process.stop() == 0
    assert telegram.world.webhook.url.startswith(address)


def an_album_posted_file_by_file_comes_whole(telegram: FakeTelegram, committee: Committee) -> None:
    pages = [(f"หน้า {n}.jpg", bytes([n]) * 100) for n in (1, 2, 3)]
    committee.secretary.sends_album(committee.group, pages, caption="/attach 1")
    told = telegram.wait_for(
        lambda: [m.text for m in committee.group.messages_from_bot() if "หน้า 3.jpg" in m.text]
    )
    assert len(told) == 1
    assert all(name in told[0] for name, _ in pages)


@pytest.mark.databases
def test_updates_that_come_twice_and_out_of_order_are_each_handled_once(
    process: Process, telegram: FakeTelegram, committee: Committee, address: str
) -> None:
    """And no others; it can be watched over meanwhile, and leaves a trail."""
    member = committee.member
    answer_to(telegram, member.says(member.private, "/help"))
    it_is_healthy_and_counts(address, 1)
    what_is_posted_without_the_secret_is_refused(telegram, address)
    answer_to(telegram, member.says(member.private, "สถานะ"))
    hook = stop_posting(telegram)
    questions = [member.says(member.private, f"/sop {step}") for step in (1, 2, 3)]
    updates = telegram.world.updates.pending(telegram.world.now())
    for update in [*reversed(updates), *updates]:
        headers = {SECRET_HEADER: hook.secret}
        assert httpx.post(hook.url, json=update, headers=headers).status_code == 200
    telegram.wait_for(lambda: len(answers(member.private, questions)) == 3, within=30)
    process.stop()
    assert len(answers(member.private, questions)) == 3
    one_id_leads_from_each_update_to_its_answer(process, 1 + 1 + 3)
    assert hook.url.rpartition("/")[2] not in process.log
    assert "สถานะ" not in process.log


def it_is_healthy_and_counts(address: str, handled: int) -> None:
    assert httpx.get(f"{address}/healthz").json()["ready"] is True
    assert httpx.get(f"{address}/healthz/live").status_code == 200
    figures = httpx.get(f"{address}/metrics").text
    counted = f'sopbot_updates_handled_total{{channel="telegram",outcome="done"}} {handled}.0'
    assert counted in figures
    assert httpx.get(f"{address}/").status_code == 404


def what_is_posted_without_the_secret_is_refused(telegram: FakeTelegram, address: str) -> None:
    forged = {"update_id": 1, "message": {}}
    assert httpx.post(telegram.world.webhook.url, json=forged).status_code == 403
    assert httpx.post(f"{address}/telegram/guess", json=forged).status_code == 404


def stop_posting(telegram: FakeTelegram) -> Webhook:
    """From now on the test posts, to the hook as it was."""
    hook = telegram.world.webhook
    telegram.world.webhook = replace(hook, url="")
    return hook


def one_id_leads_from_each_update_to_its_answer(process: Process, updates: int) -> None:
    handled = [entry["update"] for entry in events(process, "update.handled")]
    answered = [entry["update"] for entry in events(process, "delivery.sent")]
    assert len(handled) == updates
    assert handled == answered
    assert all(one.startswith("telegram.") for one in handled)


def answers(chat: Chat, questions: list[Message]) -> list[str]:
    return [m.text for m in chat.messages_from_bot() if m.id > questions[0].id]
