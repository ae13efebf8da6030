"""To which step files belong: told by a caption, by what they reply to, or by whose they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from bot.domain.errors import Refusal
from bot.domain.files import File
from bot.domain.incoming import order
from bot.domain.people import ChatKind
from bot.domain.rights import may_close
from bot.domain.standing import Standing
from handlers.core.call import Call
from handlers.core.scope import replied_about
from handlers.core.words import Words
from handlers.evidence.waiting import asked_for_here, step_asked

Candidates = Callable[[Standing], Iterable[int]]
_STEP_WORD = re.compile(r"ขั้น|step\b", re.IGNORECASE)


def attachable_steps(call: Call) -> Candidates:
    """The running steps in this person's hands; with none running, any of them."""

    def steps(scope: Standing) -> list[int]:
        mine = _in_hands_of(call, scope)
        return [n for n in scope.startable if n in mine] or mine

    return steps


def likely_steps(call: Call) -> Candidates:
    """The same, but where nothing told the step a single one is no answer: closed ones count."""

    def steps(scope: Standing) -> list[int]:
        mine, running, states = _in_hands_of(call, scope), set(scope.startable), scope.states
        found = [n for n in mine if n in running]
        if len(found) > 1:
            return found
        return [n for n in mine if n in running or states[n].is_closed] or mine

    return steps


def meetings(call: Call) -> Candidates:
    """The meetings in this person's hands, held or not; with none of them, any step."""

    def steps(scope: Standing) -> list[int]:
        mine = _in_hands_of(call, scope)
        return [n for n in mine if scope.plan.sop.step(n).meeting] or mine

    return steps


def _in_hands_of(call: Call, scope: Standing) -> list[int]:
    sop = scope.plan.sop
    steps = (s for s in sop.steps if s.number not in scope.aside)
    mine = [s.number for s in steps if may_close(scope.team, sop, s, call.person.id)]
    if not mine:
        raise Refusal("nothing-to-attach-to")
    return mine


def step_told(words: Words) -> str:
    """Plan and step at the beginning of the line, as arguments; empty: none is told."""
    plan, step = words.take_plan(), words.take_step()
    return " ".join([f"p{plan}"] * (plan is not None) + [str(step)] * (step is not None))


def in_caption(caption: str) -> tuple[str, str]:
    """(the step, as arguments; what the file is said to be). 4 ภาพ may be four of them."""
    words = Words(caption)
    told = step_told(words)
    sure = told and (not words.rest or _STEP_WORD.match(caption))
    return (told, words.rest) if sure else ("", caption)


def tells_step(caption: str) -> bool:
    return bool(in_caption(caption)[0])


def told_by_context(call: Call, told: str) -> str | None:
    """What tells the step, as arguments; empty: the message replied to tells, or we ask."""
    if sibling := _sibling(call):
        return told or f"p{sibling.plan} {sibling.step}"
    if replied_about(call):
        return told
    if asked := asked_for_here(call):
        return step_asked(asked)
    replied = call.incoming.replied
    if call.chat.kind is ChatKind.GROUP and (replied is None or not replied.by_bot):
        return None
    return told


def _sibling(call: Call) -> File | None:
    """Of an album that has its step already: the file sent before this one, else the first."""
    album, mine = call.incoming.files[0].album, call.incoming.message
    known = call.work.files.of_album(call.chat.id, album) if album else []
    before = [f for f in known if order(f.message) < order(mine)]
    return max(before, key=lambda f: order(f.message), default=next(iter(known), None))
