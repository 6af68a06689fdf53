"""Sets of projects as whole numbers: bit ``n`` stands for the project at position ``n`` of the portfolio.

Python's own integers do the work: ``&`` and ``|`` of ten thousand projects take less than a microsecond, and
so does counting them (``int.bit_count``).
"""

from collections.abc import Iterable


def bits_of(positions: Iterable[int], size: int) -> int:
    """The set of these positions, of a portfolio of ``size`` projects."""
    octets = bytearray((size + 7) // 8)
    for position in positions:
        octets[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(octets, "little")


def members(bits: int) -> str:
    """``"1"`` at the position of each member, ``"0"`` elsewhere; it ends with the last member."""
    return bin(bits)[:1:-1]


def positions_in(bits: int) -> list[int]:
    """The members' positions in their order."""
    return [position for position, digit in enumerate(members(bits)) if digit == "1"]


def first_positions(bits: int, number: int) -> list[int]:
    """The first members' positions, ``number`` of them at most."""
    found: list[int] = []
    while bits and len(found) < number:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found


def positions_in_order(bits: int, order: Iterable[int]) -> list[int]:
    """The members' positions in another order, which names every position once."""
    digits = members(bits)
    last = len(digits)
    return [position for position in order if position < last and digits[position] == "1"]


def union(sets: Iterable[int]) -> int:
    together = 0
    for bits in sets:
        together |= bits
    return together
