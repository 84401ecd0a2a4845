"""Search through the database: what is found, in which order, and how the index follows edits."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory import heartbeat, outdated, search, text
from directory.apps import after_migrate
from directory.models import Category, Link, Project, Tag
from directory.search import shared
from directory.services import indexing, spelling
from tests import followed
from tests.builders import make_category, make_project, make_tag


def found(query: str) -> list[str]:
    """Slugs of what a query finds, best first."""
    phrases = text.phrases(query)
    if not phrases:
        return []
    ids = indexing.find(phrases, heartbeat.version())
    ranked = search.rank(phrases, text.key(query))
    assert sorted(ranked) == sorted(ids)
    by_id = dict(Project.objects.values_list("pk", "slug"))
    return [by_id[i] for i in ranked]


# ---- what is found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "summary"),
    [
        ("网关", "云原生网关"),
        ("代理", "边车代理。"),
        ("网", "服务网格"),
        ("格", "服务网格"),
        ("云原生网关", "一个云原生网关"),
        ("API网关", "一个 API 网关"),
        ("ＡＰＩ", "api gateway"),
        ("cert-man", "cert-manager for meshes"),
        ("service_mesh", "a service mesh"),
        ("C++", "in C++."),
        (".NET", "基于.NET的网关"),
        ("C#", "C# client"),
        ("Node.js", "a Node.js library"),
        ("js", "a Node.js library"),
        ("node.js-based", "a Node.js-based proxy"),
        ("サービス", "サービスメッシュ"),
        ("서비스", "서비스 메시"),
        ("cafe", "Café"),
        ("Tiếng", "tiếng Việt"),
        ("прокси", "Прокси"),
        ("𠮷野", "𠮷野家"),
        ("𲎯", "𲎯"),
        ("ⱥ", "Ⱥ letter"),
        ('"网关"', "网关"),
        ("网关*", "网关"),
        ("NEAR(网关", "near 网关"),
        ("网关\0", "网关"),
        ("网关🚀", "网关"),
        ("服務發現", "服务发现"),
        ("服务发现", "服務發現與配置"),
        ("a' OR 'b", "a or b"),
        ("x:*", "x ray"),
        ("!mesh & ( |", "mesh"),
        ("<->mesh", "mesh"),
    ],
)
def test_a_query_finds_the_project_whose_text_it_stands_in(query: str, summary: str):
    make_project("wanted", summary_zh=summary)
    make_project("unwanted", category="proxy", summary_zh="别的东西 elsewhere")

    assert found(query) == ["wanted"]


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["网络", "网关代", "ervice", ".net", "c#", "NOT mesh", "关网"])
def test_a_query_does_not_find_what_only_resembles_it(query: str):
    make_project("istio", summary_zh="服务网格、网关、代理", summary_en="service mesh c++ internet")

    assert found(query) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"name": "Needle"},
        {"name_zh": "Needle"},
        {"summary_zh": "一个 needle"},
        {"summary_en": "A needle"},
        {"description_zh": "needle"},
        {"description_en": "needle"},
        {"organization": "Needle Inc."},
        {"organization_zh": "needle"},
        {"foundation": "Needle Foundation"},
        {"slug": "the-needle"},
    ],
)
def test_names_texts_and_organization_are_searched_in_both_languages(fields: dict[str, Any]):
    project = make_project(**{"slug": "istio", "name": "Istio"} | fields)

    assert found("needle") == [project.slug]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "tag", [{"name": "Needle"}, {"label_zh": "needle"}, {"synonyms": ["thread", "needle"]}]
)
def test_tags_are_searched_in_both_languages_and_by_their_synonyms(tag: dict[str, Any]):
    make_tag("sewing", **tag)
    make_project("istio", tags=["sewing"])

    assert found("needle") == ["istio"]


@pytest.mark.django_db
def test_the_name_of_the_category_is_searched():
    make_category("gateway", name_zh="网关", name_en="Gateway")
    make_project("kong", category="gateway")

    assert found("网关") == found("gateway") == ["kong"]


@pytest.mark.django_db
def test_all_that_is_asked_for_must_be_there():
    make_project("istio", summary_en="service mesh", summary_zh="服务网格")
    make_project("kong", category="gateway", summary_en="gateway")

    assert found("网格 mesh") == ["istio"]
    assert found("mesh gateway") == []


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_what_is_not_published_is_never_found(state: str):
    make_project("istio", state=state)

    assert found("istio") == []


@pytest.mark.django_db
def test_a_search_without_a_phrase_is_refused():
    with pytest.raises(ValueError, match="needs a phrase"):
        search.match([])


@pytest.mark.django_db
def test_long_queries_and_long_texts_are_searched():
    make_project("istio", description_zh="网关" * 2500, description_en="x" * 5000)

    assert found("网关" * 100) == ["istio"]
    assert found("x" * 200) == ["istio"]
    assert found(" ".join(f"w{n}" for n in range(100))) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("long", "query"),
    [
        (" ".join(f"{n:064x}" for n in range(20_000)), f"{7:064x}"),
        ("网关" * 500_000, "网关"),
    ],
)
def test_a_text_of_a_million_letters_breaks_nothing(long: str, query: str):
    make_project("istio", description_en=long)

    assert found("istio") == found(query) == ["istio"]


in_this_database = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
HAN = st.text(st.sampled_from("服务网格关代理云"), min_size=1, max_size=8)


@pytest.mark.django_db
@in_this_database
@given(st.lists(HAN, min_size=1, max_size=4), HAN)
def test_a_chinese_query_finds_exactly_the_texts_it_stands_in(summaries: list[str], query: str):
    Project.objects.all().delete()
    for number, summary in enumerate(summaries):
        make_project(f"p-{number}", summary_zh=summary)

    assert sorted(found(query)) == [f"p-{n}" for n, said in enumerate(summaries) if query in said]


@pytest.mark.django_db
@in_this_database
@given(st.text(max_size=40))
def test_any_text_can_be_indexed_and_asked_for(document: str):
    stored = document.replace("\0", "").encode(errors="ignore").decode()
    Project.objects.all().delete()
    make_project("istio", summary_en=stored)

    assert found(stored) == (["istio"] if text.phrases(stored) else [])
    found(document)


# ---- in which order


@pytest.mark.django_db
def test_the_name_beats_the_category_beats_the_tag_beats_the_summary_beats_the_long_text():
    long = "filler " * 300
    make_tag("mesh", name="Mesh", label_zh="网格")
    make_project("in-text", category="proxy", name="A", description_en="mesh " * 50)
    make_project("in-summary", category="proxy", name="B", summary_en="mesh", description_en=long)
    make_project("in-tag", category="proxy", name="C", tags=["mesh"], description_en=long)
    make_project("in-category", name="D", description_en=long)
    make_project("in-name", category="proxy", name="The mesh of E", description_en=long * 10)
    make_project("both", category="proxy", name="F", summary_en="mesh mesh", description_en="mesh")

    ranked = found("mesh")
    assert ranked[:3] == ["in-name", "in-category", "in-tag"]
    assert set(ranked[3:5]) == {"in-summary", "both"}
    assert ranked[5] == "in-text"


@pytest.mark.django_db
def test_an_organization_counts_like_a_tag():
    make_project("in-summary", name="A", summary_en="made by Tetrate, Tetrate, Tetrate")
    make_project("theirs", name="B", organization="Tetrate", description_en="filler " * 100)

    assert found("tetrate") == ["theirs", "in-summary"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["Envoy", "ＥＮＶＯＹ", "恩沃伊", "envoy*", '"Envoy"', "恩沃伊？"]
)
def test_the_exact_name_comes_first(query: str):
    make_project("a", name="Envoy Envoy Gateway", name_zh="恩沃伊恩沃伊网关")
    make_project("envoy", name="Envoy", name_zh="恩沃伊", description_en="filler " * 500)
    make_project("z", name="Envoy AI Envoy", name_zh="恩沃伊智能恩沃伊")

    assert found(query)[0] == "envoy"


@pytest.mark.django_db
def test_an_exact_slug_counts_like_a_name():
    make_project("linkerd2-proxy", name="Linkerd2-proxy", position=1)
    make_project("linkerd2", name="Linkerd 2", position=2)

    assert found("linkerd2") == ["linkerd2", "linkerd2-proxy"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url", ["https://github.com/openservicemesh/osm", "https://x.org/osm.git/"]
)
def test_what_its_repository_is_called_finds_a_project(url: str):
    make_project("osm-edge", name="osm-edge", position=1)
    project = make_project("open-service-mesh", position=2)
    Link.objects.create(project=project, kind="repository", url=url)
    Link.objects.create(project=project, kind="homepage", url="https://x.org/elsewhere")

    assert found("osm") == ["open-service-mesh", "osm-edge"]
    assert found("elsewhere") == []


@pytest.mark.django_db
def test_a_name_beats_a_repository_of_that_name():
    part = make_project("istio-cni", position=1)
    Link.objects.create(project=part, kind="repository", url="https://github.com/istio/istio")
    make_project("istio", position=2)

    assert found("istio") == ["istio", "istio-cni"]


@pytest.mark.django_db
def test_of_names_that_have_the_query_in_them_the_shorter_comes_first():
    make_project("a", name="NGINX Kubernetes Ingress Controller", position=1)
    make_project("b", name="Envoy für 网关", name_zh="网关恩沃伊的很长的中文名字", position=2)
    make_project("c", name="Consul on Kubernetes", position=3)
    make_project("d", name="A name much longer than the others", name_zh="网关", position=4)

    assert found("kubernetes") == ["c", "a"]
    assert found("网关") == ["d", "b"]


@pytest.mark.django_db
def test_what_is_alike_stands_by_whether_it_is_looked_after_and_in_the_order_of_the_list():
    for position, (slug, status) in enumerate(
        [
            ("e", "archived"),
            ("d", "unknown"),
            ("c", "active"),
            ("a", "maintenance"),
            ("b", "active"),
        ]
    ):
        make_project(slug, name="Same", status=status, position=position)

    assert found("same") == ["c", "a", "b", "d", "e"]


# ---- following edits


@pytest.mark.django_db(transaction=True)
def test_an_edit_shows_in_the_next_search():
    project = make_project("istio", summary_zh="网格")
    assert found("网格") == ["istio"]

    Project.objects.filter(pk=project.pk).update(summary_zh="网关")

    assert found("网格") == []
    assert found("网关") == ["istio"]


@pytest.mark.django_db(transaction=True)
def test_a_renamed_tag_or_category_shows_in_the_next_search():
    make_project("istio", tags=["mesh"])
    assert found("mesh") == ["istio"]

    Tag.objects.filter(slug="mesh").update(name="Lattice")
    Category.objects.update(name_zh="枢纽")

    assert found("lattice") == found("枢纽") == ["istio"]


@pytest.mark.django_db(transaction=True)
def test_a_tag_taken_away_shows_in_the_next_search():
    project = make_project("istio", tags=["lattice"])
    assert found("lattice") == ["istio"]

    project.tags.clear()

    assert found("lattice") == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", ["delete", "withdraw", "sql"])
def test_what_is_gone_is_not_found_any_more(change: str):
    project = make_project("istio")
    assert found("istio") == ["istio"]

    if change == "delete":
        project.delete()
    elif change == "withdraw":
        Project.objects.update(state="withdrawn")
    else:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE directory_project SET state = 'draft'")

    assert found("istio") == []


@pytest.mark.django_db
def test_within_a_transaction_its_own_edits_are_found():
    project = make_project("istio", summary_zh="网格")
    assert found("网格") == ["istio"]
    Project.objects.filter(pk=project.pk).update(summary_zh="网关")

    assert found("网关") == ["istio"]


@pytest.mark.django_db
def test_within_a_transaction_more_than_a_batch_is_found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(indexing, "BATCH", 2)
    for number in range(5):
        make_project(f"p-{number}", summary_zh="网关")

    assert len(found("网关")) == 5


@pytest.mark.django_db(transaction=True)
def test_a_search_that_finds_the_index_up_to_date_is_one_query(django_assert_num_queries: Any):
    make_project("istio")
    found("istio")
    version = heartbeat.version()

    with django_assert_num_queries(1):
        indexing.find(text.phrases("istio"), version)


@pytest.fixture
def held_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Batches of two, of which those in the background wait for this event."""
    monkeypatch.setattr(indexing, "BATCH", 2)
    go_on = threading.Event()
    index_the_rest = indexing._index_the_rest

    def slowly(version: int) -> None:
        go_on.wait(20)
        index_the_rest(version)

    monkeypatch.setattr(indexing, "_index_the_rest", slowly)
    yield go_on
    go_on.set()
    followed.wait()


@pytest.mark.django_db(transaction=True)
def test_after_a_bulk_load_searches_find_what_is_indexed_so_far(held_up: threading.Event):
    category = make_category()
    Project.objects.bulk_create(
        Project(slug=f"p-{n}", name="Same", state="published", category=category, modified=now)
        for n, now in enumerate(["2026-01-01T00:00:00Z"] * 7)
    )
    said = outdated.last()

    assert found("same") == ["p-0", "p-1"]
    assert outdated.last() is not said, "so that no page is kept that was made from it"
    said = outdated.last()
    assert found("same") == ["p-0", "p-1"]
    assert outdated.last() is not said

    held_up.set()
    followed.wait()
    said = outdated.last()
    assert len(found("same")) == 7
    assert outdated.last() is said


@pytest.mark.django_db(transaction=True)
def test_an_index_that_was_left_halfway_is_finished(monkeypatch: pytest.MonkeyPatch):
    """By the next search, though the version did not change: the process may have ended."""
    monkeypatch.setattr(indexing, "BATCH", 2)
    category = make_category()
    Project.objects.bulk_create(
        Project(slug=f"p-{n}", name="Same", state="published", category=category, modified=now)
        for n, now in enumerate(["2026-01-01T00:00:00Z"] * 3)
    )
    version = heartbeat.version()
    assert indexing._next_batch(version)

    assert len(found("same")) == 3


@pytest.mark.django_db(transaction=True)
def test_an_index_of_another_format_is_made_anew(monkeypatch: pytest.MonkeyPatch):
    make_project("istio")
    assert found("istio") == ["istio"]
    monkeypatch.setattr(search, "FORMAT", shared.FORMAT + 1)

    after_migrate(using="default")
    assert not search.match(text.phrases("istio")).ids
    assert found("istio") == ["istio"]

    monkeypatch.undo()
    after_migrate(using="default")
    assert found("istio") == ["istio"]


# ---- near spellings


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "nearest"),
    [
        ("gatewya", "gateway"),
        ("Gatewya", "gateway"),
        ("istoi", "istio"),
        ("服务网络", "服务网格"),
        ("istoi 服务网络", "istio 服务网格"),
        ("istoi-gatewya", "istio-gateway"),
        ("istio gatewya", "istio gateway"),
        ("gatew", None),
        ("istio", None),
        ("qqqqqqq", None),
        ("x", None),
        ("", None),
        ("\0 🚀", None),
        ("gatewya " * 3 + "istoi " * 3 + "a b c d e f g h", None),
    ],
)
def test_a_misspelt_word_leads_to_the_nearest_one(query: str, nearest: str | None):
    make_category("service-mesh", name_zh="服务网格")
    make_tag("gateway", name="Gateway", label_zh="API 网关")
    make_project("istio", tags=["gateway"])
    found("istio")

    assert spelling.nearest(query) == nearest


@pytest.mark.django_db
def test_of_words_equally_near_those_of_names_come_before_those_of_tags_and_of_texts():
    make_tag("grips", name="Grips")
    make_project("a", tags=["grips"], summary_en="Grids of something")
    found("a")
    assert spelling.nearest("gripd") == "grips"

    make_project("gripe", name="Gripe")
    found("a")
    assert spelling.nearest("gripd") == "gripe"


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["ento", "foe", "mech", "whicj"])
def test_short_and_empty_words_of_a_text_are_never_offered(query: str):
    make_project("a", category="proxy", summary_en="A mesh for which into")
    found("a")

    assert spelling.nearest(query) is None


@pytest.mark.django_db
@in_this_database
@given(st.text(max_size=60))
def test_any_text_can_be_looked_up_for_its_spelling(query: str):
    make_project("istio") if not Project.objects.exists() else None
    spelling.nearest(query)
