"""The rules as data, and judgements that name the clause they rest on. Pure: no database, no framework."""
