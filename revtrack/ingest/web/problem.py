"""FetchError: no usable answer, and the state that the look ends in."""

import re
from datetime import datetime
from typing import ClassVar, Final

from revtrack.errors import InputError
from revtrack.model import FetchState

__all__ = ["FetchError", "TooManyRedirectsError", "without_user"]

LONGEST_SHOWN: Final = 200
"""Characters of an address that a message shows."""

_USER: Final = re.compile(r"(?<=//)[^/?#]*@")


def without_user(address: str) -> str:
    """An address without the name and the password before its host, which belong in no log."""
    return _USER.sub("…@", address, count=1)


class FetchError(InputError):
    """A web address gave no answer that can be used.

    Args:
        state: what the look ends in.
        detail: one sentence for people without the name of the input; what is foreign in it is bounded and printable.
        address: what was asked for.
        hint: what to do about it, one sentence; None where nothing sensible can be said.
    """

    exit_code: ClassVar[int] = 5
    code: ClassVar[str] = "fetch"

    def __init__(self, state: FetchState, detail: str, *, address: str = "", hint: str | None = None) -> None:
        super().__init__(detail, hint)
        self.state = state
        self.detail = detail
        self.address = address
        self.status: int | None = None
        """Of the HTTP answer, None where there was none."""
        self.final_address: str | None = None
        """Where redirects led to, without a password; None where there were none."""
        self.retry_after: datetime | None = None
        """Not to be asked again before, aware UTC; None where nobody says so."""
        self.named(address)

    def named(self, address: str) -> None:
        """Say which address was asked for; the message begins with it."""
        self.address = address
        shown = without_user(address)
        shown = shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"
        self.message = f"{shown}: {self.detail}" if address else self.detail
        self.args = (self.message,)


class TooManyRedirectsError(FetchError):
    """A chain of redirects longer than allowed; its state is REDIRECTS."""
