"""Commands that look after revtrack itself: `config`, `doctor`, `db` and `reextract`."""

from revtrack.cli.upkeep.config import config
from revtrack.cli.upkeep.database import db, reextract, status
from revtrack.cli.upkeep.doctor import doctor

__all__ = ["config", "db", "doctor", "reextract", "status"]
