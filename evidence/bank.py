"""The evidence bank: the eight considerations, what the evidence says, and talking points.

Read once from the YAML files in `evidence/data`, and validated. A file with an error stops the
program and names the field. Its texts can be translated like any of ours.
"""

from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated

import yaml
from django.db.models import TextChoices
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

DATA = Path(__file__).parent / "data"
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Stage(TextChoices):
    """The stage of a partnership's journey that something belongs to."""

    INPUT = "input", _("What partners put in")
    ACTIVITY = "activity", _("How partners work")
    OUTCOME = "outcome", _("What difference it makes")


class OutcomeLevel(TextChoices):
    """Whom or what an outcome is for."""

    PARTNERS = "partners", _("Partners and staff")
    SERVICES = "services", _("Services")
    PEOPLE = "people", _("People and communities")


class Factor(TextChoices):
    """What kind of thing shapes how partners work together, at any stage."""

    STRUCTURAL = "structural", _("Structural")
    CULTURAL = "cultural", _("Cultural")
    SOCIAL = "social", _("Social")


class FindingBasis(StrEnum):
    """What a finding is based on."""

    REVIEW = "review"
    PRACTICE = "practice"
    WORKING_MODEL = "working-model"


BASIS_LABELS = {
    FindingBasis.REVIEW: _("A conclusion of the evidence review"),
    FindingBasis.PRACTICE: _("From practice in the field"),
    FindingBasis.WORKING_MODEL: _("Our own working model"),
}


class StrictModel(BaseModel):
    """Base for what files contain: no unknown fields, and no changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(StrictModel):
    """Where a finding comes from. An unknown year or publisher is left empty."""

    authors: Text
    year: int | None = None
    title: Text
    publisher: str = ""
    note: str = ""

    def translated(self) -> "Source":
        """The same, with our note on it in the active language."""
        return self.model_copy(update={"note": self.note and gettext(self.note)})


class Finding(StrictModel):
    """Something the evidence says, in our own words."""

    text: Text
    source: str
    stage: Stage
    basis: FindingBasis

    @property
    def basis_label(self) -> str:
        return str(BASIS_LABELS[self.basis])


class Consideration(StrictModel):
    """One of the review's eight key considerations."""

    code: str
    position: int
    name: Text
    question: Text
    summary: Text
    findings: tuple[Finding, ...] = Field(min_length=1)
    talking_points: tuple[Text, ...] = Field(min_length=3)

    def __str__(self) -> str:
        return self.name

    @property
    def texts(self) -> list[str]:
        """Every text in it that can be translated."""
        findings = [finding.text for finding in self.findings]
        return [self.name, self.question, self.summary, *findings, *self.talking_points]

    def translated(self) -> "Consideration":
        """The same in the active language."""
        findings = [one.model_copy(update={"text": gettext(one.text)}) for one in self.findings]
        return self.model_copy(
            update={
                **{name: gettext(getattr(self, name)) for name in ("name", "question", "summary")},
                "findings": tuple(findings),
                "talking_points": tuple(map(gettext, self.talking_points)),
            }
        )


class Bank(StrictModel):
    """All considerations in their order, and all sources by key."""

    considerations: tuple[Consideration, ...]
    sources: dict[str, Source]

    @model_validator(mode="after")
    def every_source_is_known(self) -> "Bank":
        for consideration in self.considerations:
            for finding in consideration.findings:
                if finding.source not in self.sources:
                    raise ValueError(f"{consideration.code}: no source {finding.source!r}")
        return self

    def consideration(self, code: str) -> Consideration:
        """The consideration with this code. KeyError if there is none."""
        for consideration in self.considerations:
            if consideration.code == code:
                return consideration
        raise KeyError(code)

    def sources_of(self, consideration: Consideration) -> list[Source]:
        """The sources its findings cite, once each, in order of mention."""
        keys = dict.fromkeys(finding.source for finding in consideration.findings)
        return [self.sources[key] for key in keys]


def bank() -> Bank:
    """The evidence bank that ships with the program, in the active language."""
    return _translated(get_language())


@lru_cache(maxsize=32)
def _translated(language: str | None) -> Bank:
    shipped = shipped_bank()
    considerations = tuple(one.translated() for one in shipped.considerations)
    sources = {key: one.translated() for key, one in shipped.sources.items()}
    return shipped.model_copy(update={"considerations": considerations, "sources": sources})


@cache
def shipped_bank() -> Bank:
    """The evidence bank as written, in English."""
    files = sorted((DATA / "considerations").glob("*.yaml"))
    considerations = [yaml.safe_load(file.read_text("utf-8")) for file in files]
    return Bank(
        considerations=sorted(considerations, key=lambda one: one["position"]),
        sources=yaml.safe_load((DATA / "sources.yaml").read_text("utf-8")),
    )


class Code(TextChoices):
    """The codes of the eight considerations, as tables and addresses know them."""

    APPROACH = "approach", _("The right approach")
    CLARITY = "clarity", _("Shared clarity")
    LEADERSHIP = "leadership", _("Management and leadership")
    PERFORMANCE = "performance", _("Meaningful performance information")
    PEOPLE = "people", _("Supporting people")
    DECISIONS = "decisions", _("Deciding together")
    POWER = "power", _("Power and transparency")
    COMPLEXITY = "complexity", _("Working with complexity")
