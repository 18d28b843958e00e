"""What repositories ask of a deposit: records in their own terms, as bytes.

In: reports and what the archive is called.  Out: DataCite, Dublin Core, RO-Crate and
`CITATION.cff`.  May import: ``outputs.cite``, ``archive`` and below.
"""
