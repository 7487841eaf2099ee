"""What every test may ask for: the cast, their browsers, and no way out to the network."""

import gc
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from copy import deepcopy
from importlib.util import find_spec

import pytest
from django import forms
from django.conf import settings as configured
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management.commands import flush
from django.db import transaction
from django.template import Template
from django.test import Client, TransactionTestCase
from django.test.signals import template_rendered
from django.utils import timezone
from hypothesis import HealthCheck, settings

from assessments.lifecycle import May, states_for
from assessments.models import Review
from assessments.models.questionnaire import content_of
from assessments.responses.upsert import opened_review

from . import scenarios

# How fast a machine is says nothing about whether a property holds.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs a loop of its own


COMMITS = {"transactional_db", "live_server"}
USES_DATABASE = COMMITS | {"db"}
LONGEST = (
    *("/browser/", "/bench/", "/guards/", "/reports/", "/properties/"),
    *("/spreadsheets/", "/test_imports", "/test_worker"),
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that nobody waits for one file in the end.

    On PostgreSQL, leave out what is the same on any database: it runs on SQLite.
    """
    items.sort(key=lambda item: not any(name in str(item.path) for name in LONGEST))
    here = [item for item in items if _belongs_here(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(here)])
    items[:] = here


def pytest_collection_finish() -> None:
    """Don't look over again, at every collection of garbage, what was loaded for good."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def _belongs_here(item: pytest.Item) -> bool:
    on_postgresql = "postgresql" in configured.DATABASES["default"]["ENGINE"]
    if item.get_closest_marker("pool"):
        return on_postgresql and find_spec("psycopg") is not None
    return not on_postgresql or _depends_on_the_database(item)


def _depends_on_the_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("once"):
        return False
    uses = USES_DATABASE.intersection(item.fixturenames) or item.get_closest_marker("django_db")
    return bool(uses) or issubclass(getattr(item, "cls", None) or object, TransactionTestCase)


@pytest.fixture(autouse=True)
def no_way_out(monkeypatch):
    """A test that speaks to another machine fails."""
    connect = socket.socket.connect

    def only_here(self, address):
        here = isinstance(address, str | bytes) or address[0] in ("127.0.0.1", "::1", "localhost")
        if not here:
            raise AssertionError(f"a test tried to reach {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture(autouse=True, scope="session")
def forms_are_shown_by_crispy():
    """A form that shows itself fails; those of the administration pages are Django's."""
    render = forms.BaseForm.render

    def shown(form, *how, **more):
        if not type(form).__module__.startswith("django."):
            raise AssertionError(f"Show {form!r} by {{% crispy form %}}")
        return render(form, *how, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forms.BaseForm, "render", shown)
        yield


@pytest.fixture(autouse=True)
def nothing_remembered():
    """How often somebody asked for a code in one test does not count in the next."""
    _forget()


def _forget() -> None:
    cache.clear()
    content_of.cache_clear()
    opened_review.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def pages_alone_are_told(django_test_environment):
    """Tests learn of each page that is rendered and of its context, not of what it includes.

    A list includes a template for each of its choices, and a copy of the context was kept of each.
    """
    told = Template._render

    def render(self, context):
        if context.template is self:
            template_rendered.send(sender=self, template=self, context=context)
        return self.nodelist.render(context)

    Template._render = render
    yield
    Template._render = told


@pytest.fixture(autouse=True, scope="session")
def closed_reviews_can_be_flushed():
    """After tests that commit, SQLite empties table by table, which closed reviews refuse."""
    teardown = TransactionTestCase._fixture_teardown

    def let_answers_go(self):
        closed = Review.objects.filter(state__in=states_for(May.DELETE_ANSWERS))
        closed.filter(answers_deleted_at=None).update(answers_deleted_at=timezone.now())
        teardown(self)

    TransactionTestCase._fixture_teardown = let_answers_go
    yield
    TransactionTestCase._fixture_teardown = teardown


@pytest.fixture(autouse=True, scope="session")
def permissions_are_put_back_at_once():
    """After tests that commit, content types and permissions are stored again as they were.

    Django works them out model by model, which takes ten times as long as emptying all tables.
    """
    work_out, kept = flush.emit_post_migrate_signal, []

    def put_back(*given, **more):
        if not kept:
            work_out(*given, **more)
            kept.extend((model, list(model.objects.all())) for model in (ContentType, Permission))
        else:
            for model, rows in kept:
                model.objects.bulk_create(rows)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "emit_post_migrate_signal", put_back)
        yield


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(COMMITS.intersection(item.fixturenames) or (marker and marker.kwargs))


@pytest.fixture(scope="session")
def undone(django_db_setup, django_db_blocker) -> Callable[[], AbstractContextManager[Callable]]:
    """For what lasts longer than a test: `with undone() as make: yield make(a_situation)`.

    What is made is undone at the end of the context.
    """

    @contextmanager
    def undoing() -> Iterator[Callable]:
        around = transaction.atomic()
        with django_db_blocker.unblock():
            around.__enter__()
            _forget()

        def make(situation: Callable) -> object:
            with django_db_blocker.unblock():
                return situation()

        yield make
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            around.__exit__(None, None, None)

    return undoing


@pytest.fixture(scope="module")
def lasting(request, undone) -> Iterator[Callable]:
    """What is made by it is there for every test of the file: `lasting(scenarios.riverside)`."""
    here = [item for item in request.session.items if item.path == request.path]
    assert not any(map(_commits, here)), "tests that commit need a file of their own"
    with undone() as make:
        yield make


@pytest.fixture(scope="module")
def begun(lasting) -> scenarios.Cast:
    """What every test of a file begins with; a file may say that it begins with more."""
    return lasting(scenarios.riverside)


@pytest.fixture
def cast(begun, db) -> scenarios.Cast:
    """Riverside, its people, and an outsider."""
    return deepcopy(begun)


@pytest.fixture
def as_(cast):
    """A browser signed in as somebody of the cast; `as_("stranger")` has not signed in."""

    def browse(name: str) -> Client:
        client = Client()
        if name != "stranger":
            client.force_login(cast.person(name))
        return client

    return browse
