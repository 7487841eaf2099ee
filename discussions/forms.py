"""Writing down what a discussion came to, and who does what by when."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms import DateInput, from_today
from assessments.models import Review
from partnerships.models import Member

from .models import Action, Conclusion, Settlement

WHEN_CHOSEN = "discussions/_field_when_chosen.html"


class MemberField(forms.ModelChoiceField):
    """A member, told apart from a namesake by their organisation."""

    def label_from_instance(self, member: Member) -> str:
        return f"{member}, {member.organisation}" if member.organisation else str(member)


class ActionForm(forms.Form):
    """What somebody will do by when."""

    what = forms.CharField(
        label=_("What will be done"),
        max_length=300,
        error_messages={"required": _("Say what will be done.")},
    )
    owner = MemberField(
        label=_("Who will do it"),
        queryset=Member.objects.none(),
        empty_label=_("Choose a member"),
        error_messages={"required": _("Choose who will do it.")},
    )
    due = forms.DateField(
        label=_("By when"),
        widget=DateInput,
        error_messages={"required": _("Say by when it will be done.")},
    )

    def __init__(self, *args, review: Review, action: Action | None = None, **kwargs) -> None:
        if action:
            kwargs["initial"] = {"what": action.what, "owner": action.owner_id, "due": action.due}
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = review.partnership.members.select_related("organisation")

    def clean_due(self) -> date | None:
        due = self.cleaned_data["due"]
        return due if due is None or due == self.initial.get("due") else from_today(due)


class DiscussionForm(ActionForm):
    """What the discussion of one consideration came to, and an action if there is one to add.

    It is one form, so that saving one part never loses what was written in the other.
    """

    said = forms.CharField(
        label=_("What was said"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("The points people made, without who made them."),
    )
    settlement = forms.ChoiceField(
        label=_("Where does that leave us?"), choices=Settlement, widget=forms.RadioSelect
    )
    agreed_rating = forms.TypedChoiceField(
        label=_("If we agree: the rating we agree on"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        template_name=WHEN_CHOSEN,
    )
    we_differ_because = forms.CharField(
        label=_("If we differ: why"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        template_name=WHEN_CHOSEN,
    )

    def __init__(self, *args, review: Review, conclusion: Conclusion | None, **kwargs) -> None:
        kept = conclusion or Conclusion()
        kwargs["initial"] = {
            "said": kept.said,
            "settlement": kept.settlement,
            "agreed_rating": kept.agreed_rating,
            "we_differ_because": kept.we_differ_because,
        }
        super().__init__(*args, review=review, **kwargs)
        labels = review.questionnaire.rating_labels
        self.fields["agreed_rating"].choices = [
            (point, f"{point} – {label}") for point, label in enumerate(labels, start=1)
        ]
        for name in ActionForm.base_fields:
            self.fields[name].required = False
            self.fields[name].template_name = WHEN_CHOSEN
        self.order_fields(["said", "settlement", "agreed_rating", "we_differ_because"])

    def clean(self) -> None:
        self._settle()
        self._complete_action()

    def _settle(self) -> None:
        settlement, why = map(self.cleaned_data.get, ("settlement", "we_differ_because"))
        if settlement == Settlement.AGREE:
            if "agreed_rating" not in self.errors and not self.cleaned_data["agreed_rating"]:
                self.add_error("agreed_rating", _("Choose the rating that you agree on."))
        else:
            self.cleaned_data["agreed_rating"] = None
        if settlement == Settlement.DIFFER:
            if "we_differ_because" not in self.errors and not why:
                self.add_error("we_differ_because", _("Say why you differ."))
        elif why:
            self.add_error(
                "we_differ_because",
                _("Choose “We differ, and why” to keep these words, or empty the box."),
            )

    def _complete_action(self) -> None:
        """All three parts of an action, or none."""
        if any(self.data.get(self.add_prefix(name)) for name in ActionForm.base_fields):
            for name in ActionForm.base_fields:
                if name not in self.errors and not self.cleaned_data[name]:
                    self.add_error(name, self.fields[name].error_messages["required"])

    @property
    def conclusion(self) -> dict[str, Any]:
        """What to keep of the discussion."""
        names = ("said", "agreed_rating", "we_differ_because")
        return {name: self.cleaned_data[name] for name in names}

    @property
    def action(self) -> dict[str, Any] | None:
        """The action to add, if there is one."""
        given = {name: self.cleaned_data[name] for name in ActionForm.base_fields}
        return given if given["what"] else None
