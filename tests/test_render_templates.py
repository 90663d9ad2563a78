"""Templates of another registry: taken file by file, never trusted, their faults told by place."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry import render
from tests import nouns
from tests.site_maker import made

PAGE = "suppliers/brightpath/quizlab/index.html"


def built(root: Path, name: str, text: str) -> dict[str, bytes]:
    place = root / "templates" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text)
    return made(nouns.registry(nouns.product(nouns.award("2026-03-15"))), "2026-06-01", root=root)


def fault(root: Path, text: str, name: str = "404.html") -> render.TemplateFault:
    with pytest.raises(render.TemplateFault) as raised:
        built(root, name, text)
    return raised.value


def test_one_template_is_taken_over_and_the_others_stay(tmp_path: Path) -> None:
    files = built(
        tmp_path, "404.html", '{% extends "_layout.html" %}{% block main %}Lost{% endblock %}'
    )
    assert b"Lost" in files["404.html"]
    assert b"QuizLab" in files[PAGE]


def test_within_the_sandbox_our_own_templates_give_the_same_pages(tmp_path: Path) -> None:
    files = built(tmp_path, "README.html", "")
    plain = made(nouns.registry(nouns.product(nouns.award("2026-03-15"))), "2026-06-01")
    assert files == plain


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\n{% if %}\n", 2),
        ("one\ntwo\n{{ nothing_of_this_name }}", 3),
        ("{{ page.nothing }}", 1),
        ("\n{{ 1 / 0 }}", 2),
        ("{% extends 'no-such.html' %}", 1),
        ("\n\n{% include 'no-such.html' %}", 3),
        ("{% block main %}\n{% extends 'no-such.html' %}{% endblock %}", 2),
        ("{% include '404.html' %}", 1),
    ],
)
def test_a_fault_is_told_with_its_file_and_line(tmp_path: Path, text: str, line: int) -> None:
    found = fault(tmp_path, text)
    assert (found.path, found.line) == ("templates/404.html", line)
    assert found.message


def test_a_fault_in_a_part_is_told_at_the_part(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "_part.html").write_text("\n\n{{ nothing }}")
    found = fault(tmp_path, "{% include '_part.html' %}")
    assert (found.path, found.line) == ("templates/_part.html", 3)


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ site.__init__.__globals__ }}",
        "{{ url.__globals__ }}",
        "{{ cycler }}{{ lipsum(9) }}",
        "{{ site.rubrics.append(1) }}",
        "{{ ('%0999999999d' % 1) }}",
        "{{ 'x' * 999999999 }}",
        "{{ 9 ** 9 ** 9 ** 9 }}",
        "{{ '{0.__class__}'.format(site) }}",
    ],
)
def test_a_template_can_reach_and_make_nothing_it_should_not(tmp_path: Path, text: str) -> None:
    assert fault(tmp_path, text).path == "templates/404.html"


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for a in range(99999) %}{{ 'x'.center(999) if false else 'a long text ' ~ a }}"
        "{% for b in range(9) %}long{% endfor %}{% endfor %}" * 3,
    ],
)
def test_a_template_cannot_go_on_without_end(tmp_path: Path, text: str) -> None:
    assert fault(tmp_path, text).path == "templates/404.html"


def test_no_link_leads_out_of_the_templates(tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text("the secret")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "_out.html").symlink_to(secret)
    assert "no template" in fault(tmp_path, "{% include '_out.html' %}").message
    assert "no template" in fault(tmp_path, "{% include '../secret.html' %}").message


def test_a_template_that_is_no_text_or_too_large_is_a_fault(tmp_path: Path) -> None:
    place = tmp_path / "templates" / "404.html"
    place.parent.mkdir()
    place.write_bytes(b"one\ntwo\n\xff\xfe")
    with pytest.raises(render.TemplateFault, match=r"templates/404\.html:3: .* not UTF-8"):
        made(nouns.registry(), "2026-06-01", root=tmp_path)
    place.write_text(" " * 2_000_000)
    with pytest.raises(render.TemplateFault, match="1 MiB"):
        made(nouns.registry(), "2026-06-01", root=tmp_path)
