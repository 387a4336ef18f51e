"""Views: a case as frozen values that pages and exports share, in one language, with every text ready to be shown."""
