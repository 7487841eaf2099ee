"""The form for the outcome of a discussion."""

from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div
from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from assessments.models import Review
from partnerships.forms.fields import Alternative, LongText
from partnerships.forms.layout import FieldGroup, Included, laid_out

from .action_forms import ActionForm
from .concurrent_edits import Parts, ThreeWayDiff
from .models import Conclusion, Settlement

LONGEST_NOTES = 10_000
ACTION = ("what", "owner", "due")
WHEN_CHOSEN = ("agreed_rating", "we_differ_because", *ACTION)
PARTS = {"said": ("said",), "settled": ("settlement", "agreed_rating", "we_differ_because")}
"""The parts that two people may change independently, each with its fields."""
CONFLICT_MESSAGES = {
    "said": _(
        "Someone else changed what was said after you opened the page, and your changes have not "
        "been saved yet. Read their version below, then save."
    ),
    "settled": _(
        "Someone else changed the answer to “Where does this leave us?” after you opened the "
        "page, and your changes have not been saved yet. Read their version below, then save."
    ),
}


class DiscussionForm(ActionForm):
    """The outcome of discussing one consideration, and an action if there is one to add.

    It is a single form, so that saving one part never loses what was written in another.
    """

    said = LongText(
        label=_("What was said"),
        required=False,
        max_length=LONGEST_NOTES,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("The points people made, without who made them."),
        show_hidden_initial=True,
    )
    settlement = forms.ChoiceField(
        label=_("Where does this leave us?"),
        choices=Settlement,
        widget=forms.RadioSelect,
        show_hidden_initial=True,
    )
    agreed_rating = forms.TypedChoiceField(
        label=_("If we agree: the rating we agree on"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        show_hidden_initial=True,
    )
    we_differ_because = LongText(
        label=_("If we differ: why"),
        required=False,
        max_length=LONGEST_NOTES,
        widget=forms.Textarea(attrs={"rows": 4}),
        show_hidden_initial=True,
    )
    agreed = forms.BooleanField(
        label=_("This has been read back to the group and agreed"), required=False
    )

    def __init__(
        self,
        data: MultiValueDict[str, str] | None = None,
        *,
        review: Review,
        conclusion: Conclusion | None,
    ) -> None:
        self.stored = conclusion or Conclusion(review=review)
        super().__init__(data, review=review, initial=initial_values(self.stored))
        labels = review.questionnaire.rating_labels
        rating = cast(forms.TypedChoiceField, self.fields["agreed_rating"])
        rating.choices = [
            (point, f"{point} – {label}") for point, label in enumerate(labels, start=1)
        ]
        for name in ACTION:
            self.fields[name].required = False
        for name in WHEN_CHOSEN:
            self.fields[name].bound_field_class = Alternative
        self.order_fields(["said", "settlement", "agreed_rating", "we_differ_because"])

    @property
    def helper(self) -> FormHelper:
        helper = laid_out(
            "idempotency_key",
            "said",
            *self._conflict("said", self.stored.said),
            "settlement",
            Div("agreed_rating", css_class="record__part"),
            Div("we_differ_because", css_class="record__part"),
            *self._conflict("settled", self.stored.we_differ_because),
            "agreed",
            FieldGroup(
                _("Add an action"),
                *ACTION,
                name="add-action",
                level=3,
                intro=_(
                    "Fill in all three parts, or leave them empty. When you save, "
                    "the action is added to the list below."
                ),
            ),
        )
        helper.form_show_errors = False  # the page says them above what stands there now
        return helper

    def _conflict(self, part: str, text: str) -> list[Included]:
        """What somebody else made of a part meanwhile, if they did."""
        if part not in self.conflicts:
            return []
        about = {"part": part, "text": text, "conclusion": self.stored}
        return [Included("discussions/_conflict.html", **about)]

    def clean(self) -> None:
        self._check_settlement()
        self._check_action_complete()
        if self.cleaned_data["agreed"] and not self.errors and not self.has_notes:
            self.add_error(
                "agreed", _("Enter what was said or agreed before you mark it as agreed.")
            )

    def _check_settlement(self) -> None:
        settlement, why = map(self.cleaned_data.get, ("settlement", "we_differ_because"))
        if settlement == Settlement.AGREE:
            if "agreed_rating" not in self.errors and not self.cleaned_data["agreed_rating"]:
                self.add_error("agreed_rating", _("Select the rating you agree on."))
        else:
            self._drop_rating()
        if settlement == Settlement.DIFFER:
            if "we_differ_because" not in self.errors and not why:
                self.add_error("we_differ_because", _("Enter why you differ."))
        elif why:
            self.add_error(
                "we_differ_because",
                _("Select “We differ, and why” to keep this text, or clear the box."),
            )

    def _drop_rating(self) -> None:
        """Say once that a newly selected rating is not kept, because radio buttons cannot be
        cleared."""
        rating = self.cleaned_data.get("agreed_rating")
        self.cleaned_data["agreed_rating"] = None
        if rating and str(rating) != self.shown("agreed_rating"):
            text = _(
                "Not kept: %(rating)s. To keep it, select “We agree on a rating” and the rating. "
                "Or save without it."
            )
            self.add_error("agreed_rating", text % {"rating": rating})
            self.data = self.data.copy()
            del self.data[self.add_prefix("agreed_rating")]

    def _check_action_complete(self) -> None:
        """All three parts of an action, or none."""
        if any(self.data.get(self.add_prefix(name)) for name in ACTION):
            for name in ACTION:
                if name not in self.errors and not self.cleaned_data[name]:
                    self.add_error(name, self.fields[name].error_messages["required"])

    def _says(self) -> tuple[str, str, str]:
        given = self.cleaned_data
        return given["said"], str(given["agreed_rating"] or ""), given["we_differ_because"]

    @property
    def parts(self) -> tuple[Parts, Parts]:
        """What the form showed of each part, and what it says now."""
        names = ("said", "agreed_rating", "we_differ_because")
        return _as_parts(*map(self.shown, names)), _as_parts(*self._says())

    @property
    def has_notes(self) -> bool:
        """Whether it contains anything apart from an action."""
        return any(self._says())

    @property
    def agreed_mark(self) -> bool | None:
        """Whether to mark the notes as agreed or make them a draft again. None if neither was
        chosen."""
        if "draft" in self.data:
            return False
        return True if self.cleaned_data["agreed"] else None

    @property
    def has_input(self) -> bool:
        """Whether it contains anything new."""
        return "draft" in self.data or bool({*self.changed_data} - {"idempotency_key"})

    @property
    def action(self) -> dict[str, Any] | None:
        """The action to add, if there is one."""
        given = {name: self.cleaned_data[name] for name in (*ACTION, "idempotency_key")}
        return given if given["what"] else None

    @property
    def conflicts(self) -> list[str]:
        """The parts that someone else also changed and that the writer has not resolved yet."""
        return self.data.getlist("conflict") if self.is_bound else []

    @property
    def can_join_reasons(self) -> bool:
        """Whether both give reasons for differing, so that one box can hold both."""
        return bool(self.stored.we_differ_because and self["we_differ_because"].value())

    def show_conflict(self, changes: ThreeWayDiff, stored: Conclusion) -> None:
        """Show what someone else changed. Where both changed a part, say so and keep the
        writer's."""
        self.stored, self.data = stored, self.data.copy()
        shown = initial_values(stored)
        for part, names in PARTS.items():
            for name in names:
                self.show(name, shown[name])
                if part in changes.theirs:
                    self.data[self.add_prefix(name)] = shown[name]
        self.data.setlist("conflict", [*{*self.conflicts, *changes.conflicting}])
        self.data.pop("agreed", None)
        for part in changes.conflicting:
            self.add_error(PARTS[part][0], CONFLICT_MESSAGES[part])

    def resolve_conflict(self, how: str) -> None:
        """Put both texts in the box, or theirs, as the writer chose. This does not save
        anything."""
        self.data = self.data.copy()
        part = self.data.get(how, "")
        shown = initial_values(self.stored)
        for name in PARTS.get(part, ()):
            box = self.add_prefix(name)
            if how == "theirs":
                self.data[box] = shown[name]
            elif isinstance(self.fields[name], LongText):
                self.data[box] = "\n\n".join(filter(None, (shown[name], self.data.get(box))))
        self.data.setlist("conflict", [one for one in self.conflicts if one != part])


def initial_values(conclusion: Conclusion) -> dict[str, str]:
    """What the form shows of the stored notes."""
    fields = (name for names in PARTS.values() for name in names)
    return {name: str(getattr(conclusion, name) or "") for name in fields}


def _as_parts(said: str, rating: str, why: str) -> Parts:
    return {"said": said, "settled": (rating, why)}
