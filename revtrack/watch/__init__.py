"""SHELL but for `schedule`. Looking at articles again and again: when, and one round of it.

schedule   when an article is looked at next, or why never again: pure
round      everything that is due, once; each source for itself, so that none stops the others
"""
