"""Whose SOP is meant, who may change it, and the version that a button names."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.errors import BadFile, Problem, Refusal
from bot.domain.people import Chat, ChatKind, Team
from bot.domain.plan import Plan
from bot.domain.sop import Sop
from bot.domain.sop_import import SopVersion, Stage
from bot.ports import UnitOfWork
from bot.render.language import Say
from bot.render.text import sop_import as texts
from bot.sops.loader import kept, parse
from handlers.core.asking import Ask
from handlers.core.call import Call, Reply
from handlers.core.scope import is_not_served
from handlers.core.words import Words
from handlers.plans.setup_rights import may_not, may_set_up


def group_meant(call: Call, words: Words, command: str, rest: str = "") -> Chat:
    """`g5` names it; of several whose SOPs the person may change it is asked, with this command and
    what follows the group in its line.
    """
    told = words.take_id("g")
    if call.chat.kind is ChatKind.GROUP:
        require(call, call.chat.id)
        return call.chat
    groups = [g for g in _groups(call) if told in (None, g.id)]
    allowed = [g for g in groups if may_set_up(call, g)]
    if not allowed:
        if is_not_served(call):
            raise Refusal("not-served")
        raise may_not(call, groups[0]) if groups else Refusal("sop-no-group")
    if len(allowed) > 1:
        raise Ask(Reply(texts.which_group(call.say, allowed, command, rest)))
    return allowed[0]


def may_bring(call: Call) -> bool:
    """Whether an SOP of this person may be of use: only of groups that others steer it is not. Who
    administers a group the platform need not be asked.
    """
    groups = _groups(call)
    return not groups or any(
        not _is_steered(call.work.teams.of_group(g.id)) or may_set_up(call, g) for g in groups
    )


def _groups(call: Call) -> Sequence[Chat]:
    return call.work.chats.groups_of(call.chat.channel, call.person.id)


def require(call: Call, group: int, *, asked: bool = False) -> None:
    """Who may set up a plan for the group. `asked`: a typed answer, before which the platform is
    not asked who administers it: that was done when the question was put.
    """
    chat = call.work.chats.by_id(group)
    if not chat.served:
        raise Refusal("not-served")
    if asked and not _is_steered(call.work.teams.of_group(group)):
        return
    if not may_set_up(call, chat):
        raise may_not(call, chat)


def _is_steered(team: Team | None) -> bool:
    return team is not None and bool(team.secretaries or team.chairs)


def version_told(call: Call, words: Words, *, asked: bool = False) -> SopVersion | None:
    """`v12`; None if none is named. What somebody else looks through is for nobody else."""
    told = words.take_id("v")
    if told is None:
        return None
    version = call.work.sops.version(told)
    if version is None:
        raise Refusal("sop-version-gone")
    if version.stage is Stage.REVIEWED and version.by != call.person.id:
        raise Refusal("sop-review-over")
    require(call, version.group, asked=asked)
    return version


def sop_of(version: SopVersion) -> Sop:
    return kept(version.source)


def checked(source: str, say: Say) -> Sop:
    """The SOP that the text says; faults are told, with how to mend them."""
    problems = faults(source, say)
    if problems:
        raise Refusal("sop-faulty", problems=problems)
    return kept(source)


def faults(source: str, say: Say) -> Sequence[Problem]:
    """In the language of who is told; none: it can be used."""
    try:
        kept(source)
    except BadFile:
        pass
    else:
        return ()
    try:
        parse(source.encode(), "", say)
    except BadFile as error:
        return error.problems
    return ()


def used_of(work: UnitOfWork, group: int, sop: str) -> SopVersion | None:
    return next((v for v in work.sops.used(group) if v.sop == sop), None)


def running(work: UnitOfWork, group: int, sop: str) -> list[Plan]:
    """The group's plans under way by an SOP of this id."""
    team = work.teams.of_group(group)
    return [p for p in work.plans.running(team.id) if p.sop.id == sop] if team else []
