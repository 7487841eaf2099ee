"""Forms for who does what by when, which others may be changing at the same time."""

from datetime import date
from typing import cast
from uuid import UUID, uuid4

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format
from django.utils.text import normalize_newlines
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.models import Review
from assessments.reviews.forms import DateInput, check_not_past
from partnerships.forms.fields import LongText
from partnerships.models import Member

from .concurrent_edits import Parts, ThreeWayDiff
from .models import Action


class MemberField(forms.ModelChoiceField[Member]):
    """A member, distinguished from others with the same name by their organisation."""

    def label_from_instance(self, member: Member) -> str:
        return f"{member}, {member.organisation}" if member.organisation else str(member)


class ConcurrentEditForm(forms.Form):
    """A form that sends back what it first showed, because two people may change the same thing."""

    data: MultiValueDict[str, str]

    def shown(self, name: str) -> str:
        """What a field held when the form was opened, as text."""
        return normalize_newlines(self.data.get(self.add_initial_prefix(name), "")).strip()

    def show(self, name: str, stored: str) -> None:
        """Treat the field as having shown this from now on."""
        self.data[self.add_initial_prefix(name)] = stored


class ActionFields(ConcurrentEditForm):
    """What someone will do by when."""

    what = LongText(
        label=_("What will be done"),
        max_length=300,
        widget=forms.TextInput,
        error_messages={"required": _("Enter what will be done.")},
    )
    owner = MemberField(
        label=_("Who will do it"),
        queryset=Member.objects.none(),
        empty_label=_("Select a member"),
        error_messages={"required": _("Select who will do it.")},
    )
    due = forms.DateField(
        label=_("By when"),
        widget=DateInput,
        error_messages={"required": _("Enter the date it will be done by.")},
    )

    def __init__(
        self,
        data: MultiValueDict[str, str] | None = None,
        *,
        review: Review,
        initial: dict[str, str] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        owner = cast(MemberField, self.fields["owner"])
        owner.queryset = review.partnership.members.select_related("organisation")


class ActionForm(ActionFields):
    """An action to add. `idempotency_key` recognises one that is sent twice."""

    idempotency_key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def clean_idempotency_key(self) -> UUID:
        idempotency_key: UUID | None = self.cleaned_data["idempotency_key"]
        return idempotency_key or uuid4()

    def clean_due(self) -> date | None:
        due: date | None = self.cleaned_data["due"]
        return check_not_past(due) if due else None


class ActionEditForm(ActionFields):
    """Changes to an action's text, owner or date."""

    def __init__(
        self, data: MultiValueDict[str, str] | None = None, *, review: Review, action: Action
    ) -> None:
        super().__init__(data, review=review, initial=action.parts)
        for field in self.fields.values():
            field.show_hidden_initial = True

    def clean_due(self) -> date:
        due: date = self.cleaned_data["due"]
        return due if due.isoformat() == self.shown("due") else check_not_past(due)

    @property
    def parts(self) -> tuple[Parts, Parts]:
        """What the form first showed for each part, and what it says now."""
        says = {name: self.cleaned_data[name] for name in self.fields}
        mine = {
            "what": says["what"],
            "owner": str(says["owner"].pk),
            "due": says["due"].isoformat(),
        }
        return {name: self.shown(name) for name in mine}, mine

    def show_conflict(self, changes: ThreeWayDiff, action: Action) -> None:
        """Show what someone else changed it to. Sending the form again overwrites that."""
        self.data = self.data.copy()
        said = {"what": action.what, "owner": action.who, "due": date_format(action.due)}
        for name, stored in action.parts.items():
            self.show(name, stored)
            if name in changes.theirs:
                self.data[self.add_prefix(name)] = stored
        for name in changes.conflicting:
            self.add_error(
                name,
                gettext(
                    "Someone else changed this to “%(theirs)s” after you opened the page. "
                    "Nothing has been saved yet. Save to keep what is here, or change it first."
                )
                % {"theirs": said[name]},
            )
