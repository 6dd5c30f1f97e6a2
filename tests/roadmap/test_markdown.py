"""Markdown: what is written is kept, what is hostile is shown as text."""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

import nh3
import pytest
from django.utils.safestring import SafeString
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from roadmap.markdown import ATTRIBUTES, HEADINGS, SCHEMES, TAGS, render
from tests.calls import calls

LONGEST = 20_000
VOID = {"br", "hr"}


class Reader(HTMLParser):
    """Elements and attributes of a fragment, as a browser's parser would meet them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")


def problems(html: str) -> Iterator[str]:
    """What may not be on a page."""
    reader = Reader(html)
    if reader.open:
        yield f"left open: {reader.open}"
    for tag, attributes in reader.found:
        if tag not in TAGS:
            yield f"element {tag}"
        allowed = ATTRIBUTES.get(tag, set()) | ({"rel"} if tag == "a" else set())
        if attributes.keys() - allowed:
            yield f"attributes of {tag}: {attributes}"
        if tag == "a":
            scheme = urlsplit((attributes.get("href") or "").strip()).scheme
            if scheme and scheme not in SCHEMES:
                yield f"scheme {scheme}"
            if attributes.get("rel") != "nofollow noopener noreferrer":
                yield f"rel of a link: {attributes}"


def again(html: str) -> str:
    """The same after a second parser has read it and written it."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener noreferrer",
    )


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("", ""),
        ("Plain.", "<p>Plain.</p>"),
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("***", "<hr>"),
        ("```python\nx < 1\n```", "<pre><code>x &lt; 1\n</code></pre>"),
        ("    x", "<pre><code>x\n</code></pre>"),
        ("# One", "<h3>One</h3>"),
        ("## Two", "<h4>Two</h4>"),
        ("### Three", "<h5>Three</h5>"),
        ("###### Six", "<h5>Six</h5>"),
        ("One\n===", "<h3>One</h3>"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ("&copy; &lt;b&gt;", "<p>© &lt;b&gt;</p>"),
    ],
)
def test_what_is_written_is_shown(source: str, html: str) -> None:
    assert render(source) == html.replace(
        "</ul>", "</ol>" if "<ol" in html else "</ul>"
    )


def test_a_table_keeps_its_cells_and_nothing_of_its_style() -> None:
    html = render("| a | b |\n|:--|--:|\n| 1 | 2 |")

    assert "<th>a</th>" in html
    assert "<td>2</td>" in html
    assert "style" not in html


def test_a_link_opens_without_telling_where_from() -> None:
    html = render('[a](https://e.org "T")')

    assert html == (
        '<p><a href="https://e.org" title="T" rel="nofollow noopener noreferrer">a'
        "</a></p>"
    )


def test_the_answer_is_safe_and_nothing_else_is() -> None:
    assert isinstance(render("a"), SafeString)


def test_headings_begin_below_those_of_the_page() -> None:
    assert set(HEADINGS.values()) == {"h3", "h4", "h5"}


HOSTILE = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//e.org/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<style>@import 'https://e.org/x.css'</style>",
    "<link rel=stylesheet href=//e.org/x.css>",
    "<meta http-equiv=refresh content='0;url=https://e.org'>",
    "<base href=https://e.org/>",
    "<form action=/accounts/logout/ method=post><button>x</button></form>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a hx-post='/roadmaps/x/leave/' hx-trigger=load>x</a>",
    "<div data-hx-get='/x' data-optimistic>x</div>",
    "<p id=toast class=card name=key>x</p>",
    "<!-- a --> <!DOCTYPE html> <?php echo 1 ?> <![CDATA[x]]>",
    "</p></div></main><h1>Mine</h1>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](&#106;&#97;vascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](file:///etc/passwd)",
    "[x](  javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x][1]\n\n[1]: javascript:alert(1)",
    '[x][1]\n\n[1]: https://e.org "\\"onmouseover=alert(1) x=\\""',
    '[x](https://e.org "\\" onmouseover=alert(1) \\"")',
    "[x](https://e.org' onmouseover='alert(1))",
    '[x](https://e.org"onmouseover="alert(1))',
    "<javascript:alert(1)>",
    "<https://e.org/\"onmouseover='alert(1)'>",
    "<a@b.org\"onmouseover='alert(1)'>",
    "![x](https://e.org/spy.png)",
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](x)',
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    '```"onmouseover=alert(1)\nx\n```',
    "``` { .x #y onclick=alert(1) }\nx\n```",
    "# x {: #id .class onclick=alert(1) }",
    "|<script>|b|\n|-|-|\n|<img src=x onerror=alert(1)>|x|",
    "- <script>alert(1)</script>",
    "> <script>alert(1)</script>",
    "*<script>*alert(1)*</script>*",
    "<<script>script>alert(1)<</script>/script>",
    "<scr\0ipt>alert(1)</scr\0ipt>",
    "\x02klzzwxh:0000\x03 \x02amp\x03 \x02wzxhzdk:0\x03",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\u202e[x](https://e.org)\u202c",
    "＜script＞alert(1)＜/script＞",
    "{{ request.user.password }} {% debug %}",
    "[" * 300 + "x" + "](javascript:alert(1))" * 300,
    "\ud800 <b>",
)


@pytest.mark.parametrize("source", HOSTILE, ids=lambda source: ascii(source)[:40])
def test_hostile_text_stays_text(source: str) -> None:
    html = render(source)

    assert list(problems(html)) == []
    assert again(html) == html


@pytest.mark.parametrize(
    "source", [one for one in HOSTILE if one.startswith(("<script", "<img", "<div"))]
)
def test_what_looks_like_html_is_read_as_it_was_typed(source: str) -> None:
    assert source in Reader(render(source)).text


PIECES = (
    *("<", ">", "&", '"', "'", "/", "=", "#", "*", "_", "`", "~", "!", "|", "-"),
    *("[", "]", "(", ")", "{", "}", "\\", ":", "+", "1.", "\n", "\n\n", "    ", " "),
    *(
        "script",
        "img",
        "a",
        "href",
        "onload=",
        "javascript:",
        "https://e.org",
        "&#x6a;",
    ),
    *(
        "<!--",
        "-->",
        "</",
        "<svg",
        "style",
        "\x02",
        "\x03",
        "\0",
        "\ufeff",
        "é",
        "data:",
    ),
    *(
        "hx-get=",
        "id=",
        "class=",
        "mailto:",
        "](",
        "![",
        "```",
        "> ",
        "- ",
        "<a ",
        "'>",
    ),
)
hostile = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=600, suppress_health_check=[HealthCheck.too_slow])
@given(hostile | st.text(max_size=80))
@example("<a@b\n\n[a]: x\n<a ")
def test_anything_gives_clean_html(source: str) -> None:
    html = render(source)

    assert list(problems(html)) == []
    assert again(html) == html


WEARING = {
    "brackets": "[",
    "links without end": "[a](",
    "pictures": "![",
    "references": "[a][",
    "lists on one line": "1. ",
    "points on one line": "+ ",
    "quotes": "> ",
    "stars": "*a ",
    "lines below": "a\n=\n",
    "hashes": "# a\n",
    "ticks": "`a",
    "fences": "~~~a\n",
    "entities": "&a;",
    "escapes": "\\*",
    "angles": "<a",
    "lists in quotes": "> 1. > - ",
    "pipes": "|a",
}


@pytest.mark.parametrize("piece", WEARING.values(), ids=WEARING)
def test_no_text_wears_the_parser_out(piece: str) -> None:
    """Twice the text is never much more than four times the work."""
    source = (piece * LONGEST)[:LONGEST]
    half = calls(lambda: render(source[: LONGEST // 2]))

    assert calls(lambda: render(source)) < 5 * half
    assert render(source)


def test_a_text_that_is_too_much_is_shown_as_typed() -> None:
    assert render("[<b>\n" * 5000).startswith("<p>[&lt;b&gt;<br>\n[&lt;b&gt;<br>")


def test_a_long_list_of_links_is_not_too_much() -> None:
    html = render("\n".join(f"- [Lesson {n}](https://e.org/{n})" for n in range(300)))

    assert html.count("<a ") == 300


def test_words_come_back_from_memory() -> None:
    assert render("the same words") is render("the same words")
