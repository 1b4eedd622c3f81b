"""The tables of the record, and those of a box, which must not tell in what order its lines came."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BOX_LINE = migrations.CreateModel(
    name="BoxLine",
    fields=[
        (
            "pk",
            models.CompositePrimaryKey(
                "partnership", "box", "receipt", blank=True, editable=False, primary_key=True, serialize=False
            ),
        ),
        ("partnership", models.CharField(max_length=26)),
        ("box", models.CharField(max_length=26)),
        ("receipt", models.CharField(max_length=26)),
        ("line", models.BinaryField()),
    ],
    options={"db_table": "record_box_line"},
)


def create_box_line(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the table; on SQLite without the hidden row number that would count the lines as they come."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE TABLE record_box_line (partnership varchar(26) NOT NULL, box varchar(26) NOT NULL, "
            "receipt varchar(26) NOT NULL, line BLOB NOT NULL, PRIMARY KEY (partnership, box, receipt)) WITHOUT ROWID"
        )
    else:
        schema_editor.create_model(apps.get_model("record", "BoxLine"))


def drop_box_line(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute("DROP TABLE record_box_line")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Head",
            fields=[
                ("partnership", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("edge", models.BinaryField(default=b"")),
            ],
        ),
        migrations.CreateModel(
            name="StoredEntry",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "partnership", "position", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("partnership", models.CharField(max_length=26)),
                ("position", models.PositiveBigIntegerField()),
                ("idem", models.CharField(max_length=26)),
                ("leaf", models.BinaryField()),
                ("raw", models.BinaryField()),
            ],
            options={
                "db_table": "record_entry",
                "constraints": [models.UniqueConstraint(fields=("partnership", "idem"), name="record_entry_idem")],
            },
        ),
        migrations.CreateModel(
            name="Tile",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "partnership", "level", "index", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("partnership", models.CharField(max_length=26)),
                ("level", models.PositiveSmallIntegerField()),
                ("index", models.PositiveBigIntegerField()),
                ("root", models.BinaryField()),
                ("data", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="StoredCheckpoint",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "partnership", "size", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("partnership", models.CharField(max_length=26)),
                ("size", models.PositiveBigIntegerField()),
                ("note", models.TextField()),
            ],
            options={"db_table": "record_checkpoint"},
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "partnership",
                        "citing",
                        "rel",
                        "cited",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("partnership", models.CharField(max_length=26)),
                ("citing", models.PositiveBigIntegerField()),
                ("rel", models.CharField(max_length=40)),
                ("cited", models.PositiveBigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["partnership", "cited", "citing"], name="record_cited_by")],
            },
        ),
        migrations.CreateModel(
            name="NamedKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "partnership", "key", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("partnership", models.CharField(max_length=26)),
                ("key", models.CharField(max_length=26)),
                ("holder", models.CharField(max_length=12)),
                ("of", models.CharField(max_length=26)),
                ("alg", models.CharField(max_length=8)),
                ("public", models.BinaryField()),
                ("rp", models.CharField(blank=True, max_length=253)),
                ("added", models.PositiveBigIntegerField()),
                ("revoked", models.PositiveBigIntegerField(null=True)),
            ],
            options={"db_table": "record_named_key"},
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[BOX_LINE],
        ),
        migrations.RunPython(create_box_line, drop_box_line),
    ]
