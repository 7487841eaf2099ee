"""What a version of a questionnaire asks, as plain values. Threads share them: none can change."""

from dataclasses import dataclass

from evidence.bank import Code


@dataclass(frozen=True)
class AskedStatement:
    """A statement in one of its languages. `level` and `factor` are empty if it has none."""

    pk: int
    consideration: str
    code: str
    text: str
    heading: str
    help: str
    stage: str
    level: str = ""
    factor: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class AskedSection:
    """What is asked about one consideration, in one language: one page to the member."""

    pk: int
    consideration: str
    introduction: str
    comment_prompt: str
    statements: tuple[AskedStatement, ...]

    def __str__(self) -> str:
        return str(Code(self.consideration).label)

    @property
    def headings(self) -> dict[str, str]:
        """The headings that stand above statements, by the code of the first one below each."""
        before = ["", *(one.heading for one in self.statements)]
        return {
            one.code: one.heading
            for one, last in zip(self.statements, before, strict=False)
            if one.heading and one.heading != last
        }


@dataclass(frozen=True)
class QuestionnaireContent:
    """All that a version asks, in one language, and the labels of its scales."""

    rating_labels: tuple[str, ...]
    importance_question: str
    importance_labels: tuple[str, ...]
    sections: tuple[AskedSection, ...]

    @property
    def points(self) -> int:
        """How many points its rating scale has."""
        return len(self.rating_labels)
