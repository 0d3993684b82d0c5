"""As much of JSON Schema 2020-12 as our schema uses, so that no dependency is needed to hold ourselves to it."""

import re
from collections.abc import Iterator
from typing import Any

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}

KNOWN = {
    *("$schema", "$defs", "$ref", "title", "description", "type", "required", "properties", "additionalProperties"),
    *("items", "prefixItems", "minItems", "maxItems", "enum", "const", "pattern", "minimum", "maximum", "anyOf"),
}


def problems(value: object, schema: dict[str, Any], root: dict[str, Any], where: str = "$") -> Iterator[str]:
    """What is wrong with a value, each with the place of it."""
    assert schema.keys() <= KNOWN, f"this validator does not know {schema.keys() - KNOWN}"
    if "$ref" in schema:
        target = root
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        yield from problems(value, target, root, where)
    if "anyOf" in schema and all(list(problems(value, one, root, where)) for one in schema["anyOf"]):
        yield f"{where} is none of the alternatives"
    if not _is_of(value, schema.get("type", list(TYPES))) or not _is_in_range(value, schema):
        yield f"{where} is {value!r:.40}, against {schema!r:.200}"
    elif isinstance(value, dict):
        yield from _of_object(value, schema, root, where)
    elif isinstance(value, list):
        yield from _of_array(value, schema, root, where)


def _is_in_range(value: object, schema: dict[str, Any]) -> bool:
    if value not in schema.get("enum", [value]) or value != schema.get("const", value):
        return False
    if isinstance(value, str):
        return bool(re.search(schema.get("pattern", ""), value))
    if isinstance(value, int | float):
        return bool(schema.get("minimum", value) <= value <= schema.get("maximum", value))
    if isinstance(value, list):
        return bool(schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)))
    return True


def _is_of(value: object, wanted: str | list[str]) -> bool:
    names = [wanted] if isinstance(wanted, str) else wanted
    if isinstance(value, bool):
        return "boolean" in names
    return any(isinstance(value, TYPES[name]) for name in names)


def _of_object(value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], where: str) -> Iterator[str]:
    yield from (f"{where} lacks {key}" for key in schema.get("required", ()) if key not in value)
    for key, item in value.items():
        inside = schema.get("properties", {}).get(key, schema.get("additionalProperties", {}))
        yield from problems(item, inside, root, f"{where}.{key}")


def _of_array(value: list[Any], schema: dict[str, Any], root: dict[str, Any], where: str) -> Iterator[str]:
    first = schema.get("prefixItems", [])
    for place, item in enumerate(value):
        inside = first[place] if place < len(first) else schema.get("items", {})
        yield from problems(item, inside, root, f"{where}[{place}]")
