"""The charters that Commonweal itself writes. An edition, once published, is never changed."""
