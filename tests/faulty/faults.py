"""The ways to misbehave, by name; most show the server's own page, cut, mislabelled or garbled.

`measured` says what each did to httpx 0.28.1 (httpcore 1.0.9, h11 0.16, brotli 1.2.1, zstandard 0.25) with a timeout of
5 s between bytes, under limits of 60 s and 6 GB: what a fetcher without fences of its own may expect.
"""

import gzip
from collections.abc import Callable

from tests.faulty.bombs import GIB, brotli_zeros, gzip_layers, gzip_zeros, zstd_zeros
from tests.faulty.exchange import Exchange, Fault

__all__ = ["FAULTS"]

FAULTS: dict[str, Fault] = {}


def fault(name: str, measured: str, *, endless: bool = False) -> Callable[[Callable[[Exchange], None]], None]:
    """Put a function into FAULTS."""

    def keep(show: Callable[[Exchange], None]) -> None:
        if name in FAULTS:
            raise ValueError(f"two faults are called {name}")
        FAULTS[name] = Fault(name=name, show=show, measured=measured, endless=endless)

    return keep


# bodies that explode


@fault("gzip10g", "MemoryError at 6 GB, 39 s; stream with a 10 MB cap: one chunk of 67 MB, 162 MB resident")
def _gzip10g(x: Exchange) -> None:
    x.coded("gzip", gzip_zeros(10 * GIB))


@fault("gzip2g", "accepted: 2,147,483,648 bytes, 26.7 s, 4.1 GB")
def _gzip2g(x: Exchange) -> None:
    x.coded("gzip", gzip_zeros(2 * GIB))


@fault("gzipgzip10g", "MemoryError at 6 GB, 42 s; stream with a 10 MB cap: the same")
def _gzipgzip10g(x: Exchange) -> None:
    x.coded("gzip, gzip", gzip.compress(gzip_zeros(10 * GIB), mtime=0))


@fault("br10g", "MemoryError at 6 GB, 47 s; stream with a 10 MB cap: the same in 24-36 s")
def _br10g(x: Exchange) -> None:
    x.coded("br", brotli_zeros(10 * GIB))


@fault("zstd2g", "accepted: 2,147,483,648 bytes, 8.5 s, 4.1 GB")
def _zstd2g(x: Exchange) -> None:
    x.coded("zstd", zstd_zeros(2 * GIB))


@fault("gzipx100", "accepted: no limit on layers; 0.3 s")
def _gzipx100(x: Exchange) -> None:
    x.coded(", ".join(["gzip"] * 100), gzip_layers(x.page[:100], 100))


@fault("gziptrunc", "accepted as 200 without an error: 73,543 of 120,000 bytes")
def _gziptrunc(x: Exchange) -> None:
    body = gzip.compress(x.page, mtime=0)
    x.coded("gzip", body[: -min(100, len(body) // 2)])


@fault("gziptrail", "accepted; the garbage is ignored")
def _gziptrail(x: Exchange) -> None:
    x.coded("gzip", gzip.compress(x.page, mtime=0) + b"garbage" * 100)


@fault("gzipfake", "DecodingError")
def _gzipfake(x: Exchange) -> None:
    x.coded("gzip", x.page)


@fault("encunknown", "accepted: the coded bytes are handed out as the body")
def _encunknown(x: Exchange) -> None:
    x.coded("x-evil", x.page)


# answers without an end
@fault("infinite", "MemoryError at 6 GB, 20 s", endless=True)
def _infinite(x: Exchange) -> None:
    x.head(Content_Type="text/html")
    x.forever(b"A" * 65536)


@fault("dripheaders", "never ends: the timeout counts from byte to byte", endless=True)
def _dripheaders(x: Exchange) -> None:
    x.send(b"HTTP/1.1 200 OK\r\n")
    x.forever(b"X", pause=1)


@fault("dripbody", "never ends: the timeout counts from byte to byte", endless=True)
def _dripbody(x: Exchange) -> None:
    x.head(Content_Length=1_000_000)
    x.forever(b"x", pause=1)


@fault("infinite1xx", "never ends", endless=True)
def _infinite1xx(x: Exchange) -> None:
    x.forever(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")


@fault("slow1xx", "never ends", endless=True)
def _slow1xx(x: Exchange) -> None:
    x.forever(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", pause=0.5)


@fault("trailersinf", "RemoteProtocolError: Receive buffer too long", endless=True)
def _trailersinf(x: Exchange) -> None:
    x.chunked(b"0\r\n")
    x.forever(b"X: y\r\n")


@fault("noresponse", "ReadTimeout after 5 s", endless=True)
def _noresponse(x: Exchange) -> None:
    x.wait(600)


# headers
@fault("bigheader", "RemoteProtocolError: Receive buffer too long")
def _bigheader(x: Exchange) -> None:
    x.send(b"HTTP/1.1 200 OK\r\nX: " + b"A" * 100_000_000 + b"\r\nContent-Length: 2\r\n\r\nok")


@fault("manyheaders", "accepted: 8,001 headers")
def _manyheaders(x: Exchange) -> None:
    x.send(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X%d: a\r\n" % n for n in range(8_000)) + b"Content-Length: 2\r\n\r\nok")


@fault("manyheaders1e5", "RemoteProtocolError: Receive buffer too long")
def _manyheaders1e5(x: Exchange) -> None:
    x.send(
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X%d: a\r\n" % n for n in range(100_000)) + b"Content-Length: 2\r\n\r\nok"
    )


@fault("cookies", "accepted: 3,500 cookies stored in the jar that all requests of a client share")
def _cookies(x: Exchange) -> None:
    x.send(
        b"HTTP/1.1 200 OK\r\n"
        + b"".join(b"Set-Cookie: c%d=x\r\n" % n for n in range(3_500))
        + b"Content-Length: 2\r\n\r\nok"
    )


@fault("status999", "accepted as status 999")
def _status999(x: Exchange) -> None:
    x.answer(x.page, "999 Weird")


@fault("http09", "RemoteProtocolError: Server disconnected without sending a response")
def _http09(x: Exchange) -> None:
    x.send(x.page[:200])


# redirects
@fault("redirchain", "TooManyRedirects")
def _redirchain(x: Exchange) -> None:
    x.redirect(f"/redirchain/{int(x.rest[0]) + 1 if x.rest else 1}")


@fault("redirfile", "UnsupportedProtocol")
def _redirfile(x: Exchange) -> None:
    x.redirect("file:///etc/passwd")


@fault("redirjs", "InvalidURL, which is not an httpx.HTTPError")
def _redirjs(x: Exchange) -> None:
    x.redirect("javascript:alert(1)")


@fault("redirbad", "RemoteProtocolError: Invalid URL in location header")
def _redirbad(x: Exchange) -> None:
    x.redirect("http://[::1")


@fault("redirnul", "RemoteProtocolError: illegal header line")
def _redirnul(x: Exchange) -> None:
    x.redirect("http://127.0.0.1\x00.example/")


@fault("redircrlf", "followed; the line break stays escaped")
def _redircrlf(x: Exchange) -> None:
    x.redirect("/ok%0d%0aX: y")


@fault("redirinfbody", "MemoryError at 6 GB, 17 s: bodies of redirects are read", endless=True)
def _redirinfbody(x: Exchange) -> None:
    x.head("302 Found", Location="/ok")
    x.forever(b"A" * 65536)


# lengths and chunks
@fault("clshort", "RemoteProtocolError: peer closed connection without sending complete message body")
def _clshort(x: Exchange) -> None:
    x.head(Content_Length=len(x.page))
    x.send(x.page[: len(x.page) // 2])


@fault("cllong", "accepted; what is beyond the length is ignored")
def _cllong(x: Exchange) -> None:
    x.answer(x.page)
    x.send(b"EXTRA GARBAGE")


@fault("clneg", "RemoteProtocolError: bad Content-Length")
def _clneg(x: Exchange) -> None:
    x.answer(x.page, Content_Length=-5)


@fault("clhuge", "RemoteProtocolError: bad Content-Length")
def _clhuge(x: Exchange) -> None:
    x.answer(x.page, Content_Length=10**30)


@fault("cldup", "RemoteProtocolError: conflicting Content-Length headers")
def _cldup(x: Exchange) -> None:
    x.send(
        b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nContent-Length: %d\r\n\r\n" % (len(x.page), len(x.page) + 3) + x.page
    )


@fault("clte", "accepted: the chunks win over the length")
def _clte(x: Exchange) -> None:
    x.chunked(b"%x\r\n" % len(x.page) + x.page + b"\r\n0\r\n\r\n", Content_Length=2)


@fault("chunkhuge", "RemoteProtocolError: peer closed connection without sending complete message body")
def _chunkhuge(x: Exchange) -> None:
    x.chunked(b"ffffffffffffffff\r\n" + x.page)


@fault("chunk1", "accepted: 10^6 chunks of one byte, 13.7 s, 165 MB")
def _chunk1(x: Exchange) -> None:
    x.chunked(b"1\r\nA\r\n" * 1_000_000 + b"0\r\n\r\n")


@fault("rst", "ReadError: Connection reset by peer")
def _rst(x: Exchange) -> None:
    x.head(Content_Length=len(x.page))
    x.send(x.page[: len(x.page) // 2])
    x.reset()


@fault("204body", "accepted as 204, no body")
def _204body(x: Exchange) -> None:
    x.head("204 No Content")
    x.send(x.page)


@fault("304-unasked", "accepted as 304, no body, though nothing was conditional")
def _304_unasked(x: Exchange) -> None:
    x.head("304 Not Modified")


# right by HTTP, wrong all the same
@fault("empty200", "not measured: a correct 200 with nothing in it")
def _empty200(x: Exchange) -> None:
    x.answer(b"")


@fault("loginwall", "not measured: a correct 200 with another page in it")
def _loginwall(x: Exchange) -> None:
    x.answer(b"<!doctype html><title>Log in</title><form><p>Please log in to go on reading.</p></form>")


@fault("charsetflip", "not measured: the same bytes, labelled utf-8 and iso-8859-1 in turn")
def _charsetflip(x: Exchange) -> None:
    x.answer(x.page, Content_Type="text/html; charset=" + ("iso-8859-1" if x.turn % 2 else "utf-8"))


# charsets
def charset(label: str, measured: str, body: bytes = b"hello \xff\xfe world " * 1_000) -> None:
    """A fault that labels its bytes with `label`."""

    @fault("charset-" + label.replace("_", "-"), measured)
    def _(x: Exchange) -> None:
        x.answer(body, Content_Type="text/html; charset=" + label)


charset("punycode", "decoded as punycode", b"a-" * 200_000)
charset("utf-7", "decoded as UTF-7, which no browser does")
charset("unicode_escape", "decoded with a codec of Python")
charset("zlib_codec", "AssertionError, which is not an httpx.HTTPError")
charset("rot13", "TypeError, which is not an httpx.HTTPError")
charset("utf-16", "UnicodeError, which is not an httpx.HTTPError")
charset("raw_unicode_escape", "decoded with a codec of Python")
charset("hex", "AssertionError, which is not an httpx.HTTPError")
charset("mbcs", "decoded as utf-8")
charset("undefined", "UnicodeError, which is not an httpx.HTTPError")


# Of our own: what the first fifty-four leave out
@fault("chunkline", "not measured: the line with the length of a chunk never ends", endless=True)
def _chunkline(x: Exchange) -> None:
    x.chunked(b"5;")
    x.forever(b"a" * 65536)


@fault("chunkcut", "not measured: the chunks stop before the last one")
def _chunkcut(x: Exchange) -> None:
    x.chunked(b"%x\r\n" % len(x.page) + x.page + b"\r\n")


@fault("chunkgarbled", "not measured: the length of a chunk is none")
def _chunkgarbled(x: Exchange) -> None:
    x.chunked(b"zz\r\n" + x.page)


@fault("transfercoded", "not measured: a transfer coding that nobody asked for")
def _transfercoded(x: Exchange) -> None:
    x.head(Transfer_Encoding="gzip, chunked")
    x.send(b"%x\r\n" % len(x.page) + x.page + b"\r\n0\r\n\r\n")


@fault("brtrunc", "not measured: brotli without its end")
def _brtrunc(x: Exchange) -> None:
    x.coded("br", brotli_zeros(64 << 20)[:9])


@fault("zstdtrunc", "not measured: zstd without its end")
def _zstdtrunc(x: Exchange) -> None:
    x.coded("zstd", zstd_zeros(2 << 20)[:-20])


@fault("zstdwindow", "not measured: a zstd frame that wants 2 GiB of memory to be read")
def _zstdwindow(x: Exchange) -> None:
    x.coded("zstd", bytes.fromhex("28b52ffd00a8") + bytes.fromhex("03001000"))


@fault("switching", "not measured: another protocol, which nobody asked for")
def _switching(x: Exchange) -> None:
    x.head("101 Switching Protocols", Upgrade="h2c")


@fault("twolocations", "not measured: a redirect to two places at once")
def _twolocations(x: Exchange) -> None:
    x.send(b"HTTP/1.1 302 Found\r\nLocation: /ok\r\nLocation: /empty200\r\nContent-Length: 0\r\n\r\n")


@fault("nolocation", "not measured: a redirect to nowhere")
def _nolocation(x: Exchange) -> None:
    x.answer(b"", "302 Found")


@fault("redirslow", "not measured: a redirect whose head never ends", endless=True)
def _redirslow(x: Exchange) -> None:
    x.send(b"HTTP/1.1 302 Found\r\nLocation: /ok\r\n")
    x.forever(b"X", pause=1)


@fault("closecut", "not measured: no length, and the connection closes in the middle of the page")
def _closecut(x: Exchange) -> None:
    x.head(Content_Type="text/html")
    x.send(x.page[: len(x.page) // 2])


@fault("closed", "not measured: the connection is closed without a word")
def _closed(_: Exchange) -> None:
    pass


@fault("resetatonce", "not measured: the connection is reset without a word")
def _resetatonce(x: Exchange) -> None:
    x.reset()
