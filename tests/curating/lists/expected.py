"""What has to be read from the lists in inputs, written down by hand.

LINKS: number of links in each source. STEPS: (words of the title, kind) in order.
NEEDS: (step, what it needs, strength, k), where words of titles name both.
SAID: (line, kind, what has to stand in the words or the value).
"""

LINKS = {
    "visual_recognition.md": 34,
    "csoc_week_5.md": 19,
    "how_to_learn.md": 23,
    "degree.md": 21,
    "interview_plan.md": 8,
    "twelve_weeks.md": 8,
    "awesome_gardens.md": 18,
    "chart.md": 6,
    "html_tables.md": 7,
    "folded.md": 8,
    "bullets.md": 6,
    "stages.md": 9,
    "bees.csv": 4,
    "tree.json": 5,
}

STEPS = {
    "visual_recognition.md": (
        ("Introduction to Computer Vision", "study"),
        ("Linear algebra concepts", "study"),
        ("Python", "study"),
        ("Deep Learning Specialization", "study"),
        ("Code your own neural networks", "project"),
        ("framework to work with", "choice"),
        ("Sequence Modelling course", "study"),
        ("Keep yourself updated", "habit"),
        ("Ask for support", "support"),
        ("Digital image processing", "study"),
        ("complete course on Introduction to Computer Vision", "study"),
        ("Neural Networks and Deep Learning", "study"),
        ("Improving Deep Neural Networks", "study"),
        ("Structuring Machine Learning Projects", "study"),
        ("Convolutional Neural Networks", "study"),
        ("Sequence Models", "study"),
        ("The Digit Classifier", "project"),
    ),
    "csoc_week_5.md": (
        ("Course on Deep Neural Networks", "study"),
        ("course on Convolutional Neural Networks", "study"),
        ("CS231n", "study"),
        ("Neural Networks", "study"),
        ("chapters of this book", "study"),
        ("Convolutional Neural Networks", "study"),
        ("Programming libraries", "choice"),
        ("Colab", "study"),
        ("assignment", "project"),
    ),
    "how_to_learn.md": (
        ("Algebra", "study"),
        ("Trigonometry", "study"),
        ("Differential Calculus", "study"),
        ("Partial Differential Equations", "study"),
        ("Integral Calculus", "study"),
        ("Probability and Statistics", "study"),
        ("Linear Algebra", "study"),
        ("Linear Algebra Advanced", "study"),
        ("Intro into Machine Learning", "study"),
        ("Mining Massive Datasets", "study"),
        ("Deep Learning", "study"),
        ("Convolution Neural Networks", "study"),
        ("Natural Language processing", "study"),
        ("Learn Python", "study"),
        ("GPU's", "study"),
        ("Must Buy/Read Books", "study"),
        ("Blogs to Read", "habit"),
        ("Deep Learning Frameworks", "choice"),
        ("Kaggle", "project"),
        ("Follow Researchers on Twitter", "habit"),
    ),
    "degree.md": (
        ("Python for Everybody", "study"),
        ("Thinking in Steps", "study"),
        ("Small Data", "study"),
        ("Large Data", "study"),
        ("Objects", "study"),
        ("From Gates to Games", "study"),
        ("Networks", "study"),
    ),
    "interview_plan.md": (
        ("Pick a language", "choice"),
        ("About arrays", "study"),
        ("Implement a vector that grows", "project"),
        ("Lists, in pictures", "study"),
        ("Implement a list with a tail pointer", "project"),
        ("The Big Book of Steps", "study"),
        ("Steps for the Hurried", "study"),
        ("Solve one task every day", "practice"),
    ),
    "twelve_weeks.md": (
        ("Week 1: Counting", "study"),
        ("Week 2: Chance", "study"),
        ("Week 3: Samples", "study"),
        ("Week 4: Project", "project"),
    ),
    "awesome_gardens.md": (
        ("Soil", "study"),
        ("Trees", "study"),
        ("Herbs", "study"),
        ("Garden Planner", "study"),
        ("calendar", "study"),
    ),
    "chart.md": (
        ("Water", "study"),
        ("Bread", "study"),
        ("Cake", "study"),
        ("Rye bread", "study"),
        ("Flour", "study"),
        ("Dough", "study"),
    ),
    "html_tables.md": (
        ("Stars", "study"),
        ("Planets", "study"),
        ("Learn the ten clouds", "study"),
        ("Keep a diary", "study"),
        ("Wind", "study"),
        ("Rain", "study"),
    ),
    "folded.md": (
        ("Start here", "study"),
        ("Threading", "study"),
        ("Running stitch", "study"),
        ("Learn to oil it", "study"),
        ("Zigzag", "study"),
        ("Finish", "study"),
    ),
    "bullets.md": (
        ("Drawing lines", "study"),
        ("Drawing boxes", "study"),
        ("Mixing", "study"),
        ("Light", "study"),
    ),
    "stages.md": (
        ("Knots", "study"),
        ("Wind", "study"),
        ("Choose one boat", "choice"),
        ("Harbour", "study"),
        ("Rules", "study"),
        ("Racing", "study"),
        ("Night", "study"),
        ("Practice every weekend", "practice"),
    ),
    "bees.csv": (
        ("Bees; a start", "study"),
        ("The hive in spring", "study"),
        ("Honey", "study"),
        ("Wax", "study"),
    ),
    "tree.json": (
        ("Hands first", "study"),
        ("The wheel", "study"),
        ("Fire", "study"),
    ),
}

# Whatever stands here has to be read, for sure or with a question.
NEEDS = {
    "degree.md": (
        ("Large Data", "Small Data", "required", None),
        ("Objects", "Large Data", "required", None),
        ("Objects", "Basic Java", "required", None),
        ("Gates", "Small Data", "required", 1),
        ("Gates", "Objects", "required", 1),
        ("Thinking in Steps", "school algebra", "required", None),
    ),
    "twelve_weeks.md": (("Week 4", "Samples", "required", None),),
    "chart.md": (
        ("Dough", "Flour", "required", None),
        ("Dough", "Water", "required", None),
        ("Bread", "Dough", "required", None),
        ("Cake", "Bread", "recommended", None),
        ("Rye bread", "Bread", "recommended", None),
    ),
    "folded.md": (("Finish", "Machine", "required", None),),
    "bullets.md": (("Light", "Mixing", "alongside", None),),
    "stages.md": (
        ("Wind", "Knots", "required", None),
        ("Harbour", "Wind", "required", None),
        ("Harbour", "Rules", "alongside", None),
    ),
    "bees.csv": (
        ("The hive", "Bees", "required", None),
        ("Honey", "hive", "required", 1),
        ("Honey", "Bees", "required", 1),
    ),
    "tree.json": (
        ("The wheel", "hands", "required", None),
        ("Fire", "hands", "required", None),
        ("Fire", "wheel", "required", None),
    ),
}

SAID = {
    "degree.md": (
        (16, "effort", "10 weeks, 10 hours/week", {"minutes": (6000, 6000)}),
        (17, "effort", "15 hours/week", {"weekly_minutes": (900, 900)}),
        (26, "effort", "8-10", {"weeks": (6, 6), "weekly_minutes": (480, 600)}),
        (33, "scope", "chapters 1-6", {"spans": ((0, 6),), "unit": "chapter"}),
    ),
    "interview_plan.md": (
        (12, "choice", "Choose one", {"options": ("C++", "Java", "Python"), "k": 1}),
        (22, "scope", "t=3009s", {"spans": ((3009, None),), "unit": "second"}),
        (23, "scope", "from 15m 32s", {"spans": ((932, None),), "unit": "second"}),
        (34, "scope", "chapters 2, 3 and 5", {"spans": ((1, 2), (2, 3), (4, 5))}),
        (35, "optional", "optional", {}),
    ),
    "twelve_weeks.md": (
        (4, "effort", "8-10 hours/week", {"weekly_minutes": (480, 600)}),
        (8, "effort", "45 min", {"minutes": (45, 45)}),
        (9, "scope", "first three chapters", {"spans": ((0, 3),)}),
        (13, "scope", "chapters 4-6", {"spans": ((3, 6),)}),
        (14, "effort", "3 hours", {"minutes": (180, 180)}),
        (18, "scope", "lectures 1, 2 and 5", {"spans": ((0, 1), (1, 2), (4, 5))}),
        (19, "known", "if you don't know calculus", {}),
        (23, "choice", "either R or Python", {"options": ("R", "Python")}),
        (6, "order", "Week 1", {"by": "numbers"}),
    ),
    "html_tables.md": (
        (6, "effort", "4-6 hours", {"minutes": (240, 360)}),
        (10, "effort", "2 hours", {"minutes": (120, 120)}),
    ),
    "bullets.md": ((6, "effort", "45 min", {"minutes": (45, 45)}),),
    "stages.md": (
        (3, "order", "in this order", {"by": "words"}),
        (5, "effort", "2 weeks", {"weeks": (2, 2)}),
        (6, "effort", "3h", {"minutes": (180, 180)}),
        (7, "choice", "Choose one", {"options": ("Dinghy", "Catamaran", "Keelboat")}),
        (13, "optional", "optional", {}),
        (13, "track", "for those going to regattas", {"text": "regattas"}),
        (13, "scope", "up to lesson 4", {"spans": ((0, 4),)}),
        (14, "deferred", "come back later", {}),
        (14, "scope", "from 8:37", {"spans": ((517, None),)}),
    ),
    "bees.csv": (
        (2, "effort", "3 hours", {"minutes": (180, 180)}),
        (3, "effort", "4-6", {"minutes": (240, 360)}),
        (6, "effort", "90 min", {"minutes": (90, 90)}),
    ),
    "tree.json": (
        (9, "effort", "2-3", {"minutes": (120, 180)}),
        (29, "optional", "Optional", {}),
    ),
}

# Needs that nobody stated: steps whose lines deny one.
NO_NEEDS = {
    "degree.md": ("Python for Everybody", "Small Data", "Networks"),
    "twelve_weeks.md": ("Week 1",),
    "stages.md": ("Knots", "Rules"),
    "bees.csv": ("Bees", "Wax"),
    "tree.json": ("Hands",),
}

# Title of a step: its tick.
TICKS = {
    "interview_plan.md": {
        "About arrays": True,
        "Implement a vector that grows": False,
        "Lists, in pictures": False,
        "Implement a list with a tail pointer": True,
    },
    "bees.csv": {"Bees; a start": True, "The hive in spring": False, "Wax": True},
    "tree.json": {"Hands first": True, "Fire": None},
}

# Words of the title of a link: what it has in its step.
ROLES = {
    "degree.md": (("alt", "instead"),),
    "html_tables.md": (("Wanderers, the film", "instead"),),
    "visual_recognition.md": (("Richard Szeliski", "extra"),),
}

# Title or address of a link: why it is left over.
LEFT = {
    "degree.md": (
        ("chat", "column"),
        ("RULES", "about_the_list"),
        ("Core", "contents"),
        ("Logo", "badge"),
    ),
    "awesome_gardens.md": (
        ("https://example.org/hidden", "in_comment"),
        ("the guide", "about_the_list"),
        ("Soil", "contents"),
    ),
    "chart.md": (("https://example.org/install.sh", "in_code"),),
    "folded.md": (("https://example.org/spare", "unused_definition"),),
}
