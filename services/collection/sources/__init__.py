"""Where collections come from: one file for each museum or kind of source, all behind `source.Source`."""
