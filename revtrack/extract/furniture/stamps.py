"""Tells the lines of a page that say when it was published or brought up to date, and nothing else.

    Publié le 5 février 2026 à 11h02, mis à jour à 14h30        a stamp
    Stand: 04.02.2026, 18:05 Uhr | Lesedauer: 3 Minuten         a stamp
    3 Feb 2026, 12:30 GMT                                       a date; a stamp only on top of an article
    By Ann Lee, updated 3 February 2026 at 2.30pm               a byline, and a stamp behind it
    Two hours ago the mayor said no.                            neither: it has words of its own

Such a line changes with every visit, or whenever anything does, and a date alone is no news. It is known by its words:
each is one of those below, one of them says "published", "updated" or "ago", and there is a figure.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

import regex

from revtrack.extract.reading import Piece, byline
from revtrack.model import BlockKind

__all__ = ["LONGEST_STAMP", "datelines", "is_stamp", "parted"]

LONGEST_STAMP: Final = 160
"""Characters of a line that may be a stamp: two moments with their zones, the time it takes to read and a byline."""

TOP: Final = 5
"""Pieces on top of an article among which a date alone is a stamp, a count: kicker, standfirst, byline, two more."""

BOTTOM: Final = 2
"""Pieces at the end of an article among which a date with the time of day is a stamp, a count: below them a byline."""

MOST_DATELINES: Final = 2
"""Dates alone that an article may hold for one on top to be a stamp, a count: with more it is a chronicle."""

MOST_BREAKS: Final = 20
"""Places of a line at which a byline may end, a count."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PUBLISHED: Final = _set(
    "published updated posted modified uploaded update "
    "veröffentlicht aktualisiert publiziert geändert bearbeitet aktualisierung stand "
    "publié publiée modifié modifiée actualisé actualisée posté postée mis mise "
    "publicado publicada actualizado actualizada modificado modificada actualización "
    "atualizado atualizada postado postada atualização "
    "pubblicato pubblicata aggiornato aggiornata modificato modificata aggiornamento "
    "gepubliceerd bijgewerkt gewijzigd geplaatst aangepast geactualiseerd"
)
_READ: Final = _set(
    "read reading lesedauer lesezeit lecture lectura leitura lettura leestijd"  # of so many minutes
)
_UNITS: Final = _set(
    "sec secs second seconds min mins minute minutes hour hours hr hrs h day days week weeks month months year years "
    "sekunde sekunden minuten stunde stunden std tag tage tagen woche wochen monat monate monaten jahr jahre jahren "
    "seconde secondes heure heures jour jours semaine semaines mois an ans "
    "segundo segundos minuto minutos hora horas día días dia dias semana semanas mes meses mês año años ano anos "
    "secondo secondi minuti ora ore giorno giorni settimana settimane mese mesi anno anni "
    "seconden uur uren dag dagen weken maand maanden jaar"
)
_MINUTES: Final = _set("min mins minute minutes minuten minuto minutos minuti")
_MONTHS: Final = _set(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "januar jänner februar märz mai juni juli oktober dezember mär mrz okt dez "
    "janvier février mars avril juin juillet août septembre octobre novembre décembre janv févr fév avr juil déc "
    "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre "
    "ene abr ago dic "
    "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro fev mai set out "
    "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre gen mag giu lug ott "
    "januari februari maart mei augustus mrt "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря "
    "януари февруари март април май юни юли август септември октомври ноември декември "
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia "
    "ianuarie februarie martie aprilie iunie iulie septembrie octombrie noiembrie decembrie"
)
_WEEKDAYS: Final = _set(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so "
    "lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim "
    "lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom "
    "segunda terça quarta quinta sexta feira seg ter qua qui sex "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica gio sab "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo"
)
_DAYS: Final = _set(
    "today yesterday heute gestern aujourd hui hier hoy ayer hoje ontem oggi ieri vandaag gisteren"  # as numbers do
)
_FILLERS: Final = _set(
    "a an the on at in of about around from last first latest originally just ago date time local st nd rd th am pm m "
    "p and t z gmt utc bst est edt et cst cdt ct mst mdt mt pst pdt pt cet cest mez mesz msk ist jst kst aest aedt "
    "hkt sgt myt pht wib ict acst acdt awst nzst nzdt hst akst akdt wet west eet eest sast brt "
    "estimated comments comment views shares likes "
    "vor am um uhr der den einer einem ein eine zuletzt letzte letztes letzter letzten datum ca "
    "le la les à il y l d de du dernière dernier jour environ une un er temps et "
    "el las los a hace última última último fecha una unos tiempo y del "
    "há em às as o os atrás cerca uma um tempo e data "
    "il alle fa ultimo ultima circa di un una ora "
    "op om geleden laatst laatste een sinds tijd"
)
_STAMP_WORDS: Final = _PUBLISHED | _READ
_WORDS: Final = _STAMP_WORDS | _UNITS | _MONTHS | _WEEKDAYS | _DAYS | _FILLERS

_ATOM: Final = regex.compile(r"[\p{L}\p{M}]+")
_AGO: Final = regex.compile(r"\b(?:ago|vor|il y a|hace|há|fa|geleden|atrás)\b", regex.IGNORECASE)
_SOME: Final = regex.compile(r"\b(?:an?|one|einer?|einem|une?|una|uma?|een)\b", regex.IGNORECASE)
_FIGURE: Final = regex.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d")
"""A number that is no year: "Published 2019" stands below a book."""
_DATE: Final = regex.compile(r"(?<!\d)(?:\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d\d)|\d{4}([./-])\d{1,2}\2\d{1,2})(?!\d)")
_CLOCK: Final = regex.compile(
    r"(?<!\d)\d{1,2} ?(?:[:.h] ?[0-5]\d(?!\d)|[ap]\.?m\b|(?:uhr|uur|h|hrs)\b)|(?<!\d)[0-2]\d[0-5]\d (?:gmt|utc|hrs)\b",
    regex.IGNORECASE,
)
_DAY: Final = regex.compile(r"(?<![\d:.])\d{1,2}(?![\d:])")
_NAMED: Final = regex.compile(r"\p{L} ?:")
"""What a line says it is, "Date:"; no colon of a clock."""
_YEAR: Final = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OTHERS: Final = regex.compile(r"[^\p{L}\p{M}\d\s.,:;|/·•()+–—'’@ºª-]")
"""What no stamp holds: quotation marks, question marks, signs of money."""
_BY: Final = regex.compile(
    r"\b(?:by|von|par|por|da|di|door) [^\d|·•,.;:!?]{2,60}?(?=\s*(?:[|·•,]|\d|$| (?i:on|am|le|el|em|il|op)\b))"
)
_MAY_BE_PARTED: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})
_BREAK: Final = regex.compile(r"[\s,;|·•–—(-]+")
_EAST_AGO: Final = r"\d{1,3} ?(?:秒|分|分钟|時間|小时|日|天|週間|周|か月|ヶ月|カ月|个月|年)前"
_EAST_WHEN: Final = (
    rf"(?:{_EAST_AGO}"
    r"|\d{4} ?[年/.-] ?\d{1,2} ?[月/.-] ?\d{1,2} ?日?"
    r"(?: ?[(（]\p{L}{1,3}[)）])?(?: ?\d{1,2} ?[時时:：](?: ?\d{1,2} ?分?)?(?:[:：]\d\d)?)?)"
)
_EAST_VERB: Final = r"(?:最終|初回|最后)?(?:公開|更新|投稿|掲載|配信|发布|发表)(?:日時|日|时间|于)?"
_EAST: Final = regex.compile(
    rf"(?:{_EAST_VERB} ?[:：]? ?{_EAST_WHEN}|{_EAST_WHEN} ?(?:に|頃)?{_EAST_VERB}|{_EAST_AGO})"
    rf"(?:[ 、,|]*{_EAST_VERB} ?[:：]? ?{_EAST_WHEN})?"
    rf"|(?:{_EAST_VERB} ?[:：]? ?)?{_EAST_WHEN} *来源 ?[:：] ?\S{{1,20}}"
)
_EAST_DATE: Final = regex.compile(_EAST_WHEN)


def is_stamp(line: str) -> bool:
    """True for a line that says nothing but when something was published, changed or how long it takes to read."""
    if len(line) > LONGEST_STAMP:
        return False
    words, has_others = _words(line), _OTHERS.search(line) is not None
    if has_others or not words <= _WORDS:
        if _EAST.fullmatch(line):
            return True
        if has_others or _PUBLISHED.isdisjoint(words) or (told := _BY.search(line)) is None or told.start() == 0:
            return False
        line = line[: told.start()] + line[told.end() :]
        words = _words(line)
        if not words <= _WORDS:
            return False
    if not _READ.isdisjoint(words) and not _MINUTES.isdisjoint(words) and _FIGURE.search(line):
        return True
    if not _UNITS.isdisjoint(words) and _AGO.search(line) and (_FIGURE.search(line) or _SOME.search(line)):
        return True
    return not _PUBLISHED.isdisjoint(words) and (_says_day(line, words) or _CLOCK.search(line) is not None)


def parted(piece: Piece) -> tuple[str, str] | None:
    """The byline of a line and the stamp behind it, None for any other piece."""
    line = piece.text
    if len(line) > LONGEST_STAMP or piece.kind not in _MAY_BE_PARTED or not _FIGURE.search(line):
        return None
    for gap, _ in zip(_BREAK.finditer(line), range(MOST_BREAKS), strict=False):
        if not byline(line[: gap.start()], bare=True):  # seen at once, and so of nearly all
            continue
        rest = line[gap.end() :]
        stamp = is_stamp(rest)
        if (stamp or _is_date(rest)) and byline(line[: gap.start()], bare=stamp):
            return line[: gap.start()], line[gap.start() :].strip()
    return None


def datelines(pieces: Sequence[Piece]) -> Sequence[int]:
    """The numbers of the pieces on top of an article that are a date and nothing else, and of those at its end that say
    the time of day too: not what a line or a heading in front announces, "The next sitting:".
    """
    found = [
        number for number, piece in enumerate(pieces) if piece.kind is not BlockKind.LIST_ITEM and _is_date(piece.text)
    ]
    if len(found) > MOST_DATELINES:
        return ()
    lines = [number for number in found if pieces[number].kind is BlockKind.PARAGRAPH]
    return [number for number in lines if number < TOP or _closes(pieces, number)]


def _closes(pieces: Sequence[Piece], number: int) -> bool:
    above, text = pieces[number - 1], pieces[number].text
    if number < len(pieces) - BOTTOM or above.kind is BlockKind.HEADING or above.text.endswith(":"):
        return False
    return _CLOCK.search(text) is not None and not _NAMED.search(text)


def _is_date(line: str) -> bool:
    """True for a day with its month and year, whatever the clock says beside it."""
    if len(line) > LONGEST_STAMP or not (_YEAR.search(line) or _DATE.search(line)) or _OTHERS.search(line):
        return False
    words = _words(line)
    if not words <= _WORDS:
        return _EAST_DATE.fullmatch(line) is not None
    return _DAYS.isdisjoint(words) and _says_day(line, words)


def _says_day(line: str, words: AbstractSet[str]) -> bool:
    if not _DAYS.isdisjoint(words) or _DATE.search(line):
        return True
    return not _MONTHS.isdisjoint(words) and _DAY.search(line) is not None


def _words(line: str) -> frozenset[str]:
    return frozenset(_ATOM.findall(line.lower()))
