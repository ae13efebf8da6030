"""Official names and positions, as people type them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from bot.domain.errors import Refusal
from bot.domain.message import Button, Message, join
from bot.domain.people import Person
from bot.domain.typed import impolite, one_line
from bot.ports import Draft
from bot.render.text import attach, names, signup
from handlers.core import newest
from handlers.core.asking import action, dropped, stop_asking, with_way_out
from handlers.core.call import Call, Reply
from handlers.core.signup import refresh_all
from handlers.core.words import Words, is_cancel

QUESTION = "ask:name"
ASK_LIFETIME = timedelta(days=1)
NAME_BEFORE = "name-before"
NAME_LENGTH = 100
"""Characters; the longest official names with titles stay below."""
POSITIONS = (
    "นัก",
    "แพทย์",
    "นายแพทย์",
    "พยาบาล",
    "เจ้าพนักงาน",
    "เจ้าหน้าที่",
    "ผู้",
    "หัวหน้า",
    "รอง",
    "เภสัชกร",
    "ทันตแพทย์",
    "ข้าราชการ",
    "อาจารย์",
    "นิติกร",
    "พนักงาน",
    "ลูกจ้าง",
)
"""How the names of positions begin."""
_MY_NAME = re.compile(
    r"\A(?:(?:กระผม|ผม|ดิฉัน|ฉัน|หนู|ข้าพเจ้า) ?)?(?:ชื่อ ?[-–]? ?(?:นาม)?สกุล|ชื่อ)(?: ?คือ)? ?:? ?(?=\S)"
)
_POSITION = re.compile(r"[,\s]+ตำแหน่ง ?:? ?")
_NO_NAME = re.compile(r"[0-9๐-๙?!/:;=#%“”\"]")
_TALK = re.compile(
    r"\A(?:ขอบ(?:คุณ|พระคุณ|ใจ)|ขอ(?:โทษ|อภัย|อนุญาต|เวลา|ถาม|แก้|เปลี่ยน|ดู|ใช้|เป็น)|เดี๋ยว|เดี่ยวกรอก|รับทราบ"
    r"|ทราบ|โอเค|ตกลง|ได้(?:เลย|ค่ะ|ครับ|แล้ว|\s)|สวัสดี|หวัดดี|รบกวน|ช่วย(?:กรอก|แก้|ใส่|บอก|ดู|หน่อย)|ไม่|ยังไม่"
    r"|กำลัง|(?:กรอก|พิมพ์|ใส่)(?:ค่ะ|ครับ|ชื่อ|ว่า|อย่าง|ที่|ตรง|ไม่|ได้|ถูก|ผิด|ลง)"
    r"|(?:ต้อง|จะ)(?:กรอก|พิมพ์|ใส่|ทำ|ใช้|เป็น|ส่ง|แจ้ง|แก้|รีบ|ไป|มา|ให้|เอา)|ใช้ชื่อ|ตาม(?:นั้น|ที่)|เหมือน(?:เดิม|กัน|ที่|ใน)|ถูก(?:ต้อง|แล้ว)|เรียบร้อย|เสร็จ|แล้ว|รอ(?:ก่อน|สักครู่|แป๊บ)"
    r"|สักครู่|แป๊บ|พรุ่งนี้|วันนี้|พี่|ดี(?:ค่ะ|ครับ|มาก)|(?:thanks?|hello|hi|yes|no|ok|okay|please)\b)"
    r"|ครับ(?=\s+\S)|ค่ะ(?=\s+\S)|นะคะ(?=\s+\S)|(?:ได้|ใช่)ไหม|มั้ย|อะไร|ยังไง|อย่างไร|ที่ไหน|เมื่อไ|ทำไม|หรือ(?:ยัง|เปล่า)"
    r"|(?:กรอก|พิมพ์|ส่ง|แก้|ใส่)(?:ให้|แล้ว|ก่อน|ด้วย)"
    r"|(?<!\S)(?:มากๆ?|ด้วย|หน่อย|เลย|แล้ว|ให้|ก่อน)(?:นะ)?(?:ครับ|ค่ะ|คะ)?\Z",
    re.IGNORECASE,
)
"""What people say and nobody is called."""


def name_answered(call: Call, question: Draft) -> Reply:
    """The official name and position, typed in private: shown as read, to be confirmed."""
    if is_cancel(call.arguments):
        file = newest.file_kept_here(call)
        came = attach.came(call.say, file) if file else ""
        return dropped(call, question, join([signup.name_left(call.say, call.person), came]))
    name, position = _own_name(call, call.arguments)
    told = f"{name}, {position}" if position else name
    confirm = Button(call.say.caption("This is right"), action(call, "named", "", told))
    return Reply(Message(signup.confirm_name(call.say, name, position), ((confirm,),)))


def named(call: Call) -> Reply:
    """`named <official name>, <position>`: the button under a name that was read."""
    person = set_name(call, call.arguments)
    stop_asking(call, QUESTION)
    return Reply(Message(signup.name_set(call.say, person)), edits=True)


def ask_name(call: Call) -> Message:
    """In private: how do you appear in official messages?"""
    call.work.drafts.put(QUESTION, call.chat.id, call.person.id, {}, call.now + ASK_LIFETIME)
    return Message(signup.ask_name(call.say, call.person), asks=True)


def ask_name_in_private(call: Call, person: Person) -> None:
    """The same, of somebody who is elsewhere now, and whose name is not known."""
    chat = person.private_chat
    if chat is None or person.official_name:
        return
    say = call.say_in(chat, person.language)
    there = replace(call, chat=call.work.chats.by_id(chat), person=person, say=say)
    question = with_way_out(there, ask_name(there))
    call.work.outbox.post(chat, question, call.now, key="ask-name")


def set_name(call: Call, text: str) -> Person:
    """Known by it in every team from now on."""
    name, position = _own_name(call, text)
    was = {"name": call.person.official_name, "position": call.person.position}
    draft = call.work.drafts.put(
        NAME_BEFORE, call.chat.id, call.person.id, was, call.now + newest.TAKE_BACK
    )
    newest.keep(call, f"formername d{draft}")
    return _write(call, name, position)


def take_name_back(call: Call) -> Reply:
    """`formername d45`: the name and position that stood before, if any."""
    draft = call.work.drafts.get(Words(call.arguments).take_id("d") or 0, call.now)
    if draft is None or (draft.kind, draft.person) != (NAME_BEFORE, call.person.id):
        raise Refusal("button-expired")
    person = _write(call, draft.data["name"], draft.data["position"])
    return Reply(Message(signup.name_taken_back(call.say, call.person, person)), took_back=True)


def _write(call: Call, name: str, position: str) -> Person:
    call.work.people.set_official(call.person.id, name, position)
    for team in call.work.teams.of_person(call.person.id):
        refresh_all(call, team.id)
    return call.work.people.by_id(call.person.id)


def _own_name(call: Call, text: str) -> tuple[str, str]:
    """Nobody signs what he or she does by the name of another member, with a title or without."""
    name, position = read_name(text)
    mine = name.replace(" ", "")
    for team in call.work.teams.of_person(call.person.id):
        for other in (m.person for m in team.members if m.person.id != call.person.id):
            theirs = other.official_name.replace(" ", "")
            if theirs and (theirs.endswith(mine) or mine.endswith(theirs)):
                raise Refusal("name-of-another")
    return name, position


def read_name(text: str) -> tuple[str, str]:
    """`official name, position` on one line, or on two; one word alone is a thank-you, no name."""
    said = _POSITION.sub(", ", _MY_NAME.sub("", text.strip()), count=1)
    name, position = (impolite(one_line(part)) for part in _parts(said))
    too_long = len(name) > NAME_LENGTH or len(position) > NAME_LENGTH
    whole = position or " " in name
    if not name or too_long or not whole or _NO_NAME.search(name) or _TALK.search(text):
        raise Refusal("name-unreadable", most=NAME_LENGTH)
    return name, position


def _parts(text: str) -> tuple[str, str]:
    """Name and position; without a comma the position begins where a word sounds like one."""
    name, comma, position = text.replace("\n", ",", 1).partition(",")
    if comma:
        return name, position
    words = text.split()
    earliest = 3 if words and names.is_title(words[0]) else 2
    for at, word in enumerate(words):
        if at >= earliest and word.startswith(POSITIONS):
            return " ".join(words[:at]), " ".join(words[at:])
    return text, ""
