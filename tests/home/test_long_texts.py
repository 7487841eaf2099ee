"""What people write in their own words has a limit, which is said rather than cut off at."""

import pytest
from django.core.exceptions import ValidationError

from assessments.reviews.forms import CancelForm, ReviewForm
from discussions.forms import DiscussionForm
from partnerships.forms.evidence import OwnEvidenceForm
from partnerships.forms.fields import LongText
from partnerships.forms.partnerships import TEXTS, PartnershipForm

pytestmark = pytest.mark.once

FREE = [
    *((PartnershipForm, name) for name in TEXTS),
    (OwnEvidenceForm, "says"),
    (ReviewForm, "introduction"),
    (DiscussionForm, "said"),
    (DiscussionForm, "we_differ_because"),
    (CancelForm, "words"),
]


@pytest.mark.parametrize(("form", "name"), FREE)
def test_every_free_text_says_how_long_it_may_be(form, name):
    field = form.base_fields[name]
    assert isinstance(field, LongText)
    assert "maxlength" not in field.widget.attrs
    field.clean("x" * field.max_length)
    with pytest.raises(ValidationError) as refused:
        field.clean("x" * (field.max_length + 1))
    there = f"There are {field.max_length + 1} now."
    assert refused.value.messages == [f"Enter up to {field.max_length} characters. {there}"]
