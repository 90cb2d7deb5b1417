"""What readers of several formats need: pages, dates, names, tables, labelled fields, points. It knows no reader."""
