"""PURE. The pages of a site: what stands on each, worked out as values, and the templates filled with them.

chrome        what stands around every page           side_by_side  a Comparison as rows of two columns
article       the history of one article              pair          two of its Versions
cells         one side of such a row                  reading       one text alone, to be read
listing       an article in a list                    lists         the index, the sources, all articles by month
single        one page as a file of its own
"""
