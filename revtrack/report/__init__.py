"""PURE. What readers see of Comparisons and histories: words, rows, pages, terminal text, JSON.

    wording     sentences for readers, used by all        standing     there, gone or out of sight; the next look
    rows        the smallest things a page shows          timeline     a History as entries and headlines
    charts/     strip, river and blame of a History       pages/       what stands on each page of a site
    site        a whole site as pages                     environment  templates; foreign text made harmless
    terminal/   the terminal                              as_json      the shape for programs
    foreign     text that others wrote, made harmless for all of these but the pages

Nothing here compares, stores or reads a clock; only `environment` reads files, the package's own.
"""
