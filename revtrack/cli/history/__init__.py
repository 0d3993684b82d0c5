"""Commands that look: `list`, `log`, `diff`, `show` and `blame`."""

from revtrack.cli.history.articles import list_
from revtrack.cli.history.differences import diff
from revtrack.cli.history.texts import blame, show
from revtrack.cli.history.versions import log

__all__ = ["blame", "diff", "list_", "log", "show"]
