"""Opening, seeding, moderating and closing a conversation."""

from __future__ import annotations

import pytest

from commonweal.capabilities.conversations import queries
from commonweal.capabilities.conversations.tests.arranging import conversation


@pytest.mark.django_db
def test_a_conversation_is_opened_with_statements(cool) -> None:
    row = conversation(cool)
    assert [one.number for one in queries.statements(row)] == [1, 2, 3]
    cool.given("conversations.close", conversation=row.entry)
    again = queries.conversation_at(cool.id, row.entry)
    assert (again.count, again.votes, again.voters) == (0, 0, 0)
    cool.given("conversations.publish_result", conversation=row.entry)
    assert queries.published(again)
