"""Which bytes are to go, and who else has them, is found without reading through all files."""

from __future__ import annotations

from bot.store.migrations.columns import index

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    index("ix_file_sha256", "file", "sha256")
    index("ix_file_bytes_to_go", "file", "not_before", where="state IN ('deleted', 'gone')")
    index("ix_template_sha256", "template", "sha256")
