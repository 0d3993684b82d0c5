"""SHELL. Articles and their histories in a database: models in, models out; no database record leaves the room.

repository  the Store, the way in                        memory   what spares servers; no history
tables      the tables                                   records  what is kept: records of the tables ⇄ models
engine      connections, errors of the drivers           alone    who may look at the web, one process at a time
migrations  from nothing, or from an older revtrack, to these tables
"""

from revtrack.store.memory import Memory
from revtrack.store.records.queries import StoredSnapshot, Totals
from revtrack.store.records.writer import Writer
from revtrack.store.repository import Store, alone_on, open_store

__all__ = ["Memory", "Store", "StoredSnapshot", "Totals", "Writer", "alone_on", "open_store"]
