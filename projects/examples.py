"""One project to show for each of several sets."""

from collections.abc import Mapping
from typing import TypeVar

from .finder.bitsets import first_positions

Key = TypeVar("Key")


def examples_of(sets: Mapping[Key, int]) -> dict[Key, int]:
    """The position of the latest project of each set; where it can be, none stands for two of them."""
    chosen: dict[Key, int] = {}
    taken = 0
    # The set with the fewest projects chooses first.
    for key, bits in sorted(sets.items(), key=lambda item: item[1].bit_count()):
        for position in first_positions(bits & ~taken or bits, 1):
            chosen[key] = position
            taken |= 1 << position
    return chosen
