"""Every page but a review's, as somebody who may see it: usable by everybody, and quiet."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from demonstration.links import sign_in_url
from evidence.bank import Code
from partnerships.models import Partnership
from tests import languages, scenarios

from .walking import Visit, at, wrong

HEADINGS = "Name,E-mail,Organisation,Sector,Level,Role\n"

pytestmark = pytest.mark.once


def test_pages_for_anybody(walk, settings, cast):
    settings.DEMONSTRATION = True
    walk(
        "stranger",
        at("assessments:link-lost"),
        at("home:home"),
        at("evidence:index"),
        *[at("evidence:consideration", code) for code in (Code.values[0], Code.values[-1])],
        at("insights:how-we-read"),
        at("privacy:privacy"),
        at("demonstration:index"),
        at("account_login"),
        wrong("account_login", press="Send me a code"),
        at("account_signup"),
        wrong("account_signup", press="Continue"),
        at("account_inactive"),
        at("account_sign_in_by_password"),
        wrong("account_sign_in_by_password", press="Sign in"),
        Visit("/nothing-here/", 404),
        Visit(sign_in_url(cast.ben.person).removeprefix(settings.SITE_URL)),
        at("account_logout"),
    )


def test_pages_of_signing_in_and_signing_up(walk):
    code = reverse("account_confirm_login_code")
    walk(
        "stranger",
        wrong("account_login", press="Send me a code", Email="ana@example.org"),
        Visit(code, press="Continue", fill=(("Code", "WRONG"),)),
    )
    walk(
        "stranger",
        wrong("account_signup", press="Continue", Email="new@example.org"),
    )
    assert len(mail.outbox) == 2


def test_pages_in_several_languages(walk, cast, settings):
    settings.LANGUAGES = [languages.ENGLISH, languages.WELSH, languages.ARABIC]
    review = scenarios.open_review(cast.partnership)
    section = [review.pk, scenarios.token_for(review, cast.ben), Code.values[0]]
    walk("stranger", at("evidence:index"), at("assessments:respond-section", *section))
    Person.objects.update(language="ar")
    walk("stranger", at("assessments:respond-section", *section))
    walk("ana", at("home:home"), at("partnerships:partnership", cast.partnership.pk))


def test_a_page_for_who_asks_too_often(walk):
    email = "ben@example.org"
    Client().post(reverse("account_signup"), {"email": email})
    walk("stranger", Visit(reverse("account_signup"), 429, "Continue", (("Email", email),)))


def test_pages_of_an_account(walk, cast):
    EmailAddress.objects.update(verified=True)
    walk(
        "ben",
        at("accounts:account"),
        at("partnerships:account-name"),
        wrong("partnerships:account-name", press="Save", **{"Your name in Riverside": ""}),
        at("accounts:account-devices"),
        at("account_email"),
        wrong("account_email", press="Send me a code"),
        wrong("account_email", press="Send me a code", **{"New email": "new@example.org"}),
        at("account_set_password"),
        wrong("account_set_password", press="Set the password"),
        at("mfa_add_webauthn"),
        at("mfa_activate_totp"),
        wrong("mfa_activate_totp", press="Set up the app"),
    )


def test_pages_of_an_account_with_everything(walk, cast):
    EmailAddress.objects.update(verified=True)
    cleo, password = cast.cleo.person, "curlew teapot gravel"
    cleo.set_password(password)
    cleo.save()
    TOTP.activate(cleo, generate_totp_secret())
    code, *_others = RecoveryCodes.activate(cleo).get_unused_codes()
    confirm = f"{reverse('mfa_reauthenticate')}?next={reverse('mfa_view_recovery_codes')}"
    filled = {"Email": cleo.email, "Password": password}
    walk(
        "stranger",
        wrong("account_sign_in_by_password", press="Sign in", **filled),
        wrong("mfa_authenticate", press="Use this code"),
    )
    walk(
        "cleo",
        at("accounts:account"),
        at("account_change_password"),
        wrong("account_change_password", press="Change the password"),
        wrong("account_reauthenticate", press="Continue"),
        Visit(confirm, press="Continue"),
        Visit(confirm, press="Continue", fill=(("Code", code),)),
        at("mfa_generate_recovery_codes"),
        at("mfa_deactivate_totp"),
        at("accounts:password-remove"),
    )


def test_pages_of_a_partnership(walk, cast):
    place = cast.partnership.pk
    Partnership.objects.filter(pk=place).update(social_context="Half of the group is new.")
    untold = scenarios.fill(cast.partnership, scenarios.CHARITY, 3)[0]
    cast.partnership.declined.create(person=cast.dev)
    empty = cast.partnership.organisations.create(name="Empty House", sector="housing")
    evidence = scenarios.own_evidence(cast.partnership, says="As they told us.")
    merging = reverse("partnerships:organisation-merge", args=[place, cast.ben.organisation_id])
    cast.partnership.organisations.create(
        name="Old House", sector="housing", retired_at=timezone.now()
    )
    bad = HEADINGS + "Ida,ida@,Open Door,,sideways,member\n"
    good = HEADINGS + "Ida,ida@example.org,Moor,Housing,Community,\n"
    walk(
        "ana",
        at("home:home"),
        at("partnerships:register"),
        wrong("partnerships:register", press="Register the partnership"),
        at("partnerships:partnership", place),
        at("partnerships:partnership-edit", place),
        wrong("partnerships:partnership-edit", place, press="Save", **{"Name of": ""}),
        at("partnerships:organisation-add", place),
        wrong("partnerships:organisation-add", place, press="Add the organisation"),
        at("partnerships:organisation-edit", place, cast.ben.organisation_id),
        at("partnerships:own-evidence-list", place),
        at("partnerships:own-evidence-add", place),
        wrong("partnerships:own-evidence-add", place, press="Add the evidence"),
        at("partnerships:own-evidence-edit", place, evidence.pk),
        at("partnerships:own-evidence-remove", place, evidence.pk),
        at("partnerships:organisation-merge", place, cast.ben.organisation_id),
        wrong(
            "partnerships:organisation-merge",
            place,
            cast.ben.organisation_id,
            press="See what will move",
        ),
        Visit(f"{merging}?into={cast.cleo.organisation_id}"),
        at("partnerships:organisation-remove", place, empty.pk),
        at("partnerships:organisation-remove", place, cast.ben.organisation_id),
        at("partnerships:member-add", place),
        wrong("partnerships:member-add", place, press="Add the member"),
        at("partnerships:member-edit", place, cast.ben.pk),
        at("partnerships:member-remove", place, cast.ben.pk),
        at("partnerships:membership", untold.seal),
        at("partnerships:membership", cast.ben.seal),
        at("partnerships:membership-ended"),
        Visit(reverse("partnerships:membership", args=["unknown"]), 404),
        at("partnerships:member-edit", place, untold.pk),
        at("partnerships:membership-leave", place),
        at("partnerships:coordination-hand-over", place),
        wrong("partnerships:coordination-hand-over", place, press="Hand over"),
        at("partnerships:members-import", place),
        wrong("partnerships:members-import", place, press="Check the list"),
        wrong("partnerships:members-import", place, press="Check the list", Paste=bad),
        wrong("partnerships:members-import", place, press="Check the list", Paste=good),
        at("discussions:my-actions"),
        at("privacy:my-data"),
        at("privacy:my-data-erase"),
        at("privacy:audit-log", place),
        wrong("privacy:audit-log", place, press="Apply filters", From=""),
    )
    walk(
        "ben",
        at("home:home"),
        at("partnerships:partnership", place),
        at("partnerships:membership-leave", place),
        at("privacy:my-data-erase"),
        wrong("privacy:my-data-erase", press="Erase my data"),
        Visit(reverse("partnerships:partnership-edit", args=[place]), 403),
    )
    walk("dev", at("home:home"), Visit(reverse("partnerships:partnership", args=[place]), 404))


def test_pages_of_a_questionnaire_of_ones_own(walk, cast):
    place = cast.partnership.pk
    walk("ana", at("assessments:questionnaires", place))
    own = scenarios.custom_questionnaire(cast.partnership).pk
    walk(
        "ana",
        at("assessments:questionnaires", place),
        at("assessments:questionnaire-copy", place),
        wrong("assessments:questionnaire-copy", place, press="Create the copy"),
        at("assessments:questionnaire-import", place),
        wrong(
            "assessments:questionnaire-import",
            place,
            press="Import the questionnaire",
            paste="code: 1",
        ),
        at("assessments:questionnaire", own),
        at("assessments:questionnaire-preview", own, "clarity"),
        at("assessments:questionnaire-remove", own),
        at("assessments:questionnaire-describe", own),
        wrong("assessments:questionnaire-describe", own, press="Save", Title=""),
        at("assessments:scale-edit", own, "rating"),
        wrong("assessments:scale-edit", own, "rating", press="Save", Answers="One\nTwo"),
        at("assessments:section-add", own),
        at("assessments:section-edit", own, "clarity"),
        at("assessments:section-remove", own, "clarity"),
        at("assessments:statement-add", own, "clarity"),
        wrong("assessments:statement-add", own, "clarity", press="Save"),
        at("assessments:statement-edit", own, "clarity-roles"),
        at("assessments:statement-place", own, "clarity-roles"),
        at("assessments:statement-remove", own, "clarity-roles"),
    )
