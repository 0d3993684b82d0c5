"""A group of commands, as its help shows them and as it takes a mistyped one."""

import difflib
from typing import Final

import click

from revtrack.errors import UsageError

__all__ = ["CommandGroup"]

LONGEST_SENTENCE: Final = 200
"""Characters of a command's help that its group shows, at least 1; no first sentence of ours has more."""


class CommandGroup(click.Group):
    """A group that lists its commands in the order they were added and guesses what a mistyped one meant."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The names in order of addition, which follows the work."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named by the first argument.

        Raises:
            UsageError: no such command; names the nearest.
        """
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], self.commands, n=1)
            hint = f"did you mean “{near[0]}”?" if near else f"{ctx.command_path} --help lists the commands"
            raise UsageError(f"there is no command “{args[0][:64]}”", hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  click's signature
        """The commands, each with the whole first sentence of its help, which click would cut off."""
        rows = [(name, command.get_short_help_str(LONGEST_SENTENCE)) for name, command in self.commands.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)
