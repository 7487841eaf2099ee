"""Forms about members, and members' own forms."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from partnerships.models import Member, Organisation, Partnership
from partnerships.models.partnership import ASKED_ROLES
from partnerships.roster.new_member import NewMember
from partnerships.vocabulary import Role

from .fields import CHOOSE, LEVEL, NameInput, field_of, required_message
from .shared import SharedForm


class MemberForm(SharedForm[Member]):
    """A member's place. Facilitators and observers may have no organisation or level."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=Role.choices,
        widget=forms.RadioSelect,
        initial=Role.MEMBER,
        error_messages=required_message(_("Select a role.")),
        help_text=_(
            "Coordinators run reviews and answer, members answer, facilitators lead the "
            "discussion, and observers read shared results."
        ),
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        empty_label=CHOOSE[1],
        error_messages=required_message(_("Select the organisation.")),
        help_text=_("Facilitators and observers do not need one."),
    )
    level = forms.ChoiceField(**LEVEL)

    class Meta:
        model = Member
        fields = ["name", "role", "organisation", "level"]
        labels = {"name": _("Name")}
        error_messages = {"name": required_message(_("Enter their name."))}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation = field_of(self, "organisation", forms.ModelChoiceField)
        organisation.queryset = self.instance.partnership.organisations.taking_part()
        asked = self["role"].value() in ASKED_ROLES
        organisation.required = self.fields["level"].required = asked


TELL = forms.BooleanField(
    label=_("Email them now to ask whether they accept"),
    required=False,
    initial=True,
    help_text=_("You can also do this later, on the partnership’s page."),
)


class TellForm(forms.Form):
    """Whether people added from a list are told."""

    tell = TELL


class MemberAddForm(MemberForm):
    email = forms.EmailField(
        label=_("Email address"),
        widget=forms.EmailInput({"autocomplete": "off"}),
        error_messages=required_message(_("Enter their email address.")),
        help_text=_("We will send their personal link to each review here."),
    )
    tell = TELL
    field_order = ["name", "email", "role", "organisation", "level", "tell"]

    def new_member(self) -> NewMember:
        filled = self.cleaned_data
        organisation = filled["organisation"]
        return NewMember(
            name=filled["name"],
            email=filled["email"],
            organisation=organisation.name if organisation else "",
            sector=organisation.sector if organisation else "",
            level=filled["level"],
            role=filled["role"],
        )


class SuccessorField(forms.ModelChoiceField[Member]):
    """Which member, by name and organisation."""

    def label_from_instance(self, obj: Member) -> str:
        return f"{obj}, {obj.organisation}"


class HandOverForm(forms.Form):
    """Who will coordinate from now on."""

    successor = SuccessorField(
        label=_("New coordinator"),
        queryset=Member.objects.none(),
        empty_label=CHOOSE[1],
        error_messages=required_message(_("Select the new coordinator.")),
        help_text=_("A coordinator also answers, so must have an organisation and a level."),
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = partnership.members.able_to_coordinate().select_related("organisation")
        field_of(self, "successor", SuccessorField).queryset = able


class OwnNamesForm(forms.Form):
    """What a person is called, in each partnership they belong to."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.memberships = list(person.memberships.select_related("partnership"))
        for member in self.memberships:
            self.fields[member.pk] = NameInput(
                label=gettext("Your name in %(partnership)s") % {"partnership": member.partnership},
                initial=member.name,
                widget=forms.TextInput({"autocomplete": "name"}),
                error_messages=required_message(gettext("Enter your name.")),
            )

    @transaction.atomic
    def save(self) -> None:
        for member in self.memberships:
            member.name = self.cleaned_data[member.pk]
            member.save(update_fields=["name"])
