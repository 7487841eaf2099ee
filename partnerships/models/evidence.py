"""A partnership's own evidence: what it knows about a consideration, or a stage of its journey."""

from math import ceil

from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence.bank import Code, Stage
from partnerships.documents import LABELS
from partnerships.models.ids import LENGTH, new_id

from .partnership import Partnership

ABOUT = [(_("A stage of the journey"), Stage.choices), (_("A consideration"), Code.choices)]


class Confidence(models.TextChoices):
    """How sure a partnership is of what its evidence says."""

    UNSURE = "unsure", _("We are not sure of it yet")
    FAIR = "fair", _("We are fairly sure")
    SURE = "sure", _("We are sure")


class OwnEvidenceQuerySet(models.QuerySet["OwnEvidence"]):
    def listed(self) -> "OwnEvidenceQuerySet":
        """With the details of documents, but not their content."""
        documents = EvidenceDocument.objects.defer("content")
        return self.prefetch_related(models.Prefetch("document", documents))


class OwnEvidence(models.Model):
    """One piece of evidence: a note, a link or a document, and how sure the partnership is of it.

    `about` is the code of a consideration or of a stage.
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="own_evidence"
    )
    about = models.CharField(_("about"), max_length=20, choices=ABOUT)
    title = models.CharField(_("title"), max_length=150)
    says = models.TextField(_("what it tells us"), blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = OwnEvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("own evidence")
        ordering = ["-added_at", "pk"]

    def __str__(self) -> str:
        return self.title


class EvidenceDocument(models.Model):
    """The document of a piece of evidence. Its kind comes from its content, never its name."""

    evidence = models.OneToOneField(
        OwnEvidence, on_delete=models.CASCADE, primary_key=True, related_name="document"
    )
    kind = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.evidence} ({self.kind})"

    @property
    def kind_label(self) -> str:
        return str(LABELS[self.kind])

    @property
    def kilobytes(self) -> int:
        return ceil(self.size / 1000)
