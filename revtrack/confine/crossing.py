"""How a value crosses from a child that may have been taken over: as JSON, made again by the type it should have.

    child   Document ──write──→ [[["headline", "Rockets hit base", …]], …]
    parent                       ──read──→ Document, made by its constructor field by field, or Malformed

The type is the return annotation of the function that was called, so the child has no say in what is made: neither a
class nor a function can be named, as in a pickle, and every string stands where a string belongs. What a type computes
itself (fields with `init=False`) does not cross.

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
from types import NoneType, UnionType
from typing import Any, Final, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

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
    return _ENCODER.encode(write(value) if write else value).encode("utf-8", "surrogatepass")


def loads(data: bytes, hint: Any) -> Any:
    """The value of this type that was written as these bytes.

    Raises:
        Malformed: the bytes are no value of the type, whatever is wrong with them.
        TypeError: the type is one that cannot cross.
    """
    read = _form(hint).read
    try:
        return read(json.loads(data))
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
        return Form(lambda value: value.value, kind)
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


def _joined(strings: Sequence[str]) -> str | list[str]:
    text = BLANK.join(strings)
    return text if strings and text.count(BLANK) == len(strings) - 1 else list(strings)


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
