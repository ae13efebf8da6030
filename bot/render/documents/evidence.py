"""A part of a plan's evidence as it is handed in: the ZIP with all that is said in it."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import BinaryIO

from bot.domain.files import File
from bot.domain.pack import Item, layout
from bot.domain.pack_parts import Part
from bot.domain.standing import Outlook
from bot.ports import FileStore
from bot.render.documents.pack import Told, write_pack
from bot.render.documents.pack_index import Index, as_excel, as_word
from bot.render.language import Say
from bot.render.text import pack_index as texts


def evidence_pack(
    say: Say,
    s: Outlook,
    kept: Sequence[File],
    senders: texts.Senders,
    part: Part,
    files: FileStore,
    now: datetime,
) -> BinaryIO:
    """An open file that has no name, for whoever gets it to close. `kept`: of the plan, every
    version; `now`: aware. Raises like `FileStore.open` where that as a whole gives nothing.
    """
    found = layout(s, part.known(kept), texts.words_of(say, part), part.round)
    items = [item for item in found if part.holds(item)]
    into = tempfile.TemporaryFile()  # noqa: SIM115 - who gets it closes it
    try:
        write_pack(files, items, _told(say, s, senders, part), into, now, s.plan.rules.tz)
    except BaseException:
        into.close()
        raise
    return into


def _told(say: Say, s: Outlook, senders: texts.Senders, part: Part) -> Told:
    def index(items: Sequence[Item]) -> Mapping[str, bytes]:
        rows = texts.rows(say, s.plan, items, senders)
        head = texts.head(say, s.plan, part, s.today)
        made, name = Index(head, rows, s.today), texts.index_name(say, part)
        return {f"{name}.xlsx": as_excel(say, made), f"{name}.docx": as_word(say, made)}

    def note(item: Item) -> str:
        return texts.note(say, s.plan, item, s.today)

    return Told(note, index, texts.hashes_name(part))
