"""SHELL but for `schedule` and `contents`. Looking at articles again and again: when, and one round of it.

schedule   when an article is looked at next, or why never again: pure
due        which of many addresses are to be looked at
lists      a feed or sitemap, read: what it lists
contents   items of a feed whose own content is the article: pure
crew       hosts side by side, stopped at once
round      everything that is due, once; each source for itself, so that none stops the others
"""
