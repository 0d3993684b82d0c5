"""What configuration files, variables and options say, and what is said of those that are wrong."""

from datetime import timedelta

import pytest

from revtrack.errors import UsageError
from revtrack.settings import KEYS, ConfigFile, FetchSettings, Period, Settings, read_settings

WHOLE = r"""
[revtrack]
db = "revtrack.db"
timezone = "Europe/Vienna"
contact = "https://changes.example.org/about"
keep_raw = true
user_agent = "examplebot/2.1"

[fetch]
jobs = 8
per_host_delay = "2s"
timeout = "45s"
robots = "ignore"
allow_private = ["127.0.0.1:8000"]
schedule = ["15m for 3h", "1h for 1d"]
confirm_gone = 2

[[source]]
name = "example-post"
title = "The Example Post"
feeds = ["https://post.example/rss", "https://post.example/world.xml"]
pages = []
include = ['/20\d\d/']
exclude = ['/sport/', '/live/']
lang = "en"
timezone = "America/New_York"
canonical = { strip_query = true }
select = "article"
drop = [".related", "[data-ad]"]
ignore_text = ['^Share on ']
paywall = ['you have \d+ free articles']
headlines = ["h1", "og:title"]
content = true

[[source]]
name = "wire"
hosts = ["*.wire.example", "wire.example"]

[labels]
minor = ["spelling"]
[labels.note]
en = ["an earlier version of this"]
"""


def settings(text: str) -> Settings:
    return read_settings([ConfigFile(name="revtrack.toml", text=text)])


def refusal(text: str) -> tuple[str, str | None]:
    """What is said of a file that is wrong, and the remedy."""
    with pytest.raises(UsageError) as caught:
        settings(text)
    return caught.value.message, caught.value.hint


def test_without_files_everything_has_its_default() -> None:
    found = read_settings()
    assert (found.db, found.contact, found.sources, found.notes) == (None, None, (), ())
    assert (found.fetch.jobs, found.fetch.per_host_delay, found.fetch.robots) == (4, timedelta(seconds=3), "respect")
    assert found.fetch.schedule[0] == Period(every=timedelta(minutes=15), lasting=timedelta(hours=3))
    assert len(found.fetch.schedule) == 4


def test_a_whole_file_is_read() -> None:
    found = settings(WHOLE)
    assert (found.db, found.contact) == ("revtrack.db", "https://changes.example.org/about")
    assert (found.user_agent, found.timezone) == ("examplebot/2.1", "Europe/Vienna")
    assert found.fetch == FetchSettings(
        jobs=8,
        per_host_delay=timedelta(seconds=2),
        timeout=timedelta(seconds=45),
        robots="ignore",
        allow_private=("127.0.0.1:8000",),
        schedule=(
            Period(every=timedelta(minutes=15), lasting=timedelta(hours=3)),
            Period(every=timedelta(hours=1), lasting=timedelta(days=1)),
        ),
    )
    post, wire = found.sources
    assert (post.name, post.title, post.lang, post.content) == ("example-post", "The Example Post", "en", True)
    assert post.include == (r"/20\d\d/",)
    assert post.place == "revtrack.toml, line 18"
    assert wire.hosts == ("*.wire.example", "wire.example")
    assert found.origins["fetch.jobs"] == "revtrack.toml, line 10"


def test_what_a_later_version_knows_is_passed_over_and_said() -> None:
    assert settings(WHOLE).notes == (
        "revtrack.toml, line 27: “canonical” has no effect in this version",
        "revtrack.toml, line 39: “labels” has no effect in this version",
    )


def test_the_nearer_file_counts_then_variables_then_options() -> None:
    system = ConfigFile(
        name="system",
        text='[fetch]\njobs = 1\ntimeout = "1s"\n[[source]]\nname = "a"\nlang = "en"\n[[source]]\nname = "b"\n',
    )
    project = ConfigFile(name="project", text='[fetch]\njobs = 2\n[[source]]\nname = "a"\ntitle = "A"\n')
    found = read_settings([system, project])
    assert (found.fetch.jobs, found.fetch.timeout) == (2, timedelta(seconds=1))
    assert [(one.name, one.title, one.lang) for one in found.sources] == [("a", "A", None), ("b", None, None)]
    environment = {"REVTRACK_FETCH_JOBS": "3", "REVTRACK_DB": "x.db", "REVTRACK_NO_COLOR": "1", "HOME": "/"}
    found = read_settings([system, project], environment)
    assert (found.fetch.jobs, found.db, found.origins["fetch.jobs"]) == (3, "x.db", "REVTRACK_FETCH_JOBS")
    found = read_settings([system, project], environment, {"fetch.jobs": "4", "fetch.timeout": None})
    assert (found.fetch.jobs, found.origins["fetch.jobs"]) == (4, "--jobs")


def test_a_list_in_a_variable_is_parted_by_commas() -> None:
    found = read_settings(environment={"REVTRACK_FETCH_SCHEDULE": "5m for 1h, 1h for 1d"})
    assert [period.every for period in found.fetch.schedule] == [timedelta(minutes=5), timedelta(hours=1)]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("[fetch]\njobs = 4\ntimeuot = '3s'\n", "line 3: “timeuot” is not a key of [fetch]", "did you mean “timeout”?"),
        ("[[source]]\nname='a'\n[[source]]\nname='b'\nfeed=[]", "line 5: “feed” is not a key of [[source]]", "“feeds”"),
        (
            "[revtrack]\nkeep_raw = false\n",
            "line 2: “keep_raw” can only be true: what was received is the evidence",
            "",
        ),
        ("[fetch]\nconfirm_gone = 3\n", "line 2: “confirm_gone” can only be 2: an article is gone once", ""),
        ("[revtrack]\ntimezone = 'Mars/Base'\n", "line 2: “timezone” must name a time zone such as Europe/Berlin", ""),
        ("[fecth]\n", "line 1: “fecth” is not a section", "did you mean “fetch”?"),
        ("\nfetch.jobbs = 3\n", "line 2: “jobbs” is not a key of [fetch]", "did you mean “jobs”?"),
        ("[fetch]\nqqqq = 1\n", "line 2: “qqqq” is not a key of [fetch]", "there are jobs, "),
        ("[fetch\n", "line 1: ", None),
        ("[fetch]\njobs = 4\njobs = 5\n", "line 3: ", None),
        ("fetch = 3\n", "line 1: “fetch” is a section: write it as [fetch]", None),
        ("[source]\nname = 'a'\n", "line 1: sources are written as [[source]]", None),
        ("[[source]]\ntitle = 'A'\n", "line 1: this [[source]] has no “name”", None),
        (
            "[[source]]\nname='a'\n[[source]]\nname='a'\n",
            "line 3: there is another source “a” (revtrack.toml, line 1)",
            None,
        ),
        ("[[source]]\nname = 'Not A Name'\n", "line 2: “name” must be a name of lower-case letters", None),
        ("[fetch]\njobs = 0\n", "line 2: “jobs” must be a whole number from 1 to 64", None),
        ("[fetch]\njobs = true\n", "line 2: “jobs” must be a whole number from 1 to 64", None),
        ("[fetch]\ntimeout = 30\n", "line 2: “timeout” must be a span of time in quotation marks", None),
        ("[fetch]\ntimeout = '3 hours'\n", "line 2: “timeout” “3 hours” is no span of time; write it as 30s", None),
        ("[fetch]\ntimeout = '3h'\n", "line 2: “timeout” must lie between 1s and 10m", None),
        ("[fetch]\nrobots = 'maybe'\n", "line 2: “robots” must be respect or ignore", None),
        ("[fetch]\nschedule = ['15m']\n", "line 2: “schedule” “15m” is no period", None),
        ("[fetch]\nschedule = ['1s for 1h']\n", "line 2: “schedule” “1s for 1h” must name a minute or more", None),
        ("[fetch]\nschedule = []\n", "line 2: “schedule” must name at least one period", None),
        ("[fetch]\nallow_private = ['localhost']\n", "line 2: “allow_private” “localhost” allows no network", None),
        ("[revtrack]\ndb = ''\n", "line 2: “db” must be text in quotation marks", None),
        (
            "[[source]]\nname='a'\nfeeds = ['file:///etc/passwd']\n",
            "line 3: “feeds” “file:///etc/passwd” does not",
            None,
        ),
        ("[[source]]\nname='a'\nfeeds = 'https://a.example/'\n", "line 3: “feeds” must be a list in brackets", None),
        ("[[source]]\nname='a'\ninclude = ['(']\n", "line 3: “include” “(” is no regular expression: ", None),
        (
            "[[source]]\nname='a'\nhosts = ['https://a.example']\n",
            "line 3: “hosts” “https://a.example” is no host",
            None,
        ),
        ("[[source]]\nname='a'\ncontent = 'yes'\n", "line 3: “content” must be true or false", None),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, message: str, hint: str | None) -> None:
    said, remedy = refusal(text)
    assert said.startswith(f"revtrack.toml, {message}")
    assert remedy is not None
    assert (hint or "") in remedy


def test_a_wrong_variable_or_option_is_named() -> None:
    with pytest.raises(UsageError, match="REVTRACK_FETCH_JOBS: “many” must be a whole number from 1 to 64"):
        read_settings(environment={"REVTRACK_FETCH_JOBS": "many"})
    with pytest.raises(UsageError, match="--per-host-delay: “3” “3” is no span of time"):
        read_settings(options={"fetch.per_host_delay": "3"})


def test_every_key_is_a_setting() -> None:
    assert "fetch.jobs" in KEYS
    assert "source.paywall" in KEYS
    assert len(KEYS) == 4 + 7 + 17
