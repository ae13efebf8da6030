"""The rules of requests: from the specification where it is found, else our own table."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.peers.telegram import own_rules
from tests.peers.telegram.errors import Json

ROOT = Path(__file__).parents[3]
BESIDE = ROOT.parent / "shared" / "specs" / "telegram-bot-api.json"


@dataclass(frozen=True)
class Field:
    types: tuple[str, ...]
    required: bool


Fields = Mapping[str, Field]


@dataclass(frozen=True)
class TypeRule:
    fields: Fields
    subtypes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rules:
    """`whole`: the specification itself, so that a method not in it does not exist."""

    methods: Mapping[str, Fields]
    types: Mapping[str, TypeRule]
    whole: bool


@functools.cache
def rules() -> Rules:
    path = spec_path()
    return from_spec(json.loads(path.read_text(encoding="utf-8"))) if path else own()


def spec_path() -> Path | None:
    path = Path(os.environ.get("SOPBOT_BOT_API_SPEC") or BESIDE)
    return path if path.is_file() else None


def from_spec(spec: Json) -> Rules:
    methods = {name: _fields(m.get("fields", [])) for name, m in spec["methods"].items()}
    types = {
        name: TypeRule(_fields(t.get("fields", [])), tuple(t.get("subtypes") or ()))
        for name, t in spec["types"].items()
    }
    return Rules(methods, types, whole=True)


def _fields(described: Sequence[Json]) -> Fields:
    return {f["name"]: Field(tuple(f["types"]), f["required"]) for f in described}


def own() -> Rules:
    methods = {name: _own_fields(line) for name, line in own_rules.METHODS.items()}
    types = {name: TypeRule(_own_fields(line)) for name, line in own_rules.TYPES.items()}
    families = {
        name: TypeRule({}, tuple(subtypes)) for name, subtypes in own_rules.SUBTYPES.items()
    }
    return Rules(methods, types | families, whole=False)


def _own_fields(line: str) -> Fields:
    return dict(_own_field(word) for word in line.split())


def _own_field(word: str) -> tuple[str, Field]:
    name, _, types = word.partition(":")
    field = Field(tuple(types.replace("_", " ").split("|")), name.endswith("!"))
    return name.removesuffix("!"), field
