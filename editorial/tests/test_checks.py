"""What the system check refuses in public templates, and what it lets pass."""

from pathlib import Path

import pytest
from django.core.checks import run_checks
from pytest_django.fixtures import Settings

from editorial.checks import check_public_templates, problems_of_template


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("{% load wagtailuserbar %}", "wagtailuserbar"),
        ("{% wagtailuserbar %}", "wagtailuserbar"),
        ("{% csrf_token %}", "csrf_token"),
        ("{{ csrf_token }}", "csrf_token"),
        ("{{ user.first_name }}", "user"),
        ("{% if user.is_authenticated %}", "user"),
        ("{% if page.live and perms.home %}", "perms"),
        ("{{ request.user }}", "request.user"),
        ("{{ request.session.key }}", "request.session"),
        ("{{ request.COOKIES.seen }}", "request.COOKIES"),
        ("{{ request.get_full_path }}", "request.get_full_path"),
        ("{{ request.build_absolute_uri|safe }}", "request.build_absolute_uri"),
        ("{% for message in messages %}", "messages"),
        ("{% include 'a.html' with name=user only %}", "user"),
    ],
)
def test_nothing_may_differ_from_reader_to_reader(source: str, word: str) -> None:
    (problem,) = problems_of_template(source)
    assert f"“{word}”" in problem


@pytest.mark.parametrize(
    "source",
    [
        "<script>run()</script>",
        "<style>p { color: red }</style>",
        '<p style="color: red">',
        '<p {% if page %}style="color: {{ colour }}"{% endif %}>',
        '<a onclick="run()">',
        "<body ONLOAD=run()>",
        '<a href=" javascript:run()">',
        "<svg><style></style></svg>",
    ],
)
def test_nothing_may_run_or_be_styled_within_the_page(source: str) -> None:
    (problem,) = problems_of_template(source)
    assert "the content policy refuses it" in problem


@pytest.mark.parametrize(
    "source",
    [
        '<script src="https://elsewhere.example/a.js"></script>',
        '<link rel="stylesheet" href="//elsewhere.example/a.css">',
        '<img src="HTTP://elsewhere.example/a.png" alt="">',
        '<img srcset="/a.png 1x, https://elsewhere.example/a.png 2x" alt="">',
        '<source srcset="https://elsewhere.example/{{ name }}">',
        '<iframe src="https://elsewhere.example/"></iframe>',
        '<video poster="https://elsewhere.example/a.png"></video>',
        '<form action="https://elsewhere.example/">',
        '<svg><use href="https://elsewhere.example/a.svg#b"/></svg>',
        '<link rel="preconnect" href="https://elsewhere.example">',
    ],
)
def test_nothing_may_come_from_or_go_to_another_host(source: str) -> None:
    (problem,) = problems_of_template(source)
    assert "another host" in problem


@pytest.mark.parametrize(
    "source",
    [
        '<a href="https://elsewhere.example/">A link that a reader may follow</a>',
        '<link rel="canonical" href="https://example.org{{ address }}">',
        '<link rel="alternate" hreflang="de" href="https://example.org/de/">',
        '<script src="{% static "js/site.js" %}" type="module"></script>',
        '<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/></svg>',
        "{% translate 'Several messages for the user' %} {{ page.user_count }} {{ field.messages }}",
        "{# user, messages #}{% comment %}<script>run()</script> {{ user }}{% endcomment %}",
        "<!-- <script>run()</script> -->",
        "<p>The user reads messages on=line.</p>",
        "{{ request.GET.q }} {{ request.path }}",
    ],
)
def test_what_is_harmless_passes(source: str) -> None:
    assert problems_of_template(source) == []


def test_each_problem_names_its_line() -> None:
    source = "<p>\n{% comment %}\n\n{% endcomment %}{# a #}\n{{ user }}</p>\n<p style='a'></p>"
    assert [problem.split(":")[0] for problem in problems_of_template(source)] == ["Line 5", "Line 6"]


def test_public_folders_are_looked_at_and_others_are_not(tmp_path: Path, settings: Settings) -> None:
    for folder in (
        "home",
        "wagtailcore/shared",
        "home/admin",
        "wagtailadmin",
        "petition_blocks/mailing/mails",
        ".",
    ):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "page.html").write_text("{{ user }}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    refused = {str(Path(str(error.obj)).relative_to(tmp_path)) for error in check_public_templates()}
    assert refused == {"home/page.html", "wagtailcore/shared/page.html", "page.html"}


@pytest.mark.slow
def test_the_check_is_part_of_djangos_and_the_project_passes_it(tmp_path: Path, settings: Settings) -> None:
    assert [error for error in run_checks() if error.id == "editorial.E001"] == []
    (tmp_path / "page.html").write_text("{{ user }}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    assert [error.id for error in run_checks() if error.id == "editorial.E001"] == ["editorial.E001"]
