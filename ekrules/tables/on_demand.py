"""On demand: a mapping whose values are worked out when they are first asked for.

In: the keys, and how to work out a value. Out: a mapping that can't be told from a finished one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class OnDemand(Mapping[Key, Value]):
    """A mapping of `keys`; each value is worked out once, if at all.

    >>> squares = OnDemand([2, 3], lambda number: number * number)
    >>> squares[3], squares == {2: 4, 3: 9}
    (9, True)
    """

    def __init__(self, keys: Iterable[Key], work_out: Callable[[Key], Value]) -> None:
        self._keys = dict.fromkeys(keys)
        self._work_out = work_out
        self._done: dict[Key, Value] = {}

    def __getitem__(self, key: Key) -> Value:
        if key not in self._done:
            if key not in self._keys:
                raise KeyError(key)
            self._done[key] = self._work_out(key)
        return self._done[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
