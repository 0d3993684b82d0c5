"""Page furniture is set aside by name; what editors wrote is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.extract.furniture import LONGEST_REST, RULES, Reach, names_furniture, sort_out
from revtrack.extract.reading import Piece
from revtrack.model import BlockKind

EXAMPLES = {
    "hacker-news": ["from Hacker News https://ift.tt/2ujv46C"],
    "navigation": ["Home Politics Politics News", "Home > World > Middle East", "Skip to main content"],
    "share": [
        "Share on Facebook",
        "Share",
        "Tweet this",
        "Share this article via WhatsApp",
        "Share on Facebook | Twitter",
        "Facebook Twitter WhatsApp",
        "Copy link",
        "Follow us on Twitter",
        "Partager",
    ],
    "counter": ["1.2k shares", "345 views", "12 comments"],
    "comments": ["View all 12 comments", "Leave a comment", "Join the conversation", "Comments (3)"],
    "subscription": ["Log in", "Subscribe now", "Already a subscriber? Log in"],
    "cookies": ["We use cookies to make this site better. Learn more", "Accept all cookies"],
    "related": [
        "Most read",
        "Related articles",
        "You may also like",
        "More from The Example",
        "Read more: Five things about harbours",
        "Lesen Sie auch: Fünf Fragen",
        "À lire aussi : cinq questions",
        "Mehr zum Thema",
    ],
    "control": ["Read more", "Back to top", "Listen to this article", "Continue reading…"],
    "timestamp": [
        "Published 2 hours ago",
        "Updated 5 minutes ago",
        "Last updated: an hour ago",
        "Posted 3 days ago · 4 min read",
        "2 hours ago",
    ],
    "reading-time": ["4 min read", "12 minute read", "Reading time: 3 minutes", "4 min read | Updated 2 hours ago"],
    "advertisement": ["Advertisement", "ADVERTISEMENT", "Story continues below advertisement"],
    "newsletter": [
        "Start your day with The Canary News Digest",
        "Fresh and fearless; get independent journalism, delivered straight to your inbox every morning.",
        "Sign up for our daily newsletter.",
        "Enter your email address",
        "By signing up, you agree to our Terms of Service.",
        "Abonnez-vous à notre newsletter",
    ],
    "copyright": [
        "Copyright AFP. All rights reserved.",
        "Copyright 2020 The Associated Press. All rights reserved. This material may not be redistributed.",
        "© 2020 The Example Company",
        "All rights reserved.",
        "This article is copyrighted by International Business Times, the business news leader",
    ],
    "photo-credit": [
        "AP/Shutterstock",
        "(PA Graphics)",
        "Reuters",
        "(AP Photo/Hadi Mizban)",
        "Featured image and additional content via Press Association",
        "Photo: Jane Doe",
    ],
    "image-label": ["Image"],
    "donation": ["Since you're here ...", "Since you’re here…"],
}

ARTICLE = (
    "THIS IS A BREAKING NEWS UPDATE. AP’s earlier story follows below.",
    "This is a breaking news story and will be updated.",
    "Carol Morello and Liz Sly contributed to this report.",
    "Reporting was contributed by Megan Specia and Russell Goldman.",
    "Correction: an earlier version of this article misstated the date.",
    "Home Secretary resigns",
    "Home prices rose in May, the government said.",
    "Share prices fell on Monday.",
    "Start your day with a glass of water, doctors say.",
    "Copyright law is about to change, ministers said.",
    "Copyright 2020 The Associated Press. All rights reserved. He said that could include military action.",
    "Reuters reported the attack first.",
    "The AP could not verify the video.",
    "The image was blurred.",
    "Since you're here, take a look at the old mill, the guide said.",
    "It was a 4 min read of the defendant's statement.",
    "“Get it in writing,” she said.",
    "Updated at 4 p.m.",
    "Updated 3:10 p.m. EST",
    "Published 2 hours ago, the report blames the pilot.",
    "He left 2 hours ago",
    "More: the playwright Thomas More was born here.",
    "Read: I did not say so.",
    "Related companies were searched too.",
    "Most read the letter as a threat.",
    "Cookies were served.",
    "The site uses cookies to follow people, a court found. It must stop.",
    "Subscribe to the theory or not, the figures stand.",
    "Comments by the minister caused anger.",
    "Twelve comments were deleted.",
    "Next, the council will meet.",
    "Log in to the machine and it starts, he said.",
)


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule, lines in EXAMPLES.items() for line in lines])
def test_furniture_is_set_aside_under_the_name_of_its_rule(rule: str, line: str) -> None:
    kept, aside = sort_out((Piece(text="Article text."), Piece(text=line)))
    assert [piece.text for piece in kept] == ["Article text."]
    assert [(one.rule, one.text) for one in aside] == [(rule, line)]


def test_every_rule_has_an_example() -> None:
    assert {rule.name for rule in RULES} == set(EXAMPLES)


@pytest.mark.parametrize("line", ARTICLE)
def test_what_the_article_says_stays(line: str) -> None:
    assert sort_out((Piece(text=line),)) == ((Piece(text=line),), ())


def test_a_line_longer_than_furniture_is_article_text() -> None:
    long = Piece(text="Copyright 2020 " + "x" * 600)
    assert sort_out((long,)) == ((long,), ())


def test_the_title_of_a_picture_goes_with_the_credit_right_below_it() -> None:
    title, credit = Piece(text="Estimated range of missiles"), Piece(text="(PA Graphics)", tight=True)
    _, aside = sort_out((title, credit))
    assert [one.text for one in aside] == ["Estimated range of missiles", "(PA Graphics)"]


@pytest.mark.parametrize(
    ("above", "tight"), [("Iran fired missiles, officials said.", True), ("Estimated range of missiles", False)]
)
def test_a_sentence_or_a_line_apart_is_no_title_of_a_picture(above: str, tight: bool) -> None:
    kept, _ = sort_out((Piece(text=above), Piece(text="(PA Graphics)", tight=tight)))
    assert [piece.text for piece in kept] == [above]


def test_all_that_follows_a_donation_box_at_the_end_is_part_of_it() -> None:
    rest = [Piece(text=f"Please help us, reason {number}.") for number in range(LONGEST_REST)]
    kept, aside = sort_out((Piece(text="Text."), Piece(text="Since you're here ..."), *rest))
    assert [piece.text for piece in kept] == ["Text."]
    assert {one.rule for one in aside} == {"donation"}


def test_an_article_goes_on_after_a_donation_box_in_its_middle() -> None:
    rest = tuple(Piece(text=f"The minister gave reason {number}.") for number in range(LONGEST_REST + 1))
    kept, aside = sort_out((Piece(text="Since you're here ..."), *rest))
    assert kept == rest
    assert len(aside) == 1


def test_a_credit_glued_to_a_caption_comes_off() -> None:
    glued = Piece(text="A vigil for the general on Tuesday evening.Credit...Arash Khamooshi for The New York Times")
    kept, aside = sort_out((glued,))
    assert [(piece.kind, piece.text) for piece in kept] == [
        (BlockKind.CAPTION, "A vigil for the general on Tuesday evening.")
    ]
    assert [(one.rule, one.text) for one in aside] == [
        ("photo-credit", "Credit...Arash Khamooshi for The New York Times")
    ]


def test_credit_as_a_word_is_none() -> None:
    text = "The bank refused him Credit. Nobody knew why."
    assert sort_out((Piece(text=text),)) == ((Piece(text=text),), ())


def test_what_a_reader_knows_to_be_furniture_needs_no_rule_of_ours() -> None:
    kept, aside = sort_out((Piece(text="Jump", rule="jump-links"),))
    assert kept == ()
    assert [(one.rule, one.text) for one in aside] == [("jump-links", "Jump")]


LINES = [line for lines in EXAMPLES.values() for line in lines] + list(ARTICLE)


@settings(deadline=None)
@given(st.lists(st.builds(Piece, text=st.sampled_from(LINES), tight=st.booleans()), max_size=12))
def test_no_text_is_lost(pieces: list[Piece]) -> None:
    kept, aside = sort_out(pieces)
    found = sorted([piece.text for piece in kept] + [one.text for one in aside])
    assert found == sorted(piece.text for piece in pieces)


def test_only_three_rules_reach_beyond_their_line() -> None:
    assert {rule.name for rule in RULES if rule.reach is not Reach.LINE} == {"photo-credit", "donation", "related"}


def entries(*texts: str) -> tuple[Piece, ...]:
    return tuple(Piece(text=text, kind=BlockKind.LIST_ITEM) for text in texts)


def test_the_entries_right_below_a_list_of_other_articles_go_with_its_title() -> None:
    title = Piece(text="Most read", kind=BlockKind.HEADING, level=2)
    kept, aside = sort_out((Piece(text="Text."), title, *entries("Mill burns", "Mayor resigns"), Piece(text="More.")))
    assert [piece.text for piece in kept] == ["Text.", "More."]
    assert [one.text for one in aside] == ["Most read", "Mill burns", "Mayor resigns"]


@pytest.mark.parametrize("last", ["The mayor resigned on Monday after talks.", "x" * 201])
def test_a_list_of_running_text_below_such_a_title_stays(last: str) -> None:
    kept, _ = sort_out((Piece(text="Related stories"), *entries("Mill burns", last)))
    assert [piece.text for piece in kept] == ["Mill burns", last]


@pytest.mark.parametrize("name", ["nav", "SiteFooter", "relatedLinks", "share_bar", "main cookie-notice", "NAV"])
def test_a_class_with_a_word_of_furniture_names_it(name: str) -> None:
    assert names_furniture(name, None)
    assert names_furniture(None, name)


@pytest.mark.parametrize("name", ["", "has-menu", "category-social", "shareholder", "navy", "comment", "1-2"])
def test_a_class_of_other_words_or_of_a_state_names_none(name: str) -> None:
    assert not names_furniture(name)
