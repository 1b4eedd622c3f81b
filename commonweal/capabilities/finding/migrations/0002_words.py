"""The index of words beside what can be found: FTS5 on SQLite, GIN on PostgreSQL.

The triggers keep the index of SQLite in step with every row that comes and goes, whoever takes it away: an act, a
replay, a test. A row of FTS5 has a number; the table between gives it one that no VACUUM changes.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

SQLITE = (
    "CREATE TABLE finding_place (id INTEGER PRIMARY KEY, key VARCHAR(120) NOT NULL UNIQUE)",
    """CREATE VIRTUAL TABLE finding_words USING fts5 (
        scope, folded, roots, content='', columnsize=0, prefix='3', tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER finding_comes AFTER INSERT ON finding_findable BEGIN
        INSERT INTO finding_place (key) VALUES (new.key);
        INSERT INTO finding_words (rowid, scope, folded, roots) VALUES (
            (SELECT id FROM finding_place WHERE key = new.key), new.partnership, new.folded, new.roots);
    END""",
    """CREATE TRIGGER finding_goes AFTER DELETE ON finding_findable BEGIN
        INSERT INTO finding_words (finding_words, rowid, scope, folded, roots) VALUES (
            'delete', (SELECT id FROM finding_place WHERE key = old.key), old.partnership, old.folded, old.roots);
        DELETE FROM finding_place WHERE key = old.key;
    END""",
)
SQLITE_BACK = (
    "DROP TRIGGER finding_comes",
    "DROP TRIGGER finding_goes",
    "DROP TABLE finding_words",
    "DROP TABLE finding_place",
)
POSTGRESQL = (
    "CREATE INDEX finding_folded ON finding_findable USING gin (to_tsvector('simple', folded))",
    "CREATE INDEX finding_roots ON finding_findable USING gin (to_tsvector('simple', roots))",
)
POSTGRESQL_BACK = ("DROP INDEX finding_folded", "DROP INDEX finding_roots")


def there(apps: Any, schema_editor: Any) -> None:
    """Make the index that this database has."""
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def back(apps: Any, schema_editor: Any) -> None:
    """Take it away again."""
    for statement in {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("finding", "0001_findable")]

    operations = [migrations.RunPython(there, back)]
