"""Lea, who has walked week 5 to its end: her evenings, her project, her record."""

from progress.demo_diary import WEEK_5, Diary

PROJECT = "week-5-assignment"
TOO_LONG = "cs231n"
CODE = "https://example.org/lea/digits"
DAYS = (
    ("neural-networks-course", 60, 90),
    ("what-a-neural-network-is", 52, 65),
    ("mathematics-behind-networks", 47, 50),
    ("cnn-intuition", 40, 45),
    ("cnn-course", 36, 90),
    ("one-framework", 31, 120),
    ("colab-and-gpu", 26, 15),
)


def finish_week_5(diary: Diary) -> None:
    """Each step with the last evening spent on it, and the project checked by herself.

    DAYS: step, days before now, minutes of that evening.
    """
    diary.join(WEEK_5, 75)
    for step, days, minutes in DAYS:
        diary.study(WEEK_5, step, days, minutes)
        diary.finish(WEEK_5, step, days)
    diary.skip(WEEK_5, TOO_LONG, 20)
    diary.study(WEEK_5, PROJECT, 14, 110)
    diary.hand_in(
        WEEK_5,
        PROJECT,
        14,
        text="Two convolutional layers and one dense one, in PyTorch, trained on Colab."
        "\n\nThe confusion matrix says it takes a 4 for a 9 now and then.",
        links=(CODE,),
    )
    diary.finish(WEEK_5, PROJECT, 13)
    diary.share_record(WEEK_5, 12)
