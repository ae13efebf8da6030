"""Short words for columns in migrations. What ran with them must not change: add, never edit."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op


def row_id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def of(name: str, to: str, *, key: bool = False, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{to}.id"), primary_key=key, nullable=null)


def key_word(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String, primary_key=True)


def text(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String, nullable=False, server_default="") for name in names]


def word(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]


def octets(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.LargeBinary, nullable=False) for name in names]


def number(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer, nullable=False, server_default="0") for name in names]


def at(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in names]


def flag(*names: str) -> list[sa.Column[Any]]:
    """True of what is there already."""
    return [sa.Column(name, sa.Boolean, nullable=False, server_default=sa.true()) for name in names]


def maybe_at(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.DateTime(timezone=True)) for name in names]


def index(
    name: str, table: str, *columns: str, where: str | None = None, unique: bool = False
) -> None:
    only = None if where is None else sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=only, postgresql_where=only)
