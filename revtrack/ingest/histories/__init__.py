"""SHELL. Histories that other programs have kept: states of articles, one at a time.

    git          commits of a repository on this machine     article = repository and file, or an address made of them
    newssniffer  a saved page of NewsSniffer                 two versions of one article
    newsedits    a SQLite database of NewsEdits              versions of many articles
    diffengine   the SQLite database of diffengine           versions of many articles

Each yields findings (see `findings`), never more than one content in memory. Times are those the source states: aware
UTC, with a note where the source leaves the zone, the order or the time itself open.
"""
