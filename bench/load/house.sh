# Sourced by bench/*.sh: an installation to measure, its name server, and what they cost.
# shellcheck shell=bash disable=SC2034
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bin=$PWD/${SHOMEI_BIN:-build/release}
case ${SHOMEI_BIN:-} in /*) bin=$SHOMEI_BIN ;; esac
work=$(mktemp -d /var/tmp/shomei-bench-XXXXXX)
pids=()
port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
end() {
  [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap end EXIT

# init [LICENCES] [CERTIFICATES]: a data directory in $work/data, the key in $work/key.
init() {
  web=$(port) desk=$(port) dns=$(port)
  "$bin/shomei" init --data "$work/data" --name "Aozora CA" --root-key p384 --base-url http://pki.aozora.example.jp >"$work/init.log" 2>&1
  python3 bench/load/seed.py "$work/data" "$work/key" "${1:-0}" "${2:-0}"
  echo "unrelated.invalid. 3600 IN DS 60485 8 2 D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A" >"$work/anchors"
  sed -i "s#^stubs = .*#stubs = [\"jp=127.0.0.1@$dns\"]#; s#^trust_anchor = .*#trust_anchor = \"$work/anchors\"#" "$work/data/shomei.toml"
}

# A Knot that answers for `jp`; names in it have no CAA.
start_names() {
  mkdir -p "$work/knot/run" "$work/knot/db"
  printf '$ORIGIN jp.\n$TTL 3600\n@ SOA ns.aozora.test. hostmaster.aozora.test. 1 3600 600 86400 3600\n@ NS ns.aozora.test.\n*.example A 203.0.113.7\n' >"$work/knot/jp.zone"
  printf 'server:\n  listen: 127.0.0.1@%s\n  rundir: %s/run\n  udp-workers: 1\n  tcp-workers: 1\n  background-workers: 1\ndatabase:\n  storage: %s/db\nzone:\n  - domain: jp\n    file: %s/jp.zone\n' \
    "$dns" "$work/knot" "$work/knot" "$work/knot" >"$work/knot/knot.conf"
  PATH=$PATH:/usr/sbin knotd -c "$work/knot/knot.conf" >"$work/knot/log" 2>&1 &
  pids+=($!)
}

# Starts the server; $server and $signer are its processes, $ready_ms is how long it took to be ready.
start_server() {
  mkfifo "$work/ready.$web"
  local begin=$EPOCHREALTIME line
  "$bin/shomei" serve --data "$work/data" --listen "127.0.0.1:$web" --desk-listen "127.0.0.1:$desk" >"$work/ready.$web" 2>"$work/server.log" &
  server=$!
  read -r line <"$work/ready.$web" || { tail -n 5 "$work/server.log" >&2; exit 1; }
  ready_ms=$(awk -v a="$begin" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.0f", (b - a) * 1000 }')
  rm "$work/ready.$web"
  pids+=("$server")
  signer=$(pgrep -P "$server" | head -n 1)
}

# cpu_us PID...: microseconds of CPU that the processes have used (user and system).
cpu_us() {
  local total=0 pid fields
  for pid in "$@"; do
    read -r -a fields <<<"$(sed 's/^.*) //' "/proc/$pid/stat")"
    total=$((total + (fields[11] + fields[12]) * (1000000 / $(getconf CLK_TCK))))
  done
  echo "$total"
}

# Microseconds of one P-256 verification and one signature, as openssl measures them now.
openssl_us() {
  openssl speed -seconds 1 ecdsap256 2>/dev/null | awk '/nistp256/ { printf "%.2f", 1e6 / $(NF - 1) + 1e6 / $NF }'
}

# load SECONDS USED: wrk issues certificates with the CSRs in $work/csrs, of which USED were used before.
load() { wrk -t1 -c32 --timeout 10s -d"$1s" -s bench/load/issue.lua "http://127.0.0.1:$web" -- "$work/csrs" "$work/key" "$2"; }

# holds PATTERN FIELD max|min LIMIT: whether the median of the field over the lines of $work/lines that match is within the target; `judge`
# ends the script with 1 where one was missed.
missed=0
holds() {
  grep "$1" "$work/lines" | sed -n "s/.* $2=\([0-9.]*\).*/\1/p" | sort -n | awk -v case="$1" -v field="$2" -v kind="$3" -v limit="$4" '
    { values[NR] = $1 }
    END {
      median = values[int((NR + 1) / 2)]
      ok = NR > 0 && (kind == "max" ? median <= limit : median >= limit)
      printf "target %s %s median=%s %s=%s %s\n", case, field, median, kind, limit, ok ? "holds" : "MISSED"
      exit !ok }' || missed=1
}
judge() { exit "$missed"; }
