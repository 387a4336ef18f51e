from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_type_hints

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel, create_model

from generator.facts import KINDS_BY_KEY, RECORD_KINDS
from generator.facts.edtf import EdtfError, parse_edtf
from generator.facts.schema import SHORT_FORMS, make_schema, write_schema
from generator.facts.skeleton import SCHEMA_LINE
from generator.facts.value import Value
from tests.facts.test_skeleton import uncomment

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
FACTS = sorted(path for folder in ("dossiers", "tests/golden/dossiers") for path in (ROOT / folder).rglob("*.yaml"))
BROKEN = sorted((ROOT / "tests/invalid").glob("D*/*.yaml"))
UNSEEN = {
    "D006/no-date": "which of two fields is there is the model's own rule",
    "D009": "a text's Markdown is read by the generator alone",
    "D010": "fields that depend on each other are told apart by their words",
    "D013": "ids are unique across kinds and files",
}
"""The mistakes that no schema can see, and why."""

SEEN = {"D010/lived-without-died": "died is a required key; that the living have none is what the decoder adds"}
"""Those that one can see all the same, and why."""

VALIDATOR = Draft202012Validator(make_schema())


class CoreLoader(yaml.CSafeLoader):
    """YAML as editors read it: by the core schema of YAML 1.2.2 (§10.3), with keys that are text as in JSON."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  (what PyYAML asks for)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: ARG002
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}


for tag, pattern in (
    ("null", r"null|Null|NULL|~|"),
    ("bool", r"true|True|TRUE|false|False|FALSE"),
    ("int", r"[-+]?[0-9]+"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), None)
CoreLoader.add_constructor("tag:yaml.org,2002:map", CoreLoader.construct_mapping)
CoreLoader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))
CoreLoader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(loader.construct_scalar(node)))


def load(text: str) -> Any:
    return yaml.load(text, CoreLoader)


def complaints(text: str) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in VALIDATOR.iter_errors(load(text))]


def models() -> Iterator[type[BaseModel]]:
    """Every model of the facts, the parts of records too."""
    found: dict[type[BaseModel], None] = {}

    def walk(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation not in found:
            found[annotation] = None
            for info in annotation.model_fields.values():
                walk(info.annotation)
        for argument in get_args(annotation):
            walk(argument)

    for kind in RECORD_KINDS:
        walk(kind)
    yield from found


FIELDS = [(model, name) for model in models() for name in model.model_fields]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(make_schema())
    assert json.loads(write_schema()) == make_schema()


def test_every_kind_and_key_is_in_it_with_a_description_and_an_example() -> None:
    schema = make_schema()
    assert list(schema["properties"]) == list(KINDS_BY_KEY)
    for model, name in FIELDS:
        info = model.model_fields[name]
        definition = schema["$defs"][model.__name__]
        fields = next(form for form in (definition, *definition.get("anyOf", ())) if "properties" in form)
        field = fields["properties"][info.alias or name]
        assert field["description"], (model, name)
        assert field["examples"], (model, name)
        assert (name in fields["required"] or info.alias in fields["required"]) == info.is_required()
        assert fields["additionalProperties"] is False


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=[f"{model.__name__}.{name}" for model, name in FIELDS])
def test_every_example_is_one(model: type[BaseModel], name: str) -> None:
    info = model.model_fields[name]
    annotation: Any = get_type_hints(model, include_extras=True)[name]
    if info.metadata:
        annotation = Annotated[annotation, *info.metadata]
    sample = create_model("Sample", __base__=Value, sample=(annotation, ...))
    definition = make_schema()["$defs"][model.__name__]
    fields = next(form for form in (definition, *definition.get("anyOf", ())) if "properties" in form)
    field = Draft202012Validator({**fields["properties"][info.alias or name], "$defs": make_schema()["$defs"]})
    for example in info.examples or ():
        sample.model_validate({"sample": example})
        assert list(field.iter_errors(example)) == []


def test_every_short_form_is_in_the_table() -> None:
    written_short = {
        model for model in models() if model.__pydantic_decorators__.model_validators.get("_from_short_form")
    }
    assert written_short == set(SHORT_FORMS)


@pytest.mark.parametrize("path", FACTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_of_facts_is_valid(path: Path) -> None:
    assert complaints(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "dossiers").rglob("*.yaml")), ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_every_file_of_facts_names_the_schema(path: Path) -> None:
    line = path.read_text(encoding="utf-8").partition("\n")[0]
    assert line == SCHEMA_LINE
    assert (path.parent / line.partition("=")[2]).resolve() == ROOT / "schema/case.json"


def test_there_are_files_of_facts() -> None:
    assert FACTS


def test_the_examples_for_beginners_are_valid() -> None:
    assert complaints(uncomment()) == []


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.relative_to(ROOT / "tests/invalid").as_posix())
def test_an_editor_sees_what_a_schema_can_see(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    name = f"{path.parent.name}/{path.stem}"
    if {path.parent.name, name} & set(UNSEEN) and name not in SEEN:
        assert complaints(text) == []
    else:
        assert complaints(text) != []


@pytest.mark.parametrize(
    "text",
    [
        "events: {a: {date: 2017, title: A}}",
        "events: {a: {date: 0850, title: A}}",
        "events: {a: {date: {start: 2017, bound: at-latest}, title: 1984, cite: 2024}}",
        "events: {2017: {date: 2017-07, title: A, cite: {source: 2024, at: 3}}}",
        "events:",
        "quantities: {a: {value: 181000, unit: 1, of: 2}, b: {value: 2.50, unit: m, of: n}, c: {value: '7', unit: m, of: n}}",
        "sources: {a: {type: report, title: null, seen: copy, number: 12, volume: 3, page: 7, url: ~}}",
        "case: {title: {en: 1984, fr: 1984}, summary: 1984, languages: [en], expectations: {events: 3}}",
        "proceedings: {a: {title: A, court: c, instance: first, number: 12, chamber: 3}}",
        "proceedings: {a: {title: A, court: c, instance: first, number: ~, steps: [{id: 1, on: 2017, kind: judgment, in_absentia: true, cite: s}]}}",
    ],
)
def test_what_looks_like_a_number_is_taken_as_what_it_is(text: str) -> None:
    assert complaints(text) == []


DATE = r"(201[0-9X]|20XX|[0-9]{4})(-(0[1-9]|1[0-2]|2[1-4]|XX)(-(0[1-9]|[12][0-9]|XX))?)?[?~%]?"


@given(st.from_regex(rf"{DATE}(/({DATE}|\.\.))?|\.\./{DATE}", fullmatch=True, alphabet="0123456789X-~?%/."))
def test_no_date_that_can_be_read_is_refused(text: str) -> None:
    field = Draft202012Validator(make_schema()["$defs"]["EdtfDate"])
    try:
        parse_edtf(text)
    except EdtfError:
        return
    assert field.is_valid(text)


@pytest.mark.parametrize(
    "text", ["2014/", "/2014", "July 2017", "2017-7", "2014-2017", "~2017", "2014/2015/2016", "../.."]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert not Draft202012Validator(make_schema()["$defs"]["EdtfDate"]).is_valid(text)
