"""The public pages, and what is the same in both languages."""

from django.urls import path

from directory.views import (
    badges,
    community,
    comparison,
    embed,
    formats,
    history,
    logos,
    panorama,
    pictures,
    projects,
    relations,
    statistics,
    suggest,
    suggestions,
    taxonomy,
    unsubscribing,
)

app_name = "directory"
urlpatterns = [
    path("", projects.project_list, name="project_list"),
    path("projects/<slug:slug>/", projects.project, name="project"),
    path("projects/<slug:slug>/history/", history.project_history, name="project_history"),
    path("projects/<slug:slug>/history/<slug:day>/", history.project_as_of, name="project_as_of"),
    path("projects/<slug:slug>/suggest/", suggest.suggest_change, name="suggest_change"),
    path("suggest/", suggest.suggest, name="suggest"),
    path("suggest/new/", suggest.suggest_new, name="suggest_new"),
    path("suggestions/<int:pk>/", suggestions.decided, name="suggestion_decided"),
    path("suggestions/<str:token>/", suggestions.suggestion, name="suggestion"),
    path("unsubscribe/<str:token>/", unsubscribing.unsubscribe, name="unsubscribe"),
    path("categories/", taxonomy.category_list, name="category_list"),
    path("categories/<slug:slug>/", taxonomy.category, name="category"),
    path("categories/<slug:slug>/compare/", comparison.category_compare, name="category_compare"),
    path(
        "categories/<slug:slug>/compare.csv",
        comparison.category_compare_csv,
        name="category_compare_csv",
    ),
    path(
        "categories/<slug:slug>/compare.json",
        comparison.category_compare_json,
        name="category_compare_json",
    ),
    path("compare/", comparison.compare, name="compare"),
    path("compare/names.json", comparison.names, name="compare_names"),
    path("compare.csv", comparison.compare_csv, name="compare_csv"),
    path("compare.json", comparison.compare_json, name="compare_json"),
    path("map/", panorama.panorama_map, name="map"),
    path("map/<slug:slug>/", panorama.tile_card, name="tile_card"),
    path("map.svg", pictures.svg, name="map_svg"),
    path("map.png", pictures.png, name="map_png"),
    path("map.pdf", pictures.pdf, name="map_pdf"),
    path("embed/", embed.builder, name="embed"),
    path("embed/map/", embed.embed_map, name="embed_map"),
    path("embed/list/", embed.embed_list, name="embed_list"),
    path("embed/project/<slug:slug>/", embed.embed_project, name="embed_project"),
    path("badge/<slug:slug>.svg", badges.badge, name="badge"),
    path("tags/", taxonomy.tag_list, name="tag_list"),
    path("tags/<slug:slug>/", taxonomy.tag, name="tag"),
    path("maintainers/", community.maintainer_list, name="maintainer_list"),
    path("maintainers/<slug:slug>/", community.maintainer, name="maintainer"),
    path("relations/", relations.relations, name="relations"),
    path("relations.json", relations.relations_json, name="relations_json"),
    path("changes/", history.changes, name="changes"),
    path("stats/", statistics.statistics, name="statistics"),
    path("stats.csv", statistics.statistics_csv, name="statistics_csv"),
    path("about/", community.about, name="about"),
]

of_no_language = [
    path("directory.schema.json", formats.schema, name="schema"),
    path("logos/<slug:slug>.<slug:digest>.<slug:ending>", logos.logo, name="logo"),
]
