#!/bin/bash
# Starting: an empty database to its first page (target: 300 ms), and 100,000 certificates to ready (1 s) with the server's resident
# memory after an OCSP answer (300 MB). The time runs from the fork of the process, its signer's start included.
# shellcheck source=bench/load/house.sh disable=SC2154,SC2034
source "$(dirname "$0")/load/house.sh"
certificates=100000
if [ "${1:-}" = --large ]; then certificates=1000000; fi
stop() {
  kill "$server"
  wait "$server" || true
  pids=()
}
init
for round in 1 2 3; do
  begin=$EPOCHREALTIME
  start_server
  curl -sf -o "$work/page" "http://127.0.0.1:$web/"
  page_ms=$(awk -v a="$begin" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.0f", (b - a) * 1000 }')
  echo "bench start certificates=0 round=$round ready_ms=$ready_ms first_page_ms=$page_ms cpu_ms=$(($(cpu_us "$server" "$signer") / 1000)) page_bytes=$(stat -c %s "$work/page")"
  stop
done
rm -rf "$work/data"
init 0 "$certificates"
for round in 1 2 3; do
  start_server
  issuer=$(sqlite3 "$work/data/shomei.db" "SELECT slug FROM issuers WHERE purpose = 'ov'")
  curl -s "http://127.0.0.1:$web/pki/$issuer.pem" >"$work/issuer.pem"
  serial=$(sqlite3 "$work/data/shomei.db" "SELECT hex(serial) FROM certificates WHERE status_change = 50")
  status=$(openssl ocsp -issuer "$work/issuer.pem" -serial "0x$serial" -no_nonce -noverify -url "http://127.0.0.1:$web/ocsp/$issuer" 2>/dev/null | awk '/^0x/ { print $2 }')
  rss=$(awk '/VmRSS/ { printf "%.0f", $2 / 1024 }' "/proc/$server/status")
  echo "bench start certificates=$certificates round=$round ready_ms=$ready_ms rss_mb=$rss cpu_ms=$(($(cpu_us "$server" "$signer") / 1000)) ocsp_of_revoked=$status"
  stop
done
