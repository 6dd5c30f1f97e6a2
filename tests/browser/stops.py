"""Every page that a person can come to, as one list for the sweeps."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.places import CNN, VISION, WEEK_5, button, card, menu

Act = Callable[[Page], None]

IMAGES = f"{VISION}steps/image-processing/"
AUTUMN = "/mentoring/autumn/"
NEURAL = f"{WEEK_5}steps/neural-networks-course/"


@dataclass(frozen=True)
class Stop:
    """A page as somebody sees it. who: a name of the cast, "" for a guest.

    act: what to do there before looking. status: of the page's own answer, where
    that is not 200.
    """

    who: str
    path: str
    act: Act | None = None
    status: int = 200

    def __str__(self) -> str:
        act = f" after {self.act.__name__}" if self.act else ""
        return f"{self.path} as {self.who or 'guest'}{act}"


def nothing_chosen(page: Page) -> None:
    """Send a rubric without an answer."""
    button(page, "Done, checked by yourself").click()
    page.get_by_text("Please choose one.").first.wait_for()


def too_many_units(page: Page) -> None:
    page.get_by_label("Done up to week", exact=True).fill("40")
    button(page, "Save: ").first.click()
    page.get_by_text("It has only 4 weeks.").wait_for()


def preview(page: Page) -> None:
    page.locator("#track-nlp").check()
    button(page, "See what changes").click()
    page.get_by_role("heading", name="What would change").wait_for()


def another_share(page: Page) -> None:
    page.get_by_label("This one first").check()
    button(page, "See what changes").click()
    page.get_by_role("heading", name="How your week is shared").wait_for()


def another_option(page: Page) -> None:
    page.get_by_role("link", name="Take this one").first.click()
    page.get_by_role("heading", name="What would change").wait_for()


def no_percentage(page: Page) -> None:
    page.get_by_label("A percentage").check()
    button(page, "See what changes").click()
    page.get_by_text("Please write a number").first.wait_for()


def leaving(page: Page) -> None:
    button(page, "Delete my account").click()
    button(page, "Keep my account").wait_for()


def wrong_password(page: Page) -> None:
    page.get_by_label("Email").fill("ines@demo.waymark.invalid")
    page.get_by_label("Password").fill("not-this-one-either")
    button(page.locator("main"), "Sign in").first.click()
    page.locator(".errorlist, [role=alert]").first.wait_for()


def list_of_keys(page: Page) -> None:
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()


def not_now(page: Page) -> None:
    menu(card(page), "Not now")


def did_it(page: Page) -> None:
    button(card(page), "Did it").click()
    page.locator(".toast").wait_for()


def not_at_a_computer(page: Page) -> None:
    button(page, "Not at a computer").click()
    page.get_by_text("left out until tomorrow").first.wait_for()


def only_read_languages(page: Page) -> None:
    """What a wish leaves out is said, with the way to change it."""
    page.get_by_text("Only in the languages you read").first.wait_for()
    page.get_by_role("link", name="Change this").first.wait_for()


def set_aside(page: Page) -> None:
    """So is the step that would come first."""
    page.get_by_text("is set aside, as you asked").first.wait_for()
    page.get_by_role("link", name="Change this").first.wait_for()


def account_menu(page: Page) -> None:
    page.locator("header summary").click()


def one_entry(page: Page) -> None:
    page.get_by_role("link", name="Take it back").first.click()
    page.get_by_role("heading", name="What taking it back changes").wait_for()


def an_own_note(page: Page) -> None:
    page.locator("main .rows").get_by_role("link").first.click()
    page.get_by_role("heading", name="Earlier texts").wait_for()
    page.locator("details.fold summary").first.click()


def preview_of_a_note(page: Page) -> None:
    button(page, "Preview").click()
    page.get_by_role("heading", name="What it looks like").wait_for()


def marked(page: Page) -> None:
    choices = menu(page, "Mark done")
    choices.get_by_role("button", name="Enough for me").click()
    page.locator(".toast").wait_for()


def waiting_in_the_browser(page: Page) -> None:
    page.evaluate("""() => {
      const { who } = document.getElementById("waiting").dataset;
      const item = { name: "Week 3", url: "/x/", form: "key=k", said: 1 };
      localStorage[`waiting-${who}-1`] = JSON.stringify(item);
    }""")
    page.reload()
    page.get_by_role("button", name="Look at it").wait_for()


TICKED = """\
- [x] [Networks](/roadmaps/csoc-ml-week-5/steps/neural-networks-course/)
- [x] What a network is
- [x] Knitting for beginners
- [x] The week's assignment
- [x] One framework
- [x] Colab, and why a GPU
"""


def ticks_found(page: Page) -> None:
    page.get_by_label("Paste the list").fill(TICKED)
    button(page, "Look at it").click()
    page.get_by_role("heading", name="What the ticks would change").wait_for()


def nothing_ticked(page: Page) -> None:
    page.get_by_label("Paste the list").fill("- [ ] Knitting")
    button(page, "Look at it").click()
    page.get_by_text("Nothing in it is ticked.").first.wait_for()


def sample_list(page: Page) -> None:
    """The questions of the list that is half answered."""
    page.get_by_role("link", name="Go on").click()


def sample_draft(page: Page) -> None:
    """What that list would write."""
    sample_list(page)
    page.get_by_role("link", name="See the whole draft").click()


def one_link(page: Page) -> None:
    page.locator(".desk-t").get_by_role("link").first.click()
    page.get_by_role("heading", name="What could be done").wait_for()


def out_of_use(page: Page) -> None:
    page.locator(".desk-t [name=pick]").first.check()
    page.locator(".selbar").get_by_role("button", name="Take out of use").click()
    page.get_by_role("link", name="Leave it as it is").wait_for()


def asked_on_leaving(page: Page) -> None:
    waiting_in_the_browser(page)
    button(page, "Sign out and remove it").wait_for()


PUBLIC = (
    Stop("", "/"),
    Stop("", "/catalogue/"),
    Stop("", "/catalogue/?q=convolutonal&cost=free"),
    Stop("", "/catalogue/?q=nothing+has+this+in+it"),
    Stop("", "/roadmaps/"),
    Stop("", VISION),
    Stop("", f"{VISION}list/"),
    Stop("", f"{WEEK_5}steps/week-5-assignment/"),
    Stop("", "/catalogue/ng-convolutional-neural-networks/"),
    Stop("", "/help/"),
    Stop("", "/accounts/login/"),
    Stop("", "/accounts/login/", wrong_password),
    Stop("", "/accounts/signup/"),
    Stop("", "/accounts/password/reset/"),
    Stop("", "/nowhere/", status=404),
)

# One after the other in one window, so the first mark stands on all that follow.
MARKED = (
    Stop("", IMAGES, marked),
    Stop("", "/today/"),
    Stop("", VISION),
    Stop("", f"{VISION}list/"),
)

LEARNER = (
    Stop("ines", "/today/"),
    Stop("ines", "/today/?minutes=10", not_now),
    Stop("ines", "/today/", list_of_keys),
    Stop("ines", "/today/", account_menu),
    Stop("ines", "/today/", did_it),
    Stop("ines", "/today/", not_at_a_computer),
    Stop("ines", VISION),
    Stop("ines", f"{WEEK_5}?step=one-framework"),
    Stop("ines", f"{VISION}list/"),
    Stop("ines", f"{VISION}list/?show=projects"),
    Stop("ines", CNN),
    Stop("ines", CNN, too_many_units),
    Stop("ines", f"{VISION}steps/linear-algebra-for-vision/"),
    Stop("ines", f"{VISION}steps/networks-from-scratch/"),
    Stop("ines", f"{WEEK_5}steps/week-5-assignment/", nothing_chosen),
    Stop("ines", f"{WEEK_5}steps/one-framework/"),
    Stop("ines", f"{WEEK_5}steps/one-framework/", another_option),
    Stop("ines", f"{VISION}steps/networks-from-scratch/work/2/"),
    Stop("ines", f"{VISION}record/"),
    Stop("ines", f"{VISION}steps/keep-up-with-research/"),
    Stop("ines", f"{VISION}steps/ask-seniors/"),
    Stop("ines", f"{VISION}steps/sequence-models/"),
    Stop("ines", "/catalogue/deep-learning-specialization/"),
    Stop("ines", "/catalogue/cs231n-2016/"),
    Stop("ines", f"{VISION}path/"),
    Stop("ines", f"{VISION}path/", preview),
    Stop("ines", f"{VISION}path/", another_share),
    Stop("ines", f"{VISION}path/", no_percentage),
    Stop("ines", "/history/"),
    Stop("ines", "/history/?kind=aside&since=2026-09-02&until=2026-09-01"),
    Stop("ines", "/history/?q=nothing+has+this+in+it"),
    Stop("ines", "/history/", one_entry),
    Stop("ines", "/profile/"),
    Stop("ines", "/notes/"),
    Stop("ines", "/notes/", an_own_note),
    Stop("ines", "/notes/?q=momentun"),
    Stop("ines", CNN, preview_of_a_note),
    Stop("noor", "/notes/"),
    Stop("ines", "/help/", waiting_in_the_browser),
)

STATES = (
    Stop("noor", "/today/"),
    Stop("noor", "/history/"),
    Stop("noor", f"{VISION}join/"),
    Stop("resting", "/today/"),
    Stop("ended", "/today/"),
    Stop("ended", WEEK_5),
    Stop("ended", f"{WEEK_5}record/"),
    Stop("waiting", "/today/"),
    Stop("later", "/today/"),
    Stop("undecided", "/today/"),
    Stop("choosy", "/today/", only_read_languages),
    Stop("choosy", NEURAL, only_read_languages),
    Stop("choosy", "/profile/"),
    Stop("outside", "/today/", set_aside),
)


def a_learner(page: Page) -> None:
    page.locator("main").get_by_role("link", name="Lina").first.click()
    page.get_by_role("heading", name="Step by step").wait_for()


def another_way(page: Page) -> None:
    a_learner(page)
    page.get_by_role("link", name="Another way").click()
    page.get_by_role("button", name="Choose this step").click()
    page.get_by_text("Another resource instead").click()


def oldest_work(page: Page) -> None:
    page.locator("main .rows").get_by_role("link").first.click()
    page.get_by_role("heading", name="Your review").wait_for()


MENTORS = (
    Stop("tomas", "/mentoring/"),
    Stop("tomas", AUTUMN),
    Stop("tomas", AUTUMN, a_learner),
    Stop("tomas", AUTUMN, another_way),
    Stop("tomas", f"{AUTUMN}text/"),
    Stop("tomas", f"{AUTUMN}pace/"),
    Stop("tomas", f"{AUTUMN}stuck/"),
    Stop("tomas", f"{AUTUMN}settings/"),
    Stop("tomas", f"{AUTUMN}plan/"),
    Stop("tomas", f"{AUTUMN}members/"),
    Stop("tomas", f"{AUTUMN}announcements/"),
    Stop("tomas", f"{AUTUMN}path/?step=one-framework&q=keras"),
    Stop("tomas", "/mentoring/reviews/"),
    Stop("tomas", "/mentoring/reviews/", oldest_work),
    Stop("tomas", "/mentoring/questions/"),
    Stop("tomas", "/mentoring/own/phrases/"),
    Stop("tomas", "/mentoring/open/"),
    Stop("tomas", "/news/"),
    Stop("tomas", "/profile/news/"),
)

MENTORED = (
    Stop("farah", "/today/"),
    Stop("farah", f"{WEEK_5}steps/week-5-assignment/"),
    Stop("farah", f"{WEEK_5}list/"),
    Stop("farah", "/cohorts/autumn/"),
    Stop("farah", "/cohorts/autumn/leave/"),
    Stop("farah", "/questions/"),
    Stop("priya", f"{WEEK_5}steps/colab-and-gpu/"),
    Stop("farah", f"{WEEK_5}steps/what-a-neural-network-is/questions/"),
    Stop("farah", "/cohorts/autumn/words/"),
    Stop("farah", "/news/"),
    Stop("noor", "/news/"),
    Stop("ines", "/history/shown/"),
)

ACCOUNT = (
    Stop("ines", "/accounts/email/"),
    Stop("ines", "/accounts/password/set/"),
    Stop("ines", "/accounts/2fa/"),
    Stop("ines", "/accounts/sessions/"),
    Stop("ines", "/profile/data/"),
    Stop("ines", "/profile/data/", leaving),
    Stop("ines", "/accounts/logout/"),
    Stop("ines", "/accounts/logout/", asked_on_leaving),
    Stop("admin", "/staff/people/"),
    Stop("admin", "/staff/people/1/"),
    Stop("admin", "/staff/people/mail/"),
)

RESOURCE = "cs231n"
DRAFT = "/curate/roadmaps/csoc-ml-week-5/"
CURATORS = (
    Stop("maya", "/curate/roadmaps/"),
    Stop("maya", DRAFT),
    Stop("maya", f"{DRAFT}plan/cnn-course/"),
    Stop("maya", f"{DRAFT}discard/"),
    Stop("maya", f"{DRAFT}versions/"),
    Stop("maya", f"{DRAFT}history/"),
    Stop("maya", f"{WEEK_5}versions/1/"),
    Stop("maya", "/curate/"),
    Stop("maya", "/curate/", one_link),
    Stop("maya", "/curate/", out_of_use),
    Stop("maya", "/curate/?show=works"),
    Stop("maya", "/curate/?q=nothing+has+this+in+it"),
    Stop("maya", "/curate/told/"),
    Stop("maya", "/curate/lists/"),
    Stop("maya", "/curate/lists/", sample_list),
    Stop("maya", "/curate/lists/", sample_draft),
    Stop("ines", f"/catalogue/{RESOURCE}/report/"),
    Stop("ines", f"/catalogue/{RESOURCE}/suggest/"),
    Stop("maya", f"/curate/resources/{RESOURCE}/"),
    Stop("maya", f"/curate/resources/{RESOURCE}/merge/?other=cs224n"),
    Stop("ines", f"/catalogue/{RESOURCE}/opinions/"),
    Stop("ines", f"{WEEK_5}ticks/"),
    Stop("ines", f"{WEEK_5}ticks/", nothing_ticked),
    Stop("ines", f"{WEEK_5}ticks/", ticks_found),
)

STOPS = PUBLIC + MARKED + LEARNER + STATES + ACCOUNT + MENTORS + MENTORED + CURATORS
