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
Doi = Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/[^\s\"<>]+$")]
WebAddress = Annotated[
    str, StringConstraints(pattern=r"^https://([a-z0-9-]+\.)+[a-z]{2,}(/[^\s\"<>]*)?$")
]


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
    STUDY = "study"
    AUDIT = "audit"
    GUIDANCE = "guidance"
    PRACTICE = "practice"


BASIS_LABELS = {
    FindingBasis.REVIEW: _("From a review of research"),
    FindingBasis.STUDY: _("From a study or a research report"),
    FindingBasis.AUDIT: _("From a public audit"),
    FindingBasis.GUIDANCE: _("From official guidance"),
    FindingBasis.PRACTICE: _("From practice in the field"),
}


class StrictModel(BaseModel):
    """Base for what files contain: no unknown fields, and no changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(StrictModel):
    """Where a finding comes from, and how much of it we have read.

    It has an address or a DOI. An unknown year or publisher is left empty.
    """

    authors: Text
    year: int | None = None
    title: Text
    publisher: str = ""
    url: WebAddress | None = None
    doi: Doi | None = None
    what_we_read: Text
    note: str = ""

    @model_validator(mode="after")
    def can_be_found(self) -> "Source":
        if not self.link:
            raise ValueError(f"{self.title}: a source needs a url or a doi")
        return self

    @property
    def link(self) -> str:
        """The address to find it at."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url or ""

    @property
    def texts(self) -> list[str]:
        """Every text in it that can be translated: ours, and not what it is called."""
        return [text for text in (self.what_we_read, self.note) if text]

    def translated(self) -> "Source":
        """The same, with what we say about it in the active language."""
        read, note = gettext(self.what_we_read), self.note and gettext(self.note)
        return self.model_copy(update={"what_we_read": read, "note": note})


class Finding(StrictModel):
    """Something a source says, in our own words, and what we make of it, if anything.

    `says` has nothing that the source does not say. Everything else belongs in `we_make_of_it`.
    """

    says: Text
    we_make_of_it: Annotated[str, StringConstraints(strip_whitespace=True)] = ""
    source: str
    stage: Stage
    basis: FindingBasis

    @property
    def basis_label(self) -> str:
        return str(BASIS_LABELS[self.basis])

    @property
    def texts(self) -> list[str]:
        """Every text in it that can be translated."""
        return [text for text in (self.says, self.we_make_of_it) if text]

    def translated(self) -> "Finding":
        """The same in the active language."""
        ours = self.we_make_of_it and gettext(self.we_make_of_it)
        return self.model_copy(update={"says": gettext(self.says), "we_make_of_it": ours})


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
        findings = [text for finding in self.findings for text in finding.texts]
        return [self.name, self.question, self.summary, *findings, *self.talking_points]

    def translated(self) -> "Consideration":
        """The same in the active language."""
        return self.model_copy(
            update={
                **{name: gettext(getattr(self, name)) for name in ("name", "question", "summary")},
                "findings": tuple(one.translated() for one in self.findings),
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
