"""Markdown becomes HTML that can do no harm."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgs import markdown
from orgs.markdown import TAGS, render_markdown

REL = 'rel="noopener noreferrer nofollow"'
TAG = re.compile(r"<\s*/?\s*([a-zA-Z0-9]+)")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**Half** of them", "<p><strong>Half</strong> of them</p>\n"),
        ("one\ntwo", "<p>one<br>\ntwo</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        (
            "[list](https://example.org/a?b=1&c=2)",
            f'<p><a href="https://example.org/a?b=1&amp;c=2" {REL}>list</a></p>\n',
        ),
        ("2 < 3 & 4", "<p>2 &lt; 3 &amp; 4</p>\n"),
        ("# Not a heading", "<p># Not a heading</p>\n"),
    ],
)
def test_the_usual_marks_are_read(text: str, html: str) -> None:
    assert render_markdown(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](data:text/html,x)",
        "![a](https://example.org/pixel.png)",
        '<a href="https://example.org" onclick="x()" style="color:red">a</a>',
        "<https://example.org/<script>>",
        "```<svg onload=x>\ncode\n```",
    ],
)
def test_nothing_that_can_act_comes_through(text: str) -> None:
    html = render_markdown(text)

    assert {name.lower() for name in TAG.findall(html)} <= TAGS
    assert not re.search(r"<[^>]*\s(on\w+|style|src)\s*=", html)
    assert not re.search(r'href="(?!https?:|mailto:)', html)


@given(st.text(max_size=400))
def test_only_harmless_tags_come_out_whatever_goes_in(text: str) -> None:
    assert {name.lower() for name in TAG.findall(render_markdown(text))} <= TAGS


@given(
    st.text(
        alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("ab .-+=:;!|#'()1{}$"))
    )
)
def test_a_plain_sentence_reads_the_same_without_the_parser(text: str) -> None:
    for line in (text, f"a{text}"):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(markdown, "PLAIN", re.compile(r"(?!)"))
            parsed = render_markdown(line)
        assert render_markdown(line) == parsed


@pytest.mark.parametrize("mark", ["> ", "- ", "*", "[", "a`", "_a "])
def test_deep_nesting_is_capped_takes_no_time_and_loses_no_word(mark: str) -> None:
    started = time.process_time()

    html = render_markdown(mark * (5_000 // len(mark)) + "deep")

    assert time.process_time() - started < 2
    assert html.count("<blockquote>") + html.count("<ul>") <= 12
    assert "deep" in html
