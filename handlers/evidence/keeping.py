"""The files of a plan whose year is long over: deleted by secretary or chair, never by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.domain.errors import Refusal
from bot.domain.events import FilesDeleted, Undone
from bot.domain.files import Deletable
from bot.domain.keeping import deletable_from, deletion, last_pack
from bot.domain.message import About, Message, Text, plain
from bot.domain.people import Person
from bot.domain.plan import Plan, PlanStatus
from bot.domain.standing import Standing
from bot.render.text import keeping as texts
from handlers.core import offices
from handlers.core.announce import tell_group
from handlers.core.call import Call, Reply, Spent
from handlers.core.newest import TAKE_BACK
from handlers.core.scope import require_steerer, standing_of, teams_here
from handlers.core.views import one_of, told_plan
from handlers.core.words import Words

BYTES_STAY = timedelta(hours=1)
"""So long the bytes of what was deleted still lie there: longer than it can be taken back."""


def purge(call: Call) -> Reply:
    """`purge p12`: asks; `… delete`: once more; `… delete !`: does it. `… keep`: leaves them."""
    words = Words(call.arguments)
    scope = _plan_meant(call, words)
    require_steerer(call, scope.team)
    verb = words.take_word("delete", "keep", "back")
    if verb == "keep":
        return Reply(Message(texts.kept(call.say, scope.plan)), edits=True, spent=Spent.ALL)
    if verb == "back":
        return _take_back(call, scope)
    found = _deletable(call, scope)
    if verb and last_pack(scope.plan) is None:
        return Reply(texts.export_first(call.say, scope.plan))
    if not verb:
        return Reply(texts.question(call.say, scope.plan, found))
    if not words.take_sure():
        return Reply(texts.sure(call.say, scope.plan, found), edits=True)
    return _delete(call, scope, found)


def told(call: Call, plan: Plan) -> Text:
    """That the files of the plan were deleted, when and by whom; nothing, if they were not."""
    deleted = deletion(plan)
    if deleted is None:
        return plain("")
    return texts.told(call.say, plan, deleted, _who(call, deleted))


def require_files(call: Call, plan: Plan) -> None:
    """Of what is made of their bytes."""
    if deletion(plan) is not None:
        raise refusal(call, plan)


def refusal(call: Call, plan: Plan) -> Refusal:
    """Of what needs the bytes of a file that is not kept any more."""
    deleted = deletion(plan)
    if deleted is None:
        return Refusal("file-gone")
    by = _who(call, deleted)
    return Refusal("files-deleted", plan=plan, deleted=deleted, by=by)


def _who(call: Call, deleted: FilesDeleted) -> Person | None:
    return None if deleted.by is None else call.work.people.by_id(deleted.by)


def _delete(call: Call, scope: Standing, found: Deletable) -> Reply:
    offices.require_settled(call, scope.team)
    call.work.deletions.delete(scope.plan.id, call.now + BYTES_STAY)
    event = FilesDeleted(at=call.now, by=call.person.id, files=found.files, size=found.size)
    plan = call.work.plans.append(scope.plan, event)
    back = f"purge p{plan.id} back"
    message = texts.announced(call.say, plan, event, call.person, back)
    about = (About(plan.id),)
    return replace(tell_group(call, scope.team, replace(message, about=about)), spent=Spent.ALL)


def _take_back(call: Call, scope: Standing) -> Reply:
    """For ten minutes, by whoever of secretary and chair."""
    deleted = deletion(scope.plan)
    if deleted is None or call.now - deleted.at > TAKE_BACK:
        raise Refusal("too-late-to-keep")
    if not call.work.deletions.take_back(scope.plan.id, call.now):
        raise Refusal("too-late-to-keep")
    undone = Undone(at=call.now, by=call.person.id, event=deleted.id)
    plan = call.work.plans.append(scope.plan, undone)
    text = texts.taken_back(call.say, plan, call.person)
    reply = tell_group(call, scope.team, Message(text, about=(About(plan.id),)))
    return replace(reply, took_back=True)


def _deletable(call: Call, scope: Standing) -> Deletable:
    """What would go; refused, if that may not be yet."""
    plan, first = scope.plan, deletable_from(scope.plan)
    if plan.status is not PlanStatus.ENDED:
        raise Refusal("files-of-unended-plan")
    if scope.today < first:
        raise Refusal("files-kept-until", day=first)
    require_files(call, plan)
    found = call.work.deletions.of_plan(plan.id)
    if not found.files:
        raise Refusal("no-files-to-delete")
    return found


def _plan_meant(call: Call, words: Words) -> Standing:
    told = told_plan(call, words)
    if told is not None:
        return told
    found = list(_old_enough(call))
    if not found:
        raise Refusal("no-files-to-delete")
    return one_of(call, found, words)


def _old_enough(call: Call) -> Iterator[Standing]:
    for team in teams_here(call):
        for plan in call.work.plans.of_team(team.id):
            scope = standing_of(team, plan, call)
            ended = plan.status is PlanStatus.ENDED and deletion(plan) is None
            if ended and scope.today >= deletable_from(plan):
                yield scope
