"""The commands of gen-studio, one file each; what is heavy is imported when a command runs, so that --help is fast."""
