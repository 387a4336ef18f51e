"""Both parsers below the reader: what holds for one must hold for the other."""

from __future__ import annotations

import pytest

from generator.syntax import parser


@pytest.fixture(params=["libyaml", "fallback"])
def _either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "fallback":
        monkeypatch.setattr(parser, "CParser", None)
    elif parser.CParser is None:
        pytest.skip("PyYAML has no libyaml here")
