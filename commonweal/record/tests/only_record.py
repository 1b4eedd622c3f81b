"""Settings with the record alone, for tests that start processes of their own against a database of their own."""

import os

import dj_database_url

SECRET_KEY = HOST_SECRET = "of a test, and of nothing else, 32 bytes long"
INSTALLED_APPS = ["django.contrib.contenttypes", "commonweal.record"]
USE_TZ = True
DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"])}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 60,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
