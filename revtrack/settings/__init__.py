"""PURE. Settings: what configuration files, the environment and options say, checked and put together.

    system file < user's file < project's revtrack.toml < environment < options   →  Settings

    [revtrack]                     REVTRACK_DB, REVTRACK_CONTACT            db, contact
    [fetch]                        REVTRACK_FETCH_JOBS, …                   how servers are treated
    [[source]]                     one for each publisher, by name          what to watch there and how to read it

values   what is configured, with its defaults      checks   what a value must be
keys     every key, with its check                  reading  files, environment and options into Settings

A key that nobody knows is an error, for it is a slip of the pen: the message names the file, the line and the nearest
key there is. Of two files that say a value the nearer one counts; of two that describe a source its whole description.
"""

from revtrack.settings.checks import duration
from revtrack.settings.keys import KEYS
from revtrack.settings.reading import ConfigFile, read_settings
from revtrack.settings.values import FetchSettings, Period, Settings, Source

__all__ = ["KEYS", "ConfigFile", "FetchSettings", "Period", "Settings", "Source", "duration", "read_settings"]
