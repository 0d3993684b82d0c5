"""Which network addresses may be contacted, and which spellings of a web address are taken."""

import ipaddress
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.address import LONGEST, NOTHING_MORE, Allowance, address_problem, refusal
from revtrack.errors import UsageError
from tests.faulty.recorder import NETWORKS, is_public
from tests.faulty.vectors import PUBLIC

CLOUD_METADATA = ("169.254.169.254", "192.0.0.192", "100.100.100.200", "168.63.129.16", "fd00:ec2::254")


def ends_of_the_judges_networks() -> Iterator[str]:
    """The first and the last address of every network the judge calls not public, and the neighbours of both."""
    for network in NETWORKS:
        first, last = int(network[0]), int(network[-1])
        most = 2**network.max_prefixlen - 1
        for number in {first, last, max(first - 1, 0), min(last + 1, most)}:
            kind = ipaddress.IPv4Address if network.version == 4 else ipaddress.IPv6Address
            yield str(kind(number))


@pytest.mark.parametrize("ip", [*CLOUD_METADATA, "127.0.0.1", "10.0.0.1", "0.0.0.0", "255.255.255.255", "::1", "::"])  # noqa: S104
def test_a_network_address_that_is_not_public_is_refused_in_words(ip: str) -> None:
    reason = refusal(ip, 80)
    assert reason is not None
    assert len(reason) > 10


@pytest.mark.parametrize(
    "ip",
    [
        "::ffff:8.8.8.8",
        "::8.8.8.8",
        "::ffff:0:8.8.8.8",
        "2002:808:808::1",
        "2001:0:7f00:1:8000:63bf:80ff:fffe",
        "64:ff9b::808:808",
        "64:ff9b:1::808:808",
        "2606:4700::5efe:808:808",
        "2606:4700::200:5efe:808:808",
    ],
    ids=("mapped", "compatible", "translated", "6to4", "teredo", "nat64", "local nat64", "isatap", "isatap, universal"),
)
def test_an_ipv4_address_in_ipv6_spelling_is_refused_whatever_it_stands_for(ip: str) -> None:
    assert "IPv4" in str(refusal(ip, 80))


@pytest.mark.parametrize("ip", sorted(set(ends_of_the_judges_networks())))
def test_the_ends_of_every_special_network_are_where_an_independent_table_has_them(ip: str) -> None:
    # Beyond that table, all of IPv6 outside 2000::/3 is refused.
    may_be_contacted = is_public(ip) and (":" not in ip or ipaddress.ip_address(ip) in ipaddress.ip_network("2000::/3"))
    assert (refusal(ip, 443) is None) == may_be_contacted


@given(st.ip_addresses().map(str), st.integers(1, 65_535))
def test_whatever_is_contacted_is_public_by_an_independent_table(ip: str, port: int) -> None:
    assert refusal(ip, port) is not None or is_public(ip)


@given(st.ip_addresses(network="2600::/12").map(str))
def test_ordinary_addresses_are_contacted(ip: str) -> None:
    assert refusal(ip, 443) is None or not is_public(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "192.31.196.1", "2620:4f:8000::1"])
def test_public_addresses_are_contacted(ip: str) -> None:
    assert refusal(ip, 80) is None


@pytest.mark.parametrize(("ip", "port"), [("", 80), ("post.example", 80), ("8.8.8.8", 0), ("8.8.8.8", 65_536)])
def test_what_is_no_network_address_or_port_is_refused(ip: str, port: int) -> None:
    assert refusal(ip, port) is not None


def test_an_address_of_a_link_is_refused_though_its_number_is_public() -> None:
    assert refusal("2606:4700::1%eth0", 80) is not None


@pytest.mark.parametrize(
    ("text", "ip", "port"),
    [
        ("127.0.0.1:8000", "127.0.0.1", 8000),
        ("10.0.0.0/8:443", "10.200.3.4", 443),
        ("[::1]:8000", "::1", 8000),
        ("[fd00::]/8:443", "fd12::7", 443),
        ("[fd00::/8]:443", "fd12::7", 443),
        ("127.0.0.1:*", "127.0.0.1", 31_337),
        (" 127.0.0.1:80 ", "127.0.0.1", 80),
    ],
)
def test_what_is_allowed_explicitly_is_contacted(text: str, ip: str, port: int) -> None:
    assert refusal(ip, port) is not None
    assert refusal(ip, port, Allowance.parse([text])) is None


@pytest.mark.parametrize(("ip", "port"), [("127.0.0.1", 8001), ("127.0.0.2", 8000), ("::ffff:127.0.0.1", 8000)])
def test_an_allowance_reaches_no_farther_than_it_says(ip: str, port: int) -> None:
    assert refusal(ip, port, Allowance.parse(["127.0.0.1:8000"])) is not None


@pytest.mark.parametrize(
    "text",
    ["", "127.0.0.1", "localhost:80", "*:80", "127.0.0.1:0", "127.0.0.1:65536", "10.0.0.1/8:80", "::1:80", "[::1]"],
)
def test_an_allowance_that_is_none_is_an_error_that_names_it(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        Allowance.parse([text])
    assert f"“{text}”" in caught.value.message
    assert caught.value.hint is not None


def test_nothing_is_allowed_by_default() -> None:
    assert Allowance() == NOTHING_MORE
    assert refusal("127.0.0.1", 80) == refusal("127.0.0.1", 80, NOTHING_MORE)


@pytest.mark.parametrize(
    "url",
    [
        *PUBLIC,
        "HTTPS://Post.Example:8443/fire?a=1#top",
        "http://post.example",
        "http://post.example:/",
        "https://zeitung.example/straße",
        "https://münchen.example/",
        "https://post.example/a b",
        "http://post.example/@editor",
        "http://[2606:4700::1]:8080/",
        "http://2130706433/",
        f"http://post.example/{'a' * (LONGEST - 20)}",
    ],
)
def test_ordinary_spellings_are_taken(url: str) -> None:
    assert address_problem(url) is None


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", "is empty"),
        ("post.example/fire", "does not begin with http:// or https://"),
        ("file:///etc/passwd", "does not begin with http:// or https://"),
        ("http:/post.example/", "does not begin with http:// or https://"),
        ("source:http://post.example/", "does not begin with http:// or https://"),
        (" http://post.example/", "does not begin with http:// or https://"),
        ("http:///fire", "has no host"),
        ("http://:80/", "has no host"),
        ("http://./", "has no host"),
        ("http://post.example:0/", "has a port outside 1 to 65535"),
        ("http://post.example:65536/", "has a port outside 1 to 65535"),
        ("http://post.example:-1/", "has no host that can be read"),
        ("http://post.example:٨/", "has no host that can be read"),
        ("http://user@post.example/", "has a name or password before its host"),
        ("http://user:secret@post.example/", "has a name or password before its host"),
        ("http://@post.example/", "has a name or password before its host"),
        ("http://inside\\@outside.example/", "has a backslash"),
        ("http://post.example/\n", "has a character that cannot be printed"),
        ("http://post\t.example/", "has a character that cannot be printed"),
        ("http://post.example/\ud800", "has a character that cannot be printed"),
        ("http://post.example/\x00", "has a character that cannot be printed"),
        ("http://127.0.0.1%00.example.com/", "has no host that can be read"),
        ("http://[::1", "has no host that can be read"),
        ("http://[fe80::1%25eth0]/", "has no host that can be read"),
        ("http://[127.0.0.1]/", "has no host that can be read"),
        ("http://[1::2::3]/", "has no host that can be read"),
        ("http://post example/", "has no host that can be read"),
        (f"http://post.example/{'a' * LONGEST}", "has more than 2,000 characters"),
    ],
)
def test_a_spelling_that_is_not_taken_is_named(url: str, problem: str) -> None:
    assert address_problem(url) == problem


@given(st.text(max_size=60) | st.text("htps:/[]@\\%.0123456789abcdefx?#\t\n ", max_size=60).map("http://".__add__))
def test_judging_a_spelling_never_fails(url: str) -> None:
    address_problem(url)
