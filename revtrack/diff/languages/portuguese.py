"""The word lists of Portuguese: data only.

Origin: written for revtrack from the grammar of Portuguese.
"""

from typing import Final

from revtrack.diff.languages.lexicon import (
    COPYRIGHT,
    COUNT,
    NETWORK_LIST,
    NETWORKS,
    ZONES,
    Lexicon,
    count,
    forms,
    line_patterns,
    negated,
    patterns,
    value_map,
    word_map,
    word_set,
)
from revtrack.diff.languages.note_words import PORTUGUESE_NOTES

__all__ = ["PORTUGUESE"]

PORTUGUESE: Final = Lexicon(
    language="pt",
    decimal=",",
    common=word_set(
        "o a os as de do da dos das e que em um uma por com para se no na nos nas ao aos à foi é são mais não como seu"
        " sua pelo pela ou mas foram ser tem também já entre sobre quando até após está segundo era ele ela"
    ),
    articles=word_set("o a os as um uma uns umas"),
    pronouns=word_set("ele ela eles elas nós eu você vocês se lhe quem seu sua"),
    numbers=count(
        "zero um/uma dois/duas/ambos/ambas três quatro cinco seis sete oito nove dez onze doze treze"
        " catorze/quatorze quinze"
        " dezesseis/dezasseis dezessete/dezassete dezoito dezenove/dezanove",
        start=0,
    )
    | count("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem/cento", 20, 10)
    | count(
        "duzentos/duzentas trezentos/trezentas quatrocentos/quatrocentas quinhentos/quinhentas"
        " seiscentos/seiscentas setecentos/setecentas oitocentos/oitocentas novecentos/novecentas",
        200,
        100,
    ),
    scales=value_map(
        "mil=1000 milhão/milhões=1000000 bilhão/bilhões=1000000000 trilhão/trilhões=1000000000000 dúzia=12"
    ),
    crowds=value_map("dezenas=10 dúzias=12 centenas=100 milhares=1000"),
    ordinals=count(
        "primeiro/primeira segundo/segunda terceiro/terceira quarto/quarta quinto/quinta sexto/sexta"
        " sétimo/sétima oitavo/oitava nono/nona décimo/décima"
    ),
    weak_numbers=word_set("ambos ambas um uma primeiro primeira segundo segunda terça quarto quarta quinta sexta"),
    fractions=value_map("metade=2 terço/terços=3 quartos=4 quintos=5"),
    halves=word_set("meio meia"),
    joiner="e",
    percent=word_set("porcento"),
    currencies=word_map("euro/euros/eur=€ dólar/dólares/usd=$ libras=£ ienes=¥ real/reais/brl=r$ centavos/cêntimos=¢"),
    months=count("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
    day_heads=word_set("dia"),
    weekdays=count("segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo"),
    moments=word_map("ontem=-1 hoje=0 amanhã=+1 meio-dia=12:00 meia-noite=0:00"),
    durations=word_map(
        "segundo/segundos=s minuto/minutos=min hora/horas=h dia/dias=d semana/semanas=w"
        " mês/meses=m ano/anos=y década/décadas=10y"
    ),
    hedges=patterns(r"""
        supost[oa]s?, supostamente, alegad[oa]s?, alegadamente, aparentemente, ao que parece, em princípio,
        não (?:foi|foram|pôde|puderam) (?:possível |ser )?(?:confirma\w{1,3}|verifica\w{1,3}),
        segundo algumas versões, assim chamad[oa]s?"""),
    weak_hedges=patterns(
        "provavelmente, talvez, possivelmente, poderia[m]?, teria[m]?, pode[m]?, acusad[oa]s? de, suspeit[oa]s?"
    ),
    about=patterns("pelo menos, ao menos, cerca de, mais de, menos de, até, quase, aproximadamente"),
    roughly=frozenset({"cerca de", "aproximadamente"}),
    negations=patterns(
        "não(?! só), nunca, jamais, nenhuma?, ninguém, nada, sem, nem, se recus(?:ou|aram) a, recus(?:ou|aram)-se a,"
        " nega(?:m|ram)?, negou, desment(?:e|iu|iram)"
    ),
    opposites=negated(
        "in",
        "capaz capazes completo completa constitucional correto correta direto direta eficaz exato exata justo justa"
        " justiça justificado justificada seguro segura suficiente suficientes útil úteis válido válida",
    )
    | negated("im", "possível possíveis provável procedente")
    | negated("i", "legal legais legítimo legítima")
    | negated("ir", "responsável responsáveis regular regulares")
    | negated("des", "conhecido conhecida favorável igual igualdade leal honesto honesta necessário"),
    speech=forms(
        "dizer/disse/diz/dizem/disseram afirmar/afirmou/afirma declarar/declarou/declara explicar/explicou/explica"
        " garantir/garantiu/garante acrescentar/acrescentou confirmar/confirmou/confirma"
        " negar/negou/nega admitir/admitiu/admite reconhecer/reconheceu/reconhece"
    ),
    weak_speech=word_set("explicar garantir acrescentar declarar confirmar negar admitir reconhecer"),
    sources={"acordo": "com", "segundo": "", "conforme": ""},
    titles=word_set("sr sra dom dona dr presidente ministro ministra primeiro primeira general prefeito"),
    notes=PORTUGUESE_NOTES,
    stamp_words=word_set("atualizado atualizada publicado publicada modificado há leitura") | ZONES,
    stamp_fillers=word_set(
        "às à as em o de hora horas h minuto minutos min dias dia tempo ontem hoje última vez por"
        " jan fev mar abr mai jun jul ago set out nov dez"
    ),
    furniture_words=word_set(
        "newsletter copyright reservados leia lendo compartilhe compartilhar publicidade comentários comentário"
        " visualizações ouvir facebook twitter whatsapp copiar inicial"
    ),
    furniture=line_patterns(rf"""
        newsletter: (?:assine|inscreva-se em|inscreva-se na) [^.!?\d]{{1,60}}newsletter\b[^.!?\d]{{0,30}}[.!]?
        copyright: (?:{COPYRIGHT} ?)?todos os direitos reservados\.?
        copyright: {COPYRIGHT}
        read-more: (?:leia mais|leia também|continue lendo)\W{{0,4}}
        share: compartilh(?:e|ar)(?: esta notícia| este artigo)?(?: no {NETWORKS})?\W?
        share: (?:compartilhar:? )?{NETWORK_LIST}|copiar (?:o )?link
        navigation: voltar (?:para|à) (?:a )?página inicial
        control: ouvir (?:o |este )?artigo
        comments: (?:ver|ler|mostrar)(?: todos)?(?: os)? comentários
        counted: {COUNT} ?(?:comentários?|visualizações)|(?:ver|ler)(?: os)? {COUNT} ?comentários
        advertisement: publicidade|continua (?:após|depois d) ?a publicidade"""),
)
