"""Templates: everything a template writes is escaped unless it comes as ready HTML from a view."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from generator.language import translations
from generator.views.rendering import markdown_escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2 import Template

_UNSAFE_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


@cache
def load_template(name: str, language: str) -> Template:
    """The template `name` with the interface's words in `language`."""
    return _environment(language).get_template(f"{name}.md.j2")


class _Translator(NodeTransformer):
    """Puts the interface's words in the place of `_("…")`, once for a template: a page asks for three hundred of them."""

    def __init__(self, translate: Callable[[str], str]) -> None:
        self.translate = translate

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802  (named by jinja2)
        """A message without placeholders as its words; any other call as it is."""
        self.generic_visit(node)
        match node:
            case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=message)], kwargs=[]):
                words = self.translate(message) % {}
                return nodes.TemplateData(words, lineno=node.lineno, environment=node.environment)
        return node


class _Environment(Environment):
    """Templates in one language of the interface."""

    def _generate(self, source: nodes.Template, *arguments: Any, **options: Any) -> str:  # noqa: ANN401
        source = _Translator(translations(self.globals["language"]).gettext).visit(source)
        return super()._generate(source, *arguments, **options)


@cache
def _environment(language: str) -> Environment:
    environment = _Environment(
        loader=PackageLoader("generator.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    environment.globals["language"] = language
    environment.filters.update(block=fold_block, md=escape_markdown, ready=Markup, runs=list_runs)
    return environment


def fold_block(html: str) -> Markup:
    """HTML without blank lines or indentation: a CommonMark HTML block ends at the first blank line."""
    lines = map(str.strip, str(html).split("\n"))
    return Markup("\n".join(filter(None, lines)))  # noqa: S704  (what comes in is escaped already)


def list_runs(entries: Iterable[Any], attribute: str) -> list[tuple[Any, list[Any]]]:
    """Entries that follow each other and share an attribute, run by run, each with the value that they share."""
    return [(value, list(run)) for value, run in groupby(entries, attrgetter(attribute))]


def escape_markdown(text: object) -> Markup:
    """Plain text made to stand in Markdown as it is."""
    return Markup(markdown_escape(str(text)))  # noqa: S704


def write_front_matter(values: dict[str, Any]) -> str:
    """A page's front matter; JSON strings are YAML strings once the characters YAML would read as breaks are escaped."""
    lines = [f"{key}: {_to_yaml(value)}" for key, value in values.items() if value not in (None, "", [], {})]
    return "\n".join(("---", *lines, "---", ""))


def _to_yaml(value: Any) -> str:  # noqa: ANN401
    return _UNSAFE_IN_YAML.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(value, ensure_ascii=False))


def render(name: str, language: str, front_matter: dict[str, Any], **values: Any) -> str:  # noqa: ANN401
    """A page: its front matter and its template filled in.

    The front matter holds no title: themes write that one unescaped, while the title they take from the heading is safe.
    """
    beginning = write_front_matter(front_matter) + "\n" if front_matter else ""
    return beginning + load_template(name, language).render(**values).rstrip("\n") + "\n"
