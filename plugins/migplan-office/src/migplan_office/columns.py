"""Columns of a sheet by number and by letters, as spreadsheets name them."""

from functools import cache


@cache
def column_number(letters: str) -> int:
    """Turn `A` into 1 and `XFD` into 16 384; small letters count as capitals."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@cache
def column_letters(number: int) -> str:
    """Turn 1 into `A` and 16 384 into `XFD`; nothing for numbers below 1."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
