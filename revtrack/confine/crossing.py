"""How a value crosses from a child that may have been taken over: as JSON, made again by the type it should have.

    child   Document ──write──→ [["headline", "Rockets hit base", …], …, [0, 31, 1, 40], …] ⏎ its text as it is
    parent                       ──read──→ Document, made field by field, or Malformed

The type is the return annotation of the function that was called, so the child has no say in what is made: neither a
class nor a function can be named, as in a pickle, and every string stands where a string belongs. What a type computes
itself (fields with `init=False`) does not cross.

Where the value is a list whose last item is a string, that one stands behind the JSON, after a line break: quoting the
text of an article and reading it letter by letter would cost more than all the rest.

Known are None, bool, int, float, str, bytes, datetime, date, timedelta, enumerations, Literal, tuples, frozensets,
mappings, unions, dataclasses and named tuples. A type of another kind is a mistake in our own code: TypeError.
"""

import json
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from itertools import islice
from types import NoneType, UnionType
from typing import Any, Final, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from revtrack.model import Block, BlockKind, Document, OnDemand, Sentence

__all__ = ["Malformed", "dumps", "loads"]


class Malformed(Exception):  # noqa: N818  not an error of a user: what came is not what was announced
    """The bytes are no value of the type."""


Write = Callable[[Any], Any] | None
"""Value → what JSON can hold. None: it is that already."""

Read = Callable[[Any], Any]
"""What came out of JSON → value; raises something where it is none."""

BLANK: Final = " "
"""Stands between the strings of a tuple of strings that hold none, as tokens: one long string is read ten times faster
than a thousand short ones."""


class Form(NamedTuple):
    """How values of one type are written and read."""

    write: Write
    read: Read


def dumps(value: object, hint: Any) -> bytes:
    """The bytes of a value of this type.

    Raises:
        TypeError: the value is of another type, or the type is one that cannot cross.
    """
    write = _form(hint).write
    written = write(value) if write else value
    behind = ""
    if type(written) is list and written and type(written[-1]) is str:
        *written, text = written
        behind = "\n" + text
    return (_ENCODER.encode(written) + behind).encode("utf-8", "surrogatepass")


def loads(data: bytes, hint: Any) -> Any:
    """The value of this type that was written as these bytes.

    Raises:
        Malformed: the bytes are no value of the type, whatever is wrong with them.
        TypeError: the type is one that cannot cross.
    """
    read = _form(hint).read
    try:
        head, behind, text = data.partition(b"\n")
        raw = json.loads(head.decode("utf-8", "surrogatepass"))
        if behind:
            raw.append(text.decode("utf-8", "surrogatepass"))
        return read(raw)
    except Exception as problem:
        raise Malformed(f"{type(problem).__name__}: {problem}") from problem


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


@cache
def _form(hint: Any) -> Form:
    """The form of a type, worked out once."""
    kind = get_origin(hint) or hint
    parts = get_args(hint)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind in {Union, UnionType}:
        return _union(parts)
    if kind is Literal:
        return Form(None, _one_of(parts))
    if kind is tuple:
        return _tuple(parts)
    if kind in {Sequence, frozenset} and parts:
        each = _many(_form(parts[0]))
        return each if kind is Sequence else Form(each.write, lambda raw: frozenset(each.read(raw)))
    if kind is Mapping and parts:
        pairs = _many(_tuple(parts))
        return Form(lambda value: [list(pair) for pair in _listed(pairs, value)], lambda raw: dict(pairs.read(raw)))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return Form(None if issubclass(kind, str) else lambda value: value.value, kind)
    if kind is Document:
        return _document()
    if isinstance(kind, type) and not parts and (is_dataclass(kind) or hasattr(kind, "_fields")):
        return _record(kind)
    raise TypeError(f"{hint} is not a type that crosses")


def _listed(pairs: Form, value: Mapping[Any, Any]) -> Any:
    items = tuple(value.items())
    return pairs.write(items) if pairs.write else items


def _exactly(*kinds: type) -> Read:
    def read(raw: Any) -> Any:
        if type(raw) not in kinds:
            raise Malformed(f"{type(raw).__name__} where {kinds[0].__name__} belongs")
        return raw

    return read


def _one_of(values: tuple[Any, ...]) -> Read:
    def read(raw: Any) -> Any:
        if raw not in values or type(raw) is not type(values[values.index(raw)]):
            raise Malformed(f"none of {values}")
        return raw

    return read


def _bytes(raw: str) -> bytes:
    return a2b_base64(raw, strict_mode=True)


_PLAIN: Final[dict[Any, Form]] = {
    None: Form(None, _exactly(NoneType)),
    NoneType: Form(None, _exactly(NoneType)),
    bool: Form(None, _exactly(bool)),
    int: Form(None, _exactly(int)),
    float: Form(None, lambda raw: float(_exactly(float, int)(raw))),
    str: Form(None, _exactly(str)),
    bytes: Form(lambda value: b2a_base64(value, newline=False).decode("ascii"), _bytes),
    datetime: Form(datetime.isoformat, datetime.fromisoformat),
    date: Form(date.isoformat, date.fromisoformat),
    timedelta: Form(
        lambda value: [value.days, value.seconds, value.microseconds],
        lambda raw: timedelta(*map(_exactly(int), raw)),
    ),
}


def _many(each: Form) -> Form:
    """A tuple of any length whose members are all of one form."""
    write, read = each
    if read is _PLAIN[str].read:
        return Form(_joined, _parted)

    def read_all(raw: Any) -> tuple[Any, ...]:
        if type(raw) is not list:
            raise Malformed(f"{type(raw).__name__} where a list belongs")
        return tuple(map(read, raw))

    return Form(None if write is None else lambda value: list(map(write, value)), read_all)


def _joined(strings: Sequence[str], between: str = BLANK) -> str | list[str]:
    text = between.join(strings)
    return text if strings and text.count(between) == len(strings) - 1 else list(strings)


def _parted(raw: Any) -> tuple[str, ...]:
    if type(raw) is str:
        return tuple(raw.split(BLANK))
    if type(raw) is not list or not set(map(type, raw)) <= {str}:
        raise Malformed("something else where strings belong")
    return tuple(raw)


def _tuple(parts: tuple[Any, ...]) -> Form:
    if len(parts) == 2 and parts[1] is Ellipsis:  # noqa: PLR2004  tuple[X, ...]
        return _many(_form(parts[0]))
    return _row([_form(part) for part in parts], tuple)


def _row(forms: Sequence[Form], make: Callable[[list[Any]], Any]) -> Form:
    """Values of these forms side by side."""
    busy = [(place, form.write) for place, form in enumerate(forms) if form.write]
    readers = [form.read for form in forms]

    def write(value: Any) -> list[Any]:
        row = list(value)
        for place, change in busy:
            row[place] = change(row[place])
        return row

    def read(raw: Any) -> Any:
        if type(raw) is not list:
            raise Malformed(f"{type(raw).__name__} where a list belongs")
        return make([reader(item) for reader, item in zip(readers, raw, strict=True)])

    return Form(write, read)


def _record(kind: type) -> Form:
    """A dataclass or a named tuple, by the fields its constructor takes."""
    names: tuple[str, ...] = getattr(kind, "_fields", ())
    if is_dataclass(kind):
        names = tuple(one.name for one in fields(kind) if one.init)
    hints = get_type_hints(kind)
    row = _row([_form(hints[name]) for name in names], lambda values: kind(**dict(zip(names, values, strict=True))))

    def write(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"{type(value).__name__} where {kind.__name__} belongs")
        assert row.write is not None
        return row.write([getattr(value, name) for name in names])

    return Form(write, row.read)


def _union(parts: tuple[Any, ...]) -> Form:
    """None or a value; of several types beside None, the place of the type comes before the value."""
    types = [part for part in parts if part is not NoneType]
    forms = [_form(part) for part in types]
    if len(forms) == 1:
        write, read = forms[0]
        return Form(
            None if write is None else lambda value: None if value is None else write(value),
            lambda raw: None if raw is None else read(raw),
        )
    kinds = [get_origin(part) or part for part in types]
    has_none = len(types) < len(parts)

    def write_any(value: Any) -> Any:
        if value is None and has_none:
            return None
        if type(value) not in kinds:
            raise TypeError(f"{type(value).__name__} where one of {types} belongs")
        place = kinds.index(type(value))
        change = forms[place].write
        return [place, change(value) if change else value]

    def read_any(raw: Any) -> Any:
        if raw is None and has_none:
            return None
        place, inner = raw
        if type(place) is not int or place < 0:
            raise Malformed("no such type")
        return forms[place].read(inner)

    return Form(write_any, read_any)


# --------------------------------------------------------------------------------------------------------- Documents

BETWEEN: Final = "\0"
"""Stands between the texts of a Document where none of them holds it. None does that was read from a page or a file."""


def _document() -> Form:
    """A Document, by columns: its blocks are checked when it arrives and made when somebody asks for them.

    Its text crosses once. A sentence is two numbers, how far it begins behind the last one and how long it is, so none
    can overlap another; its key crosses where that is not its text.
    """
    names = tuple(one.name for one in fields(Document) if one.init and one.name != "blocks")
    hints = get_type_hints(Document)
    row = _row([_form(hints[name]) for name in names], lambda values: dict(zip(names, values, strict=True)))

    def write(value: Any) -> list[Any]:
        if type(value) is not Document:
            raise TypeError(f"{type(value).__name__} where Document belongs")
        assert row.write is not None
        return [row.write([getattr(value, name) for name in names]), *_columns(value.blocks)]

    def read(raw: Any) -> Document:
        others, *columns = raw
        return Document.on_demand(OnDemand(_blocks, _checked(*columns)), **row.read(others))

    return Form(write, read)


class _Columns(NamedTuple):
    """Blocks: the first four have one item for each, the next two one for each sentence, of `steps` there are two."""

    kinds: list[str]
    levels: list[int | None]
    counts: list[int]
    """Sentences of each."""
    texts: list[str]
    keys: list[str | None]
    tokens: list[Any]
    """Joined, or where they cannot be, each for itself."""
    steps: list[int]


_HELD: Final[tuple[set[type], ...]] = ({str}, {int, NoneType}, {int}, {str}, {str, NoneType}, {str, list}, {int})
"""The types in each of the columns."""

_KINDS: Final = frozenset(map(str, BlockKind))


def _columns(blocks: tuple[Block, ...]) -> list[Any]:
    """What crosses of some Blocks; last, where it is one string, their texts with the tokens of their sentences."""
    steps: list[int] = []
    keys: list[str | None] = []
    texts: list[Any] = [block.text for block in blocks]
    for block in blocks:
        text, at = block.text, 0
        for sentence in block.sentences:
            start, end, said = sentence.start, sentence.end, sentence.text
            if not at <= start <= end or text[start:end] != said:
                raise TypeError("a sentence does not stand where it says")
            steps += (start - at, end - start)
            at = end
            keys.append(None if sentence.key == said else sentence.key)
            texts.append(_joined(sentence.tokens))
    heads = ([one.kind for one in blocks], [one.level for one in blocks], [len(one.sentences) for one in blocks])
    together = all(type(one) is str for one in texts)
    return [*heads, keys, steps, _joined(texts, BETWEEN) if together else texts]


def _checked(kinds: Any, levels: Any, counts: Any, keys: Any, steps: Any, said: Any) -> _Columns:
    """The columns of Blocks that can be made of what came; whole columns at a time, for that is ten times as fast."""
    texts = said.split(BETWEEN, len(kinds) + len(keys)) if type(said) is str else said
    found = _Columns(kinds, levels, counts, texts[: len(kinds)], keys, texts[len(kinds) :], steps)
    for column, types in zip(found, _HELD, strict=True):
        if type(column) is not list or not set(map(type, column)) <= types:
            raise Malformed("something else where blocks belong")
    if not len(kinds) == len(levels) == len(counts) == len(found.texts):
        raise Malformed("blocks without an end")
    if not len(found.tokens) == len(keys) == len(steps) / 2 == sum(counts):
        raise Malformed("sentences without an end")
    if not _KINDS.issuperset(kinds) or min(counts, default=0) < 0 or min(steps, default=0) < 0:
        raise Malformed("no such kind, or sentences out of order")
    at = 0
    for text, count in zip(found.texts, counts, strict=True):
        if sum(steps[at : at + 2 * count]) > len(text):
            raise Malformed("a sentence beyond its text")
        at += 2 * count
    return found._replace(tokens=list(map(_parted, found.tokens))) if list in set(map(type, found.tokens)) else found


def _blocks(columns: _Columns) -> tuple[Block, ...]:
    """The Blocks of columns that were checked."""
    sentences = zip(columns.steps[::2], columns.steps[1::2], columns.keys, columns.tokens, strict=True)
    made = []
    for kind, level, count, text in zip(columns.kinds, columns.levels, columns.counts, columns.texts, strict=True):
        own, end = [], 0
        for gap, length, key, tokens in islice(sentences, count):
            start, end = end + gap, end + gap + length
            said = text[start:end]
            split = tuple(tokens.split(BLANK)) if type(tokens) is str else tokens
            own.append(Sentence(start=start, end=end, text=said, key=said if key is None else key, tokens=split))
        made.append(Block(kind=BlockKind(kind), level=level, text=text, sentences=tuple(own)))
    return tuple(made)
