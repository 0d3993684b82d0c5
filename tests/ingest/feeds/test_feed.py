"""Feeds: every format read, broken ones as far as they go, hostile ones refused by name."""

import gzip
import pickle
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import feedparser
import pytest

from revtrack.ingest.feeds import FeedProblemKind, FeedReading, read_feed

ADDRESS = "https://post.example/news/feed.xml"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">
<channel><title>The Example Post</title><link>https://post.example/</link><language>en_GB</language>
<item><title>Fire &amp;amp; &lt;b&gt;smoke&lt;/b&gt;</title><link>/2026/fire</link>
<guid isPermaLink="false">fire-1</guid>
<pubDate>Tue, 03 Feb 2026 12:47:00 +0100</pubDate><dc:creator>Ann Example</dc:creator>
<category>News</category><category>News</category><category>Fire</category>
<description>Three &lt;i&gt;dead&lt;/i&gt;.&lt;br&gt;And more.</description>
<content:encoded><![CDATA[<p>Three people died in a fire.</p><p>The owner denies it.</p>]]></content:encoded></item>
<item><title>Counted</title><link>https://proxy.example/~r/1</link>
<feedburner:origLink>https://post.example/2026/counted</feedburner:origLink>
<description>&lt;p&gt;The whole article stands here.&lt;/p&gt;</description></item>
<item><title>By its guid</title><guid>https://post.example/2026/guid</guid>
<description>Plain words.</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://other.example/dir/">
<title>Die Post</title><link rel="alternate" href="/"/><id>urn:x</id><updated>2026-02-03T11:00:00Z</updated>
<entry><title type="html">Feuer &amp;lt;3</title><link href="../fire"/><id>urn:1</id>
<published>2026-02-03T12:47:00+01:00</published><updated>2026-02-03T13:00:00Z</updated><author><name>Ann</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ein Absatz.</p></div></content></entry>
<entry xml:base="https://third.example/"><title>Zwei</title><link href="two"/><id>urn:2</id>
<content type="text">One &lt; two.

And more.</content></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://post.example/"><title>T</title><link>https://post.example/</link></channel>
<item rdf:about="https://post.example/a"><title>A</title><link>https://post.example/a</link></item></rdf:RDF>"""

RSS_091 = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
 "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>T</title>
<item><title>A</title><link>https://post.example/a</link></item></channel></rss>"""

JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "language": "en", "home_page_url": "/",
"items": [{"id": 7, "url": "/fire", "title": "Fire", "content_html": "<p>Three dead.</p>", "tags": ["a", "a", 3],
"date_published": "2026-02-03T12:47:00+01:00", "date_modified": "yesterday",
"authors": [{"name": "Ann"}, {"name": "Bo"}]},
{"id": "8", "external_url": "https://post.example/8", "content_text": "One < two.\\n\\nMore."}, "no item"]}"""


def read(text: str | bytes, media_type: str | None = None) -> FeedReading:
    """What a feed says that came from `ADDRESS`."""
    return read_feed(text.encode() if isinstance(text, str) else text, media_type, ADDRESS)


def kinds(reading: FeedReading) -> list[FeedProblemKind]:
    """What is wrong with it."""
    return [problem.kind for problem in reading.problems]


def rss(inner: str, before: str = "") -> str:
    """An RSS feed around some markup."""
    return f'{before}<rss version="2.0"><channel><title>t</title>{inner}</channel></rss>'


def test_rss_gives_its_items_with_every_field_vetted() -> None:
    feed = read(RSS)
    assert (feed.version, feed.title, feed.home, feed.language) == (
        "rss20",
        "The Example Post",
        "https://post.example/",
        "en-GB",
    )
    fire, counted, by_guid = feed.items
    assert fire.address == "https://post.example/2026/fire"
    assert fire.title == "Fire & smoke"
    assert (fire.id, fire.author, fire.categories) == ("fire-1", "Ann Example", ("News", "Fire"))
    assert fire.published == "2026-02-03T11:47:00Z"
    assert fire.summary == "Three dead. And more."
    assert fire.content_html == "<p>Three people died in a fire.</p><p>The owner denies it.</p>"
    assert counted.address == "https://post.example/2026/counted"
    assert counted.content_html == "<p>The whole article stands here.</p>"
    assert (by_guid.address, by_guid.content_html) == ("https://post.example/2026/guid", None)
    assert feed.problems == ()


def test_atom_resolves_addresses_against_the_base_each_entry_states() -> None:
    feed = read(ATOM)
    assert (feed.version, feed.language, feed.home) == ("atom10", "de", "https://other.example/")
    assert [item.address for item in feed.items] == ["https://other.example/fire", "https://third.example/two"]
    assert [item.title for item in feed.items] == ["Feuer <3", "Zwei"]
    assert feed.items[0].content_html == "<p>Ein Absatz.</p>"
    assert feed.items[1].content_html == "<p>One &lt; two.</p><p>And more.</p>"
    assert (feed.items[0].published, feed.items[0].updated) == ("2026-02-03T11:47:00Z", "2026-02-03T13:00:00Z")


@pytest.mark.parametrize(
    ("guid", "address"),
    [
        ("<guid>https://post.example/a</guid>", "https://post.example/a"),
        ("<guid>12345</guid>", None),
        ("<guid>/2026/12345</guid>", "https://post.example/2026/12345"),
        ("<guid>post.example/12345</guid>", None),
        ('<guid isPermaLink="false">https://post.example/a</guid>', None),
        ("<guid>12345</guid><link>/a</link>", "https://post.example/a"),
        ("<link>/a</link><guid>https://post.example/b</guid>", "https://post.example/a"),
    ],
)
def test_the_id_of_an_item_of_rss_is_its_address_where_it_is_one(guid: str, address: str | None) -> None:
    feed = read(f'<rss version="2.0"><channel><title>Post</title><item><title>a</title>{guid}</item></channel></rss>')
    (item,) = feed.items
    assert item.address == address
    assert item.id is not None
    assert item.id in guid


@pytest.mark.parametrize(
    ("entry", "address"),
    [
        ('<id>urn:1</id><content type="text/html" src="fire"/>', "https://post.example/news/fire"),
        ('<id>3</id><content xml:base="/2026/" type="text/html" src="fire"/>', "https://post.example/2026/fire"),
        ('<id>https://post.example/1</id><content type="text/html" src="/fire"/>', "https://post.example/fire"),
        ('<id>https://post.example/1</id><content type="audio/mpeg" src="/fire.mp3"/>', "https://post.example/1"),
        ('<id>1</id><link href="/a"/><content type="text/html" src="/fire"/>', "https://post.example/a"),
        ('<id>1</id><content type="text/html" src="javascript:alert(1)"/>', None),
    ],
)
def test_an_entry_of_atom_may_say_where_its_content_is_instead_of_a_link(entry: str, address: str | None) -> None:
    feed = read(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry>{entry}</entry></feed>')
    assert [item.address for item in feed.items] == [address]


def test_the_id_of_an_item_of_a_json_feed_is_its_address_where_it_names_no_other() -> None:
    ids = ("https://post.example/a", "7", "/b", "ftp://post.example/c")
    items = ", ".join(f'{{"id": "{one}", "content_text": "Four died."}}' for one in ids)
    feed = read(f'{{"version": "https://jsonfeed.org/version/1", "items": [{items}]}}')
    assert [item.address for item in feed.items] == ["https://post.example/a", None, None, None]


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("<author>jane@post.example (Jane Doe)</author>", "Jane Doe"),
        ("<author>Jane Doe</author>", "Jane Doe"),
        ('<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Jane Doe</dc:creator>', "Jane Doe"),
        ("", None),
    ],
)
def test_an_author_is_a_name(author: str, name: str | None) -> None:
    feed = read(f"<rss version='2.0'><channel><title>Post</title><item><title>a</title>{author}</item></channel></rss>")
    assert [item.author for item in feed.items] == [name]


BY = "<author><name>{}</name></author>"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (  # RFC 4287, section 4.2.1: its own, those of the feed it was taken from, those of the feed it stands in
            (
                f"<feed xmlns='http://www.w3.org/2005/Atom'>{BY.format('Desk')}<entry><id>1</id>{BY.format('Ann')}</entry>"
                f"<entry><id>2</id><source>{BY.format('Wire')}</source></entry><entry><id>3</id></entry></feed>"
            ),
            ["Ann", "Wire", "Desk"],
        ),
        (
            (
                '{"version": "https://jsonfeed.org/version/1.1", "authors": [{"name": "Desk"}], "items": [{"id": "1"}, '
                '{"id": "2", "authors": [{"name": "Ann"}]}]}'
            ),
            ["Desk", "Ann"],
        ),
        (
            rss(
                "<managingEditor>ed@post.example (Ed)</managingEditor><dc:creator>Post</dc:creator><item><title>a"
                "</title></item>"
            ),
            [None],
        ),
    ],
    ids=["atom", "json", "rss"],
)
def test_an_item_has_the_author_of_its_feed_where_its_format_says_so(text: str, names: list[str | None]) -> None:
    assert [item.author for item in read(text).items] == names


@pytest.mark.parametrize(("text", "version"), [(RDF, "rss10"), (RSS_091, "rss091n")])
def test_older_formats_are_feeds_too(text: str, version: str) -> None:
    feed = read(text)
    assert (feed.version, [item.address for item in feed.items]) == (version, ["https://post.example/a"])


def test_a_json_feed_is_read_whatever_it_is_labelled() -> None:
    for media_type in ("application/feed+json", "text/html", None):
        feed = read(JSON, media_type)
        assert (feed.version, feed.title, feed.home) == ("json11", "Post", "https://post.example/")
        fire, other = feed.items
        assert (fire.id, fire.address, fire.author) == ("7", "https://post.example/fire", "Ann, Bo")
        assert (fire.published, fire.updated, fire.categories) == ("2026-02-03T11:47:00Z", None, ("a",))
        assert other.content_html == "<p>One &lt; two.</p><p>More.</p>"


@pytest.mark.parametrize(
    "text",
    [
        '{"version": "https://jsonfeed.org/version/1", "items": 3}',
        '{"items": []}',
        "{" * 100_000,
        '{"version": ' + "[" * 100_000,
        '{"version": ' + "9" * 5_000 + "}",
        "{'version': 1}",
    ],
    ids=["no-list", "no-version", "braces", "deep", "digits", "quotes"],
)
def test_other_json_is_no_feed(text: str) -> None:
    assert kinds(read(text))[0].fatal


@pytest.mark.parametrize(
    "text",
    [
        rss("<item><title>Fish & chips</title><link>https://a.example/1</link></item>"),
        rss("<item><title>&nbsp;caf&eacute;</title><link>https://a.example/1</link></item>"),
        rss("<item><title>A</title><link>https://a.example/1</link></item><item><title>cut off")[:-28],
        rss("<item><title>A</b></title><link>https://a.example/1</link></item>"),
    ],
    ids=["ampersand", "html-entities", "cut", "crossed"],
)
def test_a_feed_that_is_not_well_formed_still_gives_its_items_and_says_so(text: str) -> None:
    feed = read(text)
    assert feed.items[0].address == "https://a.example/1"
    assert kinds(feed)[0] is FeedProblemKind.ILL_FORMED
    assert feed.is_feed


def test_an_empty_feed_is_a_feed() -> None:
    assert read(rss("")).is_feed


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!-- a --><!DOCTYPE html><html><head></head></html>", FeedProblemKind.HTML_PAGE),
        ("<!---->" * 5_000 + "<HTML>", FeedProblemKind.HTML_PAGE),
        ("Not found", FeedProblemKind.NO_FEED),
        ("", FeedProblemKind.NO_FEED),
        ("<opml version='2.0'><body/></opml>", FeedProblemKind.NO_FEED),
        ("\0" * 10_000, FeedProblemKind.NO_FEED),
    ],
    ids=["page", "comments", "text", "nothing", "opml", "nul"],
)
def test_what_is_no_feed_is_named_for_what_it_is(text: str, kind: FeedProblemKind) -> None:
    feed = read(text)
    assert kinds(feed) == [kind]
    assert not feed.is_feed


LAUGHS = '<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
ITEM = "<item><title>&b;</title><link>https://a.example/1</link></item>"


@pytest.mark.parametrize(
    "before",
    [
        LAUGHS,
        '<?xml version="1.0"?><!-- <rss> -->\n' + LAUGHS,
        '<!DOCTYPE rss SYSTEM "a>b" [<!ENTITY b "x">]>',
        "<!DOCTYPE rss SYSTEM 'it\"s' [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
        '<!doctype rss [<!ENTITY % b "x">]>',
        "words in front " + LAUGHS,
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
def test_entities_are_refused_in_every_disguise(before: str, encoding: str) -> None:
    feed = read(rss(ITEM, before).encode(encoding))
    assert kinds(feed) in ([FeedProblemKind.ENTITIES], [FeedProblemKind.NO_FEED])
    assert "lol" not in repr(feed)


def test_an_encoding_nobody_asked_for_hides_nothing_from_the_fences() -> None:
    hidden = b64encode('<!DOCTYPE rss [<!ENTITY a "lol">]>'.encode("utf-16-be")).rstrip(b"=")
    body = b'<?xml version="1.0" encoding="utf-7"?>+' + hidden + b"-" + rss("<item><title>&a;</title></item>").encode()
    assert "lol" not in repr(read(body))
    assert feedparser.parse(BytesIO(body)).entries[0].title == "lol", "the control: without the fence it is expanded"


def test_a_secret_file_stays_unread(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret", encoding="utf-8")
    for text in (str(secret), secret.as_uri(), rss(ITEM, f'<!DOCTYPE rss [<!ENTITY b SYSTEM "{secret.as_uri()}">]>')):
        assert "the secret" not in repr(read(text))
    assert feedparser.parse(str(secret)).get("bozo"), "the control: feedparser alone opens it"


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://user:secret@post.example/",
        "https:\\\\post.example\\a",
        "http://[::1",
        "http://",
        "https://post.example:99999/",
        "https://post.example/" + "a" * 3_000,
        "ftp://post.example/",
    ],
)
def test_only_web_addresses_are_followed(link: str) -> None:
    escaped = link.replace("&", "&amp;")
    feed = read(rss(f"<item><title>x</title><link>{escaped}</link></item><item><link>/good</link></item>"))
    assert [item.address for item in feed.items] == [None, "https://post.example/good"]
    assert kinds(feed) == [FeedProblemKind.ADDRESSES]
    other = read(
        f'{{"version": "https://jsonfeed.org/version/1", "items": [{{"id": "1", "url": {link!a}}}]}}'.replace("'", '"')
    )
    assert other.items[0].address is None


def test_control_characters_are_dropped_and_long_fields_cut() -> None:
    feed = read(rss(f"<item><title>Fi\x0bre\x00 {'a' * 9_000}</title><link>https://a.example/1</link></item>"))
    title = feed.items[0].title or ""
    assert title.startswith("Fi")
    assert not any(ord(letter) < 32 for letter in title)
    assert len(title) <= 500


def test_content_that_is_too_long_is_left_out_rather_than_cut() -> None:
    feed = read(
        rss(f"<item><link>https://a.example/1</link><description>&lt;p&gt;{'a ' * 1_100_000}</description></item>")
    )
    assert feed.items[0].content_html is None
    assert kinds(feed) == [FeedProblemKind.TOO_LONG]


def test_more_items_than_are_kept_are_told() -> None:
    feed = read(rss("".join(f"<item><link>https://a.example/{n}</link></item>" for n in range(2_100))))
    assert len(feed.items) == 2_000
    assert kinds(feed) == [FeedProblemKind.TOO_MANY]


@pytest.mark.parametrize(
    "inner",
    [
        "<item " + " ".join(f'a{n}="x"' for n in range(5_000)) + "/>",
        "<item " + " a" * 50_000 + "/>",
        "<item>" + "<category>c</category>" * 5_000 + "</item>",
        "<item>" * 210_000,
        "<item><author>" + "a." * 100_000 + "</author></item>",
        "<item><author><![CDATA[" + "a.<b>" * 100_000 + "]]></author></item>",
        "".join(f'<x xml:base="a{n}/">' for n in range(5_000)),
    ],
    ids=["attributes", "bare-attributes", "categories", "tags", "author", "author-in-cdata", "bases"],
)
def test_what_would_hang_the_parser_never_reaches_it(inner: str) -> None:
    assert kinds(read(rss(inner))) == [FeedProblemKind.HOSTILE]


def test_a_feed_in_many_categories_altogether_is_ordinary() -> None:
    item = "<item><link>https://a.example/1</link>" + "<category>c</category>" * 9 + "</item>"
    assert len(read(rss(item * 400)).items) == 400


def test_what_comes_out_of_feedparser_as_an_exception_becomes_a_problem() -> None:
    text = "<rss><channel><title>&#99999999999999999999;&nope;</title></channel></rss>"
    assert kinds(read(text)) == [FeedProblemKind.UNREADABLE]
    with pytest.raises(OverflowError):  # the control
        feedparser.parse(BytesIO(text.encode()))


def test_a_feed_may_come_as_a_gzip_file() -> None:
    packed = gzip.compress(RSS.encode())
    assert read(packed, "application/gzip") == read(RSS)
    assert kinds(read(packed[:-9])) == [FeedProblemKind.UNREADABLE]
    assert kinds(read(gzip.compress(b" " * 5_000_001))) == [FeedProblemKind.TOO_LARGE]


def test_a_feed_that_is_too_large_is_not_begun() -> None:
    assert kinds(read(b"<rss>" + b" " * 5_000_000)) == [FeedProblemKind.TOO_LARGE]


@pytest.mark.parametrize(
    ("encoding", "declared", "media_type"),
    [
        ("iso-8859-1", "iso-8859-1", None),
        ("cp1252", None, None),
        ("utf-16", "utf-16", None),
        ("utf-8", None, "text/xml"),
        ("cp1251", None, "application/rss+xml; charset=windows-1251"),
        ("shift_jis", "Shift_JIS", "text/html"),
        ("utf-8", "utf-8", "text/xml; charset=hex"),
        ("utf-8", "utf-8", "text/xml; charset=idna"),
        ("utf-8", "rot13", None),
        ("utf-8-sig", "iso-8859-1", None),
    ],
)
def test_every_usual_encoding_is_read_and_odd_labels_do_no_harm(
    encoding: str, declared: str | None, media_type: str | None
) -> None:
    word = {"cp1251": "пожар", "shift_jis": "火事"}.get(encoding, "Café")
    before = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    feed = read(
        rss(f"<item><title>{word}</title><link>https://a.example/1</link></item>", before).encode(encoding), media_type
    )
    assert (feed.items[0].title, kinds(feed)) == (word, [])


def test_a_stray_byte_costs_one_letter_and_not_the_others() -> None:
    text = rss(
        "<item><title>Café ?</title><link>https://a.example/1</link></item>", '<?xml version="1.0" encoding="utf-8"?>'
    )
    feed = read(text.encode().replace(b"?<", b"\x93<"))
    assert feed.items[0].title == "Café �"
    assert kinds(feed) == [FeedProblemKind.ENCODING]


def test_a_reading_crosses_to_another_process() -> None:
    feed = read(RSS)
    assert pickle.loads(pickle.dumps(feed)) == feed  # noqa: S301  our own bytes
