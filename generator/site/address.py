"""Where an address in a page leads: to which file of the site, and to which place in it."""

from __future__ import annotations

import posixpath
import re
from typing import Final
from urllib.parse import unquote, urlsplit

from generator.site.markup import as_read, is_absolute

# No letter here means anything to a browser but itself, save the slashes, the dots between them and the first `#`.
_OUTER: Final = re.compile(r"https?://[^\t\n\r]*")
_NAME: Final = "[A-Za-z0-9_-][A-Za-z0-9_.-]*"
_PLAIN: Final = re.compile(rf"((?:\.\./)*)((?:{_NAME}/)*(?:{_NAME})?)(?:#([\w-]*))?")


def resolve(page: str, address: str, site_url: str) -> tuple[str, str] | None:
    """The file of the site and the place in it that an address leads to from `page`; None if it leads out of the site.

    `site_url` is the address of the whole site with a slash at its end, or empty. Where nothing can be, the file is one
    that no site has.
    """
    if plain := _PLAIN.fullmatch(address):
        up, path, anchor = plain.groups(default="")
        if not up and not path:
            return page, anchor
        folders = page.split("/")[:-1]
        climbed = len(up) // 3
        if climbed <= len(folders):
            base = "/".join((*folders[: len(folders) - climbed], path))
            return (f"{base}index.html" if base.endswith("/") or not base else base), anchor
    elif _OUTER.fullmatch(address) and not (site_url and address.startswith(site_url)):
        return None
    return _resolve_any(page, address, site_url)


def _resolve_any(page: str, address: str, site_url: str) -> tuple[str, str] | None:
    read = as_read(address)
    top = f"/{site_url.partition('://')[2].partition('/')[2]}"
    if is_absolute(read):
        if not site_url or not read.startswith(site_url):
            return None
        read = top + read.removeprefix(site_url)
    parts = urlsplit(read)
    anchor = unquote(parts.fragment.partition(":~:")[0])
    path = unquote(parts.path)
    if not path:
        return page, anchor
    if path.startswith("/"):
        if not path.startswith(top):
            return path, anchor
        path = path.removeprefix(top)
    else:
        path = posixpath.join(posixpath.dirname(page), path)
    folder = path == "" or path.rpartition("/")[2] in {"", ".", ".."}
    file = posixpath.normpath(path)
    if folder:
        file = "index.html" if file == "." else f"{file}/index.html"
    return file, anchor
