"""Documents on paper: a tagged PDF (PDF/UA-1) from the same data as a page, for charters, minutes and ballots.

Say what stands in it with the blocks below and hand it to `as_pdf`:

    paper = Document(title="Minutes", lang="en", blocks=(Heading(1, "Present"), Items(("Alba", "Bruno"))))
    return PdfResponse(paper, name="minutes.pdf")
"""

from commonweal.web.documents.blocks import (
    Aside,
    Block,
    Document,
    Heading,
    Items,
    Lines,
    Mark,
    NewPage,
    Pairs,
    Table,
    Text,
    in_groups,
)
from commonweal.web.documents.paper import NotSet, PdfResponse, as_pdf

__all__ = [
    "Aside",
    "Block",
    "Document",
    "Heading",
    "Items",
    "Lines",
    "Mark",
    "NewPage",
    "NotSet",
    "Pairs",
    "PdfResponse",
    "Table",
    "Text",
    "as_pdf",
    "in_groups",
]
