from collections import deque
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.errors import DeliveryError
from bot.domain.people import Chat, ChatKind
from scheduler.pace import MESSENGER, SLACK, Cooldown, Pace


class Watch:
    """A monotonic clock that sleeping moves on, somewhat too far."""

    def __init__(self, late: float = 0.0) -> None:
        self.time = 0.0
        self._late = late

    async def sleep(self, seconds: float) -> None:
        self.time += seconds + self._late


def pace(watch: Watch) -> Pace:
    return Pace({"fake": MESSENGER}, watch.sleep, lambda: watch.time)


def chat(number: int, kind: ChatKind = ChatKind.PRIVATE, channel: str = "fake") -> Chat:
    return Chat(number, channel, str(number), kind)


async def turn(paced: Pace, chat: Chat, *, answers: bool = False) -> None:
    await paced.of_chat(chat, answers=answers)
    await paced.of_channel(chat.channel)


def most_in(moments: list[float], seconds: float) -> int:
    window: deque[float] = deque()
    most = 0
    for moment in moments:
        window.append(moment)
        while window[0] <= moment - seconds:
            window.popleft()
        most = max(most, len(window))
    return most


async def test_a_short_burst_to_a_chat_passes() -> None:
    watch = Watch()
    paced = pace(watch)
    for _ in range(5):
        await turn(paced, chat(1))
    assert watch.time == pytest.approx(0.16)  # what goes to all chats goes evenly


async def test_one_chat_gets_about_one_message_a_second() -> None:
    watch, moments = Watch(), []
    paced = pace(watch)
    for _ in range(50):
        await turn(paced, chat(1))
        moments.append(watch.time)
    assert most_in(moments, 4.8) == 5
    assert 45 <= moments[-1] < 45.2


async def test_all_chats_together_stay_below_the_bots_limit() -> None:
    watch, moments = Watch(), []
    paced = pace(watch)
    for number in range(200):
        await turn(paced, chat(number))
        moments.append(watch.time)
    assert most_in(moments, 0.99) == 26
    assert most_in(moments, 0.07) == 2


@pytest.mark.parametrize(("late", "most"), [(0.013, 20.2), (0.018, 21.5)])
async def test_who_is_woken_a_little_late_slows_nobody_down(late: float, most: float) -> None:
    watch, moments = Watch(late), []
    paced = pace(watch)
    for number in range(505):
        await turn(paced, chat(number))
        moments.append(watch.time)
    assert 20 <= moments[-1] <= most  # if all were late for good: 23 and 24.5
    assert most_in(moments, 1 - SLACK) <= 26


async def test_who_is_much_too_late_has_lost_that_time() -> None:
    watch, moments = Watch(2 * SLACK), []
    paced = pace(watch)
    for number in range(100):
        await turn(paced, chat(number))
        moments.append(watch.time)
    assert most_in(moments, 0.99) <= 26


async def test_whose_turn_is_far_off_is_put_back_into_the_queue() -> None:
    watch = Watch()
    paced, group = pace(watch), chat(1, ChatKind.GROUP)
    for _ in range(20):
        await turn(paced, group)
    with pytest.raises(DeliveryError) as refused:
        await turn(paced, group)
    assert refused.value.retry_after == 60 - watch.time


async def test_a_channel_without_limits_is_not_held_back() -> None:
    watch = Watch()
    paced = pace(watch)
    for _ in range(100):
        await turn(paced, chat(1, channel="other"))
    assert watch.time == 0


async def test_answers_do_not_wait_for_their_chat() -> None:
    watch = Watch()
    paced, group = pace(watch), chat(1, ChatKind.GROUP)
    for _ in range(25):
        await turn(paced, group, answers=True)
    assert watch.time < 2


async def test_processes_that_share_a_channel_share_its_pace() -> None:
    watches = [Watch(), Watch(), Watch()]
    for watch in watches:
        paced = pace(watch)
        paced.share_with(3)
        for number in range(80):
            await turn(paced, chat(number))
    assert all(9 <= watch.time <= 10 for watch in watches)  # 25 a second together


async def test_so_they_do_however_many_chats_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.pace.MANY_CHATS", 3)
    watch = Watch()
    paced = pace(watch)
    paced.share_with(10)
    for number in range(11):
        await turn(paced, chat(number))
        watch.time += 0.1
    assert watch.time == pytest.approx(4.1)


async def test_of_chats_long_silent_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.pace.MANY_CHATS", 3)
    watch = Watch()
    paced = pace(watch)
    for number in range(50):
        await turn(paced, chat(number))
        watch.time += 10
    assert len(paced._windows) <= 5


def test_two_chats_refused_on_two_days_hold_nobody_else_back() -> None:
    cooldown, first = Cooldown(), datetime(2026, 10, 1, tzinfo=UTC)
    for number in (1, 2):
        moment = first + timedelta(days=number)
        assert not cooldown.is_widespread(chat(number), moment + timedelta(seconds=5), moment)
        assert cooldown.of_channel("fake", moment) is None


async def test_who_is_alone_again_has_all_of_it() -> None:
    watch = Watch()
    paced = pace(watch)
    paced.share_with(3)
    paced.share_with(1)
    for number in range(2):
        await turn(paced, chat(number))
    assert watch.time == 0
