"""The rival that keeps time: python-telegram-bot's JobQueue, with many jobs and some due.

`python -m tests.benchmarks.jobs URL DUE ALL MOMENT`, the moment in seconds since 1970.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from telegram.constants import ParseMode
from telegram.ext import Application, ContextTypes, JobQueue

from tests.benchmarks.echo import LINE
from tests.benchmarks.peer import TOKEN

TEXT = LINE * 5
"""About as long as a notice."""
FIRST_CHAT = -1_004_000_000_000
AT_ONCE = asyncio.Semaphore(1)
"""How it is fastest. Without, all begin at once: 2,000 wait in httpx's pool, which looks through
them all at every step, and for more than a minute nothing is sent."""


async def send(context: ContextTypes.DEFAULT_TYPE) -> None:
    assert context.job is not None
    assert context.job.chat_id is not None
    async with AT_ONCE:
        await context.bot.send_message(context.job.chat_id, TEXT, ParseMode.HTML)


def fill(queue: JobQueue[Any], due: int, others: int, at: datetime) -> None:
    late = {"misfire_grace_time": None}
    for number in range(due + others):
        when = at if number < due else at + timedelta(days=1)
        queue.run_once(send, when, chat_id=FIRST_CHAT - number, job_kwargs=late)


def main() -> None:
    url, due, everything, moment = sys.argv[1:]
    app = Application.builder().token(TOKEN).base_url(f"{url}/bot").build()
    assert app.job_queue is not None
    at = datetime.fromtimestamp(float(moment), UTC)
    fill(app.job_queue, int(due), int(everything) - int(due), at)
    app.run_polling()


if __name__ == "__main__":
    main()
