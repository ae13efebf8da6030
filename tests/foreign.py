"""Words of one platform that nobody on another may read."""

from __future__ import annotations

import re

FOREIGN = re.compile(
    r"Telegram|Start|username|@ชื่อผู้ใช้|(?<![\w/.])/[a-z]+|ขึ้นต้นด้วย /|ผู้ดูแลกลุ่ม", re.IGNORECASE
)
"""Of Telegram, in what people read on LINE: its button, its names, its commands."""
