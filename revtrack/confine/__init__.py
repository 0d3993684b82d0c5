"""SHELL. Runs a function on foreign bytes in a child that may hang, crash or eat memory: it costs the child, no more.

    threads that fetch ──call(extract, snapshot)──→ Confined ──socket──→ child, fenced in ──→ Document, made anew
                                                       └─────→ nursery, which forks the next child in milliseconds

A parser can hold the interpreter lock for minutes or crash the interpreter, so neither a thread nor a timer in the same
process can bound it. Nothing comes back but a value of the type the function says it returns: see `crossing`.

It costs half a millisecond an ordinary page, one and a half on one of 7,000 words; the blocks of a Document are made
only when somebody asks for them. 12 to 20 ms pass from a kill to the next answer.
"""

from revtrack.confine.confined import Confined
from revtrack.confine.fences import Fences, Network
from revtrack.confine.limits import ConfinedError, Limits, Reason

__all__ = ["Confined", "ConfinedError", "Fences", "Limits", "Network", "Reason"]
