#!/usr/bin/env bash
# Free fonts of many kinds from Debian, for gen-studio evaluate retrieval. No test needs them.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/debian.sh fonts-dejavu fonts-liberation2 fonts-freefont-ttf fonts-lato fonts-roboto-unhinted fonts-open-sans \
  fonts-linuxlibertine fonts-cantarell fonts-comfortaa fonts-dancingscript fonts-lobstertwo fonts-junicode \
  fonts-gfs-didot fonts-cardo fonts-jura fonts-play fonts-sil-gentium \
  fonts-courier-prime fonts-hack fonts-inconsolata fonts-ebgaramond fonts-quicksand fonts-averia-sans-gwf \
  fonts-averia-serif-gwf fonts-atarismall fonts-breip fonts-blankenburg fonts-dustin fonts-isabella fonts-oldstandard
