"""Methods by which the bot sets its menu of commands and describes itself."""

from __future__ import annotations

import json
import re

from tests.peers.telegram.errors import Json, Violation
from tests.peers.telegram.registry import method
from tests.peers.telegram.requests import Ask
from tests.peers.telegram.world import World

NAME = re.compile(r"[a-z0-9_]{1,32}")
COMMANDS = 100
EXPLAINED = range(1, 257)
DESCRIPTION_LIMIT = 512
SHORT_LIMIT = 120


@method("setMyCommands")
def set_my_commands(world: World, ask: Ask) -> bool:
    commands = ask.params["commands"]
    if len(commands) > COMMANDS:
        raise Violation("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        _check(command)
    world.profile.commands[menu_key(ask.params)] = commands
    return True


@method("getMyCommands")
def get_my_commands(world: World, ask: Ask) -> list[Json]:
    return world.profile.commands.get(menu_key(ask.params), [])


@method("deleteMyCommands")
def delete_my_commands(world: World, ask: Ask) -> bool:
    world.profile.commands.pop(menu_key(ask.params), None)
    return True


@method("setMyDescription")
def set_my_description(world: World, ask: Ask) -> bool:
    return _describe(world, ask, "description", DESCRIPTION_LIMIT)


@method("setMyShortDescription")
def set_my_short_description(world: World, ask: Ask) -> bool:
    return _describe(world, ask, "short_description", SHORT_LIMIT)


def menu_key(params: Json) -> str:
    """Menus are told apart by scope and language."""
    scope = params.get("scope") or {"type": "default"}
    return json.dumps([scope, params.get("language_code", "")], sort_keys=True)


def _check(command: Json) -> None:
    if not NAME.fullmatch(command["command"]):
        raise Violation("BOT_COMMAND_INVALID")
    if len(command["description"]) not in EXPLAINED:
        raise Violation("BOT_COMMAND_DESCRIPTION_INVALID")


def _describe(world: World, ask: Ask, key: str, limit: int) -> bool:
    text = ask.params.get(key, "")
    if len(text) > limit:
        raise Violation(f"{key} is too long")
    world.profile.descriptions[f"{key}:{ask.params.get('language_code', '')}"] = text
    return True
