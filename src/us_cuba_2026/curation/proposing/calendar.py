"""Days, weeks and months as EDTF."""

from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK = timedelta(7)


def month_of(word: str) -> int:
    """The number of a month from 1 on.

    Example:
        >>> month_of("Sept."), month_of("May")
        (9, 5)
    """
    return _MONTHS.index(word[:3].lower()) + 1


def weekday_of(word: str) -> int:
    """The number of a day of the week, from 0 for Monday.

    Example:
        >>> weekday_of("Sunday")
        6
    """
    return _DAYS.index(word[:3].lower())


def day_of(year: int, month: int, number: int) -> str:
    """A day in ISO form; empty if there is none.

    Example:
        >>> day_of(2024, 2, 29), day_of(2023, 2, 29)
        ('2024-02-29', '')
    """
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return ""


def month_end(day: date) -> str:
    """The last day of the month that a day is in.

    Example:
        >>> month_end(date(2024, 2, 3))
        '2024-02-29'
    """
    following = day.replace(day=28) + timedelta(4)
    return (following - timedelta(following.day)).isoformat()


def month_back(day: date, many: int) -> str:
    """The month so many months before that of a day.

    Example:
        >>> month_back(date(2026, 1, 21), 1), month_back(date(2026, 12, 1), -1)
        ('2025-12', '2027-01')
    """
    months = day.year * 12 + day.month - 1 - many
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def week_back(day: date, many: int) -> str:
    """The week so many weeks before that of a day, weeks from Sunday and from Monday taken together.

    Example:
        >>> week_back(date(2026, 1, 21), 1)
        '[2026-01-11..2026-01-18]'
    """
    sunday = day - timedelta((day.weekday() + 1) % 7) - many * _WEEK
    monday = day - timedelta(day.weekday()) - many * _WEEK
    last = max(sunday, monday) + timedelta(6)
    return f"[{min(sunday, monday).isoformat()}..{last.isoformat()}]"
