"""Bringing in answers from elsewhere as a coordinator does, page by page."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.imports.forms.values import value_field_name
from assessments.models import Statement


def statements():
    return list(Statement.objects.order_by("section__position", "position"))


def table(people=6, value="Agree", organisation="NHS Riverside", level="Operational"):
    """Headings and rows as another survey tool might write them."""
    head = ["Respondent", "Your level", "Which organisation do you work for?"]
    head += [f"{i}. {s.text}" for i, s in enumerate(statements(), start=1)]
    rows = [[f"R{i}", level, organisation, *[value] * 40] for i in range(people)]
    return [head, *rows]


def as_csv(rows, delimiter=",", encoding="utf-8"):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def upload(browser, review, content, name="answers.csv"):
    return browser.post(
        reverse("assessments:import-new", args=[review.pk]),
        {"file": SimpleUploadedFile(name, content)},
    )


def chosen(page):
    """What a page of an import would send if its reader changed nothing."""
    fields = page.context["form"].fields
    return {name: field.initial for name, field in fields.items() if field.initial is not None}


def field_for(page, value):
    """The name of the field that asks what a value stands for."""
    found = page.context["form"].recognition.found.values()
    (name,) = {
        value_field_name(one) for kind in found for one in kind.values() if one.value == value
    }
    return name


def matched(browser, review, content, **meanings):
    """Upload a file and accept what was recognised; `meanings` say what values stand for."""
    address = upload(browser, review, content).url
    page = browser.get(address)
    meant = {field_for(page, value): meaning for value, meaning in meanings.items()}
    return browser.post(address, chosen(page) | meant)


def add(browser, reply):
    return browser.post(reply.url, follow=True)
