"""Titles of the links in the further lists, by hand, below their headings.

"" is a link that has no title but its address, None is the heading of what is no text:
comments, code, definitions that nothing uses. A bare address takes the words that lead
to it ("sew a shirt: https://...").
"""

TITLES: dict[str, tuple[tuple[str | None, tuple[str, ...]], ...]] = {
    "degree.md": (
        ("", ("Logo", "Logo")),
        ("A degree at the kitchen table", ("Chat", "Chat")),
        ("Contents", ("Before you begin", "Core")),
        (
            "Before you begin",
            (
                *("Python for Everybody", "chat", "Thinking in Steps", "alt"),
                *("school algebra", "chat"),
            ),
        ),
        ("Programs", ("Small Data", "chat", "Large Data", "chat", "Objects")),
        ("Machines", ("From Gates to Games", "Networks")),
        ("How to contribute", ("us", "RULES")),
    ),
    "interview_plan.md": (
        ("Table of Contents", ("Pick a language", "Structures")),
        ("Arrays", ("Arrays, the lecture", "Growing arrays")),
        ("Lists", ("Lists, in pictures",)),
        ("Books", ("The Big Book of Steps", "Steps for the Hurried")),
        ("Daily", ("Practice Yard",)),
    ),
    "twelve_weeks.md": (
        ("Week 1: Counting", ("Counting without fingers", "Chance")),
        ("Week 2: Chance", ("Chance", "Exercises")),
        ("Week 3: Samples", ("Samples and Sense", "Slopes in an Hour")),
        ("Further reading", ("The Lady and the Tea", "Tables for Everybody")),
    ),
    "awesome_gardens.md": (
        ("Awesome Gardens Awesome", ("Awesome", "Awesome")),
        (None, ("",)),
        ("Contents", ("Soil", "Plants", "Trees", "Tools")),
        ("Soil", ("Soil School", "Compost Clock")),
        ("Trees", ("Trees by Leaf", "Pruning")),
        ("Herbs", ("Herbs on a Sill",)),
        ("Tools", ("Garden Planner", "")),
        ("Contributing", ("the guide", "all who helped")),
        ("License", ("CC0", "CC0")),
    ),
    "chart.md": (
        ("How to become a baker", ("Flour",)),
        ("At the oven", ("Bread",)),
        ("Flour", ("Kinds of flour",)),
        ("Dough", ("Kneading", "Resting")),
        (None, ("",)),
    ),
    "html_tables.md": (
        ("Reading the sky", ("Star Atlas", "Wanderers", "Wanderers, the film")),
        ("Clouds", ("the ten clouds", "a paper one", "Reading Wind", "Rain & Snow")),
    ),
    "folded.md": (
        ("Start here", ("the primer",)),
        ("Needle and thread", ("Threading", "Running stitch")),
        ("Machine", ("Oil", "Zigzag")),
        ("Finish", ("After Machine, sew a shirt", "")),
        (None, ("",)),
    ),
    "bullets.md": (
        (
            "",
            (
                *("Lines", "Curves", "Boxes", "Mixing paint", "Light and shade"),
                "",
            ),
        ),
    ),
    "stages.md": (
        (
            "Your path to sailing",
            (
                *("Six Knots", "Feeling Wind", "Dinghy", "Catamaran", "Keelboat"),
                *("Harbour Days", "Rules of the Road", "Start Lines", "Lights"),
            ),
        ),
    ),
    "bees.csv": (("", ("Bees; a start", "The hive in spring", "Honey", "Wax")),),
    "tree.json": (
        ("", ("Hands first", "Pinching", "Centering", "Pulling \u2014 slowly", "Fire")),
    ),
}
