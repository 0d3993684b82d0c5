"""SHELL. Snapshots from where users have them; nothing here reads an article's text.

    file      one file or standard input           Snapshot
    manifest  a folder described by a TOML file     Snapshots, as listed
    folder    a folder of files named by time       Snapshots, oldest first

Bytes are bounded before they are read, names of files inside a folder never lead out of it, and times carry a zone.
"""

from revtrack.ingest.file import Description, MediaType, read_bytes, snapshot_of
from revtrack.ingest.folder import open_folder
from revtrack.ingest.moments import parse_moment

__all__ = ["Description", "MediaType", "open_folder", "parse_moment", "read_bytes", "snapshot_of"]
