"""The papers of a meeting as Word: a draft of its minutes, and a sheet to sign."""

from __future__ import annotations

from bot.domain.message import Made, Message, ToMake
from bot.domain.rights import may_steer
from bot.render.language import Say
from bot.render.text import papers as texts
from handlers.core.announce import Rows
from handlers.core.call import Call, Reply
from handlers.core.handing import handed
from handlers.core.scope import StepScope, require_steerer
from handlers.core.words import Words


def draft(call: Call, meant: StepScope, words: Words) -> Reply:
    return _paper(call, meant, Made.MINUTES)


def sign_in(call: Call, meant: StepScope, words: Words) -> Reply:
    return _paper(call, meant, Made.SIGN_IN)


def rows(call: Call, meant: StepScope) -> Rows:
    """Buttons for who may have them, while the plan is under way."""
    scope = meant.scope
    wanted = scope.plan.is_running and may_steer(scope.team, call.person.id)
    return texts.row(call.say, meant.target) if wanted else ()


def _paper(call: Call, meant: StepScope, what: Made) -> Reply:
    scope, number = meant.scope, meant.number
    require_steerer(call, scope.team)

    def write(say: Say) -> Message:
        name = texts.file_name(say, scope.plan, number, what)
        paper = ToMake(what, scope.plan.id, name, say.language, str(int(number)))
        text = texts.of_meeting(say, scope, number, what)
        return Message(text, documents=(paper,), about=meant.about)

    return handed(call, scope, write, what)
