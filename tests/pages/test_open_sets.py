"""Every open folder is what its tuple says: a file that was forgotten there would be a check, page or export nobody runs."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import generator.exports
import generator.facts
import generator.pages
from generator.facts.value import Record

if TYPE_CHECKING:
    from types import ModuleType


def modules_of(package: ModuleType) -> dict[str, ModuleType]:
    names = [info.name for info in pkgutil.iter_modules(package.__path__)]
    return {name: importlib.import_module(f"{package.__name__}.{name}") for name in names}


def test_every_page_is_in_a_tuple() -> None:
    listed = {
        write.__module__
        for writes in (
            generator.pages.CASE_PAGES,
            generator.pages.MOMENT_PAGES,
            generator.pages.PARTY_PAGES,
            generator.pages.METHOD_PAGES,
        )
        for write in writes
    }
    modules = modules_of(generator.pages).values()
    assert {module.__name__ for module in modules if hasattr(module, "write")} == listed
    assert [module.LIST for module in modules if hasattr(module, "LIST")] == sorted(
        generator.pages.LISTS, key=lambda one: one.section
    )


def test_every_page_has_its_template() -> None:
    folder = Path(generator.pages.__file__ or "").parent / "templates"
    templates = {path.name.removesuffix(".md.j2") for path in folder.glob("*.md.j2")}
    pages = {
        name
        for name, module in modules_of(generator.pages).items()
        if hasattr(module, "write") or hasattr(module, "LIST")
    }
    assert templates == pages


def test_every_kind_of_record_is_in_the_tuple() -> None:
    found = {
        value
        for module in modules_of(generator.facts).values()
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Record) and "KIND" in vars(value)
    }
    assert found == set(generator.facts.RECORD_KINDS)


@pytest.mark.parametrize("kind", generator.facts.RECORD_KINDS, ids=lambda kind: kind.KIND)
def test_kinds_have_their_own_key_and_anchor(kind: type[Record]) -> None:
    others = [other for other in generator.facts.RECORD_KINDS if other is not kind]
    assert kind.KIND not in {other.KIND for other in others}
    assert kind.ANCHOR not in {other.ANCHOR for other in others}
