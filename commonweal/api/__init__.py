"""JSON in and out: every act through one door, every read model, with its schemas."""
