import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_codes_on_paper"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="code",
            field=models.CharField(blank=True, max_length=8, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="invitation",
            name="mail",
            field=models.EmailField(blank=True, default="", max_length=254),
        ),
        migrations.AddField(
            model_name="invitation",
            name="mailed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="AccessNeeds",
            fields=[
                (
                    "pseudonym",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="access_needs",
                        serialize=False,
                        to="people.pseudonym",
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("lang", models.CharField(blank=True, max_length=16)),
            ],
        ),
    ]
