"""Bytes → text, or the Problem that there is none.

    byte order mark  >  stated by the sender  >  <meta charset> of a page  >  UTF-8

A byte order mark overrules the sender, as it does in browsers. Names of encodings are looked up in the list of the
WHATWG Encoding Standard and never handed to Python's codecs, which know `zlib` and `idna` too. What a server states of
an encoding nobody knows counts for nothing, as in browsers; what a person states is an error.

Nothing is guessed from the look of the bytes, with two exceptions. ASCII in which `ESC $ B` begins Japanese and
`ESC ( B` ends it is ISO-2022-JP: no other text has these escapes. And what is valid UTF-8 and holds more than ASCII is
UTF-8, whatever a server or a page calls it. Servers change what they call a page from one answer to the next, and read
as windows-1252 each `é` would become `Ã©`, an edit that nobody made. In other encodings that happens by chance alone:
each letter beyond ASCII must be followed by as many marks from `€` to `¿` as its own byte asks for and never stand
alone. Of 4.7 million short messages of programs (155 languages, each in all encodings that have its letters) 316 are
valid UTF-8, most of those since somebody had misread UTF-8 before; an article is a hundred times as long.

Decoding is strict: a wrong letter in kept evidence would be worse than a page that is refused with a remedy. Of pages
alone a few bytes may be wrong, one in a thousand characters. They are mostly in advertisements; whoever reads on must
refuse the page where one stands in the article (`STRAY`).
"""

import re
from typing import Final

import regex

from revtrack.model import Problem, ProblemKind

__all__ = ["HTML", "LABELS", "MOST_BYTES", "SAVE_IT", "STRAY", "clean", "decode", "is_encoding", "is_misread"]

HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
"""Media types whose content may name its own encoding."""

MOST_BYTES: Final = 10_000_000
"""The most that is read, in bytes, as received and as UTF-8. The parser of HTML silently drops the rest of a page with
more in one text (libxml2; measured, and not 10 MiB), which would look like a deletion."""

MOST_OF_A_NAME: Final = 40
"""Characters of an unknown encoding's name that a message repeats; the longest known one has 22."""

STRAY: Final = "\ufffd"
"""What stands for bytes that could not be read."""

MOST_STRAY: Final = 0.001
"""Share of the characters of a page, in [0, 1], that may be STRAY: more of them, and its encoding is another one."""

LEAST_MISREAD: Final = 10
"""Control characters, a count, below which a text is never taken for a misread one: a few slip in by faults of its
makers, colours of a terminal among them."""

MOST_MISREAD: Final = 0.01
"""Share of the characters of a text, in [0, 1], that may be control characters: more of them, and they are letters or
escapes of another encoding (ISO-2022-KR has two for each word)."""

LEAST_LONG: Final = 3
"""Sequences of three bytes that prove UTF-8 against an encoding of two bytes a letter, a count: `联通` in GBK is valid
UTF-8 by chance, in sequences of two."""

META_WINDOW: Final = 1024
"""Bytes at the start of a page that may name its encoding (WHATWG, "prescan a byte stream")."""

HEAD_WINDOW: Final = 20_000
"""Bytes at the start of a page that may name its encoding where it is not UTF-8: browsers look at no more than
META_WINDOW ahead of time, and read the page again when they meet a name behind it."""

_META: Final = regex.compile(rb"""<meta[^>]{0,512}?\bcharset\s*=\s*["']?\s*([\w.:+\-]{1,40})""", regex.IGNORECASE)

_MARKS: Final = ((b"\xef\xbb\xbf", "utf_8"), (b"\xff\xfe", "utf_16_le"), (b"\xfe\xff", "utf_16_be"))
"""Byte order marks and what they mean."""

_SIGNATURES: Final = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"OggS", "an Ogg recording"),
)
"""How files that are no text begin."""

LABELS: Final = {
    "utf_8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8",
    "utf_16_le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le",
    "utf_16_be": "unicodefffe utf-16be",
    "cp866": "866 cp866 csibm866 ibm866",
    "iso8859_2": "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2",
    "iso8859_3": "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3",
    "iso8859_4": "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4",
    "iso8859_5": "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988",
    "iso8859_6": "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e "
    "iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987",
    "iso8859_7": "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 "
    "iso_8859-7:1987 sun_eu_greek",
    "iso8859_8": "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 "
    "iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical",
    "iso8859_10": "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso8859_13": "iso-8859-13 iso8859-13 iso885913",
    "iso8859_14": "iso-8859-14 iso8859-14 iso885914",
    "iso8859_15": "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9",
    "iso8859_16": "iso-8859-16",
    "koi8_r": "cskoi8r koi koi8 koi8-r koi8_r",
    "koi8_u": "koi8-ru koi8-u",
    "mac_roman": "csmacintosh mac macintosh x-mac-roman",
    "cp874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874",
    "cp1250": "cp1250 windows-1250 x-cp1250",
    "cp1251": "cp1251 windows-1251 x-cp1251",
    "cp1252": "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 "
    "iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252",
    "cp1253": "cp1253 windows-1253 x-cp1253",
    "cp1254": "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 "
    "windows-1254 x-cp1254",
    "cp1255": "cp1255 windows-1255 x-cp1255",
    "cp1256": "cp1256 windows-1256 x-cp1256",
    "cp1257": "cp1257 windows-1257 x-cp1257",
    "cp1258": "cp1258 windows-1258 x-cp1258",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "gb18030": "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk gb18030",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc_jp": "cseucpkdfmtjapanese euc-jp x-euc-jp",
    "iso2022_jp": "csiso2022jp iso-2022-jp",
    "cp932": "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis",
    "cp949": "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 "
    "ksc_5601 windows-949",
}
"""Python's name of an encoding → its labels in the WHATWG Encoding Standard, section 4.2; where the standard reads one
label as a larger encoding, such as `iso-8859-1` as windows-1252, so do we."""

_NAMES: Final = {"utf_8": "UTF-8", "utf_16_le": "UTF-16", "utf_16_be": "UTF-16"}
"""Names for people, where they are not Python's."""

_EMPTY: Final = Problem(kind=ProblemKind.EMPTY, detail="is empty: check that the file was saved whole")

_AS_TEXT: Final = "save the article as plain text, Markdown or HTML"

SAVE_IT: Final = "save the page and add the file with --encoding"
"""What helps with the encoding of a page that is fetched: what its server says of it cannot be corrected."""

_WIDE: Final = frozenset({"utf_16_le", "utf_16_be"})
"""Encodings in which NUL bytes are ordinary."""

LEAST_BETWEEN: Final = 1_000
"""Bytes of a page for each NUL in it, at least: one may slip into a page by a fault of its makers, and browsers pass
over it; other files are full of them."""

_DOUBLE: Final = frozenset({"gb18030", "big5hkscs", "euc_jp", "cp932", "cp949"})
"""Encodings of two bytes a character, whose texts may be valid UTF-8 by chance."""

_EVIDENCE: Final = regex.compile(r"[^\x00-\x7f\u0240-\u02bf\u07c0-\u07ff]")
"""A character that proves UTF-8: beyond ASCII, and none that the end of a word makes in windows-1252 (`ß”`, `É…`)."""

_LONG: Final = regex.compile(r"[\u0800-\uffff]")

_JAPANESE: Final = re.compile(rb"\x1b\$[@B](?:[!-~]{2})++\x1b\([BJ]")
"""Characters of two bytes each between the escapes of ISO-2022-JP (RFC 1468)."""

_SEPARATORS: Final = str.maketrans("", "", "-_ ")
_ODD_BREAKS: Final = ("\x0b", "\x0c", "\x85")
_CONTROL_BYTES: Final = bytes([*range(9), *range(0x0B, 0x20), 0x7F])
_CONTROL_PAIRS: Final = (
    (b"\xc2", re.compile(rb"\xc2[\x80-\x9f]")),
    (b"\xed", re.compile(rb"\xed[\xa0-\xbf]")),
)
"""Control characters and lone surrogates in UTF-8: two patterns are ten times as fast as one with a choice, and most
pages do not hold both first bytes, which is seen at once."""

LONG: Final = 5_000
"""Characters of a text in whose bytes it is faster to look for control characters: a whole page."""

_CONTROL: Final = regex.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_NO_MARK: Final = re.compile(r"[\x01-\x08\x0e-\x1f\x81\x83\x88-\x90\x98-\x9f]")
"""Control characters but for those that stand for quotation marks and dashes of windows-1252 on pages of careless
makers."""


def decode(content: bytes, media_type: str, encoding: str | None = None, *, over_http: bool = False) -> str | Problem:
    """The text in some bytes, with line feeds for all kinds of line breaks; or the fatal Problem that there is none.

    Args:
        content: the bytes as received.
        media_type: what they are, such as `text/html`, in lower case and without parameters.
        encoding: the name of the encoding where the sender states one.
        over_http: whether the sender is a server, whose statements are often wrong, and not a person.
    """
    if len(content) > MOST_BYTES:
        return _too_long()
    if not content or content.isspace():
        return _EMPTY
    looks_like = next((what for start, what in _SIGNATURES if content.startswith(start)), None)
    if looks_like:
        return Problem(kind=ProblemKind.BINARY, detail=f"is not text: it looks like {looks_like}; {_AS_TEXT}")
    stated = _CODECS.get(_squeezed(encoding)) if encoding else None
    if encoding and not stated and not over_http:
        detail = f"cannot be read: there is no encoding {encoding[:MOST_OF_A_NAME]!r}; name another with --encoding"
        return Problem(kind=ProblemKind.UNDECODABLE, detail=detail)
    mark, marked = next((pair for pair in _MARKS if content.startswith(pair[0])), (b"", None))
    codec = marked or (stated if not over_http or _possible(stated, content) else None)
    if codec is None:
        codec = (_meta(content) if media_type in HTML else None) or "utf_8"
    if b"\0" in content and codec not in _WIDE and not (media_type in HTML and _sparse(content)):
        return Problem(kind=ProblemKind.BINARY, detail=f"is not text: it holds NUL bytes; {_AS_TEXT}")
    content = content[len(mark) :]
    named_by_a_person = stated is not None and not over_http
    if not marked and not named_by_a_person:
        codec = _proved(content, codec)
    found = _text(content, codec, len(mark), over_http=over_http)
    if isinstance(found, str) or found.kind is not ProblemKind.UNDECODABLE or media_type not in HTML or marked:
        return found
    return _second_look(content, codec, named=named_by_a_person) or found


def _possible(codec: str | None, content: bytes) -> bool:
    """False for an encoding of two bytes a character of a page in which no byte is NUL: every tag would have some."""
    return codec not in _WIDE or b"\0" in content


def _sparse(content: bytes) -> bool:
    return content.count(b"\0") * LEAST_BETWEEN <= len(content)


def _proved(content: bytes, codec: str) -> str:
    """The encoding that the bytes prove by the rules on top of this module, else the one they are said to be in."""
    if content.isascii():
        return "iso2022_jp" if _JAPANESE.search(content) else codec
    return "utf_8" if _is_utf_8(content, codec) else codec


def _is_utf_8(content: bytes, codec: str) -> bool:
    """True for bytes called something else that are UTF-8, by the rule on top of this module."""
    if codec in {"utf_8", "iso2022_jp"} | _WIDE:
        return False
    try:
        text = content.decode("utf_8")
    except UnicodeDecodeError:
        return False
    if codec in _DOUBLE:
        return sum(1 for _ in zip(range(LEAST_LONG), _LONG.finditer(text), strict=False)) == LEAST_LONG
    return _EVIDENCE.search(text) is not None


def _second_look(content: bytes, codec: str, *, named: bool) -> str | None:
    """The text of a page that is not what it is called: in the encoding it names itself, else with STRAY in it."""
    meta = None if named else _meta(content, HEAD_WINDOW)
    if meta and meta != codec:
        found = _text(content, meta, 0)
        return found if isinstance(found, str) else None
    text = content.decode(codec, "replace")
    if text.count(STRAY) > MOST_STRAY * len(text) or len(text.encode("utf-8", "replace")) > MOST_BYTES:
        return None
    return _lines(text)


def _text(content: bytes, codec: str, skipped: int, *, over_http: bool = False) -> str | Problem:
    name = _NAMES.get(codec, codec.replace("cp125", "windows-125").replace("_", "-"))
    remedy = "name its encoding with --encoding" + (", such as --encoding windows-1252" if codec == "utf_8" else "")
    remedy = SAVE_IT if over_http else remedy
    try:
        text = content.decode(codec)
        size = len(content) if codec == "utf_8" else len(text.encode())
    except UnicodeDecodeError as error:
        where = f"byte 0x{content[error.start]:02X} at offset {error.start + skipped}"
        return Problem(kind=ProblemKind.UNDECODABLE, detail=f"is not valid {name}: {where}; {remedy}")
    except UnicodeEncodeError:  # no codec of the list is known to yield a lone surrogate
        return Problem(kind=ProblemKind.UNDECODABLE, detail=f"is not valid {name}: it holds half a character; {remedy}")
    if size > MOST_BYTES:
        return _too_long(" as UTF-8")
    text = _lines(text)
    return _EMPTY if not text or text.isspace() else text


def _lines(text: str) -> str:
    """The text with line feeds for all kinds of line breaks."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for one in _ODD_BREAKS:
        if one in text:
            text = text.replace(one, "\n")
    return text


def is_encoding(label: str) -> bool:
    """Whether content can be read in the encoding of this name."""
    return _squeezed(label) in _CODECS


def _squeezed(label: str) -> str:
    """The name of an encoding without what people spell differently: `Latin-1` and `latin_1` are `latin1`."""
    return label.strip().lower().translate(_SEPARATORS)


_CODECS: Final = {_squeezed(label): codec for codec, labels in LABELS.items() for label in labels.split()}


def _meta(content: bytes, window: int = META_WINDOW) -> str | None:
    """The encoding a page names itself; what names UTF-16 in bytes that can be read so is in fact UTF-8."""
    found = _META.search(content[:window])
    codec = _CODECS.get(_squeezed(found[1].decode("ascii", "replace"))) if found else None
    return None if codec in _WIDE else codec


def _too_long(how: str = "") -> Problem:
    return Problem(
        kind=ProblemKind.TOO_LONG,
        detail=f"is larger than {MOST_BYTES // 1_000_000} MB{how}, the most that is read as one article; "
        "save the article alone",
    )


def clean(text: str) -> tuple[str, int]:
    """The text without control characters but line feed and tab, and without lone surrogates; and how many there were.

    Marks of writing direction stay: they are part of what was published, and whoever shows the text isolates them.
    """
    if len(text) > LONG:
        raw = text.encode("utf-8", "surrogatepass")
        lacks_single = len(raw.translate(None, _CONTROL_BYTES)) == len(raw)
        if lacks_single and not any(first in raw and pair.search(raw) for first, pair in _CONTROL_PAIRS):
            return text, 0
    elif text.replace("\n", "").replace("\t", "").isprintable():
        return text, 0
    return _CONTROL.subn("", text)


def is_misread(text: str) -> bool:
    """True for a text with so many control characters that it must be in another encoding than it was read in."""
    return len(_NO_MARK.findall(text)) > max(LEAST_MISREAD, MOST_MISREAD * len(text))
