"""A reading list that Maya has half answered, on the sample site."""

from datetime import datetime, timedelta

from accounts.models import User
from curating.actions.lists import Given, answer, take_in
from curating.models import ListImport
from curating.queries.lists import drafted
from progress.demo import DOMAIN

KEY = "sample-list"
DAYS_AGO = 2
LIST = """\
# Seeing machines, a study plan for our reading group

We meet on Thursdays. Corrections are welcome, see CONTRIBUTING.

## Groundwork

1. [A Byte of Python](https://python.swaroopch.com/), if you are new to Python
2. [Linear Algebra](https://www.khanacademy.org/math/linear-algebra), about 30 hours
3. [Neural Networks and Deep Learning](http://neuralnetworksanddeeplearning.com/), \
the first two chapters, after Linear Algebra

## Networks that see

4. [CS231n](https://cs231n.stanford.edu/), up to lecture 9. 10 hours a week for 6 \
weeks. Requires Neural Networks and Deep Learning
5. Choose one framework:
   - [PyTorch tutorials](https://pytorch.org/tutorials/)
   - [TensorFlow tutorials](https://www.tensorflow.org/tutorials)
6. Build a classifier for birds in your street
7. [A survey of attention](ttps://arxiv.org/abs/1706.03762) (optional)
8. Keep reading one paper every week

## Later

| what | hours |
| --- | --- |
| [CS224n](https://web.stanford.edu/class/cs224n/) for those interested in text | 60 |
| [Distill](https://distill.pub/) | 4 |

More in the [Deep Learning book](https://www.deeplearningbook.org/).
"""


def take_in_sample(now: datetime) -> ListImport:
    """Once; made again, it is there as it was left."""
    maya = User.objects.get(email=f"maya@{DOMAIN}")
    found = ListImport.objects.filter(uploaded_by=maya, key=KEY).first()
    if found is not None:
        return found
    at = now - timedelta(days=DAYS_AGO)
    given = Given(data=LIST, name="seeing-machines.md")
    row = take_in(given, by=maya, key=KEY, at=at)
    asked = drafted(row).open
    half = {one.key: one.proposed for one in asked[: len(asked) // 2]}
    answer(row, half, seen=0, by=maya, at=at + timedelta(hours=1))
    return row
