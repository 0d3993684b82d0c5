"""Tests about permissions also when root runs them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

__all__ = ["unprivileged"]

NOBODY: Final = 65534
"""The user without rights, by the same number on every Linux."""


@contextmanager
def unprivileged() -> Iterator[None]:
    """Root may write everywhere, so what stands inside runs as nobody where the tests are run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
