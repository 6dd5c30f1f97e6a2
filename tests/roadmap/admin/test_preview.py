"""Markdown is shown as the site will show it, and nothing else gets through."""

import pytest
from django.test import Client
from django.urls import reverse

URL = "admin:markdown_preview"


def test_the_text_of_the_named_field_is_shown(curator: Client, db: None) -> None:
    sent = {"_preview": "summary", "summary": "**Bold** and _more_", "title": "x"}
    html = curator.post(reverse(URL), sent).content.decode()
    assert "<strong>Bold</strong> and <em>more</em>" in html
    assert "<h1>Preview</h1>" in html


def test_the_script_gets_the_text_alone(curator: Client, db: None) -> None:
    sent = {"_preview": "text", "text": "# Title", "_fragment": "1"}
    assert curator.post(reverse(URL), sent).content == b"<h3>Title</h3>\n"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        '<b style="color:red" hx-get="/x">x</b>',
    ],
)
def test_what_is_hostile_is_shown_as_text(
    curator: Client, db: None, hostile: str
) -> None:
    sent = {"_preview": "text", "text": hostile, "_fragment": "1"}
    html = curator.post(reverse(URL), sent).content.decode()
    for forbidden in ("<script", "<img", 'href="javascript', "<b "):
        assert forbidden not in html


def test_nothing_and_too_much_are_told(curator: Client, db: None) -> None:
    empty = curator.post(reverse(URL), {"_preview": "nothing"}).content.decode()
    assert "There is nothing to show yet" in empty
    long = curator.post(reverse(URL), {"_preview": "t", "t": "x" * 20_001})
    assert "too long to show" in long.content.decode()


def test_it_takes_a_post_of_a_curator(
    curator: Client, learner: Client, client: Client, db: None
) -> None:
    assert curator.get(reverse(URL)).status_code == 405
    assert learner.post(reverse(URL), {}).status_code == 404
    assert client.post(reverse(URL), {}).status_code == 302


def test_the_button_works_without_script(curator: Client, db: None) -> None:
    html = curator.get(reverse("admin:roadmap_resource_add")).content.decode()
    assert f'formaction="{reverse(URL)}"' in html
    assert html.index('name="_save"') < html.index('name="_preview"')
