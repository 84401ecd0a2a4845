"""The page of one project at /projects/<slug>/."""

import datetime
import re

import pytest
from django.test import Client

from directory.models import (
    Capability,
    CapabilityGroup,
    CapabilityValue,
    Link,
    Maintainer,
    OldSlug,
    Project,
    Stewardship,
)
from tests.builders import make_category, make_project, make_relation

pytestmark = pytest.mark.django_db


def make_cell(project: Project, slug: str, value: str) -> CapabilityValue:
    category = project.category
    group = CapabilityGroup.objects.get_or_create(
        slug="security", category=category, label_zh="安全", label_en="Security"
    )[0]
    terms = [
        {"slug": "yes", "zh": "支持", "en": "Yes"},
        {"slug": "no", "zh": "不支持", "en": "No"},
    ]
    capability = Capability.objects.get_or_create(
        slug=slug,
        defaults={
            "group": group,
            "kind": "choice",
            "terms": terms,
            "label_zh": "双向 TLS",
            "label_en": "Mutual TLS",
        },
    )[0]
    return CapabilityValue.objects.create(
        project=project,
        capability=capability,
        value=[value],
        source_url="https://github.com/istio/istio/blob/1/README.md",
        verified=datetime.date(2026, 7, 21),
    )


def test_it_says_whether_the_project_is_alive_with_the_evidence_and_its_date(client: Client):
    make_project(
        "istio",
        status="active",
        last_activity="2026-08-22",
        last_activity_note_en="last commit seen",
        foundation="CNCF",
        maturity="graduated",
    )

    page = client.get("/en/projects/istio/").text

    assert "Commits or releases within about two years" in page
    assert '<time datetime="2026-08-22">22 August 2026</time>' in page
    assert "last commit seen" in page
    assert "CNCF, Graduated" in page


def test_it_leads_to_homepage_and_repository_and_marks_former_addresses(client: Client):
    project = make_project("tars")
    Link.objects.create(project=project, kind="homepage", url="https://tarscloud.org/")
    Link.objects.create(
        project=project, kind="repository", url="https://github.com/Tencent/Tars", former=True
    )

    page = client.get("/en/projects/tars/").text

    assert '<a class="btn" href="https://tarscloud.org/" rel="external">Homepage</a>' in page
    assert "Repository, former" in page
    assert '<a class="btn" href="https://github.com/Tencent/Tars"' not in page


def test_a_long_address_breaks_after_a_slash(client: Client):
    project = make_project("tars")
    Link.objects.create(
        project=project, kind="repository", url="https://github.com/Tars<b>Cloud/Tars/"
    )

    assert ">github.com/<wbr>Tars&lt;b&gt;Cloud/<wbr>Tars</a>" in client.get("/projects/tars/").text


def test_a_commit_in_an_address_is_shown_by_its_first_digits(client: Client):
    url = f"https://github.com/istio/istio/blob/86c9f01fd735{'b' * 28}/README.md"
    Link.objects.create(project=make_project("istio"), kind="documentation", url=url)

    page = client.get("/projects/istio/").text

    assert f'href="{url}"' in page
    assert "/<wbr>blob/<wbr>86c9f01fd735/<wbr>README.md</a>" in page


def test_relations_are_told_from_both_sides_in_words(client: Client):
    amalgam8, istio = make_project("amalgam8", status="merged"), make_project("istio")
    make_relation(amalgam8, "merged-into", istio, evidence_en="README", since="2017")

    assert re.search(r"Merged into.*?Istio", client.get("/en/projects/amalgam8/").text, re.S)
    assert re.search(r"Took in.*?Amalgam8", client.get("/en/projects/istio/").text, re.S)


def test_a_project_related_twice_is_told_once_under_the_stronger_relation(client: Client):
    mobile, envoy = make_project("envoy-mobile"), make_project("envoy")
    make_relation(mobile, "built-on", envoy, evidence_en="README")
    make_relation(mobile, "merged-into", envoy, since="2022-12")

    page = client.get("/en/projects/envoy/").text
    picture, _, relations = page[page.index('id="relations"') :].partition("</svg>")

    assert picture.count('href="/en/projects/envoy-mobile/"') == 1
    assert relations.count('href="/en/projects/envoy-mobile/"') == 1
    assert re.search(
        r"Took in</h3>.*Envoy Mobile</a>.*December 2022.*<p>Basis of</p>.*README", relations, re.S
    )


def test_an_ended_project_names_its_successor_in_the_verdict(client: Client):
    amalgam8 = make_project("amalgam8", status="merged", status_note_zh="已迁往 istio.io")
    make_relation(amalgam8, "merged-into", make_project("istio"))

    page = client.get("/projects/amalgam8/").text
    verdict = page[page.index('class="verdict') : page.index("</dl>")]

    assert "/projects/istio/" in verdict
    assert "已迁往 istio.io" in verdict
    assert '<article class="entry ended">' in page


def test_every_capability_has_its_source_and_the_date_it_was_read(client: Client):
    make_cell(make_project("istio"), "mtls", "yes")

    page = client.get("/en/projects/istio/").text

    assert '<span class="val yes">Yes</span>' in page
    assert 'href="https://github.com/istio/istio/blob/1/README.md"' in page
    assert "21 July 2026" in page
    assert "What is not listed is unknown, not missing." in page


def test_what_is_not_verified_is_marked_beside_the_fact(client: Client):
    make_project("aspen", organization="F5", unverified=["organization"], license="MIT")

    page = client.get("/en/projects/aspen/").text

    assert page.count("not verified</span>") == 1
    assert re.search(r"F5</a>\s*<span class=\"unverified\"", page)


def timeline_of(page: str) -> list[tuple[str, str]]:
    found = page.partition('<ol class="timeline"')[2].partition("</ol>")[0]
    return re.findall(r'<li><time datetime="(.*?)">.*?</time>(.*?)</li>', found)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_steps_of_one_day_stand_in_the_order_of_a_projects_life(client: Client, prefix: str):
    steps = {"graduated": "2018-11-28", "incubating": "2017-09-13", "accepted": "2017-09-13"}
    make_project(
        "envoy",
        foundation="CNCF",
        maturity="graduated",
        foundation_dates=steps,
        started="2015",
        status="archived",
        status_since="2018-11-28",
    )
    labels = {
        "": ["已归档", "已毕业", "孵化", "加入 CNCF", "启动"],
        "/en": ["Archived", "Graduated", "Incubating", "Accepted by CNCF", "Started"],
    }

    timeline = timeline_of(client.get(f"{prefix}/projects/envoy/").text)

    dates = ["2018-11-28", "2018-11-28", "2017-09-13", "2017-09-13", "2015"]
    assert [date for date, _event in timeline] == dates
    for (_date, event), label in zip(timeline, labels[prefix], strict=True):
        assert label in event


def test_a_part_of_a_project_does_not_claim_that_projects_steps(client: Client):
    make_project(
        "envoy-gateway",
        foundation="CNCF",
        foundation_via="Envoy",
        maturity="graduated",
        foundation_dates={"accepted": "2017-09-13"},
        started="2022",
    )

    page = client.get("/en/projects/envoy-gateway/").text

    assert timeline_of(page) == [("2022", "Started")]
    assert "CNCF (part of Envoy)" in page
    assert "CNCF, Graduated" not in page
    assert "Envoy: Graduated" in page
    assert "CNCF (part of Envoy)" in client.get("/en/").text
    assert "CNCF (part of Envoy)" in client.get("/en/?view=table").text


def test_previous_next_and_back_keep_the_result_they_came_from(client: Client):
    for position, slug in enumerate(["a", "b", "c", "d"]):
        make_project(slug, category="proxy" if slug != "b" else "other", position=position)

    page = client.get("/en/projects/c/?category=proxy&sort=name").text

    assert 'href="/en/?category=proxy&amp;sort=name">Back to 3 results' in page
    assert 'href="/en/projects/a/?category=proxy&amp;sort=name" rel="prev"' in page
    assert 'href="/en/projects/d/?category=proxy&amp;sort=name" rel="next"' in page


def test_previous_and_next_follow_the_relevance_of_a_search(client: Client):
    make_project("gateway", name="Gateway", position=9)
    make_project("other", name="Other", summary_en="a gateway", position=1)

    page = client.get("/en/projects/other/?q=gateway").text

    assert 'href="/en/projects/gateway/?q=gateway" rel="prev"' in page


def test_a_wrong_query_string_does_not_hide_the_project(client: Client):
    make_project("istio")

    assert client.get("/projects/istio/?category=nope&page=x").status_code == 200


def test_similar_projects_are_those_of_the_category_that_share_most_tags(client: Client):
    make_project("istio", tags=["x", "y"])
    make_project("kuma", tags=["x", "y"])
    make_project("linkerd", tags=["x"])
    make_project("envoy", category="proxy", tags=["x", "y"])

    page = client.get("/en/projects/istio/").text
    similar = page[page.index('id="alternatives"') :]

    assert similar.index("Kuma") < similar.index("Linkerd")
    assert "Envoy" not in similar


def test_it_says_who_keeps_the_entry(client: Client):
    category = make_category("service-mesh")
    owner = Maintainer.objects.create(handle="rootsongjc")
    other = Maintainer.objects.create(handle="alice")
    Stewardship.objects.create(maintainer=owner, role="owner")
    Stewardship.objects.create(maintainer=other, role="reviewer", category=category)
    make_project("istio")

    page = client.get("/en/projects/istio/").text

    assert re.search(r"rootsongjc</a> <span class=\"note\">Owner", page)
    assert re.search(r"alice</a> <span class=\"note\">Reviewer", page)


def test_an_old_slug_redirects_for_ever_with_its_query_string(client: Client):
    project = make_project("mosn")
    OldSlug.objects.create(slug="sofa-mosn", project=project)

    response = client.get("/en/projects/sofa-mosn/?q=mosn")

    assert response.status_code == 301
    assert response["Location"] == "/en/projects/mosn/?q=mosn"


def test_a_slug_in_capitals_redirects_to_the_right_one(client: Client):
    make_project("istio")

    assert client.get("/projects/Istio/")["Location"] == "/projects/istio/"


def test_a_withdrawn_project_is_gone_and_says_what_happened_and_what_follows(client: Client):
    gone = make_project(
        "spam", state=Project.State.WITHDRAWN, withdrawn_reason_en="It never was a mesh."
    )
    make_relation(gone, "renamed-to", make_project("ham"))

    response = client.get("/en/projects/spam/")

    assert response.status_code == 410
    assert "It never was a mesh." in response.text
    assert "/en/projects/ham/" in response.text


def test_a_withdrawn_project_offers_similar_ones_and_a_search(client: Client):
    make_project("spam", tags=["x"], state=Project.State.WITHDRAWN)
    make_project("ham", tags=["x"])
    make_project("jam")
    make_project("tram", category="proxy", tags=["x"])

    page = client.get("/en/projects/spam/").text

    assert "/en/projects/ham/" in page
    assert "/en/projects/jam/" not in page
    assert "/en/projects/tram/" not in page
    assert 'name="q" value="Spam"' in page


@pytest.mark.parametrize("slug", ["draft", "nothing", "a--b"])
def test_drafts_and_unknown_slugs_are_not_found(client: Client, slug: str):
    make_project("draft", state=Project.State.DRAFT)

    assert client.get(f"/projects/{slug}/").status_code == 404


def test_an_edit_shows_on_the_next_request(client: Client):
    project = make_project("istio", summary_en="Old")
    client.get("/en/projects/istio/")

    project.summary_en = "New"
    project.save()

    assert "New" in client.get("/en/projects/istio/").text


def test_markdown_is_rendered_and_dangerous_markup_is_not(client: Client):
    make_project(
        "istio",
        summary_zh="基于 [go chassis](https://github.com/go-chassis/go-chassis) 的",
        description_zh="这是**“网关”**的 <script>x</script> [a](javascript:alert(1))",
    )

    page = client.get("/projects/istio/").text

    assert 'href="https://github.com/go-chassis/go-chassis"' in page
    assert "<strong>“网关”</strong>" in page
    assert "<script>x" not in page
    assert 'href="javascript:' not in page
    assert '<meta name="description" content="基于 go chassis 的 service-mesh 类">' in page


def test_facts_that_are_not_there_have_no_row(client: Client):
    make_project("bare")
    make_project("tagged", tags=["ebpf"])

    assert "<dt>Tags</dt>" not in client.get("/en/projects/bare/").text
    assert "<dt>Tags</dt>" in client.get("/en/projects/tagged/").text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("others", [2, 20])
def test_a_project_costs_eight_queries_at_most(
    client: Client, django_assert_max_num_queries, others
):
    project = make_project("istio", tags=["x"])
    for number in range(others):
        other = make_project(f"p{number}", tags=["x"], position=number + 1)
        make_relation(other, "built-on", project)
        make_cell(project, f"c{number}", "yes")
        Link.objects.create(project=project, kind="blog", url=f"https://example.org/{number}")
    client.get("/projects/istio/")

    with django_assert_max_num_queries(8):
        client.get("/en/projects/istio/?sort=name")
