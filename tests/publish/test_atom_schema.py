"""The judge of our feeds finds what is wrong with them."""

import pytest

from tests.publish.atom_schema import problems

FEED = """<feed xmlns="http://www.w3.org/2005/Atom">
<id>urn:x:1</id><title>t</title><updated>2026-02-03T16:17:00Z</updated><author><name>a</name></author>
<link rel="self" href="feed.atom"/>
<entry><id>urn:x:2</id><title>t</title><updated>2026-02-03T16:17:00Z</updated><link href="x"/></entry>
</feed>"""


def test_a_feed_that_is_right_has_no_problems() -> None:
    assert problems(FEED.encode()) == []


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("</entry>", "", "not well-formed"),
        ("<id>urn:x:1</id>", "", "Expecting an element id"),
        ("<title>t</title><updated>2026-02-03T16:17:00Z</updated><link", "<title>t</title><link", "Expecting"),
        ("16:17:00Z</updated><author>", "16:17:00</updated><author>", "updated"),
        ("<author><name>a</name></author>", "", "no author"),
        ('rel="self"', 'rel="via"', "no link rel=self"),
        ('<link href="x"/>', '<link href="x"/><link href="y"/>', "2 links rel=alternate"),
        ('<link href="x"/>', "", "neither content nor a link"),
        ('<link href="x"/>', '<link href="x"/><content type="html"><p/></content>', "content"),
        ('<link href="x"/>', '<link href="x" onclick="y"/>', "onclick"),
        ("urn:x:2", "urn:x:2</id><id>urn:x:3", "Extra element id"),
    ],
)
def test_a_feed_that_is_wrong_has_a_problem(right: str, wrong: str, said: str) -> None:
    assert right in FEED
    assert said in " ".join(problems(FEED.replace(right, wrong, 1).encode()))


def test_two_entries_with_one_id_are_a_problem() -> None:
    entry = FEED[FEED.index("<entry>") : FEED.index("</feed>")]
    assert "the id of 2 entries" in problems(FEED.replace(entry, entry * 2).encode())[0]
