"""The published schema of questionnaire files, made from their definitions.

`manage.py questionnaires schema` writes it; a test holds the file to the definitions.
"""

import json
from pathlib import Path

from .definitions import QuestionnaireDefinition

FILE = Path(__file__).parents[1] / "data" / "questionnaire.schema.json"


def schema() -> str:
    """The JSON Schema of a questionnaire file, as it is published."""
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **QuestionnaireDefinition.model_json_schema(),
    }
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"
