"""`manage.py report` writes a report to a file, or says what stands in the way."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reports.management.commands import report as command
from tests import languages, scenarios

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def begun(lasting):
    return lasting(scenarios.reviewed)


@pytest.fixture
def review(cast):
    return cast.review


def run(*arguments):
    out = StringIO()
    call_command("report", *map(str, arguments), stdout=out)
    return out.getvalue().strip()


def test_it_writes_the_file_and_says_where(review, tmp_path, paper):
    file = tmp_path / "report.pdf"
    assert run(review.pk, "--format", "pdf", "--output", file) == str(file)
    assert "Power and transparency" in paper(file.read_bytes()).outline
    assert [one.name for one in tmp_path.iterdir()] == ["report.pdf"]


def test_without_a_name_it_names_the_file_for_the_review(review, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    name = run(review.pk)
    assert name.startswith("riverside-partnership-autumn-review-")
    assert (tmp_path / name).is_file()


@pytest.mark.django_db
def test_an_unknown_review_is_said_to_be_unknown(tmp_path):
    with pytest.raises(CommandError, match="There is no review “nothing”"):
        run("nothing", "--output", tmp_path / "report.pdf")


def test_an_open_review_has_no_report_yet(cast, tmp_path):
    review = scenarios.open_quietly(cast.partnership)
    with pytest.raises(CommandError, match="“Autumn review” has not been closed yet"):
        run(review.pk, "--output", tmp_path / "report.pdf")


def test_a_missing_folder_is_named(review, tmp_path):
    with pytest.raises(CommandError, match=r"There is no folder .*missing"):
        run(review.pk, "--output", tmp_path / "missing" / "report.pdf")


def test_a_folder_is_not_a_file(review, tmp_path):
    with pytest.raises(CommandError, match="is a folder"):
        run(review.pk, "--output", tmp_path)


def test_an_unknown_format_is_refused(review):
    with pytest.raises(CommandError, match="invalid choice: 'papyrus'"):
        run(review.pk, "--format", "papyrus")


def test_what_was_there_stays_if_writing_fails(review, tmp_path, monkeypatch):
    file = tmp_path / "report.pdf"
    file.write_text("the old one")

    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(command.Path, "replace", full)
    with pytest.raises(CommandError, match="No space left on device"):
        run(review.pk, "--output", file)
    assert [one.read_text() for one in tmp_path.iterdir()] == ["the old one"]


def test_it_is_written_in_a_language_on_offer(cast, tmp_path, paper, settings):
    pulse = scenarios.pulse_in_gaelic()
    review = scenarios.closed_review(cast.partnership, questionnaire=pulse)
    file = tmp_path / "report.pdf"
    with languages.offered(settings, tmp_path, languages.ENGLISH, ("gd", "Gàidhlig")):
        languages.translate("gd", scenarios.in_gaelic)
        run(review.pk, "--output", file, "--language", "gd")
    written = paper(file.read_bytes())
    assert written.pdf.Root.Lang == "gd"
    assert "Gàidhlig Power and transparency" in written.outline
