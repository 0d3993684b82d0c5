"""Part of an open file as a file of its own, which several readers can read at once without disturbing each other."""

from pathlib import Path
from typing import BinaryIO, Protocol

from revtrack.errors import InputError

__all__ = ["BinaryFile", "OnDemand", "Readable", "Reader", "Window"]


class Readable(Protocol):
    """Anything bytes come out of."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, at most `size`; none at the end."""


class BinaryFile(Readable, Protocol):
    """As much of an open binary file as is needed."""

    def seek(self, place: int, /) -> int:
        """Go to some byte."""

    def seekable(self) -> bool:
        """Whether it can go anywhere."""


class OnDemand:
    """A file that is open only while it is read: a crawl may have more files than a process may open.

    Raises:
        InputError: there is no such file, or it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.place = 0
        self.file: BinaryIO | None = None
        try:
            path.open("rb").close()
        except (OSError, ValueError) as problem:  # ValueError: a NUL in the name
            reason = getattr(problem, "strerror", None) or "its name is no name"
            raise InputError(f"{path} cannot be read: {reason}", "check the name and its permissions") from None

    def seekable(self) -> bool:
        """It always is."""
        return True

    def seek(self, place: int, /) -> int:
        """Go to some byte."""
        self.place = place
        return place

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes; opens the file where it is closed."""
        if self.file is None:
            self.file = self.path.open("rb")
        self.file.seek(self.place)
        data = self.file.read(size)
        self.place += len(data)
        return data

    def close(self) -> None:
        """Close the file until it is read again."""
        if self.file is not None:
            self.file.close()
            self.file = None


class Window:
    """A stretch of an open binary file.

    Args:
        file: stays open, and stays its owner's to close.
        start: its first byte.
        length: in bytes; None: to the end of the file.
    """

    def __init__(self, file: BinaryFile, start: int = 0, length: int | None = None) -> None:
        self.file = file
        self.start = start
        self.length = length
        self.is_seekable = file.seekable()

    def reader(self, place: int | None = None) -> "Reader":
        """Reads from some byte on; from the first, or where a file stands that cannot be sought in, for None.

        Raises:
            OSError: another place is asked for in a file that cannot be sought in.
        """
        if place is not None and not self.is_seekable:
            raise OSError("the file cannot be read twice")
        return Reader(self, place or 0)

    def close(self) -> None:
        """Close the file where it opens itself again; any other is its owner's to close."""
        if isinstance(self.file, OnDemand):
            self.file.close()


class Reader:
    """Reads a Window from some byte on. As much of a file object as parsers ask for."""

    def __init__(self, window: Window, place: int) -> None:
        self.window = window
        self.place = place

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        window = self.window
        if window.length is not None:
            left = max(window.length - self.place, 0)
            size = left if size < 0 else min(size, left)
        if window.is_seekable:
            window.file.seek(window.start + self.place)
        data = window.file.read(size)
        self.place += len(data)
        return data

    def tell(self) -> int:
        """The byte that is read next, counted from the beginning of the Window."""
        return self.place
