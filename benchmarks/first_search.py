"""A reader's first search: what Chromium fetches for it, and how long it takes until results are seen."""

from __future__ import annotations

import gzip
import shutil
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
COMPRESSED = (".html", ".js", ".css", ".json", ".xml", ".svg", ".txt")
OPENER = "[data-search]"
FIELD = "dialog.search input[type=search]"
RESULTS = "dialog.search ol a"


class Handler(SimpleHTTPRequestHandler):
    """Files as a web host gives them, text compressed; `sent` is told of each, and also sees what a worker fetches."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, sent: list[tuple[str, int]], **options: Any) -> None:  # noqa: ANN401
        self.sent = sent
        super().__init__(*arguments, **options)

    def send_head(self) -> BytesIO | None:
        """The file, compressed where that is usual; None where it is missing."""
        path = self.translate_path(self.path)
        file = self.directory_file(path)
        try:
            body = Path(file).read_bytes()
        except OSError:
            self.send_error(404)
            return None
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        if file.endswith(COMPRESSED):
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.sent.append((self.path, len(body)))
        return BytesIO(body)

    def directory_file(self, path: str) -> str:
        """The page of a folder, or the file itself."""
        return f"{path.rstrip('/')}/index.html" if self.path.split("?")[0].endswith("/") else path

    def log_message(self, *_: object) -> None:
        """Nothing is said."""


@contextmanager
def _served(site: Path, sent: list[tuple[str, int]]) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site), sent=sent)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def measure_search(site: Path, page: str, word: str) -> tuple[float, float] | None:
    """Kilobytes fetched and seconds from the last key to the first result; None where there is no browser.

    What counts is all that is fetched once the page is there, and of what came with the page what lies below search/.
    """
    executable = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if executable is None:
        print("the first search is left out: there is no Chromium on this machine", flush=True)
        return None
    sent: list[tuple[str, int]] = []
    with _served(site, sent) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page()
        tab.goto(f"{address}{page}", wait_until="networkidle")
        with_page = len(sent)
        tab.locator(OPENER).first.click()
        box = tab.locator(FIELD).first
        box.wait_for(state="visible", timeout=300_000)
        box.evaluate("field => field.focus()")
        tab.keyboard.type(word[:-1])
        started = tab.evaluate("performance.now()")
        tab.keyboard.type(word[-1])
        tab.locator(RESULTS).first.wait_for(state="attached", timeout=300_000)
        seconds = (tab.evaluate("performance.now()") - started) / 1000
        tab.wait_for_load_state("networkidle")
        browser.close()
    fetched = sum(size for place, (path, size) in enumerate(sent) if place >= with_page or path.startswith("/search/"))
    return fetched / 1000, seconds
