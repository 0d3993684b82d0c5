"""SHELL. Articles and their histories in a database: models in, models out; no database record leaves the room.

repository  the Store, the way in                  queries  what can be asked      writer   what may be written
tables      the tables                             mapping  record ⇄ model         blobs    bytes by their hash
engine      connections, errors of the drivers     check    is everything whole?
alone       who may look at the web for a database, one process at a time
hosts       what is remembered of servers in between
migrations  from nothing, or from an older revtrack, to these tables
"""

from revtrack.store.queries import StoredSnapshot, Totals
from revtrack.store.repository import Store, alone_on, open_store
from revtrack.store.writer import Writer

__all__ = ["Store", "StoredSnapshot", "Totals", "Writer", "alone_on", "open_store"]
