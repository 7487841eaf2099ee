"""A mapping as JSON, as somebody may write it by hand."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.imports.guessing import guess_mapping
from assessments.imports.mapping import Mapping, RowIssue
from assessments.imports.recognition.columns import targets
from assessments.imports.recognition.value_synonyms import value_key

from .foreign import ASKED, DOUBTFUL, ORGANISATIONS


class TestJson:
    def test_there_and_back(self):
        mapping = guess_mapping(DOUBTFUL, ASKED, ORGANISATIONS)
        data = json.loads(json.dumps(mapping.to_json()))
        assert data["columns"]["2"] == "statement:approach-need"
        assert Mapping.from_json(data) == mapping

    def test_what_people_write_by_hand_is_folded(self):
        data = {
            "header_row": 1,
            "columns": {"0": "level"},
            "levels": {" Board  Level": "strategic"},
        }
        assert Mapping.from_json(data).levels == {"board level": "strategic"}

    @pytest.mark.parametrize(
        "data",
        [
            *({}, {"header_row": 1}, {"header_row": "x", "columns": {}}, []),
            {"header_row": 1, "columns": {"a": "level"}},
            {"header_row": 1, "columns": {"0": "colour"}},
            {"header_row": 1, "columns": {"0": "level"}, "levels": ["x"]},
            {"header_row": 1, "columns": {"0": "level"}, "rows": {"hidden": "perhaps"}},
            {"header_row": 1, "columns": {"0": "level"}, "rows": {"sleeping": "keep"}},
        ],
    )
    def test_anything_else_is_refused(self, data):
        with pytest.raises(ValueError, match=r"."):
            Mapping.from_json(data)


TARGETS = st.sampled_from(targets(ASKED))


VALUES = st.dictionaries(st.text(max_size=9).map(value_key), st.text(max_size=9), max_size=4)


@given(
    st.builds(
        Mapping,
        st.integers(1, 40),
        st.dictionaries(st.integers(0, 499), TARGETS),
        *[VALUES] * 5,
        st.dictionaries(st.sampled_from(list(RowIssue)), st.sampled_from(["keep", "leave"])),
    )
)
def test_any_mapping_survives_json(mapping):
    assert Mapping.from_json(json.loads(json.dumps(mapping.to_json()))) == mapping
