"""Signing in by e-mailed code, where it is ours to say what happens."""

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
    assert {page.redirect_chain[-1][0] for page in pages.values()} == {"/account/create/code/"}
    [known] = [mail for mail in mailoutbox if mail.to == ["ana@example.org"]]
    assert known.subject == "You have a Parallax account already"
    assert f"http://testserver{reverse('account_login')}" in known.body
    assert "password" not in known.body
