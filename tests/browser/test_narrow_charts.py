"""Charts fit the screen: what stands side by side on a desk is one below the other on a phone."""

import pytest
from django.urls import reverse

from tests import scenarios

from .conftest import DESK, PHONE, sign_in

pytestmark = pytest.mark.once

LABELS_OF_PARTS = """() => {
    const drawn = document.querySelector("#plot-journey .annotation-text, #plot-journey .xtick");
    const texts = (selector) =>
        [...document.querySelectorAll(`#plot-journey ${selector}`)].map((one) => one.textContent);
    return drawn && { below: texts(".xtick"), within: texts(".annotation-text") };
}"""
OVERLAPS = """() => {
    const names = [...document.querySelectorAll("#plot-importance .annotation-text")];
    const boxes = names.map((one) => one.getBoundingClientRect());
    const meet = (a, b) =>
        a.left < b.right - 1 && b.left < a.right - 1 &&
        a.top < b.bottom - 1 && b.top < a.bottom - 1;
    return names.flatMap((one, place) => names
        .filter((_, other) => other > place && meet(boxes[place], boxes[other]))
        .map((other) => `${one.textContent} / ${other.textContent}`));
}"""


@pytest.fixture
def shown(window, cast):
    review = scenarios.shared_review(cast.partnership)

    def opened(viewport):
        page = window(viewport)
        sign_in(page, cast.ben.person)
        page.goto(reverse("insights:results", args=[review.pk]))
        page.wait_for_selector("#plot-importance .annotation-text")
        page.wait_for_function(LABELS_OF_PARTS)
        return page

    return opened


@pytest.mark.parametrize(("viewport", "where"), [(DESK, "below"), (PHONE, "within")])
def test_the_parts_of_the_journey_are_columns_on_a_desk_and_rows_on_a_phone(shown, viewport, where):
    labels = shown(viewport).evaluate(LABELS_OF_PARTS)
    assert any("Inputs" in one for one in labels[where])
    other = {"below": "within", "within": "below"}[where]
    assert not any("Inputs" in one for one in labels[other])


@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_no_name_on_what_matters_is_written_over_another(shown, viewport):
    assert shown(viewport).evaluate(OVERLAPS) == []
