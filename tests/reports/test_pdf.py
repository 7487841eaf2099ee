"""The PDF is tagged, says what it is to assistive technology, and takes whatever people write."""

import dataclasses
import re
import time
from functools import partial

import pikepdf
import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports import outline
from reports.build import build_report
from reports.pdf import write_pdf
from reports.typesetting import clean_text
from tests import scenarios

pytestmark = pytest.mark.once

MARKUP = '#panic("got in") *bold* _it_ $x^2$ `raw` \\ #{1+1} = head <label> @ref // gone /* gone */'


@pytest.fixture(scope="module")
def begun(lasting):
    return lasting(scenarios.reviewed)


@pytest.fixture
def report(cast, discussed):
    return build_report(discussed(cast.review))


def everywhere(value, text):
    """The same outline with this text wherever people's words could stand."""
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(everywhere(one, text) for one in value)
    if dataclasses.is_dataclass(value):
        return dataclasses.replace(
            value,
            **{
                field.name: everywhere(getattr(value, field.name), text)
                for field in dataclasses.fields(value)
            },
        )
    return value


def small_report(text):
    """The smallest outline with something in every part, this text everywhere."""
    reading = outline.ReportedFigure("3.0", "6", "3–4", "0.50", "0", 3.0, (3, 4), (0, 1, 3, 1, 1))
    blank = outline.ReportedFigure("not shown", "–", "–", "–", "–")
    step = outline.ReportedFigure("4½ or more", "6", "–", "–", "–", 4.5, step_ends=(4.25, 5.0))
    action = outline.ActionRow(*[text] * 5)
    rows = tuple(outline.GroupRow(text, one) for one in (reading, blank, step))

    section = outline.ReportSection(
        name=f"Named {text}",
        question=text,
        sentences=(text,),
        everyone=reading,
        importance=blank,
        comparisons=(outline.GroupComparison(text, rows, text),),
        statements=(
            outline.StatementRow(text, text, reading, text or "3"),
            outline.StatementRow(text, text, blank, ""),
        ),
        evidence=(outline.CitedFinding(text, text, text, 1),),
        talking_points=(outline.QuestionGroup(text, text, (text,)),),
        comments=(text, text),
        more_comments=text,
        outcome=outline.DiscussionOutcome(text, text, text),
        actions=(action,),
    )
    row = outline.OverviewRow(text, reading, blank, (reading, blank))
    return outline.Report(
        title="Discussion report",
        partnership=text,
        purpose=text,
        review=text,
        questionnaire=text,
        dates=text,
        made_on=text,
        file_stem="report",
        k=5,
        people=11,
        turnout=text,
        detail=(text,),
        rating_labels=(text,) * 5,
        agreed_labels=(text,) * 5,
        overview=outline.ReportOverview((text,), f"By {text}", (text, text), (row,), "A chart"),
        sections=(section,),
        other_comments=(text,),
        actions=(action,),
        how_to_read=(outline.GlossaryTerm(text, text),),
        sources=(text,),
    )


def test_it_is_tagged_and_names_its_standard(report, paper):
    pdf = paper(write_pdf(report)).pdf
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == "Discussion report: Riverside Partnership"


def test_headings_lead_through_it(report, paper):
    sheet = paper(write_pdf(report))
    names = [section.name for section in report.sections]
    assert sheet.outline == [
        "Where we stand",
        *names,
        "Who will do what by when",
        "How to read this report",
        "Sources",
    ]
    assert len(sheet.elements("/H2")) > len(names)


def test_every_figure_has_words_for_it(report, paper):
    sheet = paper(write_pdf(report))
    words = [str(figure.Alt) for figure in sheet.elements("/Figure")]
    assert report.overview.chart_description in words
    assert all(
        row.counts_in_words in words for section in report.sections for row in section.statements
    )


def test_every_table_has_header_cells(report, paper):
    sheet = paper(write_pdf(report))
    tables = sheet.elements("/Table")
    assert len(sheet.elements("/THead")) == len(tables) > 16


def test_only_the_fonts_it_brings_are_used(report, paper):
    pdf = paper(write_pdf(report)).pdf
    fonts = {
        str(font.BaseFont)
        for page in pdf.pages
        for font in page.Resources.get("/Font", {}).values()
    }
    assert fonts
    assert all("Libertinus" in font or "DejaVu" in font for font in fonts)


def test_the_link_to_a_source_is_copied_as_it_is(report, paper):
    """Line breaks allowed within long words would end up in an address."""
    pdf = paper(write_pdf(report)).pdf
    assert any(len(source.rpartition(" ")[2]) > 100 for source in report.sources)
    drawn = b"".join(
        pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page)) for page in pdf.pages
    )
    assert b"200b" not in drawn.lower()


def test_it_takes_less_than_a_second(report):
    write_pdf(report)
    start = time.process_time()
    write_pdf(report)
    assert time.process_time() - start < 1


def test_a_review_too_small_to_publish_makes_a_report(cast, paper):
    review = scenarios.open_review(cast.partnership)
    review = scenarios.close_review(review=review)
    sheet = paper(write_pdf(build_report(review)))
    assert sheet.elements("/Figure") == []
    assert "Power and transparency" in sheet.outline


LONG = 10_000


def seconds_for(text):
    """How long a report of sixteen comments takes, each of this text and none like another."""
    report = small_report("x y")
    comments = tuple(f"{number} {text}" for number in range(16))
    section = dataclasses.replace(report.sections[0], comments=comments)
    start = time.process_time()
    write_pdf(dataclasses.replace(report, sections=(section,)))
    return time.process_time() - start


@pytest.fixture(scope="module")
def ordinary():
    return seconds_for(("ordinary words of the usual length stand here " * LONG)[:LONG])


@pytest.mark.parametrize(
    "text",
    ["x" * LONG, "م" * LONG, "e" + "\u0301" * LONG, "\U0001d165" * LONG, "\u3164" * LONG],
    ids=["a word", "Arabic", "accents piled up", "notes without heads", "letters that are blank"],
)
def test_what_never_breaks_takes_no_longer_than_a_few_times_the_same_in_words(text, ordinary):
    assert seconds_for(text) < 6 * ordinary


def test_what_people_write_is_never_markup(paper):
    assert paper(write_pdf(small_report(MARKUP))).outline[1] == f"Named {MARKUP}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "x" * 3000,
        "\u00a0" * 3000,
        "\u00ad" * 3000,
        "م" * 3000,
        "Überlandwerk für Gemeinschaftsunternehmungen " * 40,
        "“Quoted” 'and' \"so on\" …",
        "مجلس المدينة مع English ונוספים",
        "👩🏽‍⚕️ thank you 🎉",
        "中文 and 日本語 and हिन्दी and বাংলা",
        "\u0378 unassigned, \ue000 private, \ufeff mark, \ud800 half",
        "a\tb\r\nc\u2028d\x00e\x07f\u202eg",
        "e" + "\u0301" * 60,
        "".join(map(chr, range(0x600, 0x700))),
        MARKUP * 30,
    ],
)
def test_any_text_anywhere_makes_a_report(text, paper):
    assert len(paper(write_pdf(small_report(text))).pdf.pages) >= 3


@pytest.mark.parametrize("letter", ["\u00a0", "\u00ad", "م"])
def test_a_comment_of_any_length_without_a_break_makes_a_report(letter, paper):
    report = small_report("x y")
    section = dataclasses.replace(report.sections[0], comments=(letter * 40_000,))
    report = dataclasses.replace(report, sections=(section,))
    assert len(paper(write_pdf(report)).pdf.pages) >= 3


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.characters(), max_size=60))
def test_no_text_is_refused(text):
    assert write_pdf(small_report(text)).startswith(b"%PDF")


def test_real_reports_take_any_text_too(report, paper):
    strange = everywhere(report, MARKUP + " 🎉 " + "y" * 200)
    assert len(paper(write_pdf(strange)).pdf.pages) > 10


def test_a_sign_no_font_shows_is_boxed(paper, monkeypatch):
    """U+0378 is a letter of no script. Some machines have fonts even for such; here none counts."""
    alone = partial(typst.compile, ignore_system_fonts=True)
    monkeypatch.setattr(typst, "compile", lambda *file, **how: alone(*file, **how | alone.keywords))
    assert paper(write_pdf(small_report("a\u0378b"))).outline[1] == "Named a□b"


def test_long_runs_may_be_broken_between_lines():
    broken = clean_text("z" * 100)
    assert broken.replace("\u200b", "") == "z" * 100
    assert max(len(run) for run in re.split("\u200b", broken)) <= 24


def test_a_breakdown_over_a_text_still_makes_a_report(monkeypatch, paper):
    """The typesetter's panics are no Exceptions: left alone, one would take the server down."""
    panic = type("PanicException", (BaseException,), {})
    compile_ = typst.compile

    def stumble(template, *, sys_inputs, **options):
        if "\\u0e01" in sys_inputs["outline"]:
            raise panic("out of bounds")
        return compile_(template, sys_inputs=sys_inputs, **options)

    monkeypatch.setattr(typst, "compile", stumble)
    assert paper(write_pdf(small_report("a\u0e01b"))).outline[1] == "Named a□b"
