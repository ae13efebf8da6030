"""/report: the report of a round, or of the year, as Word and Excel."""

from __future__ import annotations

from functools import partial

from bot.domain.message import About, Made, Message, ToMake
from bot.domain.standing import Standing
from bot.domain.typed import WHOLE_YEAR
from bot.render.language import Say
from bot.render.text import exports
from bot.render.text import report as texts
from handlers.core.call import Call, Reply
from handlers.core.handing import handed
from handlers.core.scope import require_steerer
from handlers.core.views import one_plan
from handlers.core.words import Words


def report(call: Call) -> Reply:
    """`/report 1`, `/report all 2569`; without a round it is asked: just after one has ended, today
    does not tell which is meant. A case has none.
    """
    words = Words(call.arguments)
    scope = one_plan(call, words)
    require_steerer(call, scope.team)
    told = WHOLE_YEAR if scope.plan.sop.case else words.take_round()
    if told is None:
        return Reply(texts.which_round(call.say, scope.plan))
    round = None if told == WHOLE_YEAR else told
    return handed(call, scope, partial(_report, call, scope, round), Made.REPORT, round)


def _report(call: Call, scope: Standing, round: int | None, say: Say) -> Message:
    plan = scope.plan
    kept = call.work.files.of_plan(plan.id)
    own_form = call.work.templates.of_team(scope.team.id) is not None
    documents = tuple(
        ToMake(what, plan.id, exports.file_name(say, plan, what, round), say.language, _of(round))
        for what in (Made.REPORT, Made.TABLE)
    )
    return Message(
        texts.caption(say, scope, round, kept, own_form=own_form),
        texts.others(say, plan, round),
        documents=documents,
        about=(About(plan.id),),
    )


def _of(round: int | None) -> str:
    return str(round or "")
