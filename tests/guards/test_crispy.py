"""Every form is shown by crispy, through our pack; `tests/conftest.py` fails one that is not."""

import re
from pathlib import Path

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.utils.datastructures import MultiValueDict

from assessments.paper.entry_form import EntryForm
from partnerships.forms.layout import Details, FieldGroup, Included, laid_out
from tests import scenarios

from .test_forms import every_form
from .test_rooms import ROOT

TEMPLATES = ROOT / "templates"
PACK = TEMPLATES / "parallax"
ANSWERING = TEMPLATES / "assessments" / "_section_fields.html"
"""The page of a questionnaire, which crispy would make slower (decision 0047)."""
BY_HAND = re.compile(r"\bas_(p|ul|div|table|field_group|widget|hidden)\b")
SHOWN = re.compile(r"(?<!\")\{\{\s*(?:\w+\.)*(\w+)\s*\}\}")  # in quotes it is the id of a form
FORMS = {"form", "formset", "management_form", "field"}


def names() -> set[str]:
    """What a template would call a form, or a field of one of ours."""
    fields = (getattr(form, "base_fields", {}) for form in every_form())
    return FORMS | {f"form.{name}" for one in fields for name in one}


def without_crispy(text: str) -> list[str]:
    shown = (found[0].strip("{} ") for found in SHOWN.finditer(text))
    by_hand = [one for one in shown if one in names() or one.rpartition(".")[2] in FORMS]
    return by_hand + [found[0] for found in BY_HAND.finditer(text)]


def templates() -> list[Path]:
    return [
        one for one in TEMPLATES.rglob("*.html") if PACK not in one.parents and one != ANSWERING
    ]


def test_no_template_shows_a_form_or_a_field_by_itself():
    assert len(templates()) > 150
    found = {
        str(one.relative_to(ROOT)): by_hand
        for one in templates()
        if (by_hand := without_crispy(one.read_text("utf-8")))
    }
    assert not found, f"Write {{% crispy form %}}, or field|as_crispy_field in a table: {found}"


@pytest.mark.parametrize(
    ("text", "is_by_hand"),
    [
        ("{{ form }}", True),
        ("{{ attrs.form }}", True),
        ("{{ form.as_p }}", True),
        ("{{ form.title }}", True),
        ("{{ row.field }}", True),
        ("{{ form.email.as_field_group }}", True),
        ("{% crispy form %}", False),
        ("{{ row.field|as_crispy_field }}", False),
        ("{{ form|as_crispy_errors }}", False),
        ("{{ form.secret }}", False),
        ("{{ redirect_field }}", False),
        ("{{ form.credential.auto_id }}", False),
    ],
)
def test_what_is_shown_by_hand_is_seen(text, is_by_hand):
    assert bool(without_crispy(text)) is is_by_hand


class Example(forms.Form):
    name = forms.CharField(label="Name", help_text="In full.")
    colour = forms.ChoiceField(choices=[("r", "Red")], widget=forms.RadioSelect)
    sizes = forms.MultipleChoiceField(
        choices=[("s", "Small")], widget=forms.CheckboxSelectMultiple, label="Sizes"
    )
    agreed = forms.BooleanField(label="Agreed")
    note = forms.CharField(label="Note", required=False)
    key = forms.CharField(widget=forms.HiddenInput)


def shown(*parts: object, **data: str) -> str:
    form = Example(MultiValueDict({name: [value] for name, value in data.items()}) or None)
    form.helper = laid_out(*parts)
    return render_crispy_form(form)


def wrong() -> str:
    return render_crispy_form(Example({"note": "x"}))


def test_a_form_that_declares_no_layout_shows_its_fields_in_order():
    page = render_crispy_form(Example())
    places = [page.index(f'name="{name}"') for name in Example.base_fields]
    assert places == sorted(places)
    assert "error-summary" not in page


def test_the_summary_links_to_every_field_that_is_wrong_and_takes_the_focus():
    page = wrong()
    targets = re.findall(r'<a href="#([^"]+)"', page)
    assert targets == ["id_name", "id_colour_group", "id_sizes_group", "id_agreed"]
    assert all(f'id="{target}"' in page for target in targets)
    assert re.search(r'role="alert"[^>]+tabindex="-1" autofocus', page)
    assert (
        page.count("This field is required.") == 2 * len(targets) + 1
    )  # a hidden one is said once


def test_a_set_of_forms_has_one_summary_and_a_legend_for_each():
    rows = forms.formset_factory(Example, extra=2)(
        {
            "form-TOTAL_FORMS": "2",
            "form-INITIAL_FORMS": "0",
            "form-0-note": "x",
            "form-1-name": "Ana",
        }
    )
    for number, row in enumerate(rows, start=1):
        row.legend = f"Row {number}"
    page = render_crispy_form(rows)
    targets = re.findall(r'<a href="#([^"]+)"', page)
    assert {"id_form-0-name", "id_form-1-colour_group"} <= set(targets)
    assert all(f'id="{target}"' in page for target in targets)
    assert page.count('class="error-summary"') == 1
    assert re.findall(r'<legend class="field__label">(Row .)</legend>', page) == ["Row 1", "Row 2"]
    assert 'name="form-TOTAL_FORMS" value="2"' in page


def test_help_and_errors_are_tied_to_their_control():
    page = wrong()
    described = re.findall(r'aria-describedby="([^"]+)"', page)
    assert "id_name_helptext id_name_error" in described
    assert all(f'id="{one}"' in page for ids in described for one in ids.split())
    assert '<fieldset class="field field--error" id="id_colour_group"' in page


def test_what_a_layout_leaves_out_is_shown_all_the_same():
    page = shown("name", "colour")
    assert all(page.count(f'name="{name}"') == 1 for name in Example.base_fields)


def test_what_people_wrote_is_no_template():
    page = shown(FieldGroup("{{ form.name }} <b>", "name", name="one"))
    assert "{{ form.name }} &lt;b&gt;" in page


@pytest.mark.parametrize(
    ("parts", "data", "is_open"),
    [
        (["note"], {}, False),
        (["note"], {"key": "1"}, False),
        (["note"], {"note": "Something"}, True),
        (["note", "name"], {"key": "1"}, True),
    ],
)
def test_fields_that_can_wait_are_folded_away_while_nothing_is_in_them(parts, data, is_open):
    page = shown(Details("More", *parts), **data)
    assert ("<details open>" in page) is is_open
    assert "<summary>More</summary>" in page


def test_a_template_can_stand_between_the_fields():
    page = shown("name", Included("parallax/layout/div.html", fields="Between"), "colour")
    assert page.index('name="name"') < page.index("Between") < page.index('name="colour"')


@pytest.mark.django_db
def test_a_sheet_of_paper_is_asked_in_the_order_of_its_questionnaire(cast):
    review = scenarios.open_review(cast.partnership)
    page = render_crispy_form(EntryForm(review))
    asked = [one.code for part in review.questionnaire.sections_in_order for one in part.statements]
    places = [page.index(f'id="id_{code}_group"') for code in asked]
    assert places == sorted(places)
    assert page.count("choices--rating choices--of-5") == len(asked)
    assert page.count("choices--importance") == len(review.questionnaire.sections_in_order)
