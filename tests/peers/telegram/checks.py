"""Holds every request against the rules: names, required, types, nested too."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from tests.peers.telegram.errors import Json, Violation, not_faked
from tests.peers.telegram.requests import Upload
from tests.peers.telegram.spec import Fields, Rules

ARRAY = "Array of "
TRUE = frozenset({"true", "True", "1"})
FALSE = frozenset({"false", "False", "0"})


class WrongType(Exception):
    """The value is not of the wanted type; the message says what and where."""


class Checker:
    def __init__(self, rules: Rules) -> None:
        self._rules = rules

    def params(self, method: str, raw: Mapping[str, Any]) -> Json:
        """The parameters as values of their types, or a Violation."""
        fields = self._rules.methods.get(method)
        if fields is None:
            raise self._unknown(method)
        try:
            return self._object(fields, raw, method)
        except WrongType as wrong:
            raise Violation(str(wrong)) from None

    def _unknown(self, method: str) -> Exception:
        if self._rules.whole:
            return Violation("Not Found: method not found", status=404)
        return not_faked(method)

    def _object(self, fields: Fields, raw: Mapping[str, Any], where: str) -> Json:
        for name in raw:
            if name not in fields:
                raise WrongType(f'{where} has no parameter "{name}"')
        for name, field in fields.items():
            if field.required and raw.get(name) is None:
                raise WrongType(f'{where}: parameter "{name}" is required')
        return {
            name: self._any_of(fields[name].types, value, f"{where}.{name}")
            for name, value in raw.items()
        }

    def _any_of(self, types: tuple[str, ...], value: Any, where: str) -> Any:
        """The first type that fits; of those that do not, the complaint that knows most."""
        complaints: list[str] = []
        for kind in sorted(types, key=lambda kind: kind == "String"):
            try:
                return self._value(kind, value, where)
            except WrongType as wrong:
                complaints.append(str(wrong))
        raise WrongType(max(complaints, key=len))

    def _value(self, kind: str, value: Any, where: str) -> Any:
        if kind in SIMPLE:
            return SIMPLE[kind](value, where)
        value = _unpacked(value, where)
        if kind.startswith(ARRAY):
            return self._array(kind.removeprefix(ARRAY), value, where)
        return self._typed_object(kind, value, where)

    def _array(self, kind: str, value: Any, where: str) -> list[Any]:
        if not isinstance(value, list):
            raise WrongType(f"{where} must be an array")
        return [self._value(kind, item, f"{where}[{at}]") for at, item in enumerate(value)]

    def _typed_object(self, kind: str, value: Any, where: str) -> Json:
        if not isinstance(value, dict):
            raise WrongType(f"{where} must be a {kind}")
        rule = self._rules.types.get(kind)
        if rule is None:
            return value
        if rule.subtypes:
            found: Json = self._any_of(rule.subtypes, value, where)
            return found
        return self._object(rule.fields, value, where)


def _unpacked(value: Any, where: str) -> Any:
    """Forms carry objects as JSON text."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise WrongType(f"{where}: can't parse JSON") from None


def _string(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise WrongType(f"{where} must be a String")
    return value


def _integer(value: Any, where: str) -> int:
    if isinstance(value, str) and value.removeprefix("-").isdecimal() and value.isascii():
        return int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise WrongType(f"{where} must be an Integer")
    return value


def _float(value: Any, where: str) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise WrongType(f"{where} must be a Float") from None


def _boolean(value: Any, where: str) -> bool:
    if isinstance(value, bool):
        return value
    if value in TRUE or value in FALSE:
        return value in TRUE
    raise WrongType(f"{where} must be a Boolean")


def _file(value: Any, where: str) -> Upload | str:
    """An upload of this name, or one attached under another."""
    if isinstance(value, Upload) or (isinstance(value, str) and value.startswith("attach://")):
        return value
    raise WrongType(f"{where} must be an uploaded file")


SIMPLE: dict[str, Callable[[Any, str], Any]] = {
    "String": _string,
    "Integer": _integer,
    "Float": _float,
    "Boolean": _boolean,
    "InputFile": _file,
}
