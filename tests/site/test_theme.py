"""The style sheet and the views say the same: every standing has its colour in light and dark, and its one sign."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.case import Rung
from generator.views.labels import SHAPES

STYLE = (Path(__file__).parents[2] / "generator/site/theme/assets/dossier.css").read_text(encoding="utf-8")
PUBLISHED = [rung for rung in Rung if rung is not Rung.UNSUPPORTED]


@pytest.mark.parametrize("rung", PUBLISHED, ids=lambda rung: rung.value)
def test_every_standing_has_its_sign_and_two_colours(rung: Rung) -> None:
    rule = re.search(rf"\.standing-{rung.value}, \.rung-{rung.value} {{ ([^}}]*) }}", STYLE)
    assert rule is not None
    assert f'--shape: "{SHAPES[rung]}"' in rule[1]
    assert len(re.findall(rf"^  --standing-{rung.value}: #[0-9a-f]{{6}};$", STYLE, re.MULTILINE)) == 2


def test_no_two_standings_share_a_sign() -> None:
    assert len(set(SHAPES.values())) == len(Rung)
