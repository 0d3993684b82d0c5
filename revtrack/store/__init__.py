"""SHELL. Articles and their histories in a database: models in, models out; no database record leaves the room.

repository  the Store and what may be written      queries  what can be asked      check    is everything whole?
tables      the tables                             mapping  record ⇄ model         blobs    bytes by their hash
engine      connections, errors of the drivers     migrate  from nothing or an older revtrack to these tables
"""

from revtrack.store.queries import Totals
from revtrack.store.repository import Store, Writer, open_store

__all__ = ["Store", "Totals", "Writer", "open_store"]
