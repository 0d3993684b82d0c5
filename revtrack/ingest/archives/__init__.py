"""SHELL. Archives: captures and files from where others kept them, read in place and never unpacked to disk.

    warc     WARC files, with the extra `warc`       Captured
    wacz     WACZ files, likewise                    Captured
    memento  TimeMaps and CDX of web archives        MementoReading
    packed   zip and tar files of pages              PackedFile
    jsonl    one Snapshot a line                     JsonLine

Everything in them is hostile until vetted: run these functions where they can be killed. What is not taken is told, as
PassedOver or as a problem of the capture itself, and never stops the rest.
"""

from revtrack.ingest.archives.captured import Captured, PassedOver
from revtrack.ingest.archives.jsonl import JsonLine, read_jsonl
from revtrack.ingest.archives.memento import (
    WAYBACK,
    Memento,
    MementoReading,
    cdx_query,
    raw_capture,
    read_cdx,
    read_timemap,
    whole_timemap,
)
from revtrack.ingest.archives.packed import PackedFile, read_packed
from revtrack.ingest.archives.wacz import read_wacz
from revtrack.ingest.archives.warc import read_warc

__all__ = [
    "WAYBACK",
    "Captured",
    "JsonLine",
    "Memento",
    "MementoReading",
    "PackedFile",
    "PassedOver",
    "cdx_query",
    "raw_capture",
    "read_cdx",
    "read_jsonl",
    "read_packed",
    "read_timemap",
    "read_wacz",
    "read_warc",
    "whole_timemap",
]
