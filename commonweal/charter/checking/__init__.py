"""Whether the rules of a charter fit together: what does not is named with its clause, before anybody signs.

`faults` is the whole. Each file looks at one side: `references` at names, `amounts` at what is split by amount,
`counting` at what a body can reach, `contradictions` at what is said twice, `completeness` at what an agreement needs.
"""

from commonweal.charter.checking.fault import WHOLE, Fault, Severity
from commonweal.charter.checking.seating import Membership
from commonweal.charter.checking.whole import clean, faults

__all__ = ["WHOLE", "Fault", "Membership", "Severity", "clean", "faults"]
