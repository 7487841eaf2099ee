"""A partnership's first review from end to end, through the windows of those who take part."""

import re
from datetime import timedelta

from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from assessments.models import Review
from partnerships.models import Member, Partnership
from partnerships.registration import approve
from tests import scenarios

from .conftest import PHONE

ANA, IDA = "ana@example.org", "ida@example.org"
NAMES = ("Ida", "Jo", "Kim", "Lee", "May", "Nia", "Oda", "Pat", "Rae", "Sam", "Tia", "Una")
OPINIONS = {"Riverside Council": 5, "Open Door": 2, "NHS Riverside": 4}


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


def follow(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def says(page: Page, text: str) -> None:
    expect(page.get_by_text(text).first).to_be_visible()


def headed(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def code_for(email: str) -> str:
    [body] = [one.body for one in mail.outbox if one.to == [email]][-1:]
    return re.search(r"^[A-Z0-9]{2,}(-?[A-Z0-9]+)+$", body, re.MULTILINE).group()


def enter_code(page: Page, email: str) -> None:
    page.get_by_label("Code").fill(code_for(email))
    press(page, "Continue")


def create_account(page: Page) -> None:
    page.goto("/")
    follow(page, "Sign in")
    follow(page, "Create an account")
    page.get_by_label("Email address").fill(ANA)
    press(page, "Continue")
    enter_code(page, ANA)
    headed(page, "Welcome to Parallax")


def register(page: Page) -> None:
    follow(page, "Register a partnership")
    page.get_by_label("Name of the partnership").fill("Riverside Partnership")
    page.get_by_label("What is it for?").fill("Care at home, sooner.")
    page.get_by_label("Kind of partnership").select_option("Health and social care")
    page.get_by_text("Required by law or policy").click()
    page.get_by_label("The place it serves").fill("Riverside")
    page.get_by_label("Your name").fill("Ana")
    page.get_by_label("Your organisation").fill("NHS Riverside")
    page.get_by_label("Sector").select_option("Health")
    page.get_by_label("Level").select_option("Strategic")
    press(page, "Register the partnership")
    says(page, "Riverside Partnership has been registered.")
    says(page, "Waiting for approval.")
    approve(partnership=Partnership.objects.get())
    page.reload()


def add_everybody(page: Page) -> None:
    page.get_by_role("link", name="Add an organisation", exact=True).first.click()
    page.get_by_label("Name of the organisation").fill("Riverside Council")
    page.get_by_label("Sector").select_option("Council or local government")
    press(page, "Add the organisation")
    says(page, "Riverside Council has been added.")
    follow(page, "Add members")
    rows = ["Name,E-mail,Organisation,Sector,Level,Role"]
    for number, name in enumerate(NAMES):
        place = "Riverside Council,," if number < 6 else "Open Door,Third sector,"
        rows.append(f"{name},{name.lower()}@example.org,{place}Operational,Member")
    page.get_by_label("Paste rows here").fill("\n".join(rows))
    press(page, "Check the list")
    says(page, "12 members will be added.")
    expect(page.get_by_role("row")).to_have_count(13)
    assert Member.objects.count() == 1
    press(page, "Add 12 members")
    says(page, "12 members have been added.")


def open_review(page: Page) -> Review:
    follow(page, "Set up a review")
    page.get_by_label("Title").fill("Autumn review")
    page.get_by_label("Introduction").fill("We would like to know how it looks to you.")
    press(page, "Save the draft")
    follow(page, "See what members will be asked")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.go_back()
    follow(page, "Open the review")
    mail.outbox.clear()
    press(page, "Open and send the emails")
    says(page, "The review is open.")
    asked = {f"{name.lower()}@example.org" for name in NAMES} | {ANA}
    assert sorted(one.to[0] for one in mail.outbox) == sorted(asked)
    return Review.objects.get()


def answer_from_the_mail(page: Page) -> None:
    [sent] = [one for one in mail.outbox if one.to == [IDA]]
    page.goto(re.search(r"http://\S+/respond/\S+", sent.body).group())
    follow(page, "Start")
    for group in page.locator(".choices.choices--rating").all():
        group.get_by_text("Strongly agree", exact=True).tap()
    expect(page.locator("#saved")).to_have_text("Saved")
    for _part in range(7):
        press(page, "Continue")
    press(page, "Check your answers")
    press(page, "Submit your answers")
    headed(page, "Thank you")


def others_answer(review: Review) -> None:
    for member in review.partnership.members.exclude(person__email=IDA):
        scenarios.answer(review, member, OPINIONS[member.organisation.name])


def close(page: Page) -> None:
    page.reload()
    says(page, "13 of 13 people have submitted.")
    follow(page, "Close the review")
    press(page, "Close the review")
    says(page, "The review has been closed and its results are ready.")


def read_results(page: Page) -> None:
    follow(page, "Results")
    says(page, "13 of 13 people in ")
    expect(page.locator(".chart__plot .main-svg").first).to_be_visible()
    [chart] = page.locator('.chart__plot[data-figure="figure-standing"]').all()
    drawn = chart.evaluate("plot => plot.data.find((one) => one.name === 'Mean').x")
    page.get_by_text("The same figures as a table").first.click()
    rows = page.get_by_role("table", name="Everyone, on a scale from 1 to 5").locator("tbody tr")
    written = [row.locator("td").nth(2).inner_text() for row in rows.all()]
    assert len(written) == 8
    assert sorted(written) == sorted(f"{mean:.1f}" for mean in drawn)


def discuss(page: Page) -> None:
    page.locator(".rows a").first.click()
    follow(page, "Discuss this")
    page.get_by_label("What was said").fill("It looks different from the door than from the desk.")
    page.get_by_text("We agree on a rating").click()
    page.get_by_text("3 – Neither agree nor disagree").click()
    page.get_by_label("What will be done").fill("Meet at Open Door")
    page.get_by_label("Who will do it").select_option("Ida, Riverside Council")
    due = timezone.localdate() + timedelta(days=30)
    page.get_by_label("By when").fill(due.isoformat())
    press(page, "Save")
    says(page, "has been saved.")
    expect(page.get_by_role("table").get_by_text("Meet at Open Door").first).to_be_visible()


def share(page: Page, review: Review) -> None:
    page.goto(f"/reviews/{review.pk}/")
    follow(page, "Share the results")
    press(page, "Share now")
    says(page, "The results have been shared. The people they are for will get an email.")


def do_the_action(page: Page) -> None:
    page.goto("/actions/")
    page.get_by_label("Email address").fill(IDA)
    press(page, "Send me a code")
    enter_code(page, IDA)
    headed(page, "My actions")
    says(page, "Meet at Open Door")
    press(page, "Mark as done")
    says(page, "The action has been marked as done.")
    says(page, "You have nothing left to do. Thank you.")
    page.goto("/")
    follow(page, "Autumn review")
    headed(page, "How partners see it")


def download_report(page: Page) -> None:
    reply = page.request.get(page.get_by_role("link", name="Report (PDF)").get_attribute("href"))
    assert reply.headers["content-type"] == "application/pdf"
    assert reply.body().startswith(b"%PDF")
    with page.expect_download() as download:
        page.get_by_role("link", name="Report (PDF)").click()
    assert download.value.suggested_filename.endswith(".pdf")


def test_a_partnership_looks_at_itself(window):
    ana, ida = window(), window(PHONE, has_touch=True, is_mobile=True)
    create_account(ana)
    register(ana)
    add_everybody(ana)
    review = open_review(ana)
    answer_from_the_mail(ida)
    others_answer(review)
    close(ana)
    read_results(ana)
    discuss(ana)
    share(ana, review)
    do_the_action(ida)
    download_report(ana)
