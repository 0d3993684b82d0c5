"""The same answer on every machine: nothing depends on the hashes of strings, which differ from process to process."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from revtrack.diff import compare
from revtrack.extract import document_from_sentences
from tests.diff.case_files import CASES, read_case
from tests.diff.edits import edited_texts

ROOT = Path(__file__).resolve().parent.parent.parent

DUMP = "from tests.diff.test_determinism import dump; print(dump())"


def dump() -> str:
    """One hash over every detail of many Comparisons."""
    digest = sha256()
    for path in sorted(CASES.glob("*.case")):
        digest.update(repr(compare(*read_case(path).documents)).encode())
    for text in edited_texts(20, seed=1):
        comparison = compare(document_from_sentences(text.old), document_from_sentences(text.new))
        digest.update(repr(comparison).encode())
    return digest.hexdigest()


def dump_with(hash_seed: str) -> str:
    """The same in a process of its own, with this seed for the hashes of strings."""
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", DUMP], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_every_detail_is_the_same_whatever_the_hash_seed() -> None:
    here = dump()
    assert len(here) == 64
    assert {dump_with(seed) for seed in "012"} == {here}
