import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_passkeys"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("key", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("partnership", models.CharField(db_index=True, max_length=26)),
                ("waiver", models.PositiveBigIntegerField()),
                ("person", models.CharField(blank=True, max_length=26)),
                ("organisation", models.CharField(max_length=26)),
                (
                    "sector",
                    models.CharField(
                        choices=[
                            ("government", "Government"),
                            ("company", "Companies"),
                            ("civil_society", "Civil society"),
                            ("university", "Universities"),
                            ("community", "Communities"),
                        ],
                        max_length=20,
                    ),
                ),
                ("entry", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["partnership", "waiver"], name="agreement_to_waiver")],
            },
        ),
        migrations.CreateModel(
            name="CriterionChange",
            fields=[
                ("key", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("partnership", models.CharField(db_index=True, max_length=26)),
                ("criterion", models.CharField(max_length=4)),
                ("was", models.CharField(max_length=8)),
                ("now", models.CharField(max_length=8)),
                ("entry", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["partnership", "criterion", "entry"], name="change_of_criterion")],
            },
        ),
        migrations.CreateModel(
            name="CriterionState",
            fields=[
                ("key", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("partnership", models.CharField(db_index=True, max_length=26)),
                ("criterion", models.CharField(max_length=4)),
                ("status", models.CharField(max_length=8)),
                ("used", models.JSONField(default=list)),
                ("entry", models.PositiveBigIntegerField()),
                ("since", models.PositiveBigIntegerField()),
                ("since_at", models.DateTimeField()),
                ("holds_until", models.DateTimeField(null=True)),
                ("reopened", models.PositiveIntegerField(default=0)),
                ("waiver", models.PositiveBigIntegerField(null=True)),
                ("waiver_counts", models.BooleanField(default=False)),
                ("waiver_sectors", models.JSONField(default=list)),
                ("waiver_expires_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "criterion"), name="one_state_of_each_criterion")
                ],
            },
        ),
        migrations.CreateModel(
            name="Waiver",
            fields=[
                ("key", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("partnership", models.CharField(db_index=True, max_length=26)),
                ("criterion", models.CharField(max_length=4)),
                ("person", models.CharField(blank=True, max_length=26)),
                ("organisation", models.CharField(blank=True, max_length=26)),
                ("entry", models.PositiveBigIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("expires_on", models.DateField()),
                ("sectors", models.JSONField(default=list)),
                ("sectors_needed", models.PositiveIntegerField()),
                ("clause", models.CharField(blank=True, max_length=20)),
                ("counts_from", models.PositiveBigIntegerField(null=True)),
                ("counts_at", models.DateTimeField(null=True)),
                ("ended_entry", models.PositiveBigIntegerField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "end_reason",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.text",
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.text",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["partnership", "criterion"], name="waiver_of_criterion")],
            },
        ),
    ]
