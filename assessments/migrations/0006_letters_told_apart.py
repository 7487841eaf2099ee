"""What became of an invitation's e-mail stands with the letter, as for every other e-mail."""

from django.db import migrations, models
from django.utils import timezone


def to_letters(apps, _schema_editor):
    Invitation = apps.get_model("assessments", "Invitation")
    Letter = apps.get_model("partnerships", "Letter")
    kept = Invitation.objects.exclude(emailed_at=None, email_failed=False)
    for invitation in kept.select_related("member__person").iterator():
        failed, at = invitation.email_failed, invitation.emailed_at or timezone.now()
        Letter.objects.create(
            kind="invitation",
            member=invitation.member,
            to=invitation.member.person.email,
            about=invitation.review_id,
            state="failed" if failed else "sent",
            trouble="server" if failed else "",
            tries=1,
            settled_at=at,
        )


def to_invitations(apps, _schema_editor):
    Invitation = apps.get_model("assessments", "Invitation")
    Letter = apps.get_model("partnerships", "Letter")
    for letter in Letter.objects.filter(kind="invitation").order_by("pk").iterator():
        Invitation.objects.filter(review=letter.about, member=letter.member_id).update(
            emailed_at=letter.settled_at if letter.state == "sent" else None,
            email_failed=letter.state == "failed",
        )
    Letter.objects.filter(kind__in=["invitation", "shared", "cancelled", "reopened"]).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("assessments", "0005_life_of_a_review"),
        ("partnerships", "0002_letter"),
    ]

    operations = [
        migrations.RunPython(to_letters, to_invitations),
        migrations.RemoveField(model_name="invitation", name="email_failed"),
        migrations.RemoveField(model_name="invitation", name="emailed_at"),
    ]
