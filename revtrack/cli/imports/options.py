"""The options that every import of a history has, and what they say as one value."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

__all__ = ["Wish", "encoding_option", "shared_options"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the shared options say."""

    source: str | None
    """The publisher, where the input does not name it."""
    language: str | None
    """The language of the articles, where the input does not name it."""
    dry_run: bool
    """Whether to store nothing."""
    as_json: bool
    """Whether to tell it as JSON."""


def shared_options(command: Callable[..., None]) -> Callable[..., None]:
    """The command with `--source`, `--lang`, `--dry-run` and `--json`, which reach it as one Wish called `wish`."""

    @wraps(command)
    def gathered(
        *arguments: Any, source: str | None, lang: str | None, dry_run: bool, as_json: bool, **others: Any
    ) -> None:
        wish = Wish(source=source, language=lang, dry_run=dry_run, as_json=as_json)
        command(*arguments, wish=wish, **others)

    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON."),
        click.option("--dry-run", is_flag=True, help="Say what would be stored; store nothing."),
        click.option("--lang", metavar="TAG", help="The language of the articles, such as en."),
        click.option("--source", help="The publisher, as people call it."),
    ):
        gathered = option(gathered)
    return gathered


def encoding_option(command: Callable[..., None]) -> Callable[..., None]:
    """The command with `--encoding`, for texts that may be in another one than UTF-8."""
    what = "The character encoding of the texts. Default: UTF-8, or what HTML declares."
    return click.option("--encoding", metavar="NAME", help=what)(command)
