"""A value computed when it is first asked for, once.

What explains a Change costs more than finding it, and a feed that counts Changes never asks. So explanations are values
of this kind: the function that makes one is pure, so nobody can tell when it ran.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

__all__ = ["OnDemand"]

T = TypeVar("T")


class OnDemand(Generic[T]):
    """A value by the function that makes it and what that is called with. Two are equal when their values are."""

    __slots__ = ("_arguments", "_make", "_value")

    def __init__(self, make: Callable[..., T], *arguments: object) -> None:
        self._make: Callable[..., T] | None = make
        self._arguments = arguments

    @classmethod
    def of(cls, value: T) -> "OnDemand[T]":
        """A value that is known already."""
        return cls(lambda: value)

    @property
    def value(self) -> T:
        """The value; what the function raises, the first time it is asked for."""
        arguments = self._arguments  # looked at before `_make`: another thread may be asking, and clears them after it
        make = self._make  # looked at once: both threads come to the same value
        if make is not None:
            self._value = make(*arguments)
            self._make = None  # lets go of what the function held
            self._arguments = ()
        return self._value

    def __eq__(self, other: object) -> bool:
        return self.value == other.value if isinstance(other, OnDemand) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.value)

    def __reduce__(self) -> tuple[Callable[[T], "OnDemand[T]"], tuple[T]]:
        return OnDemand.of, (self.value,)  # what is sent to another process or copied is the value

    def __repr__(self) -> str:
        return repr(self.value)
