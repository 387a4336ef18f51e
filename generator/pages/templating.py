"""Templates: everything a template writes is escaped unless it comes as ready HTML from a view."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.language import translations
from generator.views.rendering import markdown_escape

if TYPE_CHECKING:
    from jinja2 import Template

_LINE_START = re.compile(r"\s*\n\s*")
_UNSAFE_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


@cache
def load_template(name: str, language: str) -> Template:
    """The template `name` with the interface's words in `language`."""
    return _environment(language).get_template(f"{name}.md.j2")


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("generator.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    environment.globals["language"] = language
    environment.filters.update(block=fold_block, md=escape_markdown, ready=Markup)
    return environment


def fold_block(html: str) -> Markup:
    """HTML without blank lines or indentation: a CommonMark HTML block ends at the first blank line."""
    return Markup(_LINE_START.sub("\n", str(html)).strip("\n"))  # noqa: S704  (what comes in is escaped already)


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
    return (write_front_matter(front_matter) + "\n" if front_matter else "") + load_template(name, language).render(**values).rstrip("\n") + "\n"


def describe(text: str, longest: int = 200) -> str:
    """The beginning of a text, for a page's description."""
    folded = " ".join(text.split())
    return folded if len(folded) <= longest else folded[:longest].rsplit(" ", 1)[0] + " …"


