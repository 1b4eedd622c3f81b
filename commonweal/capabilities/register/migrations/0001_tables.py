from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="RecordedAct",
            fields=[
                ("key", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("partnership", models.CharField(db_index=True, max_length=26)),
                ("position", models.PositiveBigIntegerField()),
                ("room", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=81)),
                ("person", models.CharField(blank=True, max_length=26)),
                ("organisation", models.CharField(blank=True, max_length=26)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["partnership", "room", "position"], name="recorded_room"),
                    models.Index(fields=["partnership", "organisation", "position"], name="recorded_organisation"),
                    models.Index(fields=["partnership", "person", "position"], name="recorded_person"),
                ],
            },
        ),
    ]
