"""What every test may use: the clock, the shared data, a PostgreSQL of its own, Chromium; and what none may do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import hypothesis
import pytest
import translations
from django.conf import settings
from django.utils import translation
from private_postgres import PostgresMissing, private_postgres

ROOT = Path(__file__).resolve().parent
LOOPBACK = ["127.0.0.1", "::1", "localhost"]
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# Linear algebra gets one thread: tests run on all cores already, and its threads would spin beside them.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# The same examples on every machine: a failure found here is found everywhere. COMMONWEAL_EXPLORE=1 looks for new ones.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None, print_blob=True)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=2_000)
hypothesis.settings.load_profile("explore" if os.environ.get("COMMONWEAL_EXPLORE") else "same")


def pytest_configure() -> None:
    """Compile translations, and leave out what costs every test time and is tested where it matters."""
    if translations.main([]):
        pytest.exit("A translation is broken, see above.", returncode=1)
    # Manifest and compression need a collected copy of the files: the browser tests' real server has one.
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    # Counts of attempts end with the test that made them, and two test runs never count together.
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    # Tests found by the hundred; those of the limits set them.
    settings.FOUNDINGS_A_DAY = settings.PARENTS_A_DAY = settings.API_PER_MINUTE = 0
    # What a test erases is remembered by that test alone.
    settings.ERASED_FILE = None
    # The real hasher is slow on purpose.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark everything under browser/, let those tests and `loopback` ones speak to this machine, to no other.

    A second run, on PostgreSQL, is of the tests that touch a database: what looks at none cannot come out otherwise.
    """
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        left = [item for item in items if not _touches_a_database(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if _touches_a_database(item)]
    for item in items:
        if item.path.is_relative_to(ROOT / "browser"):
            item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("browser") or item.get_closest_marker("loopback"):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))


def _touches_a_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    asked = {"db", "transactional_db", "live_server", "postgres_url", "django_db_setup", "django_db_blocker"}
    return bool(item.get_closest_marker("django_db") or fixtures & asked)


@pytest.fixture(autouse=True)
def _empty_record(request: pytest.FixtureRequest) -> Iterator[None]:
    """Drop every record after a test that commits: its triggers refuse Django's way of emptying tables."""
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not commits and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("transactional_db")  # so that this ends before that one
    yield
    from commonweal.record import laying  # noqa: PLC0415 - models cannot be imported before Django is set up

    laying.drop_everything()


@pytest.fixture(autouse=True)
def _the_language_of_the_settings() -> Iterator[None]:
    """Let no test speak the language in which the test before it looked at a page."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _nothing_found_before() -> None:
    """Let every test look at criteria itself, whatever was found in another one under the same name."""
    from commonweal.lifecycle import by_time  # noqa: PLC0415 - models can be imported only when Django stands

    by_time.forget()


class Clock:
    """An instant that moves only when told: pass `clock.now` as `at`."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def forward(self, **by: float) -> datetime:
        """Move on, as in ``clock.forward(days=3)``, and return the new instant."""
        self.now += timedelta(**by)
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at noon (UTC) of Monday, 2 March 2026."""
    return Clock(NOON)


@pytest.fixture(scope="session")
def shared_data() -> Callable[..., Path]:
    """A function from path parts to a file of the shared data beside the clone; skips the test, aloud, without it."""

    def find(*parts: str) -> Path:
        path = ROOT.parent.joinpath("shared", "data", *parts)
        if not path.exists():
            pytest.skip(f"Needs shared/data/{'/'.join(parts)} beside the clone, which is not there.")
        return path

    return find


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a PostgreSQL for tests that want both databases whatever the suite runs on; skips without one."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    try:
        with private_postgres() as url:
            yield url
    except PostgresMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium to drive; skips, aloud, where none is installed."""
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        pytest.skip("Needs Chromium (Debian: apt install chromium), which is not installed.")
    return found
