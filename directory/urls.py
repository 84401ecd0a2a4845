"""The public pages, and what is the same in both languages."""

from django.urls import path

from directory.views import community, formats, logos, panorama, projects, taxonomy

app_name = "directory"
urlpatterns = [
    path("", projects.project_list, name="project_list"),
    path("projects/<slug:slug>/", projects.project, name="project"),
    path("categories/", taxonomy.category_list, name="category_list"),
    path("categories/<slug:slug>/", taxonomy.category, name="category"),
    path("map/", panorama.panorama_map, name="map"),
    path("map/<slug:slug>/", panorama.tile_card, name="tile_card"),
    path("tags/", taxonomy.tag_list, name="tag_list"),
    path("tags/<slug:slug>/", taxonomy.tag, name="tag"),
    path("maintainers/", community.maintainer_list, name="maintainer_list"),
    path("maintainers/<slug:handle>/", community.maintainer, name="maintainer"),
    path("about/", community.about, name="about"),
]

of_no_language = [
    path("directory.schema.json", formats.schema, name="schema"),
    path("logos/<slug:slug>.<slug:digest>.<slug:ending>", logos.logo, name="logo"),
]
