"""The site as its pages need to know it: its name, its languages, and where its files can be edited and errors reported."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from urllib.parse import quote

_quote_path = lru_cache(maxsize=256)(quote)
_quote_body = lru_cache(maxsize=256)(partial(quote, safe="/:"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContext:
    """What every page of the site shares.

    `languages` begins with the one at the root of the site. The patterns have `{repository}`, `{branch}`, `{path}`, `{line}`,
    `{title}` and `{body}` for their parts; `address` is the public address of the site with a slash at its end.
    """

    name: str
    languages: tuple[str, ...]
    address: str
    repository: str
    branch: str = "main"
    edit_pattern: str = "{repository}/edit/{branch}/{path}#L{line}"
    report_pattern: str = "{repository}/issues/new?title={title}&body={body}"

    def edit_address(self, path: str, line: int) -> str:
        """The address at which the file `path` of the repository can be edited, at a line."""
        return self.edit_pattern.format(
            repository=self.repository, branch=_quote_path(self.branch), path=_quote_path(path), line=line
        )

    def report_address(self, record: str, page: str, anchor: str) -> str:
        """The address of a new report of an error, with the record and its address filled in.

        Ids and anchors mean themselves in an address; of the page's, strokes and colons do.
        """
        return self.report_pattern.format(repository=self.repository, title=record, body=f"{_quote_body(page)}{anchor}")

    def page_address(self, language: str, path: str = "") -> str:
        """The public address of a page of one language; `path` as in the browser, such as `cases/example/`."""
        prefix = "" if language == self.languages[0] else f"{language}/"
        return f"{self.address}{prefix}{path}"
