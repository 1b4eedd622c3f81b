"""Results that follow from the record, computed again from raw bodies, one file for each kind of result."""

from commonweal.verifier.recompute.agreements import Agreements
from commonweal.verifier.recompute.charters import CharterOfFounding
from commonweal.verifier.recompute.conversations import Conversations
from commonweal.verifier.recompute.decisions import Decisions
from commonweal.verifier.recompute.drafts import PresentedTexts
from commonweal.verifier.recompute.fit import FitDecisions

RECOMPUTED = (CharterOfFounding, PresentedTexts, FitDecisions, Decisions, Agreements, Conversations)
"""What is computed again in every verification, in the order in which it is asked."""
