"""What the databases themselves refuse, and the one call that appends on PostgreSQL.

An entry or full tile is never updated. It is deleted only with its whole partnership, by
`writing.drop_partnership`, which says so first: in the table ``record_dropping`` on SQLite, in the
transaction-local setting ``commonweal.dropping`` on PostgreSQL. A head never goes back.
"""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = [
    "CREATE TABLE record_dropping (partnership varchar(26) NOT NULL PRIMARY KEY)",
    # REPLACE deletes a row in the way without asking the triggers, so a taken place is refused before it.
    """CREATE TRIGGER record_entry_extends BEFORE INSERT ON record_entry
    WHEN NEW.position < coalesce((SELECT size FROM record_head WHERE partnership = NEW.partnership), NEW.position + 1)
        OR EXISTS (SELECT 1 FROM record_entry WHERE partnership = NEW.partnership AND idem = NEW.idem)
    BEGIN SELECT RAISE(ABORT, 'The record is append-only: this place or idem is taken, or the record is not open.'); END""",
    """CREATE TRIGGER record_entry_unchanged BEFORE UPDATE ON record_entry
    BEGIN SELECT RAISE(ABORT, 'The record is append-only: an entry is never changed.'); END""",
    """CREATE TRIGGER record_entry_stays BEFORE DELETE ON record_entry
    WHEN NOT EXISTS (SELECT 1 FROM record_dropping WHERE partnership = OLD.partnership)
    BEGIN SELECT RAISE(ABORT, 'The record is append-only: an entry is never deleted.'); END""",
    """CREATE TRIGGER record_tile_once BEFORE INSERT ON record_tile
    WHEN EXISTS (SELECT 1 FROM record_tile WHERE partnership = NEW.partnership AND level = NEW.level AND "index" = NEW."index")
    BEGIN SELECT RAISE(ABORT, 'The record is append-only: this tile is full.'); END""",
    """CREATE TRIGGER record_tile_unchanged BEFORE UPDATE ON record_tile
    BEGIN SELECT RAISE(ABORT, 'The record is append-only: a full tile is never changed.'); END""",
    """CREATE TRIGGER record_tile_stays BEFORE DELETE ON record_tile
    WHEN NOT EXISTS (SELECT 1 FROM record_dropping WHERE partnership = OLD.partnership)
    BEGIN SELECT RAISE(ABORT, 'The record is append-only: a full tile is never deleted.'); END""",
    """CREATE TRIGGER record_head_once BEFORE INSERT ON record_head
    WHEN EXISTS (SELECT 1 FROM record_head WHERE partnership = NEW.partnership AND size > NEW.size)
    BEGIN SELECT RAISE(ABORT, 'The record is append-only: its head never goes back.'); END""",
    """CREATE TRIGGER record_head_forward BEFORE UPDATE ON record_head
    WHEN NEW.size < OLD.size OR NEW.partnership <> OLD.partnership
    BEGIN SELECT RAISE(ABORT, 'The record is append-only: its head never goes back.'); END""",
    """CREATE TRIGGER record_head_stays BEFORE DELETE ON record_head
    WHEN OLD.size > 0 AND NOT EXISTS (SELECT 1 FROM record_dropping WHERE partnership = OLD.partnership)
    BEGIN SELECT RAISE(ABORT, 'The record is append-only: its head is never deleted.'); END""",
]

POSTGRESQL = [
    """CREATE FUNCTION cw_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'The record is append-only: % is never changed.', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    """CREATE FUNCTION cw_refuse_delete() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF current_setting('commonweal.dropping', true) = OLD.partnership THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'The record is append-only: % is never deleted.', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    # An empty table may be truncated: the test runner does it after each test that commits.
    """CREATE FUNCTION cw_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        filled boolean;
    BEGIN
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', TG_TABLE_NAME) INTO filled;
        IF filled THEN
            RAISE EXCEPTION 'The record is append-only: % is never emptied.', TG_TABLE_NAME
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NULL;
    END $$""",
    """CREATE FUNCTION cw_refuse_back() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.size < OLD.size OR NEW.partnership <> OLD.partnership THEN
            RAISE EXCEPTION 'The record is append-only: its head never goes back.'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$""",
    "CREATE TRIGGER record_entry_unchanged BEFORE UPDATE ON record_entry FOR EACH ROW EXECUTE FUNCTION cw_refuse_change()",
    "CREATE TRIGGER record_entry_stays BEFORE DELETE ON record_entry FOR EACH ROW EXECUTE FUNCTION cw_refuse_delete()",
    "CREATE TRIGGER record_entry_kept BEFORE TRUNCATE ON record_entry FOR EACH STATEMENT EXECUTE FUNCTION cw_refuse_truncate()",
    "CREATE TRIGGER record_tile_unchanged BEFORE UPDATE ON record_tile FOR EACH ROW EXECUTE FUNCTION cw_refuse_change()",
    "CREATE TRIGGER record_tile_stays BEFORE DELETE ON record_tile FOR EACH ROW EXECUTE FUNCTION cw_refuse_delete()",
    "CREATE TRIGGER record_tile_kept BEFORE TRUNCATE ON record_tile FOR EACH STATEMENT EXECUTE FUNCTION cw_refuse_truncate()",
    "CREATE TRIGGER record_head_forward BEFORE UPDATE ON record_head FOR EACH ROW EXECUTE FUNCTION cw_refuse_back()",
    """CREATE TRIGGER record_head_stays BEFORE DELETE ON record_head FOR EACH ROW
    WHEN (OLD.size > 0) EXECUTE FUNCTION cw_refuse_delete()""",
    # One round trip appends: leaf and right edge are hashed where the row is written. Returns the place
    # taken, or -1 where this idem was recorded before. record/tree.py is the same arithmetic in Python.
    """CREATE FUNCTION cw_append(in_partnership text, in_raw bytea, in_idem text) RETURNS bigint
    LANGUAGE plpgsql AS $$
    DECLARE
        place bigint;
        rest bigint;
        height int := 0;
        node bytea;
        edge_now bytea;
        hashes bytea;
    BEGIN
        SELECT size, edge INTO place, edge_now FROM record_head
            WHERE partnership = in_partnership FOR UPDATE;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'The record of % is not open.', in_partnership
                USING ERRCODE = 'foreign_key_violation';
        END IF;
        node := sha256('\\x00'::bytea || in_raw);
        INSERT INTO record_entry (partnership, position, idem, leaf, raw)
            VALUES (in_partnership, place, in_idem, node, in_raw)
            ON CONFLICT (partnership, idem) DO NOTHING;
        IF NOT FOUND THEN
            RETURN -1;
        END IF;
        rest := place;
        LOOP
            IF height > 0 AND height % 8 = 0 THEN
                IF height = 8 THEN
                    SELECT string_agg(leaf, ''::bytea ORDER BY position) INTO hashes FROM record_entry
                        WHERE partnership = in_partnership AND position BETWEEN place - 255 AND place;
                ELSE
                    SELECT string_agg(root, ''::bytea ORDER BY "index") INTO hashes FROM record_tile
                        WHERE partnership = in_partnership AND level = height / 8 - 2
                        AND "index" BETWEEN (place >> height) * 256 AND (place >> height) * 256 + 255;
                END IF;
                INSERT INTO record_tile (partnership, level, "index", root, data)
                    VALUES (in_partnership, height / 8 - 1, place >> height, node, hashes);
            END IF;
            EXIT WHEN rest & 1 = 0;
            node := sha256('\\x01'::bytea || substring(edge_now FROM length(edge_now) - 31) || node);
            edge_now := substring(edge_now FOR length(edge_now) - 32);
            rest := rest >> 1;
            height := height + 1;
        END LOOP;
        UPDATE record_head SET size = place + 1, edge = edge_now || node
            WHERE partnership = in_partnership;
        RETURN place;
    END $$""",
]


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create what this database needs."""
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("record", "0001_tables")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop, elidable=False)]
