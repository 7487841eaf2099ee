"""Signing in by e-mailed code, where it is ours to say what happens."""

from allauth.account.models import EmailAddress
from django.urls import reverse


def test_who_has_an_account_already_is_told_so_by_mail_and_by_nothing_on_the_page(
    cast, client, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        pages = {
            email: client.post(reverse("account_signup"), {"email": email}, follow=True)
            for email in ("ana@example.org", "new@example.org")
        }
    assert {page.status_code for page in pages.values()} == {200}
    assert {page.redirect_chain[-1][0] for page in pages.values()} == {"/account/email/code/"}
    [known] = [mail for mail in mailoutbox if mail.to == ["ana@example.org"]]
    assert known.subject == "You have a Parallax account already"
    assert f"http://testserver{reverse('account_login')}" in known.body
    assert "password" not in known.body


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(cast, client):
    cast.ana.person.set_password("curlew teapot gravel")
    cast.ana.person.save()
    url = reverse("account_sign_in_by_password")
    answers = [
        client.post(url, {"login": email, "password": "wrong"}).context["form"].errors
        for email in ("ana@example.org", "ben@example.org", "nobody@example.org")
    ]
    assert answers[0]
    assert answers[0] == answers[1] == answers[2]


def test_passwords_can_not_be_tried_for_ever(cast, client):
    cast.ana.person.set_password("curlew teapot gravel")
    cast.ana.person.save()
    url = reverse("account_sign_in_by_password")
    for _each in range(6):
        client.post(url, {"login": "ana@example.org", "password": "wrong"})
    right = {"login": "ana@example.org", "password": "curlew teapot gravel"}
    assert "Too many" in str(client.post(url, right).context["form"].errors)


def test_who_mistyped_their_address_starts_again(cast, client):
    sign_in = reverse("account_login")
    page = client.post(sign_in, {"email": "ana@exmaple.org"}, follow=True)
    assert "Start again with another address" in page.content.decode()
    page = client.post(reverse("account_logout"), {"next": sign_in}, follow=True)
    assert page.redirect_chain[-1][0] == sign_in
    assert "email" in page.context["form"].fields


def test_signing_in_with_a_password_leads_on_to_where_one_was_going(cast, client):
    cast.ana.person.set_password("curlew teapot gravel")
    cast.ana.person.save()
    EmailAddress.objects.filter(user=cast.ana.person).update(verified=True)
    place = reverse("partnerships:partnership", args=[cast.partnership.pk])
    page = client.get(place, follow=True)
    url = f"{reverse('account_sign_in_by_password')}?next={place}"
    assert url in page.content.decode()
    filled = {"login": "ana@example.org", "password": "curlew teapot gravel", "next": place}
    assert client.post(url, filled).url == place
