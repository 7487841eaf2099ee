"""The example list that can be downloaded."""


def test_it_is_a_file_that_the_import_takes_as_it_is(as_, cast, at):
    answer = as_("ana").get(at("members-example"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="members.csv"'
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.content.startswith(b"\xef\xbb\xbfName,Email,Organisation,Sector,Level,Role\r\n")
    page = as_("ana").post(
        at("members-import"), {"step": "preview", "pasted": answer.content.decode("utf-8-sig")}
    )
    assert "4 members will be added" in page.content.decode()


def test_only_coordinators(at, only_for_coordinators):
    only_for_coordinators(at("members-example"))
