"""/evidence: the evidence of a plan with its index, as a ZIP or, where it is large, as several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain import rounds
from bot.domain.files import File
from bot.domain.message import About, Made, Message, Text, ToMake
from bot.domain.pack import Item, layout
from bot.domain.pack_parts import Part, parts
from bot.domain.people import ChatKind
from bot.domain.standing import Standing
from bot.domain.typed import WHOLE_YEAR
from bot.render.language import Say
from bot.render.text import pack as texts
from bot.render.text.pack_index import words_of
from handlers.core.call import Call, Reply
from handlers.core.handing import in_private
from handlers.core.scope import require_steerer
from handlers.core.views import one_plan
from handlers.core.words import Words
from handlers.evidence import keeping

LATIN = (texts.LATIN, "ละติน", "ชื่อละติน")


@dataclass(frozen=True, slots=True)
class _Asked:
    """`kept`: the files of the plan, every version."""

    scope: Standing
    kept: Sequence[File]
    round: int | None
    latin: bool

    @property
    def outside(self) -> int:
        """Files that no round has, where one is asked for."""
        found = (rounds.of_file(self.scope, f) for f in self.kept)
        return sum(round is None for round in found) if self.round else 0


def evidence(call: Call) -> Reply:
    """`evidence p12 1 latin`: of one round, or of the year (`all`); else it is asked of which. A
    case has no rounds.

    It is noted once it was handed over.
    """
    words = Words(call.arguments)
    scope = one_plan(call, words)
    require_steerer(call, scope.team)
    keeping.require_files(call, scope.plan)
    told, latin = words.take_round(), words.take_word(*LATIN) != ""
    told = WHOLE_YEAR if scope.plan.sop.case else told
    if told is None:
        return Reply(texts.which_round(call.say, scope.plan, latin=latin))
    round = None if told == WHOLE_YEAR else told
    asked = _Asked(scope, call.work.files.of_plan(scope.plan.id), round, latin)
    return in_private(call, lambda say: _pack(call, asked, say), Made.PACK)


def _pack(call: Call, asked: _Asked, say: Say) -> Message:
    """The last message; those before it are posted, each part as one of its own."""
    scope, most = asked.scope, say.can.largest
    items = layout(scope, asked.kept, words_of(say, Part(latin=asked.latin)), asked.round)
    found = parts(items, most, round=asked.round, latin=asked.latin)
    if len(found) == 1:
        text = texts.whole(say, scope, items, asked.round, asked.outside)
        return _message(say, asked, text, found)
    text = texts.divided(say, scope, items, found, asked.outside)
    if not say.can.files:  # a button for each part
        return _message(say, asked, text, found)
    before = [_message(say, asked, text, ()), *_parts(say, asked, items, found)]
    for message in before[:-1]:
        call.work.outbox.post(_chat(call), message, call.now)
    return before[-1]


def _parts(
    say: Say, asked: _Asked, items: Sequence[Item], found: Sequence[Part]
) -> Sequence[Message]:
    about = (About(asked.scope.plan.id),)
    shares = [[item for item in items if part.holds(item)] for part in found]
    return [
        Message(
            texts.one_part(say, share, part),
            documents=(_to_make(say, asked, part),),
            about=about,
        )
        for part, share in zip(found, shares, strict=True)
    ]


def _message(say: Say, asked: _Asked, text: Text, found: Sequence[Part]) -> Message:
    plan = asked.scope.plan
    rows = texts.buttons(say, plan, asked.round, latin=asked.latin)
    documents = tuple(_to_make(say, asked, part) for part in found)
    return Message(text, rows, documents=documents, about=(About(plan.id),))


def _to_make(say: Say, asked: _Asked, part: Part) -> ToMake:
    plan = asked.scope.plan
    name = texts.file_name(say, plan, part)
    return ToMake(Made.PACK, plan.id, name, say.language, str(part))


def _chat(call: Call) -> int:
    """Where it is handed over."""
    if call.chat.kind is ChatKind.PRIVATE:
        return call.chat.id
    assert call.person.private_chat is not None
    return call.person.private_chat
