"""What the checks of the sample site would have found, without any network."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Model

from curating.models import Fix, LinkReport, Reach, Snooze, Suggestion
from roadmap.actions import touch_catalogue
from roadmap.linkcheck.recording import record, record_archive
from roadmap.linkcheck.verdicts import Answer
from roadmap.models import CheckRun, Link, LinkCheck, LinkHealth, Resource

TITLES = {
    "machine-learning-mastery": "Machine Learning Mastery",
    "tensorflow-basic-classification": "Basic classification: Classify images",
    "mining-massive-datasets": "Mining of Massive Datasets",
}


@dataclass(frozen=True)
class Found:
    """Of one link, by its address: how it answered, how often and since how many days.
    copy: days ago that its archived copy was made."""

    url: str
    answer: Answer
    days: int
    times: int
    copy: int = 0


def said(verdict: str, **more: object) -> Answer:
    return Answer(verdict=verdict, **more)  # type: ignore[arg-type]


FOUND = (
    Found(
        "http://neuralnetworksanddeeplearning.com/chap2.html)",
        said("malformed", sure=100, why="a bracket that nothing opens"),
        3,
        1,
    ),
    Found(
        "http://web.ipac.caltech.edu/staff/fmasci/home/astro_refs/"
        "Digital_Image_Processing_2ndEd.pdf",
        said("gone", status=404, milliseconds=210),
        19,
        5,
    ),
    Found("http://www.ivlabs.in/mnist.html", said("gone", status=404), 13, 4, 570),
    Found(
        "http://online.stanford.edu/Mining_Massive_Datasets_Fall_2014",
        said("no_answer", why="the name does not resolve", answered=False),
        90,
        21,
    ),
    Found(
        "https://lilianweng.github.io/lil-log/",
        said("moved", status=200, target="https://lilianweng.github.io/"),
        40,
        3,
    ),
    Found(
        "https://www.tensorflow.org/tutorials/keras/basic_classification",
        said(
            "moved",
            status=200,
            target="https://www.tensorflow.org/tutorials/keras/classification",
        ),
        60,
        4,
    ),
    Found(
        "http://cs231n.stanford.edu/",
        said("moved_now", status=200, target="http://cs231n.stanford.edu/2026/"),
        9,
        2,
    ),
    Found(
        "https://www.udacity.com/course/introduction-to-computer-vision--ud810",
        said("slow", status=200, milliseconds=9100),
        16,
        3,
    ),
    Found(
        "https://towardsdatascience.com/a-comprehensive-guide-to-convolutional-neural"
        "-networks-the-eli5-way-3bd2b1164a53",
        said("members", status=200, why="it asks to sign in"),
        25,
        3,
    ),
    Found("https://twitter.com/malai_san", said("robots"), 30, 3),
    Found(
        "https://www.reddit.com/r/MachineLearning/", said("limited", status=429), 5, 2
    ),
    Found(
        "https://towardsdatascience.com/getting-started-with-google-colab-f2fff97f594c",
        said("soft_404", status=200, why="its title says there is no page"),
        11,
        4,
        300,
    ),
    Found(
        "https://github.com/Lasagne/Lasagne",
        said("unsafe", why="it leads to an address inside a network"),
        2,
        3,
    ),
    Found("https://caffe.berkeleyvision.org/", said("gone", status=503), 1, 1),
)
WRONG = ("http://neuralnetworksanddeeplearning.com/chap2.html", FOUND[0].url)


def check_sample_links(now: datetime) -> None:
    """Each verdict once or more, and all other links as working."""
    _forget()
    _enter_twice()
    Link.objects.filter(url=WRONG[0]).update(url=WRONG[1])
    found = {one.url: one for one in FOUND}
    for link in Link.objects.select_related("resource").order_by("pk"):
        one = found.get(link.url)
        if one is None:
            title = TITLES.get(link.resource.key, link.resource.title)
            answer = said("works", status=200, milliseconds=240, title=title)
            record(link, answer, now - timedelta(hours=3))
        else:
            _record(link, one, now)
    made = {
        "started_at": now - timedelta(hours=4),
        "ended_at": now - timedelta(hours=3),
    }
    count = Link.objects.count()
    CheckRun.objects.create(asked=count, done=count, newly_gone=1, **made)


def _enter_twice() -> None:
    """An article that somebody has entered a second time."""
    article = Resource.objects.get(key="getting-started-with-colab")
    fields = ("kind", "title", "authors", "publisher", "language", "minutes")
    again, _ = Resource.objects.update_or_create(
        key="getting-started-with-colab-again",
        defaults={name: getattr(article, name) for name in fields},
    )
    url = f"{article.links.filter(is_primary=True)[0].url}?gi=5f2b"
    Link.objects.update_or_create(
        resource=again, is_primary=True, defaults={"url": url}
    )
    touch_catalogue()


def _record(link: Link, one: Found, now: datetime) -> None:
    """The answers evenly over the days, the last of them this morning."""
    last = now - timedelta(hours=3)
    for number in range(one.times):
        left = (one.times - 1 - number) / max(1, one.times - 1)
        record(link, one.answer, last - timedelta(days=one.days) * left)
    health = LinkHealth.objects.get(link=link)
    if one.copy:
        made = now - timedelta(days=one.copy)
        url = f"https://web.archive.org/web/{made:%Y%m%d}/{link.url}"
        record_archive(health, url, made, last)


def _forget() -> None:
    """A demo has a database of its own; what was mended there is broken again."""
    told: tuple[type[Model], ...] = (LinkReport, Suggestion, Snooze, Fix, Reach)
    checked: tuple[type[Model], ...] = (LinkCheck, LinkHealth, CheckRun)
    for model in told + checked:
        model._default_manager.all().delete()
    Resource.objects.filter(is_retired=True).update(is_retired=False)
