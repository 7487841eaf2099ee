"""The evidence bank that ships is whole, and a broken one is refused."""

import re

import pytest
import yaml
from pydantic import ValidationError

from evidence import bank as module
from evidence.bank import Code, Consideration, FindingBasis, Source, Stage, bank, shipped_bank

ORDER = [
    *("approach", "clarity", "leadership", "performance"),
    *("people", "decisions", "power", "complexity"),
]


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of the bank's files that a test may break, and the bank read from it."""
    for file in module.DATA.rglob("*.yaml"):
        copy = tmp_path / file.relative_to(module.DATA)
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(file.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(module, "DATA", tmp_path)
    return tmp_path


def change(file, **fields):
    content = yaml.safe_load(file.read_text("utf-8"))
    file.write_text(yaml.safe_dump(content | fields), "utf-8")


def test_it_holds_the_eight_considerations_in_the_order_of_the_review():
    assert [one.code for one in bank().considerations] == ORDER
    assert [one.position for one in bank().considerations] == list(range(1, 9))


def test_tables_and_the_bank_call_the_considerations_alike():
    assert [(c.value, str(c.label)) for c in Code] == [
        (one.code, one.name) for one in bank().considerations
    ]


@pytest.mark.parametrize("consideration", bank().considerations, ids=str)
def test_each_has_findings_with_a_source_and_three_talking_points(consideration: Consideration):
    assert len(consideration.talking_points) >= 3
    assert all(point.endswith("?") for point in consideration.talking_points)
    assert {finding.source for finding in consideration.findings} <= set(bank().sources)
    assert len(bank().sources_of(consideration)) == len({f.source for f in consideration.findings})
    assert any(finding.basis == FindingBasis.REVIEW for finding in consideration.findings)


def test_every_source_is_cited_by_a_finding():
    cited = {finding.source for one in bank().considerations for finding in one.findings}
    assert cited == set(bank().sources)


@pytest.mark.parametrize("source", bank().sources.values(), ids=lambda one: one.title[:40])
def test_every_source_can_be_found_and_says_how_much_of_it_was_read(source: Source):
    assert re.fullmatch(r"https://[^\s/]+\.[a-z]+(/\S*)?", source.link)
    assert source.what_we_read


def test_a_doi_is_where_to_find_a_source():
    found = {"authors": "A", "title": "T", "what_we_read": "All of it.", "doi": "10.1000/a(1)"}
    assert Source(**found).link == "https://doi.org/10.1000/a(1)"


@pytest.mark.parametrize("consideration", bank().considerations, ids=str)
def test_what_a_source_says_has_nothing_of_ours(consideration: Consideration):
    for finding in consideration.findings:
        assert not re.search(r"\b(we|us|our|ours)\b", finding.says, re.IGNORECASE), finding.says


def test_of_the_review_only_its_summary_is_cited():
    assert "not the review itself" in bank().sources["wws-2015"].what_we_read
    cited = [f for one in bank().considerations for f in one.findings if f.source == "wws-2015"]
    assert {finding.basis for finding in cited} == {FindingBasis.REVIEW}
    assert not any("the review asks" in finding.says.lower() for finding in cited)


def test_stages_and_bases_are_named_in_plain_words():
    assert [str(stage.label) for stage in Stage] == [
        "What partners put in",
        "How partners work",
        "What difference it makes",
    ]
    assert str(module.BASIS_LABELS[FindingBasis.REVIEW]) == "From a review of research"
    assert set(module.BASIS_LABELS) == set(FindingBasis)


def test_a_whole_copy_is_read(copied):
    assert shipped_bank.__wrapped__() == shipped_bank()


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"talking_points": ["One?", "Two?"]}, "talking_points"),
        ({"findings": []}, "findings"),
        ({"name": " "}, "name"),
        ({"colour": "blue"}, "colour"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_the_field_at_fault(copied, fields, fault):
    change(copied / "considerations" / "power.yaml", **fields)
    with pytest.raises(ValidationError, match=fault):
        shipped_bank.__wrapped__()


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("source", "hearsay", "no source 'hearsay'"),
        ("stage", "middle", "stage"),
        ("basis", "working-model", "basis"),
        ("says", " ", "says"),
    ],
)
def test_a_finding_that_rests_on_nothing_known_is_refused(copied, field, value, fault):
    finding = {"says": "So.", "source": "wws-2015", "stage": "input", "basis": "review"}
    change(copied / "considerations" / "power.yaml", findings=[finding | {field: value}])
    with pytest.raises(ValidationError, match=fault):
        shipped_bank.__wrapped__()


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"url": None}, "a source needs a url or a doi"),
        ({"url": "http://example.org/a"}, "url"),
        ({"url": "https://example.org/a b"}, "url"),
        ({"url": "example.org"}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"doi": "https://doi.org/10.1000/182"}, "doi"),
        ({"doi": "10.12/182"}, "doi"),
        ({"doi": "10.1000/"}, "doi"),
        ({"what_we_read": ""}, "what_we_read"),
    ],
)
def test_a_source_that_cannot_be_found_is_refused(copied, fields, fault):
    sources = yaml.safe_load((copied / "sources.yaml").read_text("utf-8"))
    change(copied / "sources.yaml", **{"wws-2015": sources["wws-2015"] | fields})
    with pytest.raises(ValidationError, match=fault):
        shipped_bank.__wrapped__()
