"""The contents of files by their hashes, from one long-lived `git cat-file`."""

import subprocess
from contextlib import AbstractContextManager
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Self

from revtrack.ingest.file import MAX_BYTES
from revtrack.ingest.repositories.repository import LONGEST_FIELD, Repository, ended, first_line

__all__ = ["Blobs"]


class Blobs(AbstractContextManager["Blobs"]):
    """The contents of files by their hashes, through one running git; it is started again where it gave up."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._process: subprocess.Popen[bytes] | None = None
        self._said: IO[bytes] = TemporaryFile()  # noqa: SIM115  closed in __exit__

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()
        self._said.close()

    def read(self, blob: str) -> bytes | str:
        """The content of a file, or why there is none to take, as a sentence without its subject."""
        if self._process is None:
            self._said.seek(0)
            self._said.truncate()
            self._process = self._repository.start_reading(self._said)
        source, answer = self._process.stdin, self._process.stdout
        assert source is not None
        assert answer is not None
        try:
            source.write(blob.encode() + b"\n")
            source.flush()
        except OSError:  # it died meanwhile
            return self._failed()
        head = answer.readline(LONGEST_FIELD).split()
        if head[1:] == [b"missing"]:
            return "is missing in the repository"
        if len(head) != 3 or head[1] != b"blob":  # noqa: PLR2004  "hash blob size"
            return self._failed()
        size = int(head[2])
        if size > MAX_BYTES:
            self._stop()  # sooner than all of it has come through
            return f"is larger than {MAX_BYTES // 1_000_000} MB"
        content = answer.read(size + 1)
        return content[:size] if len(content) == size + 1 else self._failed()

    def _failed(self) -> str:
        self._stop()
        return f"cannot be read out of the repository: {first_line(self._said)}"

    def _stop(self) -> None:
        if self._process is not None:
            with ended(self._process):
                self._process = None
