"""E-mail, against a real mail server that the test starts."""

import smtplib
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import TestCase
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from partnerships.mail import delivery, message
from partnerships.mail.message import EmailContent, email_writer
from partnerships.mail.outbox import queue_email, queue_urgent_email
from partnerships.models import Delivery, OutgoingEmail, Trouble, Urgency

NOTE = "note"


def note(email: OutgoingEmail) -> EmailContent:
    name = email.member.name
    return EmailContent(
        f"For {name}", f"Hello {name},\n\nLook:\nhttp://127.0.0.1:8000/here/<b>/\n\nBye."
    )


@pytest.fixture(autouse=True)
def notes(monkeypatch):
    """E-mails of a kind that only these tests know."""
    monkeypatch.setattr(message, "_WRITERS", dict(message._WRITERS))
    email_writer(NOTE)(note)


@pytest.fixture
def queue(settings, monkeypatch):
    """Tasks wait for a worker: `queue()` is one that does all there is to do."""
    monkeypatch.setattr(f"{db_worker.__name__}.close_old_connections", lambda: None)
    backend = {"BACKEND": "django_tasks_db.DatabaseBackend"}
    settings.TASKS = {"default": settings.TASKS["default"] | backend}
    work = {"batch": True, "startup_delay": False, "reload": False, "verbosity": 0}
    return lambda: call_command("db_worker", queue_name=delivery.EMAILS, **work)


def send_code(to: str) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        words = EmailContent("S", "Code:\n\nABCD-EFGH")
        queue_urgent_email(kind="sign-in", to=to, content=words, partnership=None)


def write_to(*members) -> dict[str, OutgoingEmail]:
    with TestCase.captureOnCommitCallbacks(execute=True):
        queue_email(kind=NOTE, members=members)
    return {email.member.name: email for email in OutgoingEmail.objects.select_related("member")}


def after(time: timedelta) -> None:
    """Let this much time pass, and have everything sent that is due then."""
    OutgoingEmail.objects.filter(state=Delivery.WAITING).update(due_at=timezone.now() - time)
    call_command("send_emails", verbosity=0)


def test_an_e_mail_reaches_the_server_in_plain_text_and_html_that_say_the_same(server, cast):
    email = write_to(cast.ben)["Ben"]
    assert email.state == Delivery.SENT
    assert email.settled_at
    [taken] = server.taken
    plain, html = [part.get_content() for part in taken.iter_parts()]
    assert taken.get_content_type() == "multipart/alternative"
    assert "Hello Ben," in plain
    assert "http://127.0.0.1:8000/here/<b>/" in plain
    assert "Hello Ben," in html
    assert 'href="http://127.0.0.1:8000/here/&lt;b&gt;/"' in html
    assert ">Look</a>" in html


@pytest.mark.parametrize("name", ["=?utf-8?Q?evil=2Ecom?=", "=?utf-8?B?ZXZpbC5jb20=?= " * 5, "Zoë"])
def test_a_subject_is_read_as_it_was_written_whatever_is_hidden_in_it(server, cast, name):
    cast.ben.name = name.strip()
    cast.ben.save()
    write_to(cast.ben)
    [taken] = server.taken
    assert taken["subject"].strip() == f"For {name.strip()}"


def test_a_refused_address_is_not_tried_again_and_stops_nobody_elses(server, cast):
    server.refuses["ben@example.org"] = "550 5.1.1 No such person"
    message = write_to(cast.ana, cast.ben, cast.cleo)
    assert server.reached == ["ana@example.org", "cleo@example.org"]
    ben = message["Ben"]
    assert (ben.state, ben.trouble, ben.tries) == (Delivery.FAILED, Trouble.ADDRESS, 1)
    assert "Check it with the person" in ben.what_to_do
    after(timedelta(days=1))
    assert server.reached == ["ana@example.org", "cleo@example.org"]


def test_an_address_that_is_put_off_is_tried_again_after_a_while(server, cast):
    server.refuses["ben@example.org"] = "451 4.7.1 Greylisted, come back later"
    message = write_to(cast.ben, cast.cleo)
    ben = message["Ben"]
    assert (ben.state, ben.tries) == (Delivery.WAITING, 1)
    assert "try again automatically" in ben.what_to_do
    assert timedelta(0) < ben.due_at - timezone.now() <= delivery.BACK_OFF[0]
    call_command("send_emails", verbosity=0)
    assert server.reached == ["cleo@example.org"], "it is not tried before its time"
    after(timedelta(minutes=1))
    ben.refresh_from_db()
    assert ben.due_at - timezone.now() > delivery.BACK_OFF[0], "the second wait is longer"
    server.refuses.clear()
    after(timedelta(minutes=5))
    ben.refresh_from_db()
    assert (ben.state, ben.what_to_do) == (Delivery.SENT, "")
    assert server.reached == ["cleo@example.org", "ben@example.org"]


def test_a_server_that_is_down_is_given_two_days(server, cast, monkeypatch):
    server.stop()
    opened = []
    monkeypatch.setattr(
        "smtplib.SMTP.connect", lambda *_a: opened.append(1) or (_ for _ in ()).throw(OSError)
    )
    message = write_to(cast.ana, cast.ben, cast.cleo)
    assert {email.state for email in message.values()} == {Delivery.WAITING}
    assert len(opened) == 1, "nobody waits for the same server twice in a round"
    for _time in delivery.BACK_OFF:
        after(timedelta(days=1))
    assert {email.state for email in OutgoingEmail.objects.all()} == {Delivery.FAILED}
    assert "your host" in OutgoingEmail.objects.first().what_to_do
    assert sum(delivery.BACK_OFF, timedelta()) > timedelta(days=1, hours=23)


def test_a_connection_refused_in_earnest_leaves_the_email_waiting(server, cast):
    server.stop()
    email = write_to(cast.ben)["Ben"]
    assert (email.state, email.trouble) == (Delivery.WAITING, Trouble.SERVER)


@pytest.mark.parametrize(("reply", "state"), [("554 Spam", "failed"), ("452 Full", "waiting")])
def test_a_message_that_is_turned_away(server, cast, reply, state):
    server.says_no = reply
    email = write_to(cast.ben)["Ben"]
    assert (email.state, email.trouble) == (state, Trouble.REFUSED)


def test_a_email_that_can_not_be_written_stops_nobody_elses(server, cast, monkeypatch):
    def only_cleo(email):
        return note(email) if email.member == cast.cleo else 1 / 0

    monkeypatch.setitem(delivery.content_of.__globals__["_WRITERS"], NOTE, only_cleo)
    message = write_to(cast.ben, cast.cleo)
    assert message["Ben"].trouble == Trouble.WRITING
    assert server.reached == ["cleo@example.org"]


def test_one_connection_carries_a_whole_round(server, cast, monkeypatch):
    opened, connect = [], smtplib.SMTP.connect
    monkeypatch.setattr(
        "smtplib.SMTP.connect", lambda self, *a: opened.append(1) or connect(self, *a)
    )
    write_to(cast.ana, cast.ben, cast.cleo)
    assert (len(server.taken), len(opened)) == (3, 1)


def test_two_workers_send_a_email_once(server, cast):
    email = write_to(cast.ben)["Ben"]
    OutgoingEmail.objects.update(state=Delivery.WAITING, due_at=timezone.now())
    assert OutgoingEmail.objects.claim(email.pk, by="one")
    assert OutgoingEmail.objects.claim(email.pk, by="another") is None


def test_only_what_an_ended_worker_had_in_hand_is_given_back(cast):
    ben, cleo = write_to(cast.ben, cast.cleo).values()
    OutgoingEmail.objects.update(state=Delivery.WAITING, due_at=timezone.now())
    OutgoingEmail.objects.claim(ben.pk, by="one")
    OutgoingEmail.objects.claim(cleo.pk, by="another")
    OutgoingEmail.objects.give_back("one")
    assert OutgoingEmail.objects.due().get() == ben


def test_nothing_is_sent_of_what_was_taken_back(server, cast):
    def open_and_fail():
        with transaction.atomic():
            queue_email(kind=NOTE, members=[cast.ben])
            raise LookupError

    with TestCase.captureOnCommitCallbacks(execute=True), pytest.raises(LookupError):
        open_and_fail()
    assert not OutgoingEmail.objects.exists()
    assert not server.taken


def test_a_worker_sends_what_waits_in_the_queue_and_comes_back_to_what_was_put_off(
    server, cast, queue
):
    server.refuses["ben@example.org"] = "451 Later"
    message = write_to(cast.ben, cast.cleo)
    assert {email.state for email in message.values()} == {Delivery.WAITING}
    assert not server.taken, "the page did not wait for the mail server"
    queue()
    assert server.reached == ["cleo@example.org"]
    again = DBTaskResult.objects.exclude(run_after=None).latest("enqueued_at")
    assert again.args_kwargs["args"] == [[message["Ben"].pk]]
    assert again.run_after > timezone.now()
    assert again.run_after == OutgoingEmail.objects.get(member=cast.ben).due_at, (
        "no later than it is due"
    )


def test_whoever_waits_is_served_before_a_mailing_and_before_what_was_put_off(server, cast, queue):
    server.refuses["finn@example.org"] = "451 Later"
    write_to(cast.finn, cast.olu)
    queue()
    server.refuses.clear()
    server.taken.clear()
    OutgoingEmail.objects.update(due_at=timezone.now())
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    write_to(cast.ana, cast.ben, cast.olu)
    write_to(cast.cleo)
    send_code("dev@example.org")
    queue()
    first, second, third, *others = server.reached
    assert (first, second, third) == ("dev@example.org", "cleo@example.org", "finn@example.org")
    assert others == ["ana@example.org", "ben@example.org", "olu@example.org"]


def test_a_mailing_is_many_tasks_that_are_put_in_the_queue_at_once(
    cast, queue, django_assert_max_num_queries
):
    members = [*cast.members.values()] * 20
    with django_assert_max_num_queries(len(members) + 10):
        write_to(*members)
    tasks = DBTaskResult.objects.filter(task_path=delivery.deliver.module_path)
    carried = [one["args"][0] for one in tasks.values_list("args_kwargs", flat=True)]
    assert max(map(len, carried)) == delivery.AT_A_TIME
    message = OutgoingEmail.objects.values_list("pk", flat=True)
    assert sorted(pk for few in carried for pk in few) == sorted(message)


def test_a_code_that_was_put_off_comes_back_as_urgent_as_it_was(server, cast, queue):
    server.refuses["ana@example.org"] = "451 Greylisted"
    send_code("ana@example.org")
    queue()
    [again] = DBTaskResult.objects.filter(status="READY")
    assert again.priority == Urgency.NOW


def test_what_no_task_will_take_is_put_in_the_queue_again_and_nothing_else(server, cast, queue):
    write_to(cast.ana, cast.ben, cast.cleo)
    assert delivery.send_due() == 0
    DBTaskResult.objects.first().delete()
    assert delivery.send_due() == delivery.AT_A_TIME
    assert delivery.send_due() == 0
    queue()
    assert sorted(server.reached) == ["ana@example.org", "ben@example.org", "cleo@example.org"]


def test_words_for_who_signs_in_leave_nothing_behind(server, cast):
    send_code("ana@example.org")
    assert server.reached == ["ana@example.org"]
    assert not OutgoingEmail.objects.exists()


def test_a_code_that_is_out_of_date_is_not_sent(server, cast):
    server.refuses["ana@example.org"] = "451 Later"
    with TestCase.captureOnCommitCallbacks(execute=True):
        queue_urgent_email(
            kind="sign-in",
            to="ana@example.org",
            content=EmailContent("S", "ABCD"),
            partnership=None,
            good_for=timedelta(minutes=15),
        )
    server.refuses.clear()
    OutgoingEmail.objects.update(good_until=timezone.now() - timedelta(minutes=1))
    after(timedelta(minutes=1))
    assert not server.taken
    assert not OutgoingEmail.objects.exists()


def test_the_sign_in_code_goes_the_same_way(
    server, client, cast, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/sign-in/", {"email": "ana@example.org"})
    [taken] = server.taken
    plain, html = [part.get_content() for part in taken.iter_parts()]
    code = taken["Subject"].split()[0]
    assert code in plain
    assert f">{code}</p>" in html
