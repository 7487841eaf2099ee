"""No address stands in a name, wherever it is typed; names that look odd are let be."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import Person
from assessments.invitations.joining import open_join_link
from assessments.models import Review
from partnerships.models import Organisation, Partnership
from partnerships.names import check_name
from partnerships.roster.parse import read_roster
from spreadsheets.reader import read_sheet
from tests import scenarios

EVIL = "Win at evil.com"

REAL = [
    *("St. Andrews", "St.Andrews", "Dr.Smith", "Prof. Dr.Schmidt", "DR.SMITH", "Mr. O’Neil"),
    *("A.C.E. Forum", "H.S.C.Partnership", "Health & Social Care (H.S.C.) Partnership"),
    *("J.Smith", "J.R.R.Tolkien", "N.Ayrshire/S.Lanarkshire", "Ph.D. students", "U.K. Forum"),
    *("No.10 group", "Section 1.2", "Phase 2.0", "10.30am club", "100% Fife", "…and more"),
    *("Fife Together.", "Together…Stronger", "Stronger Together: 2026/27", "Kids @ Play"),
    *("Comunn na Gàidhlig", "Ynys Môn", "Acme Co. Ltd.", "Scottish Gov. team", "B.A.Hons"),
    *("NHS 24 – Ayrshire", "Carers’ Forum; Fife: East", "Zoë Ní Bhriain", "محمد علی"),
    "St.Andrews: East",
]
ADDRESSES = [
    *(
        "evil.com",
        "EVIL.COM",
        "Win at Evil.Com",
        "Evil.Bet",
        "x.com",
        "X.Com",
        "t.co",
        "evil.co.uk",
    ),
    *("www.evil", "http://x", "HTTPS:evil", "mailto:me", "evil.com/win", "(evil.com)", "evil.com."),
    *("me@evil.com", "me@evil", "1.2.3.4", "сайт.рф", "evil.xn--p1ai", "भ.भारत", "a.b.evil.com"),
    *("evil。com", "evil．com", "evil｡com", "evil․com", "evil⒈com", "e\u0301vil.com"),
    *(
        "evil\u200b.com",
        "evil.\u200bcom",
        "evil.c\u00adom",
        "evil\u2060.\u2060com",
        "evil.\ufe0fcom",
    ),
    *("evil%2Ecom", "evil%252Ecom", "evil&#46;com", "evil.J.Bet", "evil-j.Bet"),
    *("T.ME/evil", "J.Realty/win", "J.Realty:8080", "St.Cash?win", "T.\u200bME/evil"),
]
UNSEEN = [
    "Fife\nTogether",
    "Fife\rTogether",
    "Fife\x00",
    "Fife\x1b",
    "Fife\u2028Us",
    "\u202emoc.live",
]


@pytest.mark.parametrize("name", REAL)
def test_real_names_pass(name):
    check_name(name)


@pytest.mark.parametrize("name", ADDRESSES, ids=ascii)
def test_addresses_are_refused_however_they_are_written(name):
    with pytest.raises(ValidationError, match="address"):
        check_name(name)


@pytest.mark.parametrize("name", UNSEEN, ids=ascii)
def test_line_breaks_and_what_turns_a_text_round_are_refused(name):
    with pytest.raises(ValidationError, match="invisible characters"):
        check_name(name)


def test_what_is_refused_says_what_and_what_to_do():
    with pytest.raises(ValidationError) as refused:
        check_name("Forum Fife.Together now")
    assert "“Fife.Together” looks like" in refused.value.message
    assert "put a space after the dot" in refused.value.message


REGISTRATION = {
    "name": "Northbank",
    "purpose": "Good work.",
    "kind": "employability",
    "basis": "chosen",
    "area": "Northbank",
    "time_zone": "Europe/London",
    "your_name": "Ana",
    "organisation": "Northbank Works",
    "sector": "third-sector",
    "level": "operational",
}


@pytest.mark.parametrize("field", ["name", "your_name", "organisation"])
def test_registering(as_, field):
    url = reverse("partnerships:register")
    page = as_("dev").post(url, REGISTRATION | {field: EVIL})
    assert [*page.context["form"].errors] == [field]
    assert not Partnership.objects.filter(name="Northbank").exists()
    assert as_("dev").post(url, REGISTRATION).status_code == 302


def test_every_other_page_where_somebody_or_something_is_named(as_, cast, at):
    own, review = {"name": EVIL}, scenarios.draft_review(cast.partnership)
    person = {"email": "new@example.org", "role": "observer", "level": ""}
    forms = {
        at("partnership-edit"): ("name", REGISTRATION | own),
        at("organisation-add"): ("name", own | {"sector": "health"}),
        at("organisation-edit", cast.ben.organisation): ("name", own | {"sector": "health"}),
        at("member-add"): ("name", own | person),
        at("member-edit", cast.ben): ("name", own | person),
        reverse("assessments:review-new", args=[cast.partnership.pk]): ("title", {"title": EVIL}),
        reverse("assessments:review-edit", args=[review.pk]): ("title", {"title": EVIL}),
    }
    for url, (field, data) in forms.items():
        page = as_("ana").post(url, data)
        assert "evil.com” looks like" in str(page.context["form"].errors[field]), url
    page = as_("ben").post(reverse("partnerships:account-name"), {cast.ben.pk: EVIL})
    assert "evil.com” looks like" in str(page.context["form"].errors[cast.ben.pk])


def test_joining_in_the_room(client, cast):
    review = scenarios.open_review(cast.partnership)
    link = open_join_link(review=review, domains=[])
    filled = {"email": "gus@example.org", "organisation": cast.ben.organisation_id}
    url = reverse("assessments:join", args=[link.key])
    page = client.post(url, filled | {"name": EVIL, "level": "community"})
    assert "evil.com” looks like" in str(page.context["form"].errors["name"])
    assert client.post(url, filled | {"name": "Gus", "level": "community"}).status_code == 302


def test_a_roster_names_row_and_column():
    text = f"Name,E-mail,Organisation,Sector,Level\n{EVIL},a@x.org,NHS,Health,Strategic\n"
    text += f"Ana,b@x.org,{EVIL},Health,Strategic\n"
    problems = read_roster(read_sheet(text.encode(), "members.csv")).problems
    assert [(one.row, one.column) for one in problems] == [(2, "Name"), (3, "Organisation")]
    assert "evil.com” looks like" in problems[0].message


def test_a_roster_may_name_an_organisation_that_is_there_under_such_a_name():
    text = "Name,E-mail,Organisation,Sector,Level\nAna,a@x.org,evil.com,Health,Strategic\n"
    roster = read_roster(
        read_sheet(text.encode(), "members.csv"), known_organisations={"evil.com": "health"}
    )
    assert not roster.problems


@pytest.mark.parametrize(
    ("model", "field"),
    [(Partnership, "name"), (Organisation, "name"), (Review, "title")],
)
def test_what_is_kept_already_stays_until_it_is_edited(cast, model, field):
    scenarios.draft_review(cast.partnership)
    one = model.objects.first()
    model.objects.filter(pk=one.pk).update(**{field: EVIL})
    one.refresh_from_db()
    one.clean_fields()
    setattr(one, field, "Better at evil.com")
    with pytest.raises(ValidationError):
        one.clean_fields()


def test_a_member_keeps_an_old_name_while_they_change_another(as_, cast):
    cast.ben.name = EVIL
    cast.ben.save()
    url = reverse("partnerships:account-name")
    assert as_("ben").post(url, {cast.ben.pk: EVIL}).status_code == 302
    assert as_("ben").post(url, {cast.ben.pk: f"{EVIL} now"}).status_code == 200


def test_the_administration_pages_refuse_it_too(client, cast):
    client.force_login(Person.objects.create_superuser("host@example.org"))
    url = reverse("admin:partnerships_organisation_change", args=[cast.ben.organisation_id])
    data = {"partnership": cast.partnership.pk, "name": EVIL, "sector": "health"}
    assert "evil.com” looks like" in client.post(url, data).content.decode()
