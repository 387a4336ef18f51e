"""The pictures of the documentation, taken anew from the built site: `make site`, then `python -m tests.pictures`."""

from __future__ import annotations

import functools
import http.server
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.conftest import find_chromium

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
SHOTS = (
    ("case", "cases/jardemalie/", 1200, 1000, "light"),
    ("over-time", "cases/dreyfus/#over-time", 1200, 1000, "light"),
)
"""The name of each picture, the page, the size of the screen, and the scheme."""


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    handler = functools.partial(QuietHandler, directory=str(ROOT / "build" / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"])
        for name, path, width, height, scheme in SHOTS:
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(f"http://127.0.0.1:{server.server_port}/{path}")
            page.wait_for_timeout(300)
            file = PICTURES / f"{name}.png"
            page.screenshot(path=str(file))
            with Image.open(file) as image:
                image.convert("P", palette=Image.Palette.ADAPTIVE, colors=128).save(file, optimize=True)
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
