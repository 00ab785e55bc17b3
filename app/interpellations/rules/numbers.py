"""File numbers: « 26-0042-7 » can be read over the telephone, and a slip of one digit is noticed. Pure."""

import re

FORM = re.compile(r"(\d{2})-?(\d{4,})-?(\d)\Z", re.ASCII)


def make_number(year: int, rank: int) -> str:
    """Return the number of the file of that rank in that year."""
    digits = f"{year % 100:02d}{rank:04d}"
    return f"{digits[:2]}-{digits[2:]}-{_check_digit(digits)}"


def read_number(written: str) -> str | None:
    """Return the number as it is written in the register, None when it cannot be one (a digit is wrong)."""
    found = FORM.match(re.sub(r"[\s.]", "", written))
    if found is None or _check_digit(found[1] + found[2]) != found[3]:
        return None
    return "-".join(found.groups())


def _check_digit(digits: str) -> str:
    """Return the Luhn digit: any single wrong digit and most swaps of neighbours change it."""
    total = 0
    for place, sign in enumerate(reversed(digits)):
        value = int(sign) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)
