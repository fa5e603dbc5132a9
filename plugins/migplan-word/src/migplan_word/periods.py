"""The columns of a calendar: months, quarters, half-years or years, as many as a page holds."""

from datetime import date

from attrs import frozen

from migplan.locale import Words, month_name

_MOST = 30


@frozen
class Period:
    """One column: its first month counted from year 0, and how many months it holds."""

    start: int
    months: int
    label: str

    @property
    def year(self) -> int:
        """Year of its first month."""
        return self.start // 12

    def holds(self, day: date) -> bool:
        """Say whether a day falls into it."""
        return self.start <= month_of(day) < self.start + self.months

    def meets(self, first: date, last: date) -> bool:
        """Say whether a span of days touches it."""
        return month_of(first) < self.start + self.months and month_of(last) >= self.start


def month_of(day: date) -> int:
    """Count months from year 0."""
    return day.year * 12 + day.month - 1


def periods(start: date, end: date, words: Words, language: str) -> tuple[Period, ...]:
    """Cut a span of days into at most 30 columns: months up to 15 of them, then quarters, half-years, years."""
    first, last = month_of(start), max(month_of(end), month_of(start))
    span = last - first + 1
    months = next((step for step in (1, 3, 6, 12) if span / step <= (15 if step == 1 else _MOST)), 0)
    if not months:
        months = 12 * -(-span // (12 * _MOST))
    begin = first - first % min(months, 12)
    found = []
    while begin <= last:
        found.append(Period(begin, months, _label(begin, months, words, language)))
        begin += months
    return tuple(found)


def _label(start: int, months: int, words: Words, language: str) -> str:
    if months == 1:
        return month_name(start % 12 + 1, language, "narrow")
    if months == 3:
        return words("blocks.quarter", n=start % 12 // 3 + 1)
    if months == 6:
        return f"{start % 12 // 6 + 1}/2"
    return str(start // 12)
