"""The append-only record: entries, tree, checkpoints, proofs, boxes. It knows no meanings.

Read from here down. The first group needs no Django and no database.

- `entry`        ``Entry``, ``Cite``, ``Seen``, ``TextReference``, ``EntryError``; ``act_object(...)``,
                 ``signed_message(act)``, ``encode_entry(act, sig)``, ``parse_entry(raw, position=,
                 partnership=)``, ``texts_in(body)``
- `tree`         RFC 6962: ``leaf_hash``, ``node_hash``, ``append_to_edge``, ``root_of_edge``,
                 ``root_of_leaves``, ``inclusion_proof``, ``consistency_proof``, ``verify_inclusion``,
                 ``verify_consistency``, ``MemoryTree``, ``ProofError``
- `tiles`        ``Tile``, ``EntryBundle``, ``tiles_of(size)``, ``bundles_of(size)``, ``spell``,
                 ``parse_index``, ``pack_entries``, ``unpack_entries``
- `notes`        C2SP notes: ``parse_note``, ``sign``, ``cosign``, ``verify``, ``verify_cosignatures``,
                 ``parse_verifier``, ``Verifier``, ``NoteError``
- `checkpoints`  ``Checkpoint``, ``origin_of``, ``parse_checkpoint``, ``sign_checkpoint``,
                 ``open_checkpoint``
- `tlogproof`    ``Receipt``, ``parse_receipt``, ``verify_receipt``
- `keys`         ``SigningKey``, ``host_log_key``, ``require_strong_ed25519``, ``verify_ed25519``
- `signatures`   ``PublicKey``, ``parse_key(body, added=)``, ``check_signature(entry, key)``,
                 ``SignatureRefused``
- `keyring`      ``Keyring``: ``check(entry)`` then ``observe(entry)`` for each entry in order

The second group keeps it in the database.

- `writing`      ``locked(partnership)`` and, within it, ``append(...) -> Entry``; only `acts.perform` and
                 `acts.replay` may import it
- `laying`       ``lay_down(partnership, raws)``, ``drop_partnership(partnership)``, ``rebuild_derived``,
                 ``drop_everything()`` for tests that commit
- `reading`      ``size``, ``head``, ``root_at``, ``partnerships``, ``entry_at``, ``entries``, ``entries_at``,
                 ``all_entries``, ``entry_with_idem``, ``inclusion_proof``, ``consistency_proof``,
                 ``receipt``, ``cites_of``, ``cited_by``, ``named_key``, ``named_keys``, ``tile``,
                 ``entry_bundle``, ``NotThereError``
- `checkpointing` ``current(partnership, log_key=…) -> Note`` (signs and keeps), ``latest_checkpoint``,
                 ``checkpoint_at``, ``keep_checkpoint``, ``add_cosignatures``, ``is_sealed``
- `boxes`        ``put``, ``replace``, ``take_back``, ``line_of``, ``lines``, ``count``, ``root``,
                 ``settle -> Settled(count, root)``, ``lay_down``, ``boxes_of``
- `hostkeys`     ``log_key(partnership)`` (vkey text), ``log_verifier``, ``signing_key``
- `safety`       ``refuse_unsafe(connection)``, called when a connection opens
"""
