"""A folder of feeds that is kept up to date from an archive."""
