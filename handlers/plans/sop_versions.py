"""/sop versions: those of an SOP of the group's own, used again, put away, and as files."""

from __future__ import annotations

from bot.domain.errors import Missing, Refusal
from bot.domain.message import Made, Message, ToMake
from bot.domain.rules import Rules
from bot.domain.sop import Sop
from bot.domain.sop_import import SopVersion, Stage
from bot.render.language import Say
from bot.render.text import sop_versions as texts
from bot.render.text.status_buttons import turning
from handlers.core.asking import Ask
from handlers.core.call import Call, Reply
from handlers.core.handing import in_private
from handlers.core.words import Words
from handlers.plans.sop_groups import group_meant, require, running, sop_of, used_of, version_told


def versions(call: Call) -> Reply:
    """`sopversions`, `sopversions g5 lo-2.4`, and one of them: `sopversions v12`."""
    words = Words(call.arguments)
    version = version_told(call, words)
    if version is not None:
        before = _before(call, version)
        plans = running(call.work, version.group, version.sop)
        message = texts.card(call.say, _told(call, version), sop_of(version), before, plans)
        return Reply(message, edits=call.by_button)
    group = group_meant(call, words, "sopversions").id
    sop = words.take_word() or _sop_meant(call, group)
    offset = words.take_id("o") or 0
    found = call.work.sops.versions(group, sop)
    if not found[offset:]:
        raise Refusal("sop-own-none")
    turn = turning(call.say, f"sopversions g{group} {sop}", offset, texts.PAGE, len(found))
    shown = [_told(call, v) for v in found[offset : offset + texts.PAGE]]
    used = any(v.stage is Stage.USED for v in found)
    message = texts.listed(call.say, sop_of(found[0]), shown, turn, used=used)
    return Reply(message, edits=call.by_button)


def use(call: Call) -> Reply:
    """`sopuse v12`: an earlier version is in use again; no running plan changes."""
    version = version_told(call, Words(call.arguments))
    if version is None or version.stage is Stage.REVIEWED:
        raise Refusal("sop-version-gone")
    former = used_of(call.work, version.group, version.sop)
    if former is not None and former.id == version.id:
        return Reply(popup=texts.is_used(call.say, version).plain)
    try:
        version = call.work.sops.use(version.id, call.now)
    except Missing as error:
        raise Refusal("sop-version-gone") from error
    back = f"sopuse v{former.id}" if former else f"sopaway g{version.group} {version.sop}"
    plans = running(call.work, version.group, version.sop)
    return Reply(texts.used_again(call.say, version, sop_of(version), plans, back))


def put_away(call: Call) -> Reply:
    """`sopaway g5 lo-2.4`: plans are made of it no more; all is kept."""
    words = Words(call.arguments)
    group, sop = words.take_id("g") or 0, words.take_word()
    if not group:
        raise Refusal("sop-version-gone")
    require(call, group)
    version = used_of(call.work, group, sop)
    if version is None:
        raise Refusal("sop-version-gone")
    call.work.sops.put_away(group, sop)
    return Reply(texts.put_away(call.say, sop_of(version), f"sopuse v{version.id}"))


def file(call: Call) -> Reply:
    """`sopfile v12`, `sopfile v12 word`: to who asks, in private."""
    words = Words(call.arguments)
    version = version_told(call, words)
    if version is None:
        raise Refusal("sop-version-gone")
    what = Made.SOP_COPY if words.take_word("word") else Made.SOP_FILE
    sop = sop_of(version)

    def write(say: Say) -> Message:
        name = texts.file_name(say, version, sop, what)
        made = ToMake(what, _lent_by(call, version, say), name, say.language, str(version.id))
        return Message(texts.handed(say, version, what), documents=(made,))

    return in_private(call, write, what)


def _lent_by(call: Call, version: SopVersion, say: Say) -> int:
    """A plan of the group, by which a link to the file is lent where the platform takes none."""
    team = call.work.teams.of_group(version.group)
    plans = call.work.plans.of_team(team.id) if team else []
    if not plans and not say.can.files:
        raise Refusal("sop-no-link")
    return plans[0].id if plans else 0


def _sop_meant(call: Call, group: int) -> str:
    """The group's only one; of several, also those put away, it is asked which."""
    known = call.work.sops.known(group)
    if not known:
        raise Refusal("sop-own-none")
    if len(known) > 1:
        named = [(v.sop, sop_of(v).title) for v in known]
        raise Ask(Reply(texts.which(call.say, group, named)))
    return known[0].sop


def _told(call: Call, version: SopVersion) -> texts.Told:
    team = call.work.teams.of_group(version.group)
    day = (team.rules if team else Rules(zone=call.zone)).local_day(version.at)
    by = call.work.people.by_id(version.by) if version.by is not None else None
    return texts.Told(version, day, by)


def _before(call: Call, version: SopVersion) -> Sop | None:
    """The version with the number before; of one under review the newest."""
    found = call.work.sops.versions(version.group, version.sop)
    earlier = [v for v in found if not version.number or v.number < version.number]
    before = max(earlier, key=lambda v: v.number, default=None)
    return sop_of(before) if before else None
