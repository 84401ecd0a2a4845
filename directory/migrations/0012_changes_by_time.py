from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0011_no_groups")]

    operations = [
        migrations.AddIndex(
            model_name="historicalcapability",
            index=models.Index(
                fields=["from_import", "history_date"], name="capability_origin_time"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalcapabilitygroup",
            index=models.Index(
                fields=["from_import", "history_date"], name="capabilitygroup_origin_time"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalcapabilityvalue",
            index=models.Index(
                fields=["from_import", "history_date"], name="capabilityvalue_origin_time"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalcategory",
            index=models.Index(fields=["from_import", "history_date"], name="category_origin_time"),
        ),
        migrations.AddIndex(
            model_name="historicallandscape",
            index=models.Index(
                fields=["from_import", "history_date"], name="landscape_origin_time"
            ),
        ),
        migrations.AddIndex(
            model_name="historicallink",
            index=models.Index(fields=["from_import", "history_date"], name="link_origin_time"),
        ),
        migrations.AddIndex(
            model_name="historicalmaintainer",
            index=models.Index(
                fields=["from_import", "history_date"], name="maintainer_origin_time"
            ),
        ),
        migrations.AddIndex(
            model_name="historicaloldcategoryslug",
            index=models.Index(
                fields=["from_import", "history_date"], name="oldcategoryslug_origin_time"
            ),
        ),
        migrations.AddIndex(
            model_name="historicaloldhandle",
            index=models.Index(
                fields=["from_import", "history_date"], name="oldhandle_origin_time"
            ),
        ),
        migrations.AddIndex(
            model_name="historicaloldslug",
            index=models.Index(fields=["from_import", "history_date"], name="oldslug_origin_time"),
        ),
        migrations.AddIndex(
            model_name="historicaloldtagslug",
            index=models.Index(
                fields=["from_import", "history_date"], name="oldtagslug_origin_time"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalproject",
            index=models.Index(fields=["from_import", "history_date"], name="project_origin_time"),
        ),
        migrations.AddIndex(
            model_name="historicalprojecttag",
            index=models.Index(
                fields=["from_import", "history_date"], name="projecttag_origin_time"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalrelation",
            index=models.Index(fields=["from_import", "history_date"], name="relation_origin_time"),
        ),
        migrations.AddIndex(
            model_name="historicalstewardship",
            index=models.Index(
                fields=["from_import", "history_date"], name="stewardship_origin_time"
            ),
        ),
        migrations.AddIndex(
            model_name="historicaltag",
            index=models.Index(fields=["from_import", "history_date"], name="tag_origin_time"),
        ),
    ]
