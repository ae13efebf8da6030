"""The rival: python-telegram-bot as its examples write it, answering each message with a text.

`python -m tests.benchmarks.echo URL`
"""

from __future__ import annotations

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from tests.benchmarks.peer import TOKEN

LINE = "<b>5.</b> ดำเนินการตามแผน (5 เดือนแรก)\nครบกำหนด 28 ก.พ. 70 (เหลือ 98 วัน)\n"
LENGTH = 500
TEXT = (LINE * (LENGTH // len(LINE) + 1))[:LENGTH].rpartition("<b>")[0].ljust(LENGTH, ".")
"""Of the length of an answer to /status, with its marks."""


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_html(f"{TEXT}\n{update.message.text}")


def main() -> None:
    url = sys.argv[1]
    app = Application.builder().token(TOKEN).base_url(f"{url}/bot").build()
    app.add_handler(MessageHandler(filters.TEXT, echo))
    app.run_polling()


if __name__ == "__main__":
    main()
