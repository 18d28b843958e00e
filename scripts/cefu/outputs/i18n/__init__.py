"""The interface in each language of the site: ``languages/<tag>.yml`` and how it is spoken."""
