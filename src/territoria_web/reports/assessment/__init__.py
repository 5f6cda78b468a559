"""The assessment report: where a territory stands, how sure that is, what the workshop must clear up."""
