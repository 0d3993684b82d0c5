"""Commands that bring many Snapshots in from elsewhere: `import`, a module for each kind of place."""

import click

from revtrack.cli.groups import CommandGroup
from revtrack.cli.imports.archives import import_archive, import_jsonl, import_wacz, import_warc
from revtrack.cli.imports.folder import import_dir
from revtrack.cli.imports.histories import import_diffengine, import_git, import_newsedits, import_newssniffer
from revtrack.cli.imports.lists import import_feed, import_opml, import_sitemap
from revtrack.cli.imports.mementos import import_cdx, import_timemap, import_wayback

__all__ = ["import_"]


@click.group("import", cls=CommandGroup)
def import_() -> None:
    """Store many Snapshots from elsewhere; interrupted or repeated, it adds only what is missing."""


for command in (
    import_dir,
    import_git,
    import_newssniffer,
    import_newsedits,
    import_diffengine,
    import_warc,
    import_wacz,
    import_wayback,
    import_timemap,
    import_cdx,
    import_archive,
    import_jsonl,
    import_feed,
    import_sitemap,
    import_opml,
):
    import_.add_command(command)
