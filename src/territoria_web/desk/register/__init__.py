"""The register of initiatives at the desk: writing, handing in, tables; peers of other territories."""
