"""The manual of the facts, written from the models: every kind of record, every field, and what it takes."""

from __future__ import annotations

from inspect import get_annotations
from typing import TYPE_CHECKING

from generator.facts import RECORD_KINDS
from generator.facts.notation import write_value
from generator.facts.schema import NAMED, Schema, list_keys, make_schema, name_class, tell
from generator.facts.skeleton import EXAMPLES, SCHEMA_LINE
from generator.facts.statement import Statement

if TYPE_CHECKING:
    from generator.facts.value import Record

_INTRODUCTION = f"""\
<!-- Written by `dossier schema` from the models in generator/facts/; a change made here would be lost. -->

# Facts

The facts of a case are the `.yaml` files in its folder, `dossiers/<case>/`. Each file is a map from a kind of record to
a map from id to record, and a record is a map from key to value:

```yaml
events:                          # the kind of record
  arrest:                        # the record's id: unique in the case, and part of its address for ever
    date: 2017-11                # a key, and what it takes
    title: A man is arrested
    cite: la-gazette-2024        # the id of another record
```

Records that several cases use stand in `dossiers/shared/` and are referred to as `shared/id`; a record of another case
is `other-case/id`. Where a record stands in the files means nothing: divide them as you like. An editor that speaks to
the YAML language server completes and explains keys and values as you type, because each file begins with this line:

```yaml
{SCHEMA_LINE}
```

[Dates](dates.md) and [texts](text.md) have pages of their own. `dossier check` says what is wrong in a file and what to
write instead; `dossier new` begins a case with an example of every kind.

Short forms, for what is simple:

- A text without a language is in the case's first language; otherwise it is a map from language to text.
- A list of one needs no dash, where the tables say "or a list of them".
- A date is its EDTF text alone, and a citation the id of its source alone.
- {{statements}}
"""

Row = tuple[str, str, str, str, str]
_HEAD: Row = ("Key", "Takes", "If left out", "Meaning", "Example")
_LINE: Row = ("---", "---", "---", "---", "---")


def write_manual() -> str:
    """The text of `docs/facts.md`."""
    definitions = make_schema()["$defs"]
    kinds = {kind.__name__ for kind in RECORD_KINDS}
    parts = [name for name, schema in definitions.items() if "title" in schema and "enum" not in schema]
    values = [name for name, _, _ in NAMED if name != "Flag" and not name.endswith("Ref")]
    contents = [f"[`{kind.KIND}`](#{kind.KIND})" for kind in RECORD_KINDS]
    short_form = tell(Statement.__doc__).partition("Short forms: ")[2]
    sections = [
        _INTRODUCTION.replace("{statements}", short_form),
        f"The kinds: {', '.join(contents)}.\n",
        *(_write_kind(kind) for kind in RECORD_KINDS),
        "# Parts of records\n",
        *(_write_part(name, definitions[name]) for name in sorted(parts) if name not in kinds),
        "# Values\n",
        *(f"## {_title(name)}\n\n{definitions[name]['description']}\n" for name in values),
    ]
    return "\n".join(sections)


def _write_kind(kind: type[Record]) -> str:
    examples = [example.records.strip("\n") for example in EXAMPLES if example.kind == kind.KIND]
    if not examples:
        needed = {key: info for key, info in list_keys(kind).items() if info.is_required()}
        examples = [
            "\n".join(f"  {key}: {write_value(info.examples[0])}" for key, info in needed.items() if info.examples)
        ]
    record = "\n".join((f"{kind.KIND}:", *examples)).replace("<today>", "2025-03-01")
    keys = sorted(list_keys(kind), key=lambda key: _depth(kind, key))
    table = _write_table(make_schema()["$defs"][kind.__name__], keys)
    return f"## {kind.KIND}\n\n{tell(kind.__doc__)}\n\n```yaml\n{record}\n```\n\n{table}"


def _depth(kind: type[Record], key: str) -> int:
    """How far up a field was declared: what is special to a kind comes first in its table."""
    name = next(name for name, info in kind.model_fields.items() if (info.alias or name) == key)
    return next(depth for depth, model in enumerate(kind.__mro__) if name in get_annotations(model))


def _write_part(name: str, schema: Schema) -> str:
    fields = next((form for form in schema.get("anyOf", ()) if "properties" in form), schema)
    return f"## {_title(name)}\n\n{schema['description']}\n\n{_write_table(fields, list(fields['properties']))}"


def _write_table(schema: Schema, keys: list[str]) -> str:
    rows = [_HEAD, _LINE, *(_write_row(key, schema["properties"][key], key in schema["required"]) for key in keys)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _write_row(key: str, field: Schema, required: bool) -> Row:
    default = f"`{write_value(field['default'])}`" if "default" in field else ""
    examples = field.get("examples", ())
    example = f"`{key}: {write_value(examples[0])}`" if examples else ""
    meaning = " ".join(field["description"].split())
    return (f"`{key}`", _tell_shape(field), "**required**" if required else default, meaning, example)


def _tell_shape(shape: Schema) -> str:
    if "$ref" in shape:
        return _tell_named(shape["$ref"].rpartition("/")[2])
    if "anyOf" in shape:
        return _tell_forms(shape["anyOf"])
    if shape["type"] == "array":
        return f"list: {_tell_shape(shape['items'])}"
    if shape["type"] == "object":
        return f"map from {_tell_shape(shape['propertyNames'])} to {_tell_shape(shape['additionalProperties'])}"
    if shape["type"] == "integer":
        return f"whole number, {shape['minimum']} or more"
    return f"text like `{shape['pattern']}`" if "pattern" in shape else "plain text"


def _tell_forms(forms: list[Schema]) -> str:
    *others, last = forms
    told = " or ".join(map(_tell_shape, others))
    if last == {"type": "null"}:
        return f"{told}, or `null`"
    return f"{told}, or a list of them" if last.get("items") == others[-1] else f"{told} or {_tell_shape(last)}"


def _tell_named(name: str) -> str:
    definition = make_schema()["$defs"][name]
    if "enum" in definition:
        return ", ".join(f"`{word}`" for word in definition["enum"])
    if name.endswith("Ref"):
        return str(definition["description"])[4:].rstrip(".").partition(":")[0]
    called = name_class(name)
    return "`true` or `false`" if name == "Flag" else f"[{called}](#{called.replace(' ', '-').lower()})"


def _title(name: str) -> str:
    called = name_class(name)
    return called[0].upper() + called[1:]
