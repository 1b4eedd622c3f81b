"""Read models as files: CSV, XLSX, JSON and a Data Package, for whoever may read them."""
