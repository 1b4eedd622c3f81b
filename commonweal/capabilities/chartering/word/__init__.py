"""Drafts as Word documents: written so that lawyers can work outside, read back clause by clause, never trusted.

`marks` names what stands where, `writing` makes the document, `archive` looks through one that comes in, `reading`
takes its words out with tracked changes accepted, `returning` holds them against the draft.
"""
