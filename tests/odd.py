"""What nobody should type, for tests that type it everywhere."""

from hypothesis import strategies as st

ODD = (
    *("", " ", "0", "-1", "1", "3", "3-4", "4-3", "0-1", "0-99", "9-10,0-1", "-", ","),
    *("٣", "３", "1_0", "+3", "3.0", "1e9", "NaN", "0x10", "9" * 25, "9" * 5000),
    *("\x00", "a\x00b", "\n", "all\n", " all", "ALL", "é" * 300, "💥", "‮", "x" * 5000),
    *("0-1," * 900, "2026-13-45", "0001-01-01", "9999-12-31", "31.12.2026", "today"),
    *("undecided", "research", "nlp", "percent", "equal", "basics", "start", "torch"),
    *("<script>alert(1)</script>", "' OR 1=1 --", "../../etc/passwd", "{{ 7 }}", "%s"),
)
# Half of a pair: a browser never sends it, a program may.
HALVES = ("\ud800", "a\udfffb")

words = st.one_of(st.sampled_from(ODD), st.text(max_size=30), st.integers().map(str))
values = st.one_of(
    words,
    st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=5)), max_size=4),
)
