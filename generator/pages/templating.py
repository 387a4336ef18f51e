"""Templates: everything a template writes is escaped unless it comes as ready HTML from a view or from another template."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.visitor import NodeTransformer
from markupsafe import escape

from generator.language import translations
from generator.views.rendering import markdown_escape
from generator.views.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2 import Template
    from jinja2.compiler import Frame

_UNSAFE_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
_NUMBERS = frozenset({int, float})
_MEANT_IN_HTML = re.compile("[&<>\"']")

READY = frozenset({"block", "join", "md", "ready"})
"""The filters that give HTML."""

PARTS = frozenset({"parts", "records"})
"""The names under which templates import others; what these write is HTML."""


@cache
def load_template(name: str, language: str) -> Template:
    """The template `name` with the interface's words in `language`."""
    return _environment(language).get_template(f"{name}.md.j2")


def show(value: object) -> str:
    """What stands for a value in HTML: the HTML of words, and of anything else its text, escaped."""
    if type(value) is str:
        return str(escape(value)) if _MEANT_IN_HTML.search(value) else value
    if type(value) is Words:
        return value.html
    if type(value) in _NUMBERS:
        return str(value)
    return str(escape(value))


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


class _Generator(CodeGenerator):
    """Writes templates as programs that escape by themselves, where a template says so by not saying otherwise.

    Jinja's own way marks every piece of HTML as such while a page is written, and looks each attribute up by its name in
    two ways; both take longer than all the rest. Here it is settled beforehand what is HTML, from how it is written: what
    a macro, or a filter of `READY`, gives. Everything else goes through `show`.
    """

    macros: frozenset[str] = frozenset()

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802  (named by jinja2)
        """A template, of which it is known first which macros are its own."""
        self.macros = frozenset(macro.name for macro in node.find_all(nodes.Macro))
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        """What every function of the program begins with."""
        super().write_commons()
        self.writeline("show = environment.show")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  (named by jinja2)
        """An attribute, which views have, and nothing else is asked for one."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802  (named by jinja2)
        """A macro that is given all that it takes, without the sorting of arguments: a page calls four hundred."""
        is_plain = not (forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs)
        if not (is_plain and self._is_ready(node)):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        for before in ("((", "._func if ", f"._argument_count == {len(node.args)} else "):
            self.write(before)
            self.visit(node.node, frame)
        self.write(")(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write("))")

    def _is_ready(self, node: nodes.Expr) -> bool:
        match node:
            case nodes.TemplateData():
                return True
            case nodes.Filter(name=name):
                return name in READY
            case nodes.Call(node=nodes.Getattr(node=nodes.Name(name=name))):
                return name in PARTS
            case nodes.Call(node=nodes.Name(name=name)):
                return name in self.macros
        return False

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401, ARG002
        self.write("(" if self._is_ready(node) else "show(")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:  # noqa: ANN401, ARG002
        value = node.as_const(frame.eval_ctx)
        return str(value) if self._is_ready(node) else show(value)


class _Environment(Environment):
    """Templates in one language of the interface."""

    code_generator_class = _Generator
    show = staticmethod(show)

    def _generate(self, source: nodes.Template, *arguments: Any, **options: Any) -> str:  # noqa: ANN401
        source = _Translator(translations(self.globals["language"]).gettext).visit(source)
        return super()._generate(source, *arguments, **options)


@cache
def _environment(language: str) -> Environment:
    environment = _Environment(
        loader=PackageLoader("generator.pages"),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    environment.globals["language"] = language
    environment.filters.update(block=fold_block, join=join_shown, md=escape_markdown, ready=str, runs=list_runs)
    return environment


def fold_block(html: str) -> str:
    """HTML without blank lines or indentation: a CommonMark HTML block ends at the first blank line."""
    lines = map(str.strip, html.split("\n"))
    return "\n".join(filter(None, lines))


def join_shown(values: Iterable[object], separator: str) -> str:
    """Values as HTML, with a separator between them."""
    return show(separator).join(map(show, values))


def list_runs(entries: Iterable[Any], attribute: str) -> list[tuple[Any, list[Any]]]:
    """Entries that follow each other and share an attribute, run by run, each with the value that they share."""
    return [(value, list(run)) for value, run in groupby(entries, attrgetter(attribute))]


def escape_markdown(text: object) -> str:
    """Plain text made to stand in Markdown as it is."""
    return markdown_escape(str(text))


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
