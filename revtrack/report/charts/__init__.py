"""PURE. Pictures of a History, as numbers and short texts that a template draws; each says the same in words.

lives  when each sentence came and when it last changed     strip      a bar per Version; the spark of a list
blame  that, for the sentences of one Version               river      that, for all Versions at once
fork   a split or a merge                                   headlines  one after another, and other titles
"""
