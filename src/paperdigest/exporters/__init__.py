"""From papers to bytes: one format, one module, one shape.

`registry` finds an exporter by name, `options` makes its options from keywords, and each other module is a
format. Nothing here is imported before somebody asks for it.
"""
