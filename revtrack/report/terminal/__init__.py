"""PURE. What a terminal shows, as text: made harmless, no wider than it, with or without colour.

setting  lines, columns, colours          marks    one change: heading, sign, marked words
body     what is shown and what folded    inline   a Comparison in one column; its figures; its most telling change
split    a Comparison in two columns      unified  a Comparison as a unified diff of sentences
log      the Versions of an article       listing  articles
text     one Version: its text, its sentences by age, its facts

Colour adds to what is written and replaces nothing: without its escape sequences the coloured text is the plain one.
Signs of ours have an ASCII form each; letters of articles are left to the stream.
"""
