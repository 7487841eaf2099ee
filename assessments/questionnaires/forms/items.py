"""What coordinators fill in about a questionnaire of their own: a form for each piece of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.questionnaires.definitions import (
    LEAST_POINTS,
    MOST_POINTS,
    QuestionnaireDefinition,
)
from assessments.questionnaires.editing import Piece, fingerprint, new_code, reword
from assessments.questionnaires.translations import known, name_of
from evidence.bank import Code, Stage
from partnerships.forms.fields import LongText, field_of, required_message


class PieceForm(forms.Form):
    """Other words for one piece, on what it said when the form was opened.

    `WORDS` are the names of what it changes; `seen` recognises what they were.
    """

    WORDS: tuple[str, ...] = ()
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, piece: Piece, data: Any = None) -> None:
        self.piece, self.mark, self.is_overtaken = piece, fingerprint(piece, self.WORDS), False
        super().__init__(data, initial=self.shown(piece) | {"seen": self.mark})

    def shown(self, piece: Piece) -> Piece:
        """What the fields start with."""
        return {name: piece[name] for name in self.WORDS}

    def words(self) -> Piece:
        return {name: self.cleaned_data[name] for name in self.WORDS}

    def apply(self, piece: Piece) -> None:
        """Change the piece; ChangedMeanwhile if it no longer says what was seen."""
        reword(piece, self.words(), self.cleaned_data["seen"])

    @property
    def as_it_stands(self) -> list[tuple[str, object]]:
        """The words of the piece, each under the label of its field."""
        shown = self.shown(self.piece)
        fields = [(self[name], shown[name]) for name in self.WORDS]
        return [
            (str(bound.label), dict(getattr(bound.field, "choices", ())).get(said, said))
            for bound, said in fields
        ]

    def overtake(self) -> None:
        """Say that somebody else has changed the piece; sending it again overwrites that."""
        self.is_overtaken = True
        self.data = dict(self.data.items()) | {"seen": self.mark}
        text = _(
            "Somebody else has changed this since you opened it, and yours is not saved yet. "
            "Compare the two below, then save."
        )
        self.add_error(None, text)


class DescriptionForm(PieceForm):
    """What a questionnaire is called and said to be."""

    WORDS = ("title", "description", "minutes", "language")

    title = forms.CharField(
        label=_("Title"), max_length=150, error_messages=required_message(_("Give it a title."))
    )
    description = LongText(
        label=_("Description"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For whoever chooses it for a review: what it is for, and when it is useful."),
        error_messages=required_message(_("Describe it in a sentence.")),
    )
    minutes = forms.IntegerField(
        label=_("Minutes to answer"),
        min_value=1,
        max_value=240,
        help_text=_("Members are told. Reckon with three statements a minute."),
        error_messages=required_message(_("Say how many minutes it takes.")),
    )
    language = forms.ChoiceField(label=_("Language it is written in"))

    def __init__(self, piece: Piece, data: Any = None) -> None:
        super().__init__(piece, data)
        names = dict(known())
        written = piece["language"]
        names.setdefault(written, name_of(written))
        field_of(self, "language", forms.ChoiceField).choices = list(names.items())


class ScaleForm(PieceForm):
    """A question and the labels of its points, one a line."""

    WORDS = ("question", "labels")

    question = forms.CharField(
        label=_("Question"),
        max_length=200,
        error_messages=required_message(_("Write the question.")),
    )
    labels = LongText(
        label=_("Answers"),
        widget=forms.Textarea({"rows": MOST_POINTS}),
        help_text=_("One a line, from the least to the most favourable. From 3 to 10."),
        error_messages=required_message(_("Write the answers, one a line.")),
    )

    def shown(self, piece: Piece) -> Piece:
        return super().shown(piece) | {"labels": "\n".join(piece["labels"])}

    def clean_labels(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["labels"].splitlines()]
        labels = [line for line in lines if line]
        if not LEAST_POINTS <= len(labels) <= MOST_POINTS:
            text = gettext("Write from 3 to 10 answers, one a line. There are %s.") % len(labels)
            raise forms.ValidationError(text)
        if long := [label for label in labels if len(label) > 60]:
            text = gettext("Shorten “%s” to 60 letters or fewer.") % long[0]
            raise forms.ValidationError(text)
        if len({label.casefold() for label in labels}) < len(labels):
            raise forms.ValidationError(gettext("Two answers are the same. Word each differently."))
        return labels


class SectionForm(PieceForm):
    """What stands above and below the statements about a consideration."""

    WORDS = ("introduction", "comment_prompt")

    introduction = LongText(
        label=_("Introduction"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What members should think of as they answer."),
        error_messages=required_message(_("Write an introduction.")),
    )
    comment_prompt = forms.CharField(
        label=_("What comments are asked for"),
        max_length=300,
        help_text=_("For example: What would you like to be clearer?"),
        error_messages=required_message(_("Write what comments are asked for.")),
    )


class StatementForm(PieceForm):
    """One thing to rate."""

    WORDS = ("text", "stage", "heading", "help")

    text = LongText(
        label=_("Statement"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("One thing only, so that agreeing with it is good news."),
        error_messages=required_message(_("Write the statement.")),
    )
    stage = forms.ChoiceField(
        label=_("Stage"),
        choices=Stage,
        widget=forms.RadioSelect,
        error_messages=required_message(_("Choose a stage.")),
    )
    heading = forms.CharField(
        label=_("Heading"),
        max_length=100,
        required=False,
        help_text=_("Stands above it, and above those after it that have the same heading."),
    )
    help = forms.CharField(label=_("Help text"), max_length=300, required=False)

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())


class ChangedStatementForm(StatementForm):
    """A statement that is there already: what asks the same is compared with earlier rounds."""

    anew = forms.BooleanField(
        label=_("This now asks something else"),
        required=False,
        help_text=_(
            "Tick it if the meaning changes, and not only the words. It is then not compared with "
            "what earlier reviews asked here."
        ),
    )
    field_order = ["text", "anew"]

    def apply(self, piece: Piece) -> None:
        super().apply(piece)
        if self.cleaned_data["anew"]:
            piece["code"] = new_code()


class PlaceForm(forms.Form):
    """Which other consideration a statement goes under."""

    to = forms.ChoiceField(
        label=_("Put it under"),
        widget=forms.RadioSelect,
        help_text=_(
            "Rounds stay comparable: where results say what has changed, its earlier answers count "
            "under this consideration, too. Earlier results stay as they are, so don’t compare the "
            "mean of a consideration from before the move with one from after it."
        ),
        error_messages=required_message(_("Choose a consideration.")),
    )

    def __init__(self, definition: QuestionnaireDefinition, here: str, data: Any = None) -> None:
        super().__init__(data)
        others = [one.code for one in definition.considerations if one.code != here]
        field_of(self, "to", forms.ChoiceField).choices = [(one.value, one.label) for one in others]

    @property
    def is_left(self) -> bool:
        """Whether there is another consideration."""
        return bool(field_of(self, "to", forms.ChoiceField).choices)


class SectionAddForm(forms.Form):
    """One more consideration to ask about, with a first statement."""

    code = forms.ChoiceField(
        label=_("Consideration"),
        widget=forms.RadioSelect,
        error_messages=required_message(_("Choose a consideration.")),
    )
    introduction = SectionForm.base_fields["introduction"]
    comment_prompt = SectionForm.base_fields["comment_prompt"]
    text = StatementForm.base_fields["text"]
    stage = StatementForm.base_fields["stage"]

    def __init__(self, definition: QuestionnaireDefinition, data: Any = None) -> None:
        super().__init__(data)
        there = {section.code for section in definition.considerations}
        left = [one for one in Code.choices if one[0] not in there]
        field_of(self, "code", forms.ChoiceField).choices = left
        self.fields["text"].label = _("First statement")

    @property
    def is_left(self) -> bool:
        """Whether there is a consideration that isn't asked about yet."""
        return bool(field_of(self, "code", forms.ChoiceField).choices)

    def section(self) -> Piece:
        return {name: self.cleaned_data[name] for name in SectionForm.WORDS}

    def statement(self) -> Piece:
        return {name: self.cleaned_data[name] for name in ("text", "stage")}
