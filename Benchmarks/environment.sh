# Sourced by scripts that measure beside Python packages:
# environment DIRECTORY MODULES PIP-ARGUMENTS... makes a virtual environment that can import MODULES
# (separated by commas), and prints its interpreter.
environment() {
  local directory=$1 modules=$2 as=""
  shift 2
  # Debian ships venv apart from Python.
  if ! python3 -c 'import ensurepip' >/dev/null 2>&1; then
    if [ "$(id -u)" != 0 ]; then as="sudo"; fi
    $as apt-get update -q >&2
    DEBIAN_FRONTEND=noninteractive $as apt-get install -y -q --no-install-recommends python3-venv >&2
  fi
  if ! "$directory/bin/python" -c "import $modules" 2>/dev/null; then
    [ -x "$directory/bin/python" ] || python3 -m venv "$directory" >&2
    "$directory/bin/pip" install --quiet "$@" >&2
  fi
  echo "$directory/bin/python"
}
