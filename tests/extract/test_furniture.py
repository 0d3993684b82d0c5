"""Page furniture is set aside by name; what editors wrote is not."""

from collections.abc import Callable
from dataclasses import replace
from itertools import chain

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.extract.furniture import (
    ADVERTISEMENT,
    LONGEST_REST,
    RULES,
    Reach,
    names_box,
    names_furniture,
    names_site,
    sort_out,
)
from revtrack.extract.furniture.stamps import TOP
from revtrack.extract.reading import Piece
from revtrack.model import BlockKind

EXAMPLES = {
    "hacker-news": ["from Hacker News https://ift.tt/2ujv46C"],
    "navigation": [
        *("Home Politics Politics News", "Home > World > Middle East", "Skip to main content", "Zur Startseite"),
        *("Back to homepage", "Retour à l’accueil", "Volver a la portada", "Voltar para a página inicial"),
    ],
    "share": [
        "Share on Facebook",
        "Share",
        *("Tweet this", "Link this", "Reprints"),
        "Share this article via WhatsApp",
        "Share on Facebook | Twitter",
        "Facebook Twitter WhatsApp",
        "Copy link",
        "Save for later",
        "Später lesen",
        "Follow us on Twitter",
        *("Follow LBC Halden on Facebook, X and Instagram.", "Compartilhe no WhatsApp", "Auf Facebook teilen"),
        *("Clique aqui para seguir o canal do g2 no WhatsApp", "Partagez cet article sur Facebook", "Condividi su X"),
        "Partager",
        *("Follow Jane Doe on Twitter @jane_doe", "-- Follow us on Twitter: @post, @janedoe", "Follow @thepost"),
        *("Follow Jane Doe at: http://twitter.com/jane", "Folgen Sie Jane Doe auf Twitter: @jane"),
        *("Suivez @lepost sur Twitter", "Sigue a Juana en Twitter: @juana", "Siga @opost no Twitter"),
        *(
            "Twitter: @jane",
            "この記事をシェア",
            "微信扫一扫 关注该公众号",
        ),
        *("SHARE 9 CONNECT 4 TWEET 3 COMMENTEMAILMORE", "Share Tweet Email"),
    ],
    "author": [
        "Jane Doe is a reporter for The Post and writes a blog. Follow @jane on Twitter. It was not read by her.",
        "Jane Doe covers harbours for The Post. Follow Jane on Twitter at @jane or read her blog.",
        "Jane Doe is a Post staff writer. E-mail: jane@post.example",
        "Jane Doe ist Redakteurin der Post. Folgen Sie ihr auf Twitter: @jane",
        "Jane Doe est journaliste au Post. Suivez-la sur Twitter : @jane",
        "To contact the reporter on this story: Jane Doe in Ankara at jane@post.example",
        "To contact the editor responsible for this story: John Roe at roe@post.example",
        "Contact Jane Doe at jane@post.example and follow @jane on Twitter.",
    ],
    "counter": [
        *("1.2k shares", "345 views", "12 comments", "45 comentarios", "12 commentaires", "Views: 2000", "Vues : 2000"),
        *("20 people like this", "A 20 personas les gusta esto", "Shared 14 times", "#2 in Trending"),
    ],
    "comments": [
        *("View all 12 comments", "Leave a comment", "Join the conversation", "Comments (3)", "Ver 45 comentarios"),
        "The views expressed in the contents above are those of our users and not of The Post.",
        "Comments must adhere to our policy. If you believe that a comment does not, please press the flag.",
        "Die Kommentare geben nicht die Meinung der Redaktion wieder.",
        "Les commentaires sont sous la responsabilité de leurs auteurs.",
        "El contenido de los comentarios es la opinión de los usuarios o internautas no de elfaro.example.",
        "Os comentários são de responsabilidade exclusiva de seus autores.",
        "Sort by:Newest|Oldest|Recommended|Most Discussed|Agree|Disagree",
        *("Voir les 45 commentaires", "Alle 45 Kommentare anzeigen", "Leggi i 45 commenti", "45件のコメント"),
    ],
    "subscription": ["Log in", "Subscribe now", "Already a subscriber? Log in", "Already a Post.example user?"],
    "cookies": [
        *("We use cookies to make this site better. Learn more", "Accept all cookies"),
        "Cliquez pour accepter les cookies et voir ce contenu",
    ],
    "related": [
        "Most read",
        "Related articles",
        "You may also like",
        "More from The Example",
        "Read more: Five things about harbours",
        "Now read: The average harbour",
        "Lesen Sie auch: Fünf Fragen",
        "À lire aussi : cinq questions",
        "Mehr zum Thema",
        "Lee también",
        *("Meistgelesene Artikel", "Am meisten gelesen", "Les articles les plus lus", "Lo más visto", "Le più lette"),
        *("As mais lidas", "関連記事", "Kapcsolódó írások:", "Читайте также:", "Czytaj także", "Läs också"),
    ],
    "control": [
        *("Next Page »", "Image 1 of 8"),
        *("« Back to Article", "Text size – +", "Schriftgröße", "Taille du texte", "Tamaño de letra", "字号"),
        *("Read more", "Back to top", "Listen to this article", "Continue reading…", "Article continues below"),
        *("Listen to article (2 min)", "Listen to this article · 2:30 min", "Artikel anhören (3 Min.)"),
        *("Écouter l’article (3 min)", "Scroll to continue", "Continue reading the main story"),
    ],
    "timestamp": [
        "Published 2 hours ago",
        "Updated 5 minutes ago",
        "Last updated: an hour ago",
        "Posted 3 days ago · 4 min read",
        "2 hours ago",
        "This article is more than 1 year old",
        "Dieser Artikel ist mehr als ein Jahr alt",
        "Cet article a plus d’un an",
        "Este artículo tiene más de 2 años",
        "Este artigo tem mais de um ano",
    ],
    "reading-time": ["4 min read", "12 minute read", "Reading time: 3 minutes", "4 min read | Updated 2 hours ago"],
    "advertisement": [
        *(
            "Advertisement",
            "ADVERTISEMENT",
            "Story continues below advertisement",
            "Anzeige",
            "- Werbung -",
            "Publicité",
        ),
        *("Continua após a publicidade", "Continúa tras la publicidad", "La suite après cette publicité"),
        *("Publicidad", "Publicidade", "Pubblicità", "Advertentie", "[Sponsored]", "広告"),
        *("Sponsored Links", "Ads by Google", "Liens sponsorisés", "Enlaces patrocinados"),
    ],
    "newsletter": [
        "Start your day with The Canary News Digest",
        "Kick off your day with The Post's daily email newsletter. It's the freshest news, served hot. Get it.",
        "Fresh and fearless; get independent journalism, delivered straight to your inbox every morning.",
        "Sign up for our daily newsletter.",
        "Enter your email address",
        "By signing up, you agree to our Terms of Service.",
        "Abonnez-vous à notre newsletter",
        *("Suscríbete al boletín", "Recibe cada mañana las noticias más importantes en tu correo."),
        "Iscriviti alla newsletter per ricevere ogni mattina le notizie",
    ],
    "syndication": [
        *(
            "The post Mill burns down appeared first on The Post.",
            "The post Mill burns down first appeared on The Post.",
        ),
        *("Der Beitrag Mühle brennt erschien zuerst auf Die Post.", "La entrada El molino aparece primero en El Faro."),
    ],
    "copyright": [
        "Copyright AFP. All rights reserved.",
        "Copyright 2020 The Associated Press. All rights reserved. This material may not be redistributed.",
        "© 2020 The Example Company",
        "All rights reserved.",
        "The-Post-Wire ™ & © 2013 Post News, Inc., a Post Company. All rights reserved.",
        *(
            "—Copyright 2013 Associated Press",
            "Copyright: The Post",
            "Not to be reproduced without permission of The Post",
        ),
        "【免责声明】本文仅代表作者本人观点，与和讯网无关。",
        "This article is copyrighted by International Business Times, the business news leader",
    ],
    "photo-credit": [
        "AP/Shutterstock",
        "(PA Graphics)",
        "Reuters",
        "(AP Photo/Hadi Mizban)",
        "Featured image and additional content via Press Association",
        "Photo: Jane Doe",
        "Image source, Getty Images",
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
    "This article is more than a review of one book.",
    "Image sources differ on the date.",
    "Save the date: 3 May.",
    "Back to home rule",
    "Continue reading the main story of the war in his book, and it turns dark.",
    "Nach der Anzeige ermittelt die Polizei.",
    "Continua após a publicidade negativa.",
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
    "Two hours ago the mayor said no.",
    "Vor 2 Stunden sagte der Bürgermeister nein.",
    "Il y a 2 heures, le maire a dit non.",
    "Hace 2 horas el alcalde dijo que no.",
    "2時間前に橋が閉鎖された。",
    "The video had 2,000 views.",
    "Update 2",
    "Published 2019",
    "14:32",
    "3 minutes",
    "The report was published on 3 February 2026.",
    "This article was amended on 3 February 2026.",
    "This article was updated on 3 February 2026 to correct the name.",
    "Correction, 3 February 2026: an earlier version said 37.",
    "3 February 2026: the bridge opens.",
    "John Smith, 3 February 1950 – 12 May 2026",
    "March on Monday",
    "Sie wurde vor 20 Jahren gebaut.",
    "Ads on buses were banned in 2019.",
    "Werbung wirkt, sagt die Branche.",
    "Twenty people like this idea.",
    "Views on the bridge differ.",
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
    "Jane Doe can be reached at jane@town.example",
    "The views expressed in the report are those of three judges, who wrote it in a year.",
    "Los comentarios del ministro causaron enfado, y la opinión pública los rechaza.",
    "Les commentaires du ministre engagent le gouvernement.",
    "Contact the police at tips@police.example if you saw the car.",
    "The reporter covers crime. She wrote to the mayor at mayor@town.example, and he did not answer.",
    "The editor resigned on Monday. His account, @editor, was deleted.",
    "He said: follow @thepost, and you will see.",
    "Follow the suspects on Facebook, the police said, and you see why.",
    "He told readers to click here: a video on YouTube showed the crash.",
    "The post office appeared first on the list.",
    "Recibe cada mañana a los vecinos en su despacho.",
    "Compartilhe a água com quem precisa, pediu a prefeita.",
    "Cliquez moins, vivez plus, dit-elle.",
)

STAMPS = (
    *("Updated at 4 p.m.", "Updated 3:10 p.m. EST", "Published 3 Feb 2026, 12:30 GMT", "Last updated: 12:01"),
    *("First published on Mon 3 Feb 2026 12.30 GMT", "Posted by admin on 3 Feb 2026", "Updated 2 hours ago by Ann Lee"),
    *("Published: 12:30 GMT, 3 February 2026 | Updated: 13:45 GMT, 4 February 2026", "3 February 2026 • 5 min read"),
    *("vor 2 Stunden", "Vor einer Stunde aktualisiert", "Stand: 04.02.2026, 18:05 Uhr | Lesedauer: 3 Minuten"),
    *("Aktualisiert am 5. Februar 2026 um 12:05 Uhr", "Aktualisiert am 5. Februar 2026 um 12:05"),
    *("Publié il y a 2 heures", "Mis à jour le 5 février 2026 à 12h30", "Temps de lecture : 3 min"),
    *("Publié le 5 février 2026 à 11h02, mis à jour à 14h30", "Modifié le 05/02/2026 à 12:30", "Il y a une heure"),
    *("Actualizado hace 2 horas", "Hace un mes", "Actualizado el 5 de febrero de 2026 a las 12:30 h"),
    *("03/02/2026 12h41 Atualizado há 2 horas", "Há 3 dias", "Publicado em 3 de fevereiro de 2026 às 12h41"),
    *("Aggiornato 2 ore fa", "Pubblicato il 3 febbraio 2026 alle ore 12:30", "Tempo di lettura: 3 minuti"),
    *("2 uur geleden", "Laatst bijgewerkt: 3 februari 2026, 12:30 uur", "Gepubliceerd op 3 februari 2026 om 12:30"),
    *("2時間前に更新", "更新：2026年2月6日 10時12分", "公開日時：2026/02/06 10:12", "3日前"),
    *("最后更新: 2026-09-07 15:14:21", "发布时间： 2026-09-26 10:09:11", "2026-06-06 10:08 来源：澎湃新闻"),
)
DATES = (
    *("Feb 3, 2026 2:00 PM GMT", "3 February 2026", "04.02.2026, 18:05 Uhr", "Mardi 5 février 2026 à 12h"),
    *("3. Februar 2026", "5 de febrero de 2026", "2026年2月6日 10時12分", "2026-02-03T12:30:00Z"),
    *("3 февраля 2026, 12:30", "15 август 2026 13:28", "25 februarie 2026", "3 lutego 2026"),
)


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule, lines in EXAMPLES.items() for line in lines])
def test_furniture_is_set_aside_under_the_name_of_its_rule(rule: str, line: str) -> None:
    kept, aside = sort_out((Piece(text="Article text."), Piece(text=line)))
    assert [piece.text for piece in kept] == ["Article text."]
    assert [(one.rule, one.text) for one in aside] == [(rule, line)]


@pytest.mark.parametrize("written", [str, str.upper, str.lower, str.title])
def test_the_first_rule_that_fits_a_line_names_it_however_the_line_begins(written: Callable[[str], str]) -> None:
    for line in map(written, (*chain(*EXAMPLES.values()), *ARTICLE, *"(©X1")):
        fitting = (rule.name for rule in RULES if regex.fullmatch(rule.pattern, line, regex.IGNORECASE))
        aside = sort_out((Piece(text=line),))[1]
        assert [one.rule for one in aside if one.text == line] == [*fitting][:1]


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


def test_only_four_rules_reach_beyond_their_line() -> None:
    reaching = {rule.name for rule in RULES if rule.reach is not Reach.LINE}
    assert reaching == {"photo-credit", "donation", "related", "advertisement"}


ABOVE = tuple(Piece(text=f"The mayor gave reason {number}.") for number in range(TOP))
"""So much text that what follows stands no longer on top of the article."""


@pytest.mark.parametrize("line", STAMPS)
def test_a_line_that_says_nothing_but_when_is_furniture_wherever_it_stands(line: str) -> None:
    for pieces in ((*ABOVE, Piece(text=line)), (Piece(text=line), *ABOVE)):
        kept, aside = sort_out(pieces)
        assert kept == ABOVE
        assert [(one.rule, one.text) for one in aside] == [("timestamp", line)]


@pytest.mark.parametrize("line", DATES)
def test_a_date_alone_is_furniture_on_top_of_an_article(line: str) -> None:
    kept, aside = sort_out((Piece(text="A standfirst"), Piece(text=line), *ABOVE))
    assert [(one.rule, one.text) for one in aside] == [("timestamp", line)]
    assert len(kept) == len(ABOVE) + 1


@pytest.mark.parametrize("line", DATES)
def test_a_date_alone_is_article_text_further_down_as_a_heading_and_in_a_chronicle(line: str) -> None:
    day = Piece(text=line)
    for pieces in (
        (*ABOVE, day, *ABOVE),
        (replace(day, kind=BlockKind.HEADING), *ABOVE),
        (day, ABOVE[0], day, ABOVE[1], day),
    ):
        assert sort_out(pieces) == (pieces, ())


def test_a_date_with_the_time_of_day_is_furniture_at_the_end_too_unless_something_announces_it() -> None:
    stamp = Piece(text="3. Mai 2021, 14:30 Uhr")
    assert sort_out((*ABOVE, stamp))[0] == ABOVE
    for above in (Piece(text="Die nächste Sitzung:"), Piece(text="Termin", kind=BlockKind.HEADING)):
        assert sort_out((*ABOVE, above, stamp)) == ((*ABOVE, above, stamp), ())
    for line in ("3. Mai 2021", "Date: 3 May 2021, 14:30"):
        assert sort_out((*ABOVE, Piece(text=line))) == ((*ABOVE, Piece(text=line)), ())


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee, updated 3 February 2026 at 12.30pm", "By Ann Lee"),
        ("By Ann Lee | Published 2 hours ago | 20 comments | 3 min read", "By Ann Lee"),
        ("By Ann Lee and Bob Roe, Political Editor — 3 Feb 2026", "By Ann Lee and Bob Roe, Political Editor"),
        ("Von Katrin Hölscher, 04.02.2026", "Von Katrin Hölscher"),
        ("Par Mathilde Roux Publié le 5 février 2026 à 11h02", "Par Mathilde Roux"),
        ("Ann Lee · Updated 3 hours ago", "Ann Lee"),
    ],
)
def test_a_stamp_comes_off_the_byline_before_it(line: str, names: str) -> None:
    for kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        assert [piece.text for piece in sort_out((Piece(text=line, kind=kind),))[0]] == [names]
    _, aside = sort_out((Piece(text=line),))
    assert [(one.rule, one.text) for one in aside] == [("timestamp", line.removeprefix(names).strip())]


@pytest.mark.parametrize(
    ("text", "closing", "is_one"),
    [
        ("Buy the new Zephyr car now.", "Article continues below", True),
        ("Buy the new Zephyr car now.", "The mayor resigned.", False),
        ("x" * 201, "Article continues below", False),
    ],
)
def test_a_short_block_between_the_label_of_an_advertisement_and_its_end_is_one(
    text: str, closing: str, *, is_one: bool
) -> None:
    kept, _ = sort_out((Piece(text="ADVERTISEMENT"), Piece(text=text), Piece(text=closing)))
    assert (text not in [piece.text for piece in kept]) is is_one


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


@pytest.mark.parametrize(
    "name",
    [
        *(
            "ad",
            "ad-slot",
            "ads",
            "advert",
            "c-AdUnit",
            "adsContainer",
            "adsbygoogle",
            "inline-article-recirc",
            "post-ad",
        ),
        *(
            "sponsored-content",
            "promo-box",
            "anzeige",
            "werbung-box",
            "pubblicita",
            "publicidad",
            "ad2",
            "text ad_inline",
        ),
    ],
)
def test_a_name_with_a_word_of_advertising_marks_an_advertisement(name: str) -> None:
    for attribute in ("class", "id", "data-testid"):
        assert names_box([("href", "/"), (attribute, name)]) == ADVERTISEMENT


@pytest.mark.parametrize(
    "name",
    [
        *("", "shadow", "header", "download", "badge", "adventure", "lead", "broad", "loaded", "promoter", "gadget"),
        *("has-ads", "ad-free", "no-ads", "content-with-ads", "category-advertising", "tag-ads", "adHoc", "after-ad"),
        *("view-dom-id-8e2ad78e0", "section--Ads", "publisher"),
    ],
)
def test_a_name_with_other_words_marks_no_advertisement(name: str) -> None:
    for attribute in ("class", "id", "data-testid"):
        assert names_box([(attribute, name)]) is None


@pytest.mark.parametrize(
    ("attribute", "value", "is_one"),
    [
        *(
            ("data-ad", "1", True),
            ("data-ad-slot", "9", True),
            ("data-advert", "", True),
            ("aria-label", "Anzeige", True),
        ),
        *(("data-ad", "false", False), ("data-ad-preview", "message", False), ("data-added", "1", False)),
        *(("aria-label", "Ads on buses", False), ("data-title", "ad", False)),
    ],
)
def test_other_attributes_mark_an_advertisement_too(attribute: str, value: str, *, is_one: bool) -> None:
    assert (names_box([(attribute, value)]) == ADVERTISEMENT) is is_one


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("logo", True), ("site-title", True), ("header__logo", True), ("title", False), ("website", False)],
)
def test_a_heading_named_as_a_logo_is_the_sign_of_the_site(name: str, *, is_one: bool) -> None:
    assert names_site(name, None) is is_one
    assert names_site(None, name) is is_one
