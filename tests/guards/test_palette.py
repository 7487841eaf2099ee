"""Colours are told apart by everybody: with a colour-vision deficiency, in grey, in light and dark.

Shapes, places and figures stand beside them in any case; this is so that colour helps, too.
"""

import re
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
from colorspacious import cspace_convert

TOKENS = Path(__file__).parents[2] / "static" / "css" / "tokens.css"
DARK = "@media screen and (prefers-color-scheme: dark)"
VISIONS = ("usual", "protanomaly", "deuteranomaly", "tritanomaly")
APART = 12
"""How far colours lie apart in CAM02-UCS to be told apart at a glance."""
APART_IN_GREY = 4.5
"""The same for lightness alone."""
FOR_TEXT, FOR_SHAPES = 4.5, 3.0
"""Contrast as WCAG 2.2 AA asks for it."""


def _tokens(part: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part))


def _schemes() -> dict[str, dict[str, str]]:
    light, dark = TOKENS.read_text("utf-8").split("@media print")[0].split(DARK)
    return {"light": _tokens(light), "dark": _tokens(light) | _tokens(dark)}


SCHEMES = _schemes()


@pytest.fixture(params=SCHEMES)
def tokens(request) -> dict[str, str]:
    return SCHEMES[request.param]


def rgb(tokens: dict[str, str], name: str) -> np.ndarray:
    """A token's red, green and blue from 0 to 1."""
    value = tokens[name]
    return np.array([int(value[place : place + 2], 16) / 255 for place in (1, 3, 5)])


def seen(colour: np.ndarray, vision: str) -> np.ndarray:
    """A colour as it looks to somebody, in a space where distances are as large as they seem."""
    if vision != "usual":
        space = {"name": "sRGB1+CVD", "cvd_type": vision, "severity": 100}
        colour = np.clip(cspace_convert(colour, space, "sRGB1"), 0, 1)
    return cspace_convert(colour, "sRGB1", "CAM02-UCS")


def distance(one: np.ndarray, other: np.ndarray, vision: str) -> float:
    return float(np.linalg.norm(seen(one, vision) - seen(other, vision)))


def contrast(one: np.ndarray, other: np.ndarray) -> float:
    def luminance(colour: np.ndarray) -> float:
        linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
        return float(linear @ [0.2126, 0.7152, 0.0722])

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def groups(tokens: dict[str, str]) -> list[np.ndarray]:
    return [rgb(tokens, f"group-{number}") for number in range(1, 7)]


def points(tokens: dict[str, str]) -> list[np.ndarray]:
    return [rgb(tokens, f"point-{number}") for number in range(1, 6)]


@pytest.mark.parametrize("vision", VISIONS)
def test_groups_are_told_apart(tokens, vision):
    assert min(distance(*pair, vision) for pair in combinations(groups(tokens), 2)) >= APART


def test_groups_are_told_apart_in_grey_and_stand_out_from_the_paper(tokens):
    lightness = sorted(seen(colour, "usual")[0] for colour in groups(tokens))
    assert min(higher - lower for lower, higher in pairwise(lightness)) >= APART_IN_GREY
    paper = rgb(tokens, "paper-raised")
    assert min(contrast(colour, paper) for colour in groups(tokens)) >= FOR_SHAPES


@pytest.mark.parametrize("vision", VISIONS)
def test_neighbouring_points_of_the_scale_are_told_apart_and_so_are_its_ends(tokens, vision):
    scale = points(tokens)
    for one, other in [*pairwise(scale), (scale[0], scale[-1])]:
        assert distance(one, other, vision) >= APART


@pytest.mark.parametrize("number", range(1, 6))
def test_figures_are_legible_on_every_point_and_every_shade(tokens, number):
    point, shade = rgb(tokens, f"point-{number}"), rgb(tokens, f"heat-{number}")
    assert contrast(rgb(tokens, f"on-point-{number}"), point) >= FOR_TEXT
    assert contrast(rgb(tokens, "ink"), shade) >= FOR_TEXT
