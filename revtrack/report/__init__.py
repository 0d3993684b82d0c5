"""PURE. What readers see of Comparisons and histories: words, rows, pages, terminal text, JSON.

    wording       sentences for readers, used by all the others        rows          the smallest things a page shows
    side_by_side  a Comparison as rows of two columns                  timeline      a History as entries and bars
    environment   the templates, and what makes foreign text harmless  site          a whole site as pages
    plain_text    the terminal                                         as_json       the shape for programs
    foreign       text that others wrote, made harmless for all of these but the pages

Nothing here compares, stores or reads a clock; only `environment` reads files, the package's own.
"""
