"""A statement goes by no name that pages of answering use for something else."""

import pytest
from pydantic import ValidationError

from assessments.questionnaires.definitions import QuestionnaireDefinition
from tests import scenarios


@pytest.mark.parametrize("code", ["comment", "clear", "language", "submit", "initial-need"])
def test_it_is_refused(code):
    content = scenarios.definition("pulse").model_dump(mode="json") | {"translations": {}}
    content["considerations"][0]["statements"][0]["code"] = code
    with pytest.raises(ValidationError):
        QuestionnaireDefinition.model_validate(content)
