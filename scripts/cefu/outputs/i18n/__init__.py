"""The interface in each language of the site: ``languages/<tag>.yml`` and the locale made of each."""
