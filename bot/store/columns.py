"""How tables and columns are made here: the metadata, its naming, and short words for columns."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    false,
    true,
)

from bot.store.types import Json, UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def row_id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def of(name: str, to: str, *, key: bool = False, index: bool = False) -> Column[int]:
    """A reference that is always there."""
    return Column(name, ForeignKey(f"{to}.id"), nullable=False, primary_key=key, index=index)


def text(name: str) -> Column[str]:
    """Text; empty when there is none."""
    return Column(name, String, nullable=False, server_default="")


def word(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, String, nullable=False, primary_key=key)


def octets(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


def number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default="0")


def flag(name: str, *, unless_told: bool | None = None) -> Column[bool]:
    """`unless_told`: what it is where nothing is written."""
    default = None if unless_told is None else true() if unless_told else false()
    return Column(name, Boolean, nullable=False, server_default=default)


def at(name: str) -> Column[Any]:
    return Column(name, UtcDateTime, nullable=False)


def maybe_at(name: str) -> Column[Any]:
    return Column(name, UtcDateTime)


def json(name: str) -> Column[Any]:
    return Column(name, Json, nullable=False)


def partial(
    name: str, *columns: Column[Any], where: ColumnElement[bool], unique: bool = False
) -> Index:
    return Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


def table(name: str, *parts: Any, ids_reused: bool = True) -> Table:
    """`ids_reused=False`: for ids that outlive their row, in a button or a queue's order."""
    return Table(name, metadata, *parts, sqlite_autoincrement=not ids_reused)
