"""The catalogue of the data as DCAT-AP 3: what data portals harvest."""
