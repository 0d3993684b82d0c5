"""Every exception revtrack raises, as one tree; the exit code belongs to the class.

RevtrackError                 base; never raised itself                        exit 70
├── UsageError                an argument or a configuration is wrong          exit 2
│   └── InputError            a file or its content cannot be taken            exit 2
│       └── ManifestError     a manifest is malformed; names the line          exit 2
├── NotFoundError             unknown article, version or source               exit 3
├── PartialError              some inputs failed, the rest was stored          exit 4
├── StoreError                the database cannot be used                      exit 70
│   ├── IntegrityError        damaged, or written by a newer revtrack          exit 6
│   ├── BusyError             locked, or another fetch is running              exit 7
│   ├── UnreachableError      no server answers, or it refuses us              exit 5
│   └── UnwritableError       read-only, missing folder, full disk             exit 2
└── OutputError               a page, a feed or a stream cannot be written     exit 2

Every message is one sentence that names the input, and `hint` the remedy.
"""

from typing import ClassVar

__all__ = [
    "BusyError",
    "InputError",
    "IntegrityError",
    "ManifestError",
    "NotFoundError",
    "OutputError",
    "PartialError",
    "RevtrackError",
    "StoreError",
    "UnreachableError",
    "UnwritableError",
    "UsageError",
]


class RevtrackError(Exception):
    """Base of all errors a user can cause or meet.

    Args:
        message: one sentence that names the input.
        hint: what to do about it, one sentence; None where nothing sensible can be said.
    """

    exit_code: ClassVar[int] = 70
    code: ClassVar[str] = "internal"
    """The stable word for this kind of error in `--json` output."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(RevtrackError):
    """An argument, an option or a configuration value is wrong."""

    exit_code = 2
    code = "usage"


class InputError(UsageError):
    """A file cannot be taken: missing, a directory, empty, binary, undecodable, too large, in the future."""

    code = "input"


class ManifestError(InputError):
    """A manifest is malformed; the message names file and line."""

    code = "manifest"


class NotFoundError(RevtrackError):
    """No such article, version, range or source."""

    exit_code = 3
    code = "not_found"


class PartialError(RevtrackError):
    """Some inputs failed; everything else was stored."""

    exit_code = 4
    code = "partial"


class StoreError(RevtrackError):
    """The database cannot be used."""

    code = "store"


class IntegrityError(StoreError):
    """The database is damaged, or comes from a newer revtrack."""

    exit_code = 6
    code = "integrity"


class BusyError(StoreError):
    """Another program holds the database."""

    exit_code = 7
    code = "busy"


class UnreachableError(StoreError):
    """The database server does not answer, or refuses who asks."""

    exit_code = 5
    code = "unreachable"


class UnwritableError(StoreError):
    """The database cannot be written: read-only, no such folder, disk full."""

    exit_code = 2
    code = "unwritable"


class OutputError(RevtrackError):
    """A page, a feed or a file cannot be written."""

    exit_code = 2
    code = "output"
