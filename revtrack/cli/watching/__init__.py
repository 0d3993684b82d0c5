"""Commands that look again and again: `watch` says at what, `fetch` looks once at all that is due."""

from revtrack.cli.watching.rounds import fetch
from revtrack.cli.watching.subscriptions import export, watch

__all__ = ["export", "fetch", "watch"]
