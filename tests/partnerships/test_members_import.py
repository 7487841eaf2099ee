"""Adding members from a spreadsheet: all that is wrong at once, a preview, then all or nobody."""

import html
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from accounts.models import Person
from partnerships.models import Organisation

HEADINGS = ["Name", "Email", "Organisation", "Sector", "Level", "Role"]
GOOD = [
    ["Gus Hall", "gus@example.org", "Open Door", "", "Operational", ""],
    ["Ivy Bell", "ivy@example.org", "Hill; Dale “Trust”", "Charity", "community", "Partner"],
    ["Una Fox", "una@example.org", "", "", "", "Observer"],
]
BAD = [
    ["Gus Hall", "gus at example", "Open Door", "", "Operational", ""],
    ["", "cleo@example.org", "Hill Trust", "Space", "high up", ""],
]


def table(rows, delimiter=",") -> str:
    return "\n".join(delimiter.join(row) for row in [HEADINGS, *rows])


@pytest.fixture
def send(as_, at):
    """Ana sends rows, pasted or as a file."""

    def post(step="preview", **fields):
        return as_("ana").post(at("members-import"), {"step": step, **fields}, follow=True)

    return post


def nobody_was_added(cast) -> bool:
    return cast.partnership.members.count() == 5 and cast.partnership.organisations.count() == 3


def content_of(page) -> str:
    """The list as the preview would send it for confirmation."""
    text = page.content.decode()
    value = text.split('name="pasted" value="')[1].split('"')[0]
    return html.unescape(value)


def upload(content: bytes, name="members.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def workbook(rows) -> bytes:
    book = Workbook()
    for row in [HEADINGS, *rows]:
        book.active.append(row)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_a_good_list_is_shown_before_anybody_is_added(send, cast):
    page = send(pasted=table(GOOD))
    text = html.unescape(page.content.decode())
    for row in GOOD:
        assert row[0] in text
        assert row[1] in text
    assert page.context["new_organisations"] == [("Hill; Dale “Trust”", "Third sector")]
    assert "3 members will be added" in text
    assert nobody_was_added(cast)
    assert not Person.objects.filter(email="gus@example.org").exists()


def test_a_name_that_looks_like_a_formula_is_added_as_it_is(send, cast):
    rows = [["=Gus", "gus@example.org", "@ Hill Trust", "Charity", "Operational", ""]]
    send("confirm", pasted=content_of(send(pasted=table(rows))))
    gus = cast.partnership.members.get(name="=Gus")
    assert gus.organisation.name == "@ Hill Trust"


def test_what_was_shown_is_added_on_confirming(send, cast, at):
    page = send("confirm", pasted=content_of(send(pasted=table(GOOD))))
    assert page.redirect_chain == [(at("partnership"), 302)]
    assert "3 members have been added." in page.content.decode()
    added = cast.partnership.members.filter(person__email__in=[row[1] for row in GOOD])
    assert [(m.name, m.organisation and m.organisation.name, m.level, m.role) for m in added] == [
        ("Gus Hall", "Open Door", "operational", "member"),
        ("Ivy Bell", "Hill; Dale “Trust”", "community", "member"),
        ("Una Fox", None, "", "observer"),
    ]
    assert Organisation.objects.get(name__startswith="Hill").sector == "third-sector"
    assert cast.partnership.organisations.count() == 4


@pytest.mark.parametrize(
    "sent",
    [
        {"pasted": table(GOOD, "\t")},
        {"file": upload(table(GOOD).encode("utf-8-sig"))},
        {"file": upload(workbook(GOOD), "members.xlsx")},
    ],
    ids=["copied from a spreadsheet", "CSV", "XLSX"],
)
def test_it_takes_what_people_have(send, cast, sent):
    for file in sent.values():
        if not isinstance(file, str):
            file.seek(0)
    page = send("confirm", pasted=content_of(send(**sent)))
    assert "3 members have been added." in page.content.decode()
    assert cast.partnership.members.count() == 8


@pytest.mark.parametrize("step", ["preview", "confirm"])
def test_every_bad_row_and_column_is_named_at_once_and_nobody_added(send, cast, step):
    page = send(step, pasted=table([*GOOD, *BAD]))
    named = {(problem.row, problem.column) for problem in page.context["problems"]}
    assert named == {
        *((5, "Email"), (6, "Name"), (6, "Email")),
        *((6, "Sector"), (6, "Level")),
    }
    text = html.unescape(page.content.decode())
    for problem in page.context["problems"]:
        assert problem.message in text
    assert "No one has been added. Correct the 5 things" in text
    assert "gus at example" in text  # what was pasted is still there to be put right
    assert nobody_was_added(cast)


def test_confirming_twice_adds_once(send, cast):
    content = content_of(send(pasted=table(GOOD)))
    send("confirm", pasted=content)
    page = send("confirm", pasted=content)
    assert "gus@example.org is already a member" in page.content.decode()
    assert cast.partnership.members.count() == 8


def test_a_list_without_headings_says_so(send, cast):
    page = send(pasted="Gus,gus@example.org")
    assert "No headings were found" in page.content.decode()
    assert nobody_was_added(cast)


def test_columns_that_are_left_out_are_named(send):
    page = send(pasted="Name,E-mail,Role,Shoe size\nGus,gus@example.org,Observer,9")
    assert "Columns ignored: Shoe size." in page.content.decode()


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({}, "pasted", "Paste some rows or select a file."),
        ({"pasted": " \n\t"}, "pasted", "Paste some rows or select a file."),
        (
            {"pasted": "Name", "file": upload(b"Name")},
            "pasted",
            "Paste rows or select a file, not both.",
        ),
        ({"file": upload(b"")}, "file", "This file is empty. Select another one."),
        ({"file": upload(b"%PDF-1.7", "list.pdf")}, "file", "This is not a spreadsheet."),
        ({"file": upload(b"x" * 1_000_001)}, "file", "This file is larger than 1 MB."),
        ({"pasted": "x" * 1_000_001}, "pasted", "This is too long."),
        (
            {"pasted": "Name\n" + "Gus\n" * 2_001},
            "pasted",
            "This has more than 2,000 members.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(send, cast, sent, field, message):
    page = send(**sent)
    [error] = page.context["form"].errors[field]
    assert message in error
    assert nobody_was_added(cast)


def test_two_thousand_are_not_too_many(send):
    rows = [["M", f"m{i}@example.org", "Open Door", "", "community", ""] for i in range(2_000)]
    assert "2000 members will be added" in send(pasted=table(rows)).content.decode()


def test_only_coordinators(at, only_for_coordinators):
    only_for_coordinators(at("members-import"))


def test_neither_pasting_nor_choosing_a_file_is_called_optional(as_, at):
    assert "(optional)" not in as_("ana").get(at("members-import")).content.decode()
