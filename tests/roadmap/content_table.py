"""What the three lists say, as data: steps, resources, needs, identities.

Steps are numbered in the order of their roadmap: A is the list of IvLabs, B week 5 of
CSOC, C the post on how to learn deep learning.
"""

A, B, C = (
    "deep-learning-for-visual-recognition",
    "csoc-ml-week-5",
    "how-to-learn-deep-learning",
)
SLUGS = {"A": A, "B": B, "C": C}

# number: key, kind, requirement
STEPS = {
    "A1": ("computer-vision-fundamentals", "study", "required"),
    "A2": ("linear-algebra-for-vision", "study", "required"),
    "A3": ("python", "study", "required"),
    "A4": ("neural-networks-and-deep-learning", "study", "required"),
    "A5": ("improving-deep-neural-networks", "study", "required"),
    "A6": ("structuring-machine-learning-projects", "study", "elective"),
    "A7": ("convolutional-neural-networks", "study", "required"),
    "A8": ("networks-from-scratch", "project", "required"),
    "A9": ("choose-a-framework", "choice", "required"),
    "A10": ("digit-classifier", "project", "required"),
    "A11": ("sequence-models", "study", "deferred"),
    "A12": ("image-processing", "study", "required"),
    "A13": ("perception", "study", "required"),
    "A14": ("natural-language-processing", "study", "required"),
    "A15": ("keep-up-with-research", "habit", "required"),
    "A16": ("ask-seniors", "support", "required"),
    "B1": ("neural-networks-course", "study", "required"),
    "B2": ("what-a-neural-network-is", "study", "required"),
    "B3": ("mathematics-behind-networks", "study", "required"),
    "B4": ("cnn-course", "study", "elective"),
    "B5": ("cnn-intuition", "study", "required"),
    "B6": ("cs231n", "study", "elective"),
    "B7": ("one-framework", "choice", "required"),
    "B8": ("colab-and-gpu", "study", "required"),
    "B9": ("week-5-assignment", "project", "required"),
    "C1": ("algebra", "study", "required"),
    "C2": ("trigonometry", "study", "required"),
    "C3": ("differential-calculus", "study", "required"),
    "C4": ("differential-equations", "study", "required"),
    "C5": ("integral-calculus", "study", "required"),
    "C6": ("probability-and-statistics", "study", "required"),
    "C7": ("linear-algebra", "study", "required"),
    "C8": ("advanced-linear-algebra", "study", "required"),
    "C9": ("introduction-to-machine-learning", "study", "required"),
    "C10": ("mining-massive-datasets", "study", "required"),
    "C11": ("deep-learning", "study", "required"),
    "C12": ("convolutional-networks", "study", "required"),
    "C13": ("python", "study", "required"),
    "C14": ("natural-language-processing", "study", "elective"),
    "C15": ("a-gpu-of-your-own", "practice", "required"),
    "C16": ("frameworks", "choice", "required"),
    "C17": ("compete-on-kaggle", "project", "required"),
    "C18": ("practical-reading", "habit", "required"),
    "C19": ("follow-researchers", "habit", "required"),
}

# number, field, value: what is not as in an ordinary required step
CONDITIONS = (
    ("A3", "ask_at_start", True),
    ("A11", "joins_when", {"tracks": ["nlp"]}),
    ("A11", "offered_when", {"steps": ["digit-classifier"]}),
    ("A12", "when", {"tracks": ["detection", "perception"]}),
    ("A13", "when", {"tracks": ["perception"]}),
    ("A14", "when", {"tracks": ["nlp"]}),
    ("A15", "rhythm", "weekly"),
    ("B4", "elective_on", True),
    ("B6", "elective_on", True),
    ("C13", "ask_at_start", True),
    ("C18", "rhythm", "weekly"),
    ("C19", "rhythm", "weekly"),
)

# number, members, k, strength, when
GROUPS = (
    ("A2", "A1", None, "recommended", None),
    ("A4", "A3", None, "required", None),
    ("A4", "A1 A2", None, "recommended", None),
    ("A5", "A4", None, "required", None),
    ("A6", "A5", None, "required", None),
    ("A7", "A5", None, "required", None),
    ("A8", "A4 A7", None, "required", None),
    ("A9", "A8", None, "required", None),
    ("A10", "A8", None, "required", None),
    ("A10", "A9", None, "required", None),
    ("A11", "A5", None, "required", None),
    ("A11", "A10", None, "required", {"not_tracks": ["nlp"]}),
    ("A12", "A1", None, "required", None),
    ("A12", "A7", None, "alongside", None),
    ("A13", "A1", None, "required", None),
    ("A13", "A7", None, "alongside", None),
    ("A13", "A12", None, "recommended", None),
    ("A14", "A11", None, "required", None),
    ("A15", "A4", None, "required", None),
    ("B2", "B1", None, "alongside", None),
    ("B3", "B2", None, "required", None),
    ("B4", "B1", None, "required", None),
    ("B5", "B2", None, "required", None),
    ("B6", "B1", None, "recommended", None),
    ("B7", "B2", None, "required", None),
    ("B9", "B3 B5", None, "required", None),
    ("B9", "B7", None, "required", None),
    ("B9", "B8", None, "required", None),
    ("C2", "C1", None, "recommended", None),
    ("C3", "C2", None, "recommended", None),
    ("C4", "C3", None, "recommended", None),
    ("C5", "C4", None, "recommended", None),
    ("C6", "C5", None, "recommended", None),
    ("C7", "C6", None, "recommended", None),
    ("C8", "C7", None, "recommended", None),
    ("C9", "C6 C7", None, "required", None),
    ("C10", "C9", None, "required", None),
    ("C11", "C8 C9", None, "required", None),
    ("C12", "C11", None, "required", None),
    ("C12", "C13", None, "required", None),
    ("C14", "C12", None, "required", None),
    ("C15", "C12", None, "required", None),
    ("C16", "C11", None, "required", None),
    ("C16", "C13", None, "required", None),
    ("C17", "C12", None, "required", None),
    ("C17", "C16", None, "required", None),
    ("C18", "C9", None, "required", None),
)

# number, option, slot, resource, role, scope
USES = (
    ("A1", None, 1, "introduction-to-computer-vision", "primary", (0, 4)),
    ("A2", None, 1, "deep-learning-book", "primary", (1, 2)),
    ("A3", None, 1, "corey-schafer-python", "primary", None),
    ("A4", None, 1, "ng-neural-networks-and-deep-learning", "primary", None),
    ("A4", None, 1, "deep-learning-specialization", "extra", None),
    ("A4", None, 1, "ng-machine-learning", "extra", None),
    ("A4", None, 1, "cs229", "extra", None),
    ("A4", None, 1, "fastai-machine-learning", "extra", None),
    ("A5", None, 1, "ng-improving-deep-neural-networks", "primary", None),
    ("A5", None, 1, "cs230", "extra", None),
    ("A5", None, 1, "cs7015", "extra", None),
    ("A6", None, 1, "ng-structuring-machine-learning-projects", "primary", None),
    ("A7", None, 1, "ng-convolutional-neural-networks", "primary", None),
    ("A7", None, 1, "cs231n", "extra", None),
    ("A8", None, 1, "ng-neural-networks-and-deep-learning", "extra", None),
    ("A8", None, 1, "ng-convolutional-neural-networks", "extra", None),
    ("A8", None, 1, "numpy", "extra", None),
    ("A9", "pytorch", 1, "pytorch-tutorials", "primary", None),
    ("A9", "pytorch", 1, "sentdex-pytorch", "instead", None),
    ("A9", "pytorch", 1, "pytorch-documentation", "extra", None),
    ("A9", "pytorch", 1, "fastai-deep-learning", "extra", None),
    ("A9", "tensorflow", 2, "tensorflow-in-practice", "primary", None),
    ("A9", "tensorflow", 2, "sentdex-tensorflow-keras", "instead", None),
    ("A10", None, 1, "ivlabs-mnist", "primary", None),
    ("A11", None, 1, "ng-sequence-models", "primary", None),
    ("A12", None, 1, "gonzalez-digital-image-processing", "primary", None),
    ("A13", None, 1, "introduction-to-computer-vision", "primary", None),
    ("A13", None, 1, "szeliski-computer-vision", "extra", None),
    ("A14", None, 1, "cs224n", "primary", None),
    ("A14", None, 1, "fastai-nlp", "instead", None),
    ("A15", None, 1, "lilian-weng-blog", "primary", None),
    ("A15", None, 2, "machine-learning-on-reddit", "primary", None),
    ("A15", None, 3, "researchers-on-twitter", "primary", None),
    ("B1", None, 1, "ng-neural-networks-and-deep-learning", "primary", None),
    ("B2", None, 1, "3b1b-what-is-a-neural-network", "primary", None),
    ("B2", None, 2, "3b1b-gradient-descent", "primary", None),
    ("B2", None, 3, "3b1b-backpropagation", "primary", None),
    ("B2", None, 4, "3b1b-backpropagation-calculus", "primary", (0, 11)),
    ("B3", None, 1, "nielsen-neural-networks", "primary", (0, 2)),
    ("B4", None, 1, "ng-convolutional-neural-networks", "primary", None),
    ("B5", None, 1, "saha-cnn-guide", "primary", None),
    ("B5", None, 2, "jeong-cnn-guide", "primary", None),
    ("B5", None, 3, "prabhu-cnn-explained", "primary", None),
    ("B5", None, 4, "rohrer-how-cnns-work", "primary", (6, 27)),
    ("B6", None, 1, "cs231n-2017", "primary", None),
    ("B6", None, 1, "cs231n", "extra", None),
    ("B7", "tensorflow", 1, "tensorflow-basic-classification", "primary", None),
    ("B7", "tensorflow", 1, "tensorflow", "extra", None),
    ("B7", "pytorch", 2, "pytorch-tutorials", "primary", None),
    ("B7", "pytorch", 2, "pytorch", "extra", None),
    ("B7", "pytorch", 2, "introduction-to-pytorch-post", "extra", None),
    ("B8", None, 1, "why-gpus", "primary", None),
    ("B8", None, 2, "getting-started-with-colab", "primary", None),
    ("B8", None, 2, "google-colab", "extra", None),
    ("B9", None, 1, "google-colab", "extra", None),
    ("C1", None, 1, "khan-algebra", "primary", None),
    ("C2", None, 1, "khan-trigonometry", "primary", None),
    ("C3", None, 1, "khan-differential-calculus", "primary", None),
    ("C4", None, 1, "khan-differential-equations", "primary", None),
    ("C5", None, 1, "khan-integral-calculus", "primary", None),
    ("C6", None, 1, "khan-statistics-probability", "primary", None),
    ("C7", None, 1, "khan-linear-algebra", "primary", None),
    ("C8", None, 1, "strang-linear-algebra", "primary", None),
    ("C9", None, 1, "ng-machine-learning", "primary", None),
    ("C9", None, 1, "machine-learning-specialization", "instead", None),
    ("C10", None, 1, "mining-massive-datasets", "primary", None),
    ("C11", None, 1, "ghodsi-deep-learning", "primary", None),
    ("C11", None, 2, "deep-learning-book", "primary", None),
    ("C11", None, 3, "nielsen-neural-networks", "primary", (1, 2)),
    ("C12", None, 1, "cs231n-2016", "primary", None),
    ("C12", None, 1, "cs231n-2017", "instead", None),
    ("C12", None, 2, "keras-introduction-notebook", "primary", None),
    ("C13", None, 1, "byte-of-python", "primary", None),
    ("C14", None, 1, "cs224d", "primary", None),
    ("C14", None, 1, "cs224n", "instead", None),
    ("C14", None, 2, "cnns-for-nlp-lecture", "primary", (8, 60)),
    ("C16", "tensorflow", 1, "tensorflow", "primary", None),
    ("C16", "tensorflow", 1, "tensorflow-basic-classification", "extra", None),
    ("C16", "theano", 2, "theano", "primary", None),
    ("C16", "keras", 3, "keras", "primary", None),
    ("C16", "caffe", 4, "caffe", "primary", None),
    ("C16", "cntk", 5, "cntk", "primary", None),
    ("C16", "lasagne", 6, "lasagne", "primary", None),
    ("C16", None, 7, "anatomy-of-frameworks", "extra", None),
    ("C17", None, 1, "kaggle", "primary", None),
    ("C18", None, 1, "machine-learning-mastery", "primary", None),
    ("C19", None, 1, "researchers-on-twitter", "primary", None),
)

# number, option, aims it is proposed for, default
OPTIONS = (
    ("A9", "pytorch", ["research"], True),
    ("A9", "tensorflow", ["industry"], False),
    ("B7", "tensorflow", [], True),
    ("B7", "pytorch", [], False),
    ("C16", "tensorflow", [], False),
    ("C16", "theano", [], False),
    ("C16", "keras", [], True),
    ("C16", "caffe", [], False),
    ("C16", "cntk", [], False),
    ("C16", "lasagne", [], False),
)

# One resource in several roadmaps: finished once, counted in each of these steps.
SHARED = {
    "deep-learning-book": {"A2", "C11"},
    "nielsen-neural-networks": {"B3", "C11"},
    "ng-machine-learning": {"A4", "C9"},
    "ng-neural-networks-and-deep-learning": {"A4", "A8", "B1"},
    "ng-convolutional-neural-networks": {"A7", "A8", "B4"},
    "cs231n": {"A7", "B6"},
    "cs231n-2017": {"B6", "C12"},
    "cs224n": {"A14", "C14"},
    "pytorch-tutorials": {"A9", "B7"},
    "tensorflow": {"B7", "C16"},
    "introduction-to-computer-vision": {"A1", "A13"},
}

# resource, relation, to, number
RELATIONS = (
    (
        "ng-neural-networks-and-deep-learning",
        "part_of",
        "deep-learning-specialization",
        1,
    ),
    ("ng-improving-deep-neural-networks", "part_of", "deep-learning-specialization", 2),
    (
        "ng-structuring-machine-learning-projects",
        "part_of",
        "deep-learning-specialization",
        3,
    ),
    ("ng-convolutional-neural-networks", "part_of", "deep-learning-specialization", 4),
    ("ng-sequence-models", "part_of", "deep-learning-specialization", 5),
    ("cs231n-2016", "edition_of", "cs231n", None),
    ("cs231n-2016", "replaced_by", "cs231n-2017", None),
    ("cs231n-2017", "edition_of", "cs231n", None),
    ("cs224d", "edition_of", "cs224n", None),
    ("cs224d", "replaced_by", "cs224n", None),
    ("ng-machine-learning", "replaced_by", "machine-learning-specialization", None),
)

# Material that has died, or that something newer stands in for.
STATUSES = {
    "superseded": {"cs224d", "cs231n-2016", "ng-machine-learning"},
    "discontinued": {"cntk", "lasagne", "theano"},
    "gone": set[str](),
}

REVIEWED = {
    "ng-neural-networks-and-deep-learning",
    "ng-improving-deep-neural-networks",
    "ng-structuring-machine-learning-projects",
    "ng-convolutional-neural-networks",
    "ng-sequence-models",
}

# Every address as the lists write it, by the resource it leads to.
ADDRESSES = {
    "3b1b-backpropagation": [
        "https://www.youtube.com/watch?v=Ilg3gGewQ5U",
    ],
    "3b1b-backpropagation-calculus": [
        "https://www.youtube.com/watch?v=tIeHLnjs5U8&t=10s",
    ],
    "3b1b-gradient-descent": [
        "https://www.youtube.com/watch?v=IHZwWFHWa-w",
    ],
    "3b1b-what-is-a-neural-network": [
        "https://youtu.be/aircAruvnKk",
    ],
    "anatomy-of-frameworks": [
        "https://medium.com/@gokul_uf/the-anatomy-of-deep-learning-frameworks-46e2a7af5e47#.qp4zrn6s6",
    ],
    "byte-of-python": [
        "https://python.swaroopch.com/",
    ],
    "cnns-for-nlp-lecture": [
        "https://www.youtube.com/watch?v=nzSPZyjGlWI&t=517s",
    ],
    "corey-schafer-python": [
        "https://www.youtube.com/watch?v=YYXdXT2l-Gg&list=PL-osiE80TeTt2d9bfVyTiXJA-UTHn6WwU",
    ],
    "cs224d": [
        "https://www.youtube.com/watch?v=Qy0oEkCZkBI&list=PLlJy-eBtNFt4CSVWYqscHDdP58M3zFHIG",
    ],
    "cs224n": [
        "http://web.stanford.edu/class/cs224n/",
    ],
    "cs229": [
        "http://cs229.stanford.edu/",
    ],
    "cs230": [
        "https://cs230.stanford.edu/",
    ],
    "cs231n": [
        "http://cs231n.stanford.edu/",
    ],
    "cs231n-2016": [
        "https://www.youtube.com/watch?v=g-PvXUjD6qg&list=PLlJy-eBtNFt6EuMxFYRiNRS07MCWN5UIA",
    ],
    "cs231n-2017": [
        "https://www.youtube.com/playlist?list=PL3FW7Lu3i5JvHM8ljYj-zLfQRF3EO8sYv",
    ],
    "cs7015": [
        "https://www.cse.iitm.ac.in/~miteshk/CS7015.html",
    ],
    "deep-learning-book": [
        "http://www.deeplearningbook.org/",
        "https://www.deeplearningbook.org/",
    ],
    "deep-learning-specialization": [
        "https://www.coursera.org/specializations/deep-learning",
    ],
    "fastai-deep-learning": [
        "https://course.fast.ai/",
    ],
    "fastai-machine-learning": [
        "http://course18.fast.ai/ml",
    ],
    "fastai-nlp": [
        "https://www.fast.ai/2019/07/08/fastai-nlp/",
    ],
    "getting-started-with-colab": [
        "https://towardsdatascience.com/getting-started-with-google-colab-f2fff97f594c",
    ],
    "ghodsi-deep-learning": [
        "https://www.youtube.com/watch?v=fyAZszlPphs&list=PLehuLRPyt1Hyi78UOkMPWCGRxGcA9NVOE",
    ],
    "gonzalez-digital-image-processing": [
        "http://web.ipac.caltech.edu/staff/fmasci/home/astro_refs/Digital_Image_Processing_2ndEd.pdf",
    ],
    "introduction-to-computer-vision": [
        "https://www.udacity.com/course/introduction-to-computer-vision--ud810",
    ],
    "introduction-to-pytorch-post": [
        "https://medium.com/deeplearningbrasilia/deep-learning-introduction-to-pytorch-5bd39421c84",
    ],
    "ivlabs-mnist": [
        "http://www.ivlabs.in/mnist.html",
    ],
    "jeong-cnn-guide": [
        "https://towardsdatascience.com/the-most-intuitive-and-easiest-guide-for-convolutional-neural-network-3607be47480",
    ],
    "kaggle": [
        "https://www.kaggle.com/",
    ],
    "keras-introduction-notebook": [
        "https://github.com/malaikannan/Talks/blob/master/Demystifying_AI_Keras_Intro.ipynb",
    ],
    "khan-algebra": [
        "https://www.khanacademy.org/math/algebra-home",
    ],
    "khan-differential-calculus": [
        "https://www.khanacademy.org/mission/differential-calculus",
    ],
    "khan-differential-equations": [
        "https://www.khanacademy.org/math/differential-equations",
    ],
    "khan-integral-calculus": [
        "https://www.khanacademy.org/mission/integral-calculus",
    ],
    "khan-linear-algebra": [
        "https://www.khanacademy.org/math/linear-algebra",
    ],
    "khan-statistics-probability": [
        "https://www.khanacademy.org/math/statistics-probability",
    ],
    "khan-trigonometry": [
        "https://www.khanacademy.org/math/trigonometry",
    ],
    "lilian-weng-blog": [
        "https://lilianweng.github.io/lil-log/",
    ],
    "machine-learning-mastery": [
        "http://machinelearningmastery.com/",
    ],
    "mining-massive-datasets": [
        "http://online.stanford.edu/Mining_Massive_Datasets_Fall_2014",
    ],
    "ng-convolutional-neural-networks": [
        "https://www.coursera.org/learn/convolutional-neural-networks",
        "https://www.coursera.org/learn/convolutional-neural-networks?specialization=deep-learning",
    ],
    "ng-improving-deep-neural-networks": [
        "https://www.coursera.org/learn/deep-neural-network?specialization=deep-learning",
    ],
    "ng-machine-learning": [
        "https://www.coursera.org/learn/machine-learning",
    ],
    "ng-neural-networks-and-deep-learning": [
        "https://www.coursera.org/learn/neural-networks-deep-learning",
        "https://www.coursera.org/learn/neural-networks-deep-learning?specialization=deep-learning",
    ],
    "ng-sequence-models": [
        "https://www.coursera.org/learn/nlp-sequence-models",
    ],
    "ng-structuring-machine-learning-projects": [
        "https://www.coursera.org/learn/machine-learning-projects?specialization=deep-learning",
    ],
    "nielsen-neural-networks": [
        "http://neuralnetworksanddeeplearning.com/",
        "http://neuralnetworksanddeeplearning.com/chap2.html",
        "http://neuralnetworksanddeeplearning.com/index.html",
    ],
    "prabhu-cnn-explained": [
        "https://medium.com/@RaghavPrabhu/understanding-of-convolutional-neural-network-cnn-deep-learning-99760835f148",
    ],
    "pytorch": [
        "https://pytorch.org/",
    ],
    "pytorch-documentation": [
        "https://pytorch.org/docs/stable/index.html",
    ],
    "pytorch-tutorials": [
        "https://pytorch.org/tutorials/",
    ],
    "researchers-on-twitter": [
        "https://twitter.com/malai_san",
    ],
    "rohrer-how-cnns-work": [
        "https://www.youtube.com/watch?time_continue=381&v=FmpDIaiMIeA",
    ],
    "saha-cnn-guide": [
        "https://towardsdatascience.com/a-comprehensive-guide-to-convolutional-neural-networks-the-eli5-way-3bd2b1164a53",
    ],
    "sentdex-pytorch": [
        "https://www.youtube.com/playlist?list=PLQVvvaa0QuDdeMyHEYc0gxFpYwHY2Qfdh",
    ],
    "sentdex-tensorflow-keras": [
        "https://www.youtube.com/playlist?list=PLQVvvaa0QuDfhTox0AjmQ6tvTgMBZBEXN",
    ],
    "strang-linear-algebra": [
        "https://ocw.mit.edu/courses/mathematics/18-06-linear-algebra-spring-2010/video-lectures/",
    ],
    "szeliski-computer-vision": [
        "http://szeliski.org/Book/drafts/SzeliskiBook_20100903_draft.pdf",
    ],
    "tensorflow": [
        "https://www.tensorflow.org/",
    ],
    "tensorflow-basic-classification": [
        "https://www.tensorflow.org/tutorials/keras/basic_classification",
    ],
    "tensorflow-in-practice": [
        "https://www.coursera.org/specializations/tensorflow-in-practice",
    ],
    "why-gpus": [
        "https://www.analyticsvidhya.com/blog/2017/05/gpus-necessary-for-deep-learning/",
    ],
}
