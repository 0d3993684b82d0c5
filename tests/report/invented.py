"""Invented histories, read and compared as real ones are: five scripts, and one article to which everything happened.

No such harbour, people, newspaper or fire. Every text here was written for revtrack.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from revtrack import compare, extract, versioning
from revtrack.model import (
    Absence,
    Alias,
    Check,
    Document,
    FetchState,
    Field,
    FieldName,
    History,
    Observation,
    Snapshot,
    Transition,
)
from revtrack.report.site import SiteOptions
from revtrack.report.standing import NextCheck

START = datetime(2026, 3, 12, 6, 5, tzinfo=UTC)
STEP = timedelta(hours=1, minutes=20)

OPTIONS = SiteOptions(
    title="Changes in the news",
    as_of=START + timedelta(days=2),
    version="0.1.0",
    next_check=lambda article: NextCheck(at=article.last_checked + STEP, reason="Changed today, so every 80 minutes."),
)

SCRIPTS = {
    "ar": (
        """# حريق في مستودع الميناء يقتل ثلاثة أشخاص

اندلع حريق في مستودع خشبي في الميناء صباح الخميس. قالت الشرطة إن ثلاثة أشخاص قتلوا في الحريق.

أغلقت المدارس القريبة من الميناء أبوابها. لم يعرف سبب الحريق حتى الآن.
""",
        """# حريق في مستودع الميناء يقتل خمسة أشخاص

اندلع حريق في مستودع خشبي في الميناء صباح الخميس. قالت الشرطة إن خمسة أشخاص قتلوا في الحريق.

«نأسف لما حدث»، قال مالك المستودع للصحفيين. أغلقت المدارس القريبة من الميناء أبوابها. لم يعرف سبب الحريق حتى الآن.
""",
        """# حريق في مستودع الميناء يقتل خمسة أشخاص

اندلع حريق في مستودع خشبي في الميناء صباح الجمعة. قالت الشرطة إن خمسة أشخاص قتلوا في الحريق.

«نأسف لما حدث»، قال مالك المستودع للصحفيين. أغلقت المدارس القريبة من الميناء أبوابها.
""",
    ),
    "he": (
        """# שריפה במחסן בנמל הרגה שלושה אנשים

שריפה פרצה במחסן עצים בנמל ביום חמישי בבוקר. המשטרה מסרה כי שלושה אנשים נהרגו בשריפה.

בתי הספר הסמוכים לנמל נסגרו. סיבת השריפה עדיין אינה ידועה.
""",
        """# שריפה במחסן בנמל הרגה חמישה אנשים

שריפה פרצה במחסן עצים בנמל ביום חמישי בבוקר. המשטרה מסרה כי חמישה אנשים נהרגו בשריפה.

"אנחנו מצטערים על מה שקרה", אמר בעל המחסן. בתי הספר הסמוכים לנמל נסגרו. סיבת השריפה עדיין אינה ידועה.
""",
        """# שריפה במחסן בנמל הרגה חמישה אנשים

שריפה פרצה במחסן עצים בנמל ביום שישי בבוקר. המשטרה מסרה כי חמישה אנשים נהרגו בשריפה.

"אנחנו מצטערים על מה שקרה", אמר בעל המחסן. בתי הספר הסמוכים לנמל נסגרו.
""",
    ),
    "ja": (
        """# 港の倉庫火災で三人死亡

木曜日の早朝、港の木造倉庫で火災が発生した。警察によると、この火災で三人が死亡した。

港の近くの学校は休校となった。火災の原因はまだ分かっていない。
""",
        """# 港の倉庫火災で五人死亡

木曜日の早朝、港の木造倉庫で火災が発生した。警察によると、この火災で五人が死亡した。

倉庫の所有者は「申し訳ない」と述べた。港の近くの学校は休校となった。火災の原因はまだ分かっていない。
""",
        """# 港の倉庫火災で五人死亡

金曜日の早朝、港の木造倉庫で火災が発生した。警察によると、この火災で五人が死亡した。

倉庫の所有者は「申し訳ない」と述べた。港の近くの学校は休校となった。
""",
    ),
    "zh": (
        """# 港口仓库大火造成三人死亡

星期四清晨，港口一座木制仓库起火。警方表示，这场大火造成三人死亡。

港口附近的学校已经停课。起火原因目前尚不清楚。
""",
        """# 港口仓库大火造成五人死亡

星期四清晨，港口一座木制仓库起火。警方表示，这场大火造成五人死亡。

仓库的业主说：“我们非常抱歉。”港口附近的学校已经停课。起火原因目前尚不清楚。
""",
        """# 港口仓库大火造成五人死亡

星期五清晨，港口一座木制仓库起火。警方表示，这场大火造成五人死亡。

仓库的业主说：“我们非常抱歉。”港口附近的学校已经停课。
""",
    ),
    "th": (
        """# ไฟไหม้โกดังท่าเรือ มีผู้เสียชีวิตสามคน

เกิดเหตุไฟไหม้โกดังไม้ที่ท่าเรือเมื่อเช้าวันพฤหัสบดี

ตำรวจกล่าวว่ามีผู้เสียชีวิตจากไฟไหม้ครั้งนี้สามคน

โรงเรียนใกล้ท่าเรือปิดเรียน
""",
        """# ไฟไหม้โกดังท่าเรือ มีผู้เสียชีวิตห้าคน

เกิดเหตุไฟไหม้โกดังไม้ที่ท่าเรือเมื่อเช้าวันพฤหัสบดี

ตำรวจกล่าวว่ามีผู้เสียชีวิตจากไฟไหม้ครั้งนี้ห้าคน

เจ้าของโกดังกล่าวว่า “เราเสียใจมาก”

โรงเรียนใกล้ท่าเรือปิดเรียน
""",
        """# ไฟไหม้โกดังท่าเรือ มีผู้เสียชีวิตห้าคน

เกิดเหตุไฟไหม้โกดังไม้ที่ท่าเรือเมื่อเช้าวันศุกร์

ตำรวจกล่าวว่ามีผู้เสียชีวิตจากไฟไหม้ครั้งนี้ห้าคน

เจ้าของโกดังกล่าวว่า “เราเสียใจมาก”
""",
    ),
}
"""Language → the text of three versions: toll corrected and quote added, then day corrected and line dropped."""


def told(
    language: str, texts: Sequence[str], source: str = "The Invented Gazette (invented)", vias: Sequence[str] = ()
) -> History:
    """The History of an article whose texts were seen one after another; `vias` says how each was obtained."""
    key = f"https://gazette.example/{language}/harbour-fire"
    found = [
        Snapshot(
            article=key,
            content=text.encode(),
            observed_at=START + at * STEP,
            media_type="text/markdown",
            source=source,
            language=language,
            via=via,
            time_note="invented",
        )
        for at, (text, via) in enumerate(zip(texts, vias or ["written for revtrack"] * len(texts), strict=True))
    ]
    return history_of(key, found, [extract(one) for one in found])


def history_of(key: str, snapshots: Sequence[Snapshot], documents: Sequence[Document]) -> History:
    """The History that these Snapshots make, each Version compared with the one before it."""
    seen = [Observation.of(snapshot, read) for snapshot, read in zip(snapshots, documents, strict=True)]
    identity = versioning.identity(key)
    article = versioning.derive_article(identity, seen)
    versions = versioning.timeline(article.id, seen)
    by_fingerprint = {read.fingerprint: read for read in documents}
    steps = tuple(
        Transition(
            article=article,
            old=old,
            new=new,
            comparison=compare(
                by_fingerprint[old.fingerprint], by_fingerprint[new.fingerprint], returns_to=new.returns_to
            ),
        )
        for old, new in pairwise(versions)
    )
    return History(article=article, versions=versions, transitions=steps)


def in_script(language: str) -> History:
    """The History in one of `SCRIPTS`."""
    return told(language, SCRIPTS[language])


FIRST = """# Warehouse fire kills three

By Ana Ruiz

A fire broke out in a warehouse by the harbour on Tuesday. Smoke could be seen for miles.

The building was inspected in March. Neighbours reportedly heard a blast.

The fire killed three people and injured 14, officials said. Two streets were closed. Buses were sent another way.

Police said the cause could not be immediately confirmed.

Schools stayed open. The harbour was shut and ferries turned back.

Crews left at noon. They came back at night. The mayor recieved the families.

The inquiry goes on.
"""
TOLL = FIRST.replace("kills three", "kills five; owner denies claim").replace("killed three", "killed five")
DENIED = TOLL.replace(
    "Police said the cause could not be immediately confirmed.",
    "“We deny every word of it,” the owner, Ana Ruiz, said.",
)
SPELT = DENIED.replace("recieved", "received")
SHAPED = SPELT.replace(
    "The harbour was shut and ferries turned back.", "The harbour was shut. Ferries turned back."
).replace("Crews left at noon. They came back at night.", "Crews left at noon and came back at night.")
MOVED = SHAPED.replace("The building was inspected in March. ", "").replace(
    "Schools stayed open.", "Schools stayed open. The building was inspected in March."
)
NOTED = f"{MOVED}\nCorrection: An earlier version of this article misstated the number of people killed.\n"
OTHER = NOTED.replace("Warehouse fire kills five; owner denies claim", "What we know about the warehouse fire")

EVERYTHING = (FIRST, TOLL, DENIED, SPELT, SHAPED, MOVED, NOTED, OTHER, NOTED, OTHER, NOTED)


def busy() -> History:
    """An article that changed in every way there is, took turns, was gone, came back, and failed to be read."""
    made = told("en", EVERYTHING, source="The Example Post")
    key = made.article.identity
    at = made.versions[2].first_seen
    checks = tuple(
        Check(
            article=key,
            at=at + timedelta(minutes=minutes),
            state=state,
            address=key,
            status=status,
            detail=detail,
        )
        for minutes, state, status, detail in (
            (10, FetchState.TIMEOUT, None, "no answer in 30 seconds"),
            (20, FetchState.TIMEOUT, None, "no answer in 30 seconds"),
            (30, FetchState.MISSING, 404, "the server answered 404"),
            (40, FetchState.GONE, 410, "the server answered 410"),
        )
    )
    away = Absence(since=checks[2].at, confirmed_at=checks[3].at, state=FetchState.GONE, until=at + STEP)
    versions = tuple(
        replace(version, note={2: "Toll raised, says the desk"}.get(version.number), technical=version.number == 5)
        for version in made.versions
    )
    article = replace(made.article, checks=len(checks))
    steps = []
    for step in made.transitions:
        compared = step.comparison
        if step.new.number == len(versions):
            compared = replace(compared, new=_with_titles(compared.new))
        steps.append(
            replace(
                step,
                article=article,
                old=versions[step.old.number - 1],
                new=versions[step.new.number - 1],
                comparison=compared,
            )
        )
    alias = Alias(address=f"{key}?amp", article_id=article.id, reason="names the article as its canonical address")
    return replace(
        made,
        article=article,
        versions=versions,
        transitions=tuple(steps),
        checks=checks,
        absences=(away,),
        aliases=(alias,),
    )


def _with_titles(read: Document) -> Document:
    """The Document with titles on other surfaces and a correction in its data."""
    added = (
        Field(name=FieldName.PAGE_TITLE, value="Harbour fire: five dead"),
        Field(name=FieldName.SOCIAL_TITLE, value="Five dead, and the owner says it is not her fault"),
        Field(name=FieldName.CORRECTION, value="The number of people killed was misstated."),
    )
    return replace(read, fields=(*read.fields, *added))


def gone() -> History:
    """An article that its publisher took away."""
    made = told("en-GB", (FIRST, DENIED), source="The Example Post")
    since = made.article.last_checked + STEP
    away = Absence(since=since, confirmed_at=since + STEP, state=FetchState.GONE)
    article = replace(made.article, gone_since=since, last_state=FetchState.GONE, checks=2, last_checked=since + STEP)
    return replace(made, article=article, absences=(away,))


def failing() -> History:
    """An article that cannot be read at present."""
    made = told("en-IE", (FIRST,), source="The Walled Paper (invented)")
    return replace(made, article=replace(made.article, last_state=FetchState.PAYWALLED, checks=3))


def minor() -> History:
    """An article whose only change is a spelling."""
    return told("en-NZ", (DENIED, SPELT), source="The Walled Paper (invented)")


def everything() -> list[History]:
    """All of them: a site with every kind of page and every state of an article."""
    return [busy(), gone(), failing(), minor(), *map(in_script, SCRIPTS)]
