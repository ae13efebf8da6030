"""Writes the table of days off with which a start does without the library of holidays."""

from bot.system.days_off import TABLE, TABLE_YEARS, computed_days_off

HEAD = "# Written by `make days-off`, when the library of holidays knows others"


def main() -> None:
    days = computed_days_off(TABLE_YEARS[0], TABLE_YEARS[-1])
    lines = [HEAD, *(f"{day} {name}" for day, name in days.items())]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
