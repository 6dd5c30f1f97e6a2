"""Somebody at a browser, and what goes wrong behind the pages they open."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError

from accounts.models import User

# How browser and htmx report a form that came back to be looked at again.
FORM_CAME_BACK = re.compile(r"(status of|Status Error Code) 422\b")


@dataclass
class Watch:
    """What a page must never do, noted as it happens.

    host: the site's own. problems: console errors and warnings, uncaught errors,
    refusals of the content policy, requests to another host.
    """

    host: str
    problems: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Watch every page of context, those that open later too."""
        context.on("console", self._note_message)
        context.on("weberror", self._note_error)
        context.on("request", self._note_request)

    def _note_message(self, message: ConsoleMessage) -> None:
        is_meant = FORM_CAME_BACK.search(message.text)
        if message.type in ("error", "warning") and not is_meant:
            at = message.location["url"]
            self.problems.append(f"{message.type} at {at}: {message.text}")

    def _note_error(self, error: WebError) -> None:
        self.problems.append(f"uncaught: {error.error}")

    def _note_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https") and address.netloc != self.host:
            self.problems.append(f"left the site: {request.url}")

    def expect(self, *words: str) -> None:
        """Strike out what a test has brought about: problems with any of words."""
        rest = [one for one in self.problems if not any(word in one for word in words)]
        assert rest != self.problems, f"no problem has any of {words}"
        self.problems[:] = rest

    def forgive(self, *words: str) -> None:
        """Strike out what may have come about or not, as the moment was."""
        self.problems[:] = [
            one for one in self.problems if not any(word in one for word in words)
        ]


@dataclass
class Visitor:
    """One person with one window. url: of the site, without a slash at the end."""

    url: str
    page: Page
    watch: Watch

    def open(self, path: str) -> Page:
        """Go to path, wait until it stands still; the page."""
        self.page.goto(f"{self.url}{path}")
        return self.page

    def new_page(self, path: str) -> Page:
        """The same person in another tab."""
        tab = self.page.context.new_page()
        tab.goto(f"{self.url}{path}")
        return tab

    def sign_in(self, person: User) -> "Visitor":
        """Bring a session of person's along, without the form."""
        client = Client()
        client.force_login(person)
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        self.page.context.add_cookies([{"name": name, "value": value, "url": self.url}])
        return self
