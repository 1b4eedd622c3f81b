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

- `writing`      ``locked(partnership)``, ``append(...)``, ``lay_down(partnership, raws)``,
                 ``drop_partnership``, ``drop_everything``, ``rebuild_citations``; only `acts.perform`,
                 `acts.replay` and the restoring of bundles may import it
- `reading`      ``size``, ``root_at``, ``head``, ``entry_at``, ``entries``, ``all_entries``,
                 ``entry_with_idem``, ``inclusion_proof``, ``consistency_proof``, ``receipt``,
                 ``cites_of``, ``cited_by``, ``tile``, ``entry_bundle``
- `checkpointing` ``make_checkpoint``, ``latest_checkpoint``, ``add_cosignatures``, ``NotSealedError``
- `boxes`        ``put``, ``replace``, ``take_back``, ``lines``, ``count``, ``settle``, ``drop``
- `hostkeys`     ``log_key(partnership)`` (vkey), ``signing_key(partnership)``
- `safety`       ``refuse_unsafe(connection)``, called when a connection opens
"""
