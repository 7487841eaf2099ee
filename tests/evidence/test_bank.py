"""The evidence bank that ships is whole, and a broken one is refused."""

import pytest
import yaml
from pydantic import ValidationError

from evidence import bank as module
from evidence.bank import Code, Consideration, FindingBasis, Stage, bank, shipped_bank

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


def test_stages_and_bases_are_named_in_plain_words():
    assert [str(stage.label) for stage in Stage] == [
        "What partners put in",
        "How partners work",
        "What difference it makes",
    ]
    assert str(module.BASIS_LABELS[FindingBasis.WORKING_MODEL]) == "Our own working model"
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
        ("basis", "a hunch", "basis"),
    ],
)
def test_a_finding_that_rests_on_nothing_known_is_refused(copied, field, value, fault):
    finding = {"text": "So.", "source": "wws-2015", "stage": "input", "basis": "review"}
    change(copied / "considerations" / "power.yaml", findings=[finding | {field: value}])
    with pytest.raises(ValidationError, match=fault):
        shipped_bank.__wrapped__()
